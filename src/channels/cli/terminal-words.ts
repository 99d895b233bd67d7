/**
 * The checked words of an answer on a terminal while they come: written on as they grow, taken back where the answer
 * turns out another one.
 */
import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { visibleText } from "../rendering/index.ts";

/** process.stdout, or what a test puts in its place. */
export interface TerminalOutput extends NodeJS.WritableStream {
  columns?: number;
}

export interface TerminalWords {
  /** Shows the text so far. */
  show(text: string): void;
  /** Ends with the rendered answer and a line break: writes what is missing, or writes it in place of what was shown. */
  end(rendered: string): void;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** For one answer on an output that is a terminal. */
export function terminalWords(output: TerminalOutput): TerminalWords {
  let shown = "";
  function become(text: string): void {
    if (!text.startsWith(shown)) {
      const up = rowsOf(shown, output.columns ?? 80) - 1;
      // A move by no rows would be read as a move by one.
      if (up > 0) moveCursor(output, 0, -up);
      cursorTo(output, 0);
      clearScreenDown(output);
      shown = "";
    }
    output.write(text.slice(shown.length));
    shown = text;
  }
  return {
    show: (text) => become(visibleText(text).trim()),
    end: (rendered) => become(`${rendered}\n`),
  };
}

/** Rows that a text takes; a wide character that does not fit begins the next one. */
function rowsOf(text: string, columns: number): number {
  let rows = 1;
  let used = 0;
  for (const character of text) {
    const width = character.length > 1 || WIDE.test(character) ? 2 : 1;
    if (character === "\n" || used + width > columns) {
      rows++;
      used = character === "\n" ? 0 : width;
    } else used += width;
  }
  return rows;
}
