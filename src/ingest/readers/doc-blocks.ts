/**
 * The text of a doc file as word-extractor gives it in, paragraphs and tables out. A cell ends with a tab and a row
 * with a tab and a line break; paragraphs inside a cell end with a line break too and are put together again.
 */

import { foldSpace } from "./html-node.ts";
import type { TableRow } from "./line-writer.ts";

export type DocBlock = { line: string } | { rows: TableRow[] };

/** Splits the text into blocks in its order. */
export function docBlocks(text: string): DocBlock[] {
  const lines = text.split("\n");
  const blocks: DocBlock[] = [];
  let rows: string[][] = [];
  let waiting: string[] = [];
  const closeTable = (): void => {
    if (rows.length > 0) blocks.push(tableOf(rows));
    rows = [];
  };
  lines.forEach((line, i) => {
    if (!isRowEnd(line)) {
      waiting.push(line);
      return;
    }
    const { row, before } = wholeRow(waiting, line, rows.at(-1)?.length ?? nextWidth(lines, i));
    waiting = [];
    if (before.some((one) => one.trim() !== "")) closeTable();
    blocks.push(...before.map((one) => ({ line: one })));
    rows.push(row);
  });
  closeTable();
  blocks.push(...waiting.map((one) => ({ line: one })));
  return blocks;
}

function isRowEnd(line: string): boolean {
  return line.endsWith("\t");
}

/** Takes lines before a row's last one into it while it is narrower than its table. */
function wholeRow(waiting: string[], last: string, width: number): { row: string[]; before: string[] } {
  const short = last.slice(0, -1).split("\t");
  let row = short;
  for (let from = waiting.length; row.length < width && from > 0; ) {
    from--;
    const parts = (waiting[from] ?? "").split("\t");
    row = [...parts.slice(0, -1), `${parts.at(-1)}\n${row[0]}`, ...row.slice(1)];
    if (row.length === width) return { row, before: waiting.slice(0, from) };
  }
  return { row: short, before: waiting };
}

/** The number of cells in the next row of the same table; 0 where none follows. */
function nextWidth(lines: string[], i: number): number {
  const next = lines[i + 1] ?? "";
  return isRowEnd(next) ? next.split("\t").length - 1 : 0;
}

/** Word keeps no column numbers: a row of one cell spans the table, another narrow row cannot be told to columns. */
function tableOf(rows: string[][]): DocBlock {
  const width = Math.max(...rows.map((row) => row.length));
  if (width === 1) return { rows: rows.map(([only = ""]) => ({ cells: [cell(only)] })) };
  let label = "";
  return {
    rows: rows.map((row): TableRow => {
      const cells = row.map(cell);
      const [first] = cells;
      if (cells.length === 1 && first) {
        return { cells: [first, ...Array.from({ length: width - 1 }, () => ({ ...first, repeated: true }))] };
      }
      if (cells.length < width) return { cells, unaligned: true };
      // The cells under a tall one are empty.
      if (first?.text !== "") label = first?.text ?? "";
      else if (cells.some((one) => /\d/.test(one.text))) cells[0] = { text: label, repeated: true };
      return { cells };
    }),
  };
}

function cell(text: string): { text: string; repeated: boolean } {
  return { text: foldSpace(text), repeated: false };
}
