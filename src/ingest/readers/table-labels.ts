/**
 * The body of a table in, for each of its columns the columns that label it out: the leading ones as a rule, the nearest
 * where the same columns stand side by side twice (来源 数量 占比 类型 数量 占比).
 */
import { CELL_FIGURE } from "./sheet-rows.ts";
import type { GridCell } from "./table.ts";

/** The columns from `from` up to `to` label a column of figures. */
export interface Labels {
  from: number;
  to: number;
}

const YEAR = /^(?:19|20)\d\d(?:\s*年.{0,8})?$/;
const EMPTY = /^[\s\-－—–/…]*$/;

/** For each column its labels, or null for a column that is a label itself. */
export function labelColumns(body: GridCell[][], headings: string[], serial: number): (Labels | null)[] {
  const width = headings.length;
  const total = isTotalColumn(body, serial) ? serial : -1;
  const first = countLabelColumns(body, width, total < 0 ? serial : serial + 1);
  let labels: Labels = { from: total < 0 ? serial : serial + 1, to: first };
  const columns: (Labels | null)[] = [];
  for (let column = 0; column < width; column++) {
    if (column === total) columns.push({ from: column, to: column });
    else if (column < first) columns.push(null);
    else if (repeatsHead(body, headings, column, first)) {
      labels = { from: column, to: column + 1 };
      columns.push(null);
    } else columns.push(labels);
  }
  return columns;
}

/** One number beside all rows is their total, and no label. */
function isTotalColumn(body: GridCell[][], column: number): boolean {
  const own = body.map((row) => row[column]);
  const [only, second] = own.filter((cell) => cell && !cell.repeated && !EMPTY.test(cell.text));
  return body.length > 1 && only !== undefined && second === undefined && isNumber(only.text);
}

/** True for a column of words that is followed by the same headings as the first label column. */
function repeatsHead(body: GridCell[][], headings: string[], column: number, first: number): boolean {
  const next = headings[column + 1] ?? "";
  const isLabel = column > first && !isMostlyNumbers(body, column);
  return isLabel && next !== "" && next === headings[first] && isMostlyNumbers(body, column + 1);
}

/** Columns before the first that is mostly numbers, at least one and never all. */
function countLabelColumns(body: GridCell[][], width: number, serial: number): number {
  for (let column = serial; column < width; column++) {
    if (isMostlyNumbers(body, column)) return Math.max(column, Math.min(serial + 1, width - 1));
  }
  return Math.min(serial + 1, Math.max(0, width - 1));
}

function isMostlyNumbers(body: GridCell[][], column: number): boolean {
  const filled = body.map((row) => row[column]?.text ?? "").filter((text) => !EMPTY.test(text));
  return filled.filter((text) => isNumber(text)).length * 2 > filled.length;
}

/** True for a number with what may stand around it in a cell; a year is none. */
export function isNumber(text: string): boolean {
  const plain = text.replace(/\s/g, "");
  return CELL_FIGURE.test(plain) && !YEAR.test(plain);
}
