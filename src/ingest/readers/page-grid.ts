/**
 * The ruled lines and spans of a page in, its ruled tables out and the spans that stand in none of them.
 * A cell reaches as far as no line stops it, so merged cells come out as one.
 */
import type { PageContent, PageRule, PageSpan, TableBlock, TableRow } from "./page-content.ts";
import { fragmentsOf, joinRow, joinWrapped, rowsOf, widthInChars } from "./page-fragments.ts";

/** Lines closer than this, in points of an A4 page, are one. */
const SAME_LINE = 3;
const THIN = 4;
/** A page with more lines is a drawing. */
const MAX_RULES = 5000;
const MAX_CELLS = 20_000;

interface Grid {
  xs: number[];
  ys: number[];
  horizontal: PageRule[];
  vertical: PageRule[];
}

/** The ruled tables of a page on the common scale, and the spans outside them. */
export function ruledTables(content: PageContent, page: number): { tables: TableBlock[]; spans: PageSpan[] } {
  let spans = content.spans;
  const tables: TableBlock[] = [];
  for (const grid of gridsOf(content.rules ?? [])) {
    const box = boundsOf(grid);
    const inside = spans.filter((span) => isInside(span, box));
    const rows = rowsOfGrid(grid, inside, page);
    if (!isTable(rows)) continue;
    spans = spans.filter((span) => !isInside(span, box));
    tables.push({ page, ...box, rows });
  }
  return { tables, spans };
}

/** Lines that touch each other, directly or through others, make one grid. */
function gridsOf(rules: PageRule[]): Grid[] {
  const lines = rules.filter((rule) => Math.min(rule.width, rule.height) <= THIN);
  if (lines.length < 4 || lines.length > MAX_RULES) return [];
  const group = lines.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    for (let up = group[at] ?? at; up !== at; up = group[at] ?? at) {
      // Every second step is cut short, so that paths stay short.
      group[at] = group[up] ?? up;
      at = group[at] ?? at;
    }
    return at;
  };
  const byTop = lines.map((line, i) => ({ line, i })).sort((a, b) => a.line.y - b.line.y);
  byTop.forEach(({ line, i }, k) => {
    for (let next = k + 1; next < byTop.length; next++) {
      const other = byTop[next];
      if (!other || other.line.y > line.y + line.height + SAME_LINE) break;
      if (areNear(line, other.line)) group[root(other.i)] = root(i);
    }
  });
  const grouped = new Map<number, PageRule[]>();
  lines.forEach((line, i) => {
    const members = grouped.get(root(i));
    if (members) members.push(line);
    else grouped.set(root(i), [line]);
  });
  return [...grouped.values()].map(gridOf);
}

/** True where the lines touch or all but touch, given that their heights do. */
function areNear(a: PageRule, b: PageRule): boolean {
  return b.x <= a.x + a.width + SAME_LINE && a.x <= b.x + b.width + SAME_LINE;
}

function gridOf(lines: PageRule[]): Grid {
  const horizontal = lines.filter((line) => line.width > line.height);
  const vertical = lines.filter((line) => line.width <= line.height);
  return {
    horizontal,
    vertical,
    // The ends of the horizontal lines close a table that has no lines at its sides.
    xs: distinct([
      ...vertical.map((line) => line.x + line.width / 2),
      ...(horizontal.length === 0 ? [] : [Math.min(...horizontal.map((line) => line.x))]),
      ...(horizontal.length === 0 ? [] : [Math.max(...horizontal.map((line) => line.x + line.width))]),
    ]),
    ys: distinct(horizontal.map((line) => line.y + line.height / 2)),
  };
}

function distinct(places: number[]): number[] {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.filter((place, i) => i === 0 || place - (sorted[i - 1] ?? place) > SAME_LINE);
}

function boundsOf({ xs, ys }: Grid): { x: number; right: number; top: number; bottom: number } {
  return { x: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 };
}

function isInside(span: PageSpan, box: ReturnType<typeof boundsOf>): boolean {
  const x = span.x + span.width / 2;
  const y = span.y + span.height / 2;
  return x > box.x && x < box.right && y > box.top && y < box.bottom;
}

