/**
 * How likely each dot of a page belongs to a line of text in, the boxes of the lines out, each with its tilt.
 * After the box step of DB, arXiv:1911.08947: connected dots, then widened by area and circumference.
 */

/** A line of text: its middle, its size along and across the line, and its tilt in radians. */
export interface LineBox {
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
}

const LIKELY = 0.3;
const LEAST_MEAN = 0.55;
const LEAST_SIDE = 3;
const WIDEN = 1.5;
/** Boxes this many times as wide as high show how the page is tilted. */
const LONG_LINE = 5;
const MAX_TILT = 0.3;

/** The boxes of a map of likelihoods, in its dots. */
export function lineBoxes(likely: ArrayLike<number>, width: number, height: number): LineBox[] {
  const groups = connected(likely, width, height);
  const tilts = groups.map(tiltOf).filter((tilt) => tilt !== null);
  const pageTilt = weightedMedian(tilts);
  return groups.flatMap((group) => {
    const own = tiltOf(group)?.angle;
    const box = boxOf(group, own ?? pageTilt);
    return box ? [box] : [];
  });
}

/** The tilt that most of the lines' length has, in radians; 0 without lines. */
export function pageTilt(boxes: LineBox[]): number {
  const long = boxes.filter((box) => box.width > LONG_LINE * box.height);
  return weightedMedian(long.map(({ angle, width }) => ({ angle, weight: width })));
}

interface Group {
  xs: Int32Array;
  ys: Int32Array;
}

function connected(likely: ArrayLike<number>, width: number, height: number): Group[] {
  const seen = new Uint8Array(width * height);
  const queue = new Int32Array(width * height);
  const groups: Group[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || (likely[start] ?? 0) <= LIKELY) continue;
    let end = 0;
    let sum = 0;
    queue[end++] = start;
    seen[start] = 1;
    for (let at = 0; at < end; at++) {
      const dot = queue[at] ?? 0;
      sum += likely[dot] ?? 0;
      const x = dot % width;
      const y = (dot - x) / width;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (seen[next] || (likely[next] ?? 0) <= LIKELY) continue;
          seen[next] = 1;
          queue[end++] = next;
        }
      }
    }
    if (sum / end < LEAST_MEAN || end < LEAST_SIDE * LEAST_SIDE) continue;
    const dots = queue.slice(0, end);
    groups.push({ xs: dots.map((dot) => dot % width), ys: dots.map((dot) => Math.floor(dot / width)) });
  }
  return groups;
}

/** The slope of a long line by least squares; null for a group that is too short to tell. */
function tiltOf({ xs, ys }: Group): { angle: number; weight: number } | null {
  const n = xs.length;
  const meanX = xs.reduce((sum, x) => sum + x, 0) / n;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const x = (xs[i] ?? 0) - meanX;
    const y = (ys[i] ?? 0) - meanY;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const angle = Math.atan2(xy, xx);
  const across = yy - (xy * xy) / (xx || 1);
  if (xx < LONG_LINE * LONG_LINE * across || Math.abs(angle) > MAX_TILT) return null;
  return { angle, weight: Math.sqrt((12 * xx) / n) };
}

function boxOf({ xs, ys }: Group, angle: number): LineBox | null {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? 0;
    const y = ys[i] ?? 0;
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const width = right - left + 1;
  const height = bottom - top + 1;
  if (Math.min(width, height) < LEAST_SIDE) return null;
  const more = (WIDEN * width * height) / (2 * (width + height));
  const along = (left + right + 1) / 2;
  const across = (top + bottom + 1) / 2;
  return {
    x: along * cos - across * sin,
    y: along * sin + across * cos,
    width: width + 2 * more,
    height: height + 2 * more,
    angle,
  };
}

function weightedMedian(angles: { angle: number; weight: number }[]): number {
  const sorted = [...angles].sort((a, b) => a.angle - b.angle);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { angle, weight } of sorted) {
    sum += weight;
    if (sum >= half) return angle;
  }
  return 0;
}
