/**
 * Paragraphs and tables of a document or a web page in, one after another; their text out with the offsets of
 * headings and table cells. Nothing is left out: what is furniture is decided before.
 */
import type { ExtractedText } from "../../domain/index.ts";
import type { HtmlCell } from "./html-table.ts";
import { countRowsAboveNumbers, type GridCell } from "./table.ts";
import { figureCells } from "./table-units.ts";

export interface TableRow {
  cells: HtmlCell[];
  /** True where the format does not tell which columns the cells stand in: such a row is kept as text only. */
  unaligned?: boolean;
}

/** What a format's marks are worth. */
export interface LineMarks {
  /** True where headings are marked as such, and not only by a style that running text may have for its looks. */
  trustHeadings: boolean;
  /** True where a caption may stand one line further up: pages put a line of their own between it and the table. */
  captionMayStandOff: boolean;
}

const DOCUMENT: LineMarks = { trustHeadings: false, captionMayStandOff: false };

const MAX_STYLED_HEADING_CHARS = 80;
const MAX_CAPTION_CHARS = 60;

/** Collects lines: paragraphs are parted by a blank line, table rows by a line break, cells by a tab. */
export class LineWriter {
  #marks: LineMarks;
  #lines: string[] = [];
  #text: string[] = [];
  #length = 0;
  #headings: ExtractedText["headings"] = [];
  #tables: NonNullable<ExtractedText["tables"]> = [];

  constructor(marks: LineMarks = DOCUMENT) {
    this.#marks = marks;
  }

  /** Adds one paragraph, given as one line; `level` from 1 makes it a heading. Blank ones are passed over. */
  paragraph(line: string, level: number | null = null): void {
    if (line === "") return;
    this.#part("\n\n");
    if (level !== null && (this.#marks.trustHeadings || readsAsHeading(line))) {
      this.#headings.push({ start: this.#length, end: this.#length + line.length, level });
    }
    this.#push(line);
  }

  /**
   * Adds a table; rows that are one cell above the first row of several name the table.
   * @param caption where the format marks one; else it is looked for above the table
   */
  table(rows: TableRow[], caption = ""): void {
    const captions = caption === "" ? this.#captionsBefore() : [caption];
    const grid: GridCell[][] = [];
    let first = true;
    for (const row of rows) {
      if (row.cells.every((cell) => cell.repeated || cell.text === "")) continue;
      this.#part(first ? "\n\n" : "\n");
      first = false;
      const cells = this.#row(row.cells);
      const naming = grid.length === 0 ? soleCell(cells) : null;
      if (naming !== null) captions.push(naming);
      else if (!row.unaligned) grid.push(cells);
    }
    this.#tables.push(...figureCells(grid, captions.join(" "), countRowsAboveNumbers(grid)));
  }

  /** Everything written so far. */
  extraction(): Required<Pick<ExtractedText, "text" | "headings" | "tables">> {
    return { text: this.#text.join(""), headings: this.#headings, tables: this.#tables };
  }

  #row(cells: HtmlCell[]): GridCell[] {
    let line = "";
    const placed = cells.map((cell): GridCell => {
      if (cell.repeated) return { text: cell.text, start: 0, end: 0, repeated: true };
      if (line !== "") line += "\t";
      const start = this.#length + line.length;
      line += cell.text;
      return { text: cell.text, start, end: start + cell.text.length, repeated: false };
    });
    this.#push(line);
    return placed;
  }

  /** The short line above a table; with the one above it when the nearest only gives the unit. */
  #captionsBefore(): string[] {
    const [above, nearest] = ["", "", ...this.#lines].slice(-2);
    const isCaption = (line = ""): boolean =>
      line !== "" && line.length <= MAX_CAPTION_CHARS && !/[。！？；]$|\t/.test(line);
    if (nearest === undefined || !isCaption(nearest)) {
      return this.#marks.captionMayStandOff && above !== undefined && isCaption(above) ? [above] : [];
    }
    const givesUnit = /^[（(【]?\s*(?:计量)?单位\s*[:：]/.test(nearest);
    return givesUnit && above !== undefined && isCaption(above) ? [above, nearest] : [nearest];
  }

  /** Blocks are parted by a blank line, so that nothing takes two of them for one wrapped paragraph. */
  #part(separator: "\n" | "\n\n"): void {
    if (this.#length === 0) return;
    this.#text.push(separator);
    this.#length += separator.length;
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#text.push(line);
    this.#length += line.length;
  }
}

/** A longer paragraph is running text that somebody gave a heading's style for its looks. */
function readsAsHeading(line: string): boolean {
  return line.length <= MAX_STYLED_HEADING_CHARS && !/[。；]$/.test(line);
}

/** The text of a row that is one cell across the whole table; null for any other. */
function soleCell(row: GridCell[]): string | null {
  const [only, second] = row.filter((cell) => !cell.repeated && cell.text !== "");
  if (!only || second || row.length < 2) return null;
  return row.every((cell) => cell.text === only.text) ? only.text : null;
}
