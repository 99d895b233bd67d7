/**
 * The fragments of one region in, its rows out in order: lines of text, and tables without ruled lines,
 * found by consecutive rows whose pieces stand under each other.
 */
import type { Fragment, TableBlock } from "./page-content.ts";
import { joinRow, joinWrapped, rowsOf } from "./page-fragments.ts";

/** A bigger step between two rows, in font sizes, ends a table. */
const MAX_STEP = 5;
/** A line nearer to a row than this share of the usual step belongs to it. */
const WRAPPED_SHARE = 0.75;
/** Cells longer than this on average are columns of something else. */
const MAX_MEAN_CHARS = 30;
const PROSE_CHARS = 12;
const LEADS_TABLE = /^(?:续?表\s*[\d一二三四五六七八九十]|[（(]?单位\s*[:：])/;

interface Column {
  x: number;
  right: number;
}

/** The region's lines and tables from the top. */
export function linesAndTables(fragments: Fragment[]): (Fragment | TableBlock)[] {
  const rows = rowsOf(fragments);
  const found: (Fragment | TableBlock)[] = [];
  for (let i = 0; i < rows.length; ) {
    const end = runEnd(rows, i);
    const table = end > i + 1 ? tableOf(rows.slice(i, end)) : null;
    if (table) {
      found.push(table);
      i = end;
    } else {
      const row = rows[i];
      if (row) found.push(joinRow(row));
      i++;
    }
  }
  return found;
}

/** Where the run of aligned rows ends that begins at `from`; `from` itself when none does. */
function runEnd(rows: Fragment[][], from: number): number {
  let last = rows[from] ?? [];
  if (last.length < 2 || isProse(last)) return from;
  let end = from + 1;
  let lines: Fragment[] = [];
  for (let i = from + 1; i < rows.length; i++) {
    const row = rows[i] ?? [];
    const above = lines.at(-1) ?? last[0];
    const [first] = row;
    if (!above || !first || first.top - above.top > MAX_STEP * above.size) break;
    if (row.length >= 2) {
      if (!isAligned(last, row) || isProse(row)) break;
      last = row;
      lines = [];
      end = i + 1;
    } else {
      if (lines.length >= 3 || LEADS_TABLE.test(first.text) || overlapping(last, first).length > 1) break;
      lines.push(first);
      // What follows the last full row belongs to it only when it stands close and inside a cell.
      const close = first.top - above.top < 1.7 * above.size;
      if (close && overlapping(last, first).length === 1 && first.x > (last[0]?.right ?? 0)) end = i + 1;
    }
  }
  return end;
}

/** Lines of text beside each other, not cells. */
function isProse(row: Fragment[]): boolean {
  const prose = row.filter(({ text }) => text.length >= PROSE_CHARS && /[，。；、]/.test(text)).length;
  return prose * 2 > row.length;
}

function overlapping(row: Column[], piece: Column): number[] {
  return row.flatMap((cell, i) => (cell.x < piece.right && piece.x < cell.right ? [i] : []));
}

/** True when all pieces of the shorter row but one stand under pieces of the other. */
function isAligned(above: Fragment[], row: Fragment[]): boolean {
  const [fewer, more] = above.length < row.length ? [above, row] : [row, above];
  const reach = 0.5 * (row[0]?.size ?? 0);
  const met = fewer.filter(
    (piece) => overlapping(more, { x: piece.x - reach, right: piece.right + reach }).length > 0,
  );
  return met.length >= Math.max(2, fewer.length - 1);
}

function tableOf(rows: Fragment[][]): TableBlock | null {
  const full = rows.filter((row) => row.length >= 2);
  const columns = columnsOf(full);
  const chars = full.flat().reduce((sum, piece) => sum + piece.text.length, 0) / full.flat().length;
  const enough = full.length >= 3 || (full.length === 2 && columns.length >= 3);
  if (!enough || columns.length < 2 || chars > MAX_MEAN_CHARS) return null;
  const sentences = full.flat().filter((piece) => /[。；，]$/.test(piece.text)).length;
  if (sentences * 3 > full.flat().length) return null;
  const anchors = anchorRows(rows, columns);
  const all = rows.flat();
  return {
    page: all[0]?.page ?? 0,
    x: Math.min(...all.map((piece) => piece.x)),
    right: Math.max(...all.map((piece) => piece.right)),
    top: Math.min(...all.map((piece) => piece.top)),
    bottom: Math.max(...all.map((piece) => piece.bottom)),
    rows: anchors.map((pieces) => ({
      page: pieces[0]?.page ?? 0,
      cells: columns.map((_, c) => ({
        text: pieces
          .filter((piece) => columnOf(columns, piece) === c)
          .reduce((text, piece) => joinWrapped(text, piece.text), ""),
        repeated: false,
      })),
    })),
  };
}

/** Columns are where pieces of several rows overlap; a piece across two of them is a heading of both. */
function columnsOf(rows: Fragment[][]): Column[] {
  const columns: Column[] = [];
  for (const row of [...rows].sort((a, b) => b.length - a.length)) {
    for (const { x, right } of row) {
      const [met, second] = overlapping(columns, { x, right });
      if (met === undefined) columns.push({ x, right });
      const column = met === undefined ? undefined : columns[met];
      if (!column || second !== undefined) continue;
      const wider = { x: Math.min(column.x, x), right: Math.max(column.right, right) };
      if (overlapping(columns, wider).length === 1) Object.assign(column, wider);
    }
  }
  return columns.sort((a, b) => a.x - b.x);
}

/** The table's rows, each with the wrapped lines of its cells, from the top. */
function anchorRows(rows: Fragment[][], columns: Column[]): Fragment[][] {
  const top = (row: Fragment[] | undefined): number => row?.[0]?.top ?? 0;
  const most = Math.max(...rows.map((row) => row.length));
  const full = rows.filter((row) => row.length === most || (row.length >= 2 && most > 2));
  const steps = full.slice(1).map((row, i) => top(row) - top(full[i]));
  const step = steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const anchored = new Map<Fragment[], Fragment[]>(full.map((row) => [row, []]));
  const own: Fragment[][] = [];
  for (const row of rows) {
    if (anchored.has(row)) continue;
    const nearest = [...full].sort((a, b) => Math.abs(top(a) - top(row)) - Math.abs(top(b) - top(row)))[0];
    const close = nearest && Math.abs(top(nearest) - top(row)) < WRAPPED_SHARE * step;
    const fits = row.every((piece) => overlapping(columns, piece).length <= 1);
    if (nearest && close && fits) anchored.get(nearest)?.push(...row);
    else own.push(row);
  }
  const whole = full.map((row) =>
    [...row, ...(anchored.get(row) ?? [])].sort((a, b) => a.top - b.top || a.x - b.x),
  );
  return [...whole, ...own].sort((a, b) => top(a) - top(b));
}

/** The column that the piece shares most of its width with. */
function columnOf(columns: Column[], piece: Column): number {
  const shares = columns.map((column) => Math.min(column.right, piece.right) - Math.max(column.x, piece.x));
  return shares.indexOf(Math.max(...shares));
}
