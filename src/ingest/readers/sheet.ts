/**
 * What a spreadsheet and a table file have in common: sheets of rows of cell texts.
 */
import { UserError } from "../../domain/index.ts";

export interface SheetCell {
  text: string;
  /** True where the cell is only the continuation of one that spans rows or columns. */
  repeated: boolean;
}

export interface Sheet {
  /** "" for a file that is one table without a name. */
  name: string;
  /** Each as wide as the columns that hold anything in the sheet; an empty row stands for one or more blank ones. */
  rows: SheetCell[][];
}

/** A sheet of fewer places is built whole; real tables hold some thousands. */
const MAX_PLACES = 3_000_000;

/** The place of a filled cell, rows and columns counted from 1. */
export interface PlacedText {
  row: number;
  column: number;
  text: string;
}

export interface Span {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/**
 * The rows of a sheet from its filled cells (in reading order), with merged cells repeated in each place they cover.
 * @throws UserError when the cells lie so far apart that they are no table
 */
export function sheetOf(file: string, name: string, filled: PlacedText[], merged: Span[]): Sheet {
  const columns = [...new Set(filled.map((cell) => cell.column))].sort((a, b) => a - b);
  const lines = [...new Set(filled.map((cell) => cell.row))].sort((a, b) => a - b);
  if (columns.length * lines.length > MAX_PLACES) {
    throw new UserError(`文件“${file}”的工作表“${name}”里单元格太分散，不像表格，请整理后重新放入。`);
  }
  const columnAt = new Map(columns.map((column, i) => [column, i]));
  const lineAt = new Map(lines.map((line, i) => [line, i]));
  const grid = lines.map(() => columns.map((): SheetCell => ({ text: "", repeated: false })));
  for (const { row, column, text } of filled) {
    const cell = grid[lineAt.get(row) ?? -1]?.[columnAt.get(column) ?? -1];
    if (cell) cell.text = text;
  }
  spread(grid, lines, columns, merged);
  const rows: SheetCell[][] = [];
  grid.forEach((row, i) => {
    if (i > 0 && (lines[i] ?? 0) > (lines[i - 1] ?? 0) + 1) rows.push([]);
    rows.push(row);
  });
  return { name, rows };
}

function spread(grid: SheetCell[][], lines: number[], columns: number[], merged: Span[]): void {
  let places = 0;
  for (const span of merged) {
    const [top, bottom] = [firstFrom(lines, span.top), firstFrom(lines, span.bottom + 1)];
    const [left, right] = [firstFrom(columns, span.left), firstFrom(columns, span.right + 1)];
    if (lines[top] !== span.top || columns[left] !== span.left) continue;
    places += (bottom - top) * (right - left);
    if (places > MAX_PLACES) return;
    const text = grid[top]?.[left]?.text ?? "";
    if (text === "") continue;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const cell = grid[y]?.[x];
        if (cell && (x > left || y > top)) Object.assign(cell, { text, repeated: true });
      }
    }
  }
}

/** Index of the first number from `from` on in a rising list. */
function firstFrom(rising: number[], from: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
