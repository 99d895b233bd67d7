/**
 * What stands on a page in, the same in reading order out: a page set in columns of text is parted into regions
 * that are read one after the other. Columns of a table are not columns of text: their lines do not fill them.
 */

export interface Box {
  x: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Region<T extends Box> {
  items: T[];
  /** True for a column beside another one. */
  column: boolean;
}

const LEAST_LINES = 4;
/** Least width of a text column, in font sizes. */
const LEAST_WIDTH = 12;
/** Share of its column that the middle line of a text column fills at least. */
const LEAST_FILL = 0.75;
const LEAST_GUTTER = 1;
const MAX_DEPTH = 3;
/** A page of more pieces is no page of text. */
const MAX_ITEMS = 4000;
/** Bands looked at before a page is taken to have one column. */
const MAX_TRIES = 20;

/** The regions of a page in reading order; `size` is the font size of its text. */
export function regionsOf<T extends Box>(items: T[], size: number): Region<T>[] {
  const sorted = [...items].sort((a, b) => a.top - b.top || a.x - b.x);
  return split(sorted, size, 0, false);
}

function split<T extends Box>(items: T[], size: number, depth: number, column: boolean): Region<T>[] {
  const whole = items.length > 0 ? [{ items, column }] : [];
  if (depth >= MAX_DEPTH || items.length < 2 * LEAST_LINES || items.length > MAX_ITEMS) return whole;
  const band = bestBand(items, size);
  if (!band) return whole;
  const inside = items.slice(band.from, band.to);
  return [
    ...split(items.slice(0, band.from), size, depth + 1, column),
    ...split(
      inside.filter((item) => item.right <= band.x),
      size,
      depth + 1,
      true,
    ),
    ...split(
      inside.filter((item) => item.right > band.x),
      size,
      depth + 1,
      true,
    ),
    ...split(items.slice(band.to), size, depth + 1, column),
  ];
}

interface Band {
  /** The gutter's left edge; every item of the left column ends before it. */
  x: number;
  from: number;
  to: number;
  lines: number;
}

/** The longest band of text columns; `within` counts the columns around it, so that three can stand side by side. */
function bestBand<T extends Box>(items: T[], size: number, within = 0): Band | null {
  const edges = new Set(items.map((item) => Math.ceil(item.right / (size / 2)) * (size / 2)));
  const bands = [...edges].flatMap((x) => bandsAt(items, x, size)).sort((a, b) => b.lines - a.lines);
  return bands.slice(0, MAX_TRIES).find((band) => isText(items, band, size, within)) ?? null;
}

/** The runs of items that leave the gutter at x free and stand on both sides of it. */
function bandsAt<T extends Box>(items: T[], x: number, size: number): Band[] {
  const bands: Band[] = [];
  let from = 0;
  const close = (to: number): void => {
    const band = trimmedBand(items, { x, from, to, lines: 0 }, size);
    if (band.lines >= LEAST_LINES) bands.push(band);
  };
  items.forEach((item, i) => {
    if (item.right <= x || item.x >= x + (LEAST_GUTTER - 0.5) * size) return;
    close(i);
    from = i + 1;
  });
  close(items.length);
  return bands;
}

/** Leaves what stands above or below the columns on one side only to the text around them. */
function trimmedBand<T extends Box>(items: T[], band: Band, size: number): Band {
  let { from, to } = band;
  const isLeft = (i: number): boolean => (items[i]?.right ?? 0) <= band.x;
  while (from < to) {
    const other = items.slice(from, to).find((_, k) => isLeft(from + k) !== isLeft(from));
    if (!other) return { ...band, lines: 0 };
    if ((items[from]?.bottom ?? 0) + 0.3 * size > other.top) break;
    from++;
  }
  while (to > from + 1) {
    const gap = (items[to - 1]?.top ?? 0) - Math.max(...items.slice(from, to - 1).map((item) => item.bottom));
    if (gap < 1.5 * size) break;
    to--;
  }
  let left = 0;
  for (let i = from; i < to; i++) if (isLeft(i)) left++;
  return { ...band, from, to, lines: Math.min(left, to - from - left) };
}

function isText<T extends Box>(items: T[], band: Band, size: number, within: number): boolean {
  const inside = items.slice(band.from, band.to);
  return [true, false].every((left) => {
    const side = inside.filter((item) => item.right <= band.x === left);
    return fills(side, size) || (within === 0 && bestBand(side, size, within + 1) !== null);
  });
}

function fills(side: Box[], size: number): boolean {
  const width = Math.max(...side.map((item) => item.right)) - Math.min(...side.map((item) => item.x));
  const widths = side.map((item) => item.right - item.x).sort((a, b) => a - b);
  return width >= LEAST_WIDTH * size && (widths[widths.length >> 1] ?? 0) >= LEAST_FILL * width;
}
