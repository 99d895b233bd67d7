/**
 * The XML of one worksheet in, piece by piece; out: the same sheet with its filled cells only, and its merged ranges.
 * A sheet can style or merge millions of empty cells in a few kilobytes, and the parser would build every one of them.
 * Of a formula only the saved result is kept.
 */

import type { Span } from "./sheet.ts";

export interface SievedSheet {
  xml: string;
  merged: Span[];
  /** Formulas without a saved result. */
  uncomputed: number;
}

/** A tag of an honest sheet is far shorter. */
const MAX_TAG_CHARS = 100_000;
/** Excel allows 32,767; what is longer is cut off somewhere behind. */
export const MAX_CELL_CHARS = 32_767;
/** Excel merges less in any sheet a person made. */
const MAX_MERGED = 50_000;

/** Sieves one sheet; `onCell` is called for each filled cell and may throw. */
export class SheetSieve {
  #onCell: () => void;
  #rest = "";
  #kept: string[] = [];
  #fresh: string[] = [];
  #length = 0;
  #merged: Span[] = [];
  #uncomputed = 0;
  #row = "";
  #rowWritten = false;
  /** The opening tag of the cell that is being read; "" outside of cells. */
  #cell = "";
  #value = "";
  #text = "";
  #hasFormula = false;
  /** The element inside the cell whose text is being read. */
  #inside = "";

  constructor(onCell: () => void) {
    this.#onCell = onCell;
  }

  /** Takes the next piece; returns how many characters of the sheet are kept so far; throws RangeError for a tag without end. */
  push(piece: string): number {
    const text = this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      const open = text.indexOf("<", at);
      this.#onText(text.slice(at, open < 0 ? text.length : open));
      const close = open < 0 ? -1 : text.indexOf(">", open);
      if (close < 0) {
        at = open < 0 ? text.length : open;
        break;
      }
      this.#onTag(text.slice(open, close + 1));
      at = close + 1;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_TAG_CHARS) throw new RangeError("a tag without end");
    // Joined at once: slices would keep the whole piece in memory.
    const kept = this.#fresh.join("");
    this.#fresh = [];
    this.#kept.push(kept);
    this.#length += kept.length;
    return this.#length + this.#value.length + this.#text.length;
  }

  /** The sheet that is left. */
  finish(): SievedSheet {
    const head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
    return {
      xml: `${head}${this.#kept.join("")}</sheetData></worksheet>`,
      merged: this.#merged,
      uncomputed: this.#uncomputed,
    };
  }

  #onText(text: string): void {
    if (this.#value.length + this.#text.length > MAX_CELL_CHARS) return;
    if (this.#inside === "v") this.#value += text;
    else if (this.#inside === "t") this.#text += text;
  }

  #onTag(tag: string): void {
    const name = /^<(\/?(?:\w+:)?\w+)/.exec(tag)?.[1]?.replace(/\w+:/, "") ?? "";
    if (name === "c") {
      this.#cell = tag.endsWith("/>") ? "" : plain(tag);
      [this.#value, this.#text, this.#hasFormula, this.#inside] = ["", "", false, ""];
    } else if (name === "/c") {
      this.#closeCell();
    } else if (this.#cell !== "") {
      if (name === "f") this.#hasFormula = true;
      if (name === "v" || name === "t") this.#inside = tag.endsWith("/>") ? "" : name;
      else if (name.startsWith("/")) this.#inside = "";
    } else if (name === "row") {
      this.#row = plain(tag);
      this.#rowWritten = false;
    } else if (name === "/row") {
      if (this.#rowWritten) this.#fresh.push("</row>");
      this.#rowWritten = false;
    } else if (name === "mergeCell" && this.#merged.length < MAX_MERGED) {
      const range = rangeOf(/\sref="([^"]*)"/.exec(tag)?.[1] ?? "");
      if (range) this.#merged.push(range);
    }
  }

  #closeCell(): void {
    const [value, text] = [this.#value.trim(), this.#text];
    if (this.#cell === "") return;
    if (value !== "" || text.trim() !== "") {
      this.#onCell();
      if (!this.#rowWritten) this.#fresh.push(this.#row);
      this.#rowWritten = true;
      const shown = value === "" ? `<is><t>${text}</t></is>` : `<v>${value}</v>`;
      this.#fresh.push(this.#cell, shown, "</c>");
    } else if (this.#hasFormula) {
      this.#uncomputed++;
    }
    this.#cell = "";
  }
}

/** Some programs put a namespace prefix before every name, which the parser does not know. */
function plain(tag: string): string {
  return tag.replace(/^<(\/?)\w+:/, "<$1");
}

function rangeOf(ref: string): Span | null {
  const [, left = "", top, right = "", bottom] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? [];
  if (!top || !bottom) return null;
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) };
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
