/**
 * Sheets in, one text out: the name of each as a heading, titles and notes as lines, tables as rows with tabs;
 * with the offsets of headings and of the cells that hold figures. Each cell's caption ends with what its sheet says.
 */
import type { ExtractedText, TableCell } from "../../domain/index.ts";
import { bareCaption, unitOfCaption } from "./caption-unit.ts";
import type { Sheet, SheetCell } from "./sheet.ts";
import { asSection, isHeaderRow, isIndexRow, type RowRole, roleOfRow, startsTable } from "./sheet-rows.ts";
import type { GridCell } from "./table.ts";
import { countHeaderRows, figureCells } from "./table-units.ts";

/** 工作表1 and Sheet1 say nothing. */
const NAMELESS = /^(?:sheet|工作表|表|table)\s*\d*$|^$/i;
/** Lines above a table that name it; those further up belong to something else. */
const MAX_CAPTIONS = 3;
/** 统计时间：2024年1-6月; 填报日期 says nothing about the figures. */
const TIME_LABEL = /(?:^|\s)((?:统计|数据|报告|报表)?(?:时间|时期|期间|时段|年度|月份|季度|周期)[:：]\s*\S+)/;

/** Writes the sheets one after another. */
export function writeSheets(sheets: Sheet[]): Pick<ExtractedText, "text" | "headings" | "title"> & {
  tables: TableCell[];
} {
  const writer = new SheetWriter();
  for (const sheet of sheets) writer.sheet(sheet);
  return writer.extraction();
}

class SheetWriter {
  #text: string[] = [];
  #length = 0;
  #headings: ExtractedText["headings"] = [];
  #tables: TableCell[] = [];
  #title: string | undefined;
  #first = true;
  #afterRow = false;

  sheet({ name, rows }: Sheet): void {
    const named = NAMELESS.test(name.trim()) ? "" : name.trim();
    if (named !== "") this.#line(named, 1);
    const table = new OpenTable(named.replace(/^((?:19|20)\d\d)$/, "$1年"));
    for (const row of rows) {
      const role = roleOfRow(row);
      if (role === "blank") table.gap = true;
      else if (role === "data") this.#dataRow(table, row);
      else this.#otherRow(table, row, role, named);
    }
    this.#close(table);
    this.#first = false;
  }

  extraction() {
    const [text, headings, tables] = [this.#text.join(""), this.#headings, this.#tables];
    return { text, headings, tables, ...(this.#title === undefined ? {} : { title: this.#title }) };
  }

  #dataRow(table: OpenTable, row: SheetCell[]): void {
    // Rows after a gap go on with the table above when they have no header of their own.
    if (table.gap && table.isOpen && isHeaderRow(row)) this.#close(table);
    table.gap = false;
    const cells = this.#row(row);
    if (!isIndexRow(row)) table.rows.push(cells);
    table.isOpen = true;
  }

  #otherRow(table: OpenTable, row: SheetCell[], role: RowRole, named: string): void {
    const line = lineOf(row).replace(/\t+/g, "  ");
    if (table.isOpen && role === "title" && !table.gap && !startsTable(line)) {
      table.rows.push(this.#row(asSection(row)));
      return;
    }
    if (role === "note") {
      this.#line(line);
      return;
    }
    this.#close(table);
    const names = role === "title" && bareCaption(line) !== "";
    const opens = names && table.captions.length === 0;
    if (opens && this.#first && table.isFirst) this.#title ??= bareCaption(line);
    this.#line(line, opens ? (named === "" ? 1 : 2) : undefined);
    table.caption(line, names);
  }

  #close(table: OpenTable): void {
    if (table.isOpen) {
      const rows = table.withHeader();
      for (const cell of figureCells(rows, table.fullCaption(), countHeaderRows(rows)))
        this.#tables.push(cell);
    }
    table.close();
  }

  #line(line: string, level?: number): void {
    this.#put("\n\n", line);
    this.#afterRow = false;
    if (level !== undefined) {
      this.#headings.push({ start: this.#length - line.length, end: this.#length, level });
    }
  }

  #row(row: SheetCell[]): GridCell[] {
    const line = lineOf(row);
    this.#put(this.#afterRow ? "\n" : "\n\n", line);
    this.#afterRow = true;
    let at = this.#length - line.length;
    let started = false;
    return row.map((cell): GridCell => {
      if (cell.repeated) return { text: cell.text, start: 0, end: 0, repeated: true };
      if (started) at++;
      const start = at;
      at = Math.min(this.#length, at + cell.text.length);
      started ||= cell.text !== "";
      return { text: cell.text, start, end: at, repeated: false };
    });
  }

  #put(separator: "\n" | "\n\n", line: string): void {
    const parted = this.#length === 0 ? line : separator + line;
    this.#text.push(parted);
    this.#length += parted.length;
  }
}

/** The table that rows are being added to, and what names it. */
class OpenTable {
  isOpen = false;
  isFirst = true;
  /** True after a blank row. */
  gap = false;
  rows: GridCell[][] = [];
  captions: string[] = [];
  #sheetName: string;
  #sheetTitle = "";
  #unit = "";
  #header: GridCell[][] = [];

  constructor(sheetName: string) {
    this.#sheetName = sheetName;
  }

  /** Takes a line above the table; `names` says that it names the table rather than who filled it in. */
  caption(line: string, names: boolean): void {
    const unit = unitOfCaption(line);
    if (unit !== null) this.#unit = unit;
    const bare = names ? bareCaption(line) : (TIME_LABEL.exec(line)?.[1] ?? "");
    if (bare === "") return;
    this.captions = [...this.captions, bare].slice(-MAX_CAPTIONS);
    if (!names) return;
    if (this.isFirst && this.#sheetTitle === "") this.#sheetTitle = bare;
  }

  /** The nearest caption first: it is the most particular about the period. */
  fullCaption(): string {
    const parts = [...this.captions, this.#sheetTitle, this.#sheetName].filter((part) => part !== "");
    const distinct = parts.filter((part, i) => parts.findIndex((other) => other.includes(part)) === i);
    return [...distinct, this.#unit === "" ? "" : `单位：${this.#unit}`]
      .filter((part) => part !== "")
      .join(" ");
  }

  /** The rows, under the header of the table before when they have none. */
  withHeader(): GridCell[][] {
    const heads = countHeaderRows(this.rows);
    const wide = this.rows[0]?.length === this.#header[0]?.length;
    if (heads === 0 && wide) return [...this.#header, ...this.rows];
    this.#header = this.rows.slice(0, heads).map((row) => row.map((cell) => ({ ...cell, repeated: true })));
    return this.rows;
  }

  close(): void {
    if (this.isOpen) {
      this.captions = [];
      this.isFirst = false;
    }
    this.rows = [];
    this.isOpen = false;
    this.gap = false;
  }
}

/** Cells parted by tabs; empty ones before the first and after the last are left out. */
function lineOf(row: SheetCell[]): string {
  let line = "";
  for (const cell of row) if (!cell.repeated) line += (line === "" ? "" : "\t") + cell.text;
  return line.trimEnd();
}
