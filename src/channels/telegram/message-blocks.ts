/**
 * The parts of a Telegram message before they are laid out: runs of styled text in blocks, each block either running
 * text, a quote, a quote that a tap unfolds, or a table. Text is made safe here; markup is written in message-pages.ts.
 */
import { visibleText, wholeCharacters } from "../rendering/index.ts";

export type Style = "b" | "i" | "u";

export interface Run {
  text: string;
  styles: readonly Style[];
}

export interface Block {
  kind: "text" | "quote" | "folded" | "table";
  runs: readonly Run[];
}

/** Longer quotes are folded; a tap opens them. */
const foldAboveChars = 160;

/** Text in one style, without invisible characters; half of a surrogate pair, which Telegram refuses, is replaced. */
export function run(text: string, ...styles: Style[]): Run {
  return { text: wholeCharacters(visibleText(text)), styles };
}

/** Running text, from runs or plain strings. */
export function textBlock(...parts: (Run | string)[]): Block {
  return { kind: "text", runs: parts.map(asRun) };
}

/** A quote, folded where it is long or `fold` says so. */
export function quoteBlock(parts: (Run | string)[], { fold = false } = {}): Block {
  const runs = parts.map(asRun);
  const length = runs.reduce((sum, { text }) => sum + text.length, 0);
  return { kind: fold || length > foldAboveChars ? "folded" : "quote", runs };
}

/** Lines in a font of one width. */
export function tableBlock(text: string): Block {
  return { kind: "table", runs: [run(text)] };
}

/** The same text in pieces, with every place where `mark` matches set in further styles. */
export function marked(text: string, mark: string, base: readonly Style[], styles: readonly Style[]): Run[] {
  if (mark === "") return [run(text, ...base)];
  const runs: Run[] = [];
  let from = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
    // 10项 inside 110项 is another number.
    const inside = /[\d.,，]/.test(text[at - 1] ?? "") && /^[\d]/.test(mark);
    const after = /[\d]/.test(text[at + mark.length] ?? "") && /\d$/.test(mark);
    if (!inside && !after) {
      runs.push(run(text.slice(from, at), ...base), run(mark, ...base, ...styles));
    } else runs.push(run(text.slice(from, at + mark.length), ...base));
    from = at + mark.length;
  }
  return [...runs, run(text.slice(from), ...base)].filter(({ text: part }) => part !== "");
}

function asRun(part: Run | string): Run {
  return typeof part === "string" ? run(part) : part;
}
