/**
 * The drawing operations of a PDF page in, its ruled lines out: straight strokes along the page and thin filled
 * boxes, from which table grids are made. Curves and slanted lines are only counted.
 */
import type { PageRule } from "./page-content.ts";

/** A place on the page from a place in the operations: six numbers as PDF writes them. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Operations {
  fnArray: number[];
  argsArray: unknown[];
}

/** The numbers that pdfjs gives its operations. */
export type OperationCodes = Record<
  | "save"
  | "restore"
  | "transform"
  | "paintFormXObjectBegin"
  | "paintFormXObjectEnd"
  | "constructPath"
  | "endPath"
  | "fill"
  | "eoFill",
  number
>;

/** Thicker boxes are areas. */
const MAX_THICKNESS = 3;
const MIN_LENGTH = 4;
/** A page with more lines is a drawing. */
const MAX_RULES = 5000;

/** The page's ruled lines, and how many paths it paints. */
export function rulesOf(
  { fnArray, argsArray }: Operations,
  codes: OperationCodes,
  toPage: Matrix,
): { rules: PageRule[]; paths: number } {
  const rules: PageRule[] = [];
  const stack: Matrix[] = [];
  let matrix = toPage;
  let paths = 0;
  fnArray.forEach((fn, i) => {
    const args = argsArray[i];
    if (fn === codes.save) stack.push(matrix);
    else if (fn === codes.restore || fn === codes.paintFormXObjectEnd) matrix = stack.pop() ?? toPage;
    else if (fn === codes.transform) matrix = times(matrix, asMatrix(args));
    else if (fn === codes.paintFormXObjectBegin) {
      stack.push(matrix);
      matrix = times(matrix, asMatrix(Array.isArray(args) ? args[0] : null));
    } else if (fn === codes.constructPath && Array.isArray(args) && args[0] !== codes.endPath) {
      paths++;
      const points: unknown = Array.isArray(args[1]) ? args[1][0] : null;
      if (!(points instanceof Float32Array) || rules.length > MAX_RULES) return;
      const filled = args[0] === codes.fill || args[0] === codes.eoFill;
      rules.push(...(filled ? filledRules(points, matrix) : strokedRules(points, matrix)));
    }
  });
  return { rules, paths };
}

interface Segment {
  from: [number, number];
  to: [number, number];
}

function strokedRules(points: Float32Array, matrix: Matrix): PageRule[] {
  return subpaths(points, matrix)
    .flat()
    .map(({ from, to }) => boxOf([from, to]))
    .filter(isRule);
}

function filledRules(points: Float32Array, matrix: Matrix): PageRule[] {
  return subpaths(points, matrix)
    .map((segments) => boxOf(segments.flatMap(({ from, to }) => [from, to])))
    .filter(isRule);
}

/** The straight segments of each subpath; pdfjs writes 0 x y to move, 1 x y to draw, 2 and 3 for curves, 4 to close. */
function subpaths(points: Float32Array, matrix: Matrix): Segment[][] {
  const found: Segment[][] = [];
  const at = (i: number): [number, number] => apply(matrix, points[i] ?? 0, points[i + 1] ?? 0);
  let start: [number, number] = [0, 0];
  let here = start;
  let open: Segment[] = [];
  for (let i = 0; i < points.length; ) {
    const code = points[i];
    if (code === 0) {
      start = at(i + 1);
      here = start;
      open = [];
      found.push(open);
      i += 3;
    } else if (code === 1) {
      const to = at(i + 1);
      open.push({ from: here, to });
      here = to;
      i += 3;
    } else if (code === 4) {
      open.push({ from: here, to: start });
      here = start;
      i += 1;
    } else {
      const length = code === 2 ? 7 : 5;
      here = at(i + length - 2);
      i += length;
    }
  }
  return found;
}

function boxOf(points: [number, number][]): PageRule {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function isRule({ width, height }: PageRule): boolean {
  return Math.min(width, height) <= MAX_THICKNESS && Math.max(width, height) >= MIN_LENGTH;
}

function asMatrix(args: unknown): Matrix {
  const n = args instanceof Float32Array || Array.isArray(args) ? Array.from(args, Number) : [];
  const [a, b, c, d, e, f] = n;
  if (a === undefined || b === undefined || c === undefined) return [1, 0, 0, 1, 0, 0];
  return [a, b, c, d ?? 1, e ?? 0, f ?? 0];
}

/** The matrix that applies `inner` first and `outer` then. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d] = outer;
  const [e, f] = apply(outer, inner[4], inner[5]);
  return [
    a * inner[0] + c * inner[1],
    b * inner[0] + d * inner[1],
    a * inner[2] + c * inner[3],
    b * inner[2] + d * inner[3],
    e,
    f,
  ];
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
