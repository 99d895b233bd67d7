/**
 * A table element in, its grid of cell texts out, with cells that span rows or columns repeated in each place.
 * Tables that only lay out a page are told apart.
 */
import { foldSpace, type HtmlNode, textOf, walk } from "./html-node.ts";

export interface HtmlCell {
  text: string;
  repeated: boolean;
}

const MAX_CELL_CHARS = 300;
const MAX_SPAN = 100;
const MAX_CELLS = 200_000;

/** True for a table of data: several rows and columns of short cells, no table inside. */
export function isDataTable(table: HtmlNode): boolean {
  const rows = rowsOf(table);
  if (rows === null || rows.length < 2) return false;
  if (!rows.some((row) => row.length > 1)) return false;
  return rows.every((row) => row.every((cell) => foldSpace(textOf(cell)).length <= MAX_CELL_CHARS));
}

/** True for a data table with plain numbers and without links: worth keeping even outside the article. */
export function isFigureTable(table: HtmlNode): boolean {
  let linked = false;
  walk(table, {
    enter(node) {
      linked ||= node.name === "a";
      return !linked;
    },
  });
  if (linked) return false;
  const cells = gridOf(table).rows.flat();
  return cells.filter((cell) => !cell.repeated && /^\d[\d,.]*\s*[%％]?\S{0,3}$/.test(cell.text)).length >= 2;
}

/** The table as a grid; every row as wide as its spans make it. */
export function gridOf(table: HtmlNode): { rows: HtmlCell[][]; caption: string } {
  const source = rowsOf(table) ?? [];
  const rows: HtmlCell[][] = source.map(() => []);
  let placed = 0;
  source.forEach((cells, y) => {
    let x = 0;
    for (const cell of cells) {
      while (rows[y]?.[x]) x++;
      const text = foldSpace(textOf(cell));
      const width = span(cell.attribs?.colspan);
      const height = Math.min(span(cell.attribs?.rowspan), source.length - y);
      for (let dy = 0; dy < height && placed < MAX_CELLS; dy++) {
        const row = rows[y + dy];
        for (let dx = 0; dx < width && row; dx++, placed++) row[x + dx] ??= { text, repeated: dx + dy > 0 };
      }
      x += width;
    }
  });
  // A place that no cell covers is an empty continuation, so that every row is dense.
  const dense = rows.map((row) => Array.from(row, (cell) => cell ?? { text: "", repeated: true }));
  return { rows: dense, caption: captionOf(table) };
}

/** The cells of each row; null when the table holds another table. */
function rowsOf(table: HtmlNode): HtmlNode[][] | null {
  const rows: HtmlNode[][] = [];
  let nested = false;
  walk(table, {
    enter(node) {
      if (node.name === "table" && node !== table) nested = true;
      if (node.name === "tr") rows.push([]);
      if (node.name === "td" || node.name === "th") rows.at(-1)?.push(node);
      return !nested;
    },
  });
  return nested ? null : rows.filter((row) => row.length > 0);
}

function captionOf(table: HtmlNode): string {
  const caption = table.children?.find((child) => child.name === "caption");
  return caption ? foldSpace(textOf(caption)) : "";
}

function span(value: string | undefined): number {
  const wanted = Number.parseInt(value ?? "1", 10);
  return Number.isFinite(wanted) ? Math.min(MAX_SPAN, Math.max(1, wanted)) : 1;
}