/** The grid's rows of cells with their texts; nothing for a grid of fewer than two rows or columns. */
function rowsOfGrid(grid: Grid, spans: PageSpan[], page: number): TableRow[] {
  const height = grid.ys.length - 1;
  const width = grid.xs.length - 1;
  if (height < 2 || width < 2 || height * width > MAX_CELLS) return [];
  const owner = mergedCells(grid, height, width);
  const held = new Map<number, PageSpan[]>();
  for (const span of spans.flatMap((one) => splitAtWalls(one, grid))) {
    const cell = owner[cellAt(grid, span, width)];
    if (cell !== undefined) held.set(cell, [...(held.get(cell) ?? []), span]);
  }
  const texts = new Map([...held].map(([cell, inside]) => [cell, textOf(inside)]));
  return Array.from({ length: height }, (_, r) => ({
    page,
    cells: Array.from({ length: width }, (_, c) => {
      const at = r * width + c;
      const cell = owner[at] ?? at;
      return { text: texts.get(cell) ?? "", repeated: cell !== at };
    }),
  }));
}

/** For each cell the first cell of the merged one that it belongs to. */
function mergedCells(grid: Grid, height: number, width: number): number[] {
  const owner = Array.from({ length: height * width }, (_, i) => i);
  const middle = (places: number[], i: number): number => ((places[i] ?? 0) + (places[i + 1] ?? 0)) / 2;
  for (let r = 0; r < height; r++) {
    const y = middle(grid.ys, r);
    for (let c = 0; c < width; c++) {
      const x = middle(grid.xs, c);
      const at = r * width + c;
      const wall = grid.vertical.some(
        (line) => near(line.x + line.width / 2, grid.xs[c]) && line.y <= y && line.y + line.height >= y,
      );
      const ceiling = grid.horizontal.some(
        (line) => near(line.y + line.height / 2, grid.ys[r]) && line.x <= x && line.x + line.width >= x,
      );
      if (r > 0 && !ceiling) owner[at] = owner[at - width] ?? at;
      else if (c > 0 && !wall) owner[at] = owner[at - 1] ?? at;
    }
  }
  return owner;
}

function near(a: number, b: number | undefined): boolean {
  return b !== undefined && Math.abs(a - b) <= SAME_LINE;
}

function cellAt({ xs, ys }: Grid, span: PageSpan, width: number): number {
  const column = xs.findLastIndex((x) => x < span.x + span.width / 2);
  const row = ys.findLastIndex((y) => y < span.y + span.height / 2);
  return row * width + column;
}

/** Tight cells are sometimes written as one piece with a space at the wall. */
function splitAtWalls(span: PageSpan, grid: Grid): PageSpan[] {
  const wall = grid.vertical.find(
    (line) =>
      line.x > span.x + 0.5 * span.height &&
      line.x < span.x + span.width - 0.5 * span.height &&
      line.y <= span.y + span.height / 2 &&
      line.y + line.height >= span.y + span.height / 2,
  );
  if (!wall || !/\S\s+\S/.test(span.text)) return [span];
  const unit = span.width / widthInChars(span.text);
  const placed = [...span.text.matchAll(/\s+/g)].map(({ index }) => ({
    index,
    x: span.x + unit * widthInChars(span.text.slice(0, index)),
  }));
  placed.sort((a, b) => Math.abs(a.x - wall.x) - Math.abs(b.x - wall.x));
  const cut = placed[0];
  if (!cut || Math.abs(cut.x - wall.x) > 2 * span.height) return [span];
  const before = { ...span, text: span.text.slice(0, cut.index), width: cut.x - span.x };
  const after = { ...span, text: span.text.slice(cut.index), x: cut.x, width: span.x + span.width - cut.x };
  return [
    before,
    ...splitAtWalls(after, { ...grid, vertical: grid.vertical.filter((line) => line !== wall) }),
  ];
}

function textOf(spans: PageSpan[]): string {
  const lines = rowsOf(fragmentsOf(spans, 0)).map((row) => joinRow(row).text);
  return lines.reduce((text, line) => joinWrapped(text, line), "");
}

/** Frames around text and drawings have no more than one filled cell in a row. */
function isTable(rows: TableRow[]): boolean {
  const filled = rows.map((row) => row.cells.filter((cell) => !cell.repeated && cell.text !== "").length);
  return filled.filter((count) => count >= 2).length >= 2 || (rows.length > 0 && Math.max(...filled) >= 3);
}
