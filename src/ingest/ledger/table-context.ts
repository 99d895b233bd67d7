/**
 * What a cell's own headings do not say: its unit, where the paragraph above tells one of its column's numbers
 * (受理诉求38447件 above a cell 38447), and 增加值, which the rows of a table of the gross product are.
 */
import type { TableCell } from "../../domain/index.ts";
import { findNumbers, fold } from "../../text/index.ts";

/** How far above its table a paragraph may begin. */
const MAX_ABOVE = 600;
/** Smaller numbers are alike by chance. */
const MIN_VALUE = 100;

/** For each cell the unit that the text above its table gives its column; "" where it gives none. */
export function unitsAbove(text: string, tables: TableCell[]): (cell: TableCell) => string {
  const units = new Map<TableCell, string>();
  for (const table of tablesOf(text, tables)) {
    const [first] = table;
    if (!first || table.every((cell) => /[^\d.,，\s]/.test(text.slice(cell.start, cell.end)))) continue;
    const above = fold(text.slice(Math.max(0, first.start - MAX_ABOVE), first.start));
    const told = new Map(
      findNumbers(above)
        .filter((m) => m.kind === "quantity" && m.scale === "" && m.unit !== "" && m.value >= MIN_VALUE)
        .map((m) => [m.value, m.unit]),
    );
    const byColumn = new Map<string, string>();
    for (const cell of table) {
      const unit = told.get(Number(text.slice(cell.start, cell.end).replace(/[,，\s]/g, "")));
      if (unit !== undefined) byColumn.set(cell.columnHeading, unit);
    }
    // 受理总量 beside 数量: what counts the same things without saying what.
    const [only, ...others] = new Set(byColumn.values());
    for (const cell of table) {
      const counts =
        /^(?:数量|件数|总数)$/.test(cell.columnHeading) && others.length === 0 ? only : undefined;
      const unit = byColumn.get(cell.columnHeading) ?? counts;
      if (unit !== undefined) units.set(cell, unit);
    }
  }
  return (cell) => units.get(cell) ?? "";
}

/** 第一产业, 批发和零售业[2]; no 就业. */
const BRANCH = /(?<![就创企学])业(?:\[\d+\])?\s*$/;

/** For each cell 增加值 where its row is a branch of the gross product that its table breaks down; else "". */
export function valueAdded(text: string, tables: TableCell[]): (cell: TableCell) => string {
  const branches = new Set<TableCell>();
  for (const table of tablesOf(text, tables)) {
    const own = table.filter(({ rowHeading }) => BRANCH.test(rowHeading));
    const head = table[0]?.rowHeading.replace(/\s/g, "") ?? "";
    if (!/^(?:地区|国内)?生产总值/.test(head) || own.length * 2 <= table.length) continue;
    for (const cell of own) branches.add(cell);
  }
  return (cell) => (branches.has(cell) ? "增加值" : "");
}

/** Cells of one table follow each other with no more than its other cells and line breaks between. */
function tablesOf(text: string, cells: TableCell[]): TableCell[][] {
  const tables: TableCell[][] = [];
  for (const cell of cells.toSorted((a, b) => a.start - b.start)) {
    const last = tables.at(-1)?.at(-1);
    const together =
      last && last.caption === cell.caption && !text.slice(last.end, cell.start).includes("\n\n");
    if (together) tables.at(-1)?.push(cell);
    else tables.push([cell]);
  }
  return tables;
}
