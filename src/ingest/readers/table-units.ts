/**
 * The grid of a table in, its figure cells out, each with the unit that stands in a column of units (计量单位) or at
 * the end of its row's heading (办件量（件）) written behind its column heading, where the ledger looks for it.
 */
import type { TableCell } from "../../domain/index.ts";
import { isUnit } from "./caption-unit.ts";
import { isHeaderRow } from "./sheet-rows.ts";
import { type GridCell, tableCells } from "./table.ts";

const MAX_HEADER_ROWS = 4;
/** A cell of whole sentences is read as running text, where all of its figures are found and not only the first. */
const MAX_FIGURE_CELL_CHARS = 40;
const UNIT_COLUMN = /^(?:计量|数量|指标)?单位$/;
const OWN_UNIT = /[（(][^（）()]*[)）]\s*$/;
/** Columns that do not count in the unit of their row. */
const RATIO = /增速|增长|增幅|降幅|同比|环比|占比|比重|比例|率$|±|排名|位次|序号/;
const ROW_UNIT =
  /[（(]\s*(?:单位\s*[:：]\s*)?([万亿千百]*(?:元|美元|人|人次|件|件次|个|户|家|项|次|亩|公顷|公里|米|吨|公斤|千瓦|千瓦时|度|台|辆|套|所|处|条|张|份|宗|笔|起|例|名|天|日|小时|分钟|分|个?工作日|平方米|平方公里|立方米|册|批|场|期|种|类|间|床|部|块|岁)|[%％‰]|个?百分点|倍)\s*[)）]$/;

/** The figure cells of a grid; `heads` says how many of its rows are headings. */
export function figureCells(grid: GridCell[][], caption: string, heads: number): TableCell[] {
  const rows = withSpreadHeader(grid, heads);
  const units = columnUnits(rows, heads);
  const places = new Map<number, { row: GridCell[]; column: number }>();
  for (const row of rows.slice(heads)) {
    row.forEach((cell, column) => {
      if (!cell.repeated && cell.text !== "") places.set(cell.start, { row, column });
    });
  }
  return tableCells(rows, caption, heads).flatMap((cell) => {
    const place = places.get(cell.start);
    const text = place?.row[place.column]?.text ?? "";
    if (!place || text.length > MAX_FIGURE_CELL_CHARS || /[。；]/.test(text)) return [];
    return [withUnit(cell, units(place.row, place.column))];
  });
}

/** Leading rows that are headings: the first, and those bound to it by merged or empty cells. */
export function countHeaderRows(rows: GridCell[][]): number {
  const first = rows[0];
  if (!first || !isHeaderRow(first)) return 0;
  let count = 1;
  for (; count < Math.min(MAX_HEADER_ROWS, rows.length - 1); count++) {
    const [above, row] = [rows[count - 1], rows[count]];
    if (!above || !row || !isHeaderRow(row) || isSection(row)) break;
    const bound = [...above, ...row].some((cell) => cell.repeated) || row[0]?.text === "";
    if (!bound) break;
  }
  return count;
}

function isSection(row: GridCell[]): boolean {
  return new Set(row.map((cell) => cell.text)).size === 1;
}

/** A heading over several columns stands in the first of them only where nothing is merged, as in every csv. */
function withSpreadHeader(rows: GridCell[][], heads: number): GridCell[][] {
  return rows.map((row, y) => {
    if (y >= heads - 1) return row;
    let heading = "";
    return row.map((cell, x) => {
      if (cell.text !== "" || x === 0) heading = x === 0 ? "" : cell.text;
      else if (heading !== "" && rows[y + 1]?.[x]?.text) return { ...cell, text: heading, repeated: true };
      return cell;
    });
  });
}

/** For each place the text of the nearest column of units in its row; "" for none. */
function columnUnits(rows: GridCell[][], heads: number): (row: GridCell[], column: number) => string {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
    rows.slice(0, heads).some((row) => UNIT_COLUMN.test((row[x]?.text ?? "").replace(/\s/g, ""))),
  );
  return (row, column) => {
    const nearest = [...columns].sort((a, b) => Math.abs(a - column) - Math.abs(b - column))[0];
    const text = nearest === undefined ? "" : (row[nearest]?.text ?? "");
    return isUnit(text) ? text : "";
  };
}

function withUnit(cell: TableCell, unit: string): TableCell {
  const columnHeading = cell.columnHeading.replace(/(?<![\d.])((?:19|20)\d\d)(?![\d.年])/g, "$1年");
  const rowHeading =
    unit === ""
      ? cell.rowHeading
      : cell.rowHeading
          .split(" ")
          .filter((word) => word !== unit)
          .join(" ");
  const own = unit || (ROW_UNIT.exec(rowHeading)?.[1] ?? "");
  if (own === "" || OWN_UNIT.test(columnHeading) || RATIO.test(columnHeading)) {
    return { ...cell, rowHeading, columnHeading };
  }
  return { ...cell, rowHeading, columnHeading: `${columnHeading}（${own}）` };
}
