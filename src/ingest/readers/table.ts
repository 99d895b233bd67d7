/**
 * A grid of cells in, its figure cells out, each with the row heading, column heading and caption
 * that say what it measures. Knows nothing of the format that the table came from.
 */
import type { TableCell } from "../../domain/index.ts";
import { isNumber, labelColumns } from "./table-labels.ts";

export interface GridCell {
  text: string;
  /** UTF-16 offsets in the report's text. */
  start: number;
  end: number;
  /** True where the cell is only the continuation of one that spans rows or columns. */
  repeated: boolean;
}

const MAX_HEADER_ROWS = 3;
const SERIAL = /^(?:序号|编号|行次|No\.?|#)$/i;

/** The cells that hold digits and are not headings; `heads` says how many rows are headings. */
export function tableCells(rows: GridCell[][], caption: string, heads: number): TableCell[] {
  const body = rows.slice(heads);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columnHeadings = Array.from({ length: width }, (_, column) =>
    joinDistinct(rows.slice(0, heads).map((row) => row[column]?.text ?? "")),
  );
  const serial = isSerial(body, columnHeadings[0] ?? "") ? 1 : 0;
  const columns = labelColumns(
    body.filter((row) => sectionOf(row) === null),
    columnHeadings,
    serial,
  );
  const cells: TableCell[] = [];
  let section = "";
  for (const row of body) {
    const named = sectionOf(row);
    if (named !== null) {
      section = named;
      continue;
    }
    row.forEach((cell, column) => {
      const own = columns[column] ?? null;
      if (own === null || cell.repeated || !/\d/.test(cell.text)) return;
      const rowHeading = joinDistinct([section, ...row.slice(own.from, own.to).map((label) => label.text)]);
      const columnHeading = columnHeadings[column] ?? "";
      cells.push({ start: cell.start, end: cell.end, rowHeading, columnHeading, caption });
    });
  }
  return cells;
}

/** The text of a row that is one cell across the table and heads the rows under it; null for any other row. */
function sectionOf(row: GridCell[]): string | null {
  const [only, second] = row.filter((cell) => !cell.repeated && cell.text !== "");
  if (!only || second || row.length < 2 || isNumber(only.text)) return null;
  return row.every((cell) => cell === only || cell.text === only.text) ? only.text : null;
}

/** Leading rows without a plain number besides years; a table of nothing but text has one. */
export function countRowsAboveNumbers(rows: GridCell[][]): number {
  const firstData = rows.findIndex((row) => row.slice(1).some((cell) => isNumber(cell.text)));
  if (firstData < 0) return rows.length > 1 && (rows[0]?.length ?? 0) > 2 ? 1 : 0;
  return Math.min(firstData, MAX_HEADER_ROWS);
}

function isSerial(body: GridCell[][], heading: string): boolean {
  if (SERIAL.test(heading.replace(/\s/g, ""))) return true;
  return body.length > 1 && body.every((row, i) => row[0]?.text === String(i + 1));
}

function joinDistinct(parts: string[]): string {
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))].join(" ");
}
