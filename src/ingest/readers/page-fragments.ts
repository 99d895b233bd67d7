/**
 * The spans of a page in, its fragments and rows out: spans on one baseline joined where they touch,
 * apart where a gap as wide as a character stands between them. Decides nothing about columns or paragraphs.
 */
import type { Fragment, PageSpan } from "./page-content.ts";

/** A gap from this many font sizes on parts two fragments: no text has it, tables and columns do. */
const FRAGMENT_GAP = 0.8;
/** A gap from this many font sizes on is a space where Latin letters, digits and signs meet. */
const LATIN_GAP = 0.15;
const HAN_GAP = 0.5;
/** The same text drawn again this close to itself, in font sizes, is an imitated bold. */
const REDRAWN = 0.25;

const LATIN = /[!-~À-ɏ]/;
const LETTER = /[A-Za-zÀ-ɏ]/;

/** The spans' fragments, in rows from the top and from the left within a row. */
export function fragmentsOf(spans: PageSpan[], page: number): Fragment[] {
  const pieces = spans.map((span) => trimmed(span, page)).filter((piece) => piece !== null);
  return rowsOf(pieces).flatMap(joinTouching);
}

/** Groups pieces that stand on one line, from the top of the page; each row is sorted from the left. */
export function rowsOf(pieces: Fragment[]): Fragment[][] {
  const rows: { pieces: Fragment[]; top: number; bottom: number }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.top + a.bottom - b.top - b.bottom || a.x - b.x)) {
    const row = rows.at(-1);
    const shared = row ? Math.min(piece.bottom, row.bottom) - Math.max(piece.top, row.top) : 0;
    if (!row || shared < 0.5 * Math.min(piece.bottom - piece.top, row.bottom - row.top)) {
      rows.push({ pieces: [piece], top: piece.top, bottom: piece.bottom });
      continue;
    }
    row.pieces.push(piece);
    if (piece.bottom - piece.top > row.bottom - row.top) {
      row.top = piece.top;
      row.bottom = piece.bottom;
    }
  }
  return rows.map((row) => row.pieces.sort((a, b) => a.x - b.x));
}

/** Joins the parts of one line, with a space where the gap or the letters ask for one. */
export function joinRow(row: Fragment[]): Fragment {
  const [first, ...rest] = row;
  if (!first) throw new Error("a row without fragments");
  const line = rest.reduce((last, next) => joined(last, next, true), first);
  return { ...line, text: closedUp(line.text) };
}

/** Joins two lines of one paragraph: Latin words keep a space, Chinese has none, a hyphenated word is made whole. */
export function joinWrapped(line: string, next: string): string {
  const { cut, space } = seam(line, next);
  return line.slice(0, line.length - cut) + space + next;
}

/** How two lines are joined: characters to take off the first one's end, and what to put between. */
export function seam(line: string, next: string): { cut: number; space: "" | " " } {
  const before = line.slice(-4);
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(next)) return { cut: 1, space: "" };
  const spaced = /[A-Za-zÀ-ɏ][,.;:]?$/.test(before) && LETTER.test(next.at(0) ?? "");
  return { cut: 0, space: spaced ? " " : "" };
}

/** Width of a text in full characters; a Latin letter, digit or space takes half. */
export function widthInChars(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) < 0x2e80 && !/[“”‘’—…]/.test(char) ? 0.5 : 1;
  return width;
}

/** A span without the white space around it: leading full-width spaces are how many files indent. */
function trimmed(span: PageSpan, page: number): Fragment | null {
  const text = span.text.trim();
  if (text === "" || !(span.height > 0)) return null;
  const whole = widthInChars(span.text);
  const lead = widthInChars(span.text.slice(0, span.text.length - span.text.trimStart().length));
  const x = span.x + (span.width * lead) / whole;
  return {
    page,
    text: closedUp(text.replace(/\s+/g, " ")),
    x,
    right: x + (span.width * widthInChars(text)) / whole,
    top: span.y,
    bottom: span.y + span.height,
    size: span.height,
    font: span.font ?? null,
  };
}

/** 合 计 and 目 录 are words that were spread to fill their place. */
function closedUp(text: string): string {
  return /^\p{Script=Han}(?: \p{Script=Han}){1,5}$/u.test(text) ? text.replaceAll(" ", "") : text;
}

function joinTouching(row: Fragment[]): Fragment[] {
  const joinedUp: Fragment[] = [];
  for (const piece of row) {
    const last = joinedUp.at(-1);
    const size = last ? Math.min(last.size, piece.size) : 0;
    if (last && isRedrawn(last, piece)) continue;
    if (!last || piece.x - last.right >= FRAGMENT_GAP * Math.max(size, last.size)) joinedUp.push(piece);
    else joinedUp[joinedUp.length - 1] = joined(last, piece, false);
  }
  return joinedUp.map((piece) => ({ ...piece, text: closedUp(piece.text) }));
}

function isRedrawn(last: Fragment, piece: Fragment): boolean {
  const close = REDRAWN * piece.size;
  const width = piece.right - piece.x;
  return (
    last.text.endsWith(piece.text) &&
    Math.abs(last.right - piece.right) < close &&
    Math.abs(last.top - piece.top) < close &&
    last.right - last.x >= width - close
  );
}

function joined(last: Fragment, next: Fragment, apart: boolean): Fragment {
  const gap = (next.x - last.right) / Math.min(last.size, next.size);
  const latin = LATIN.test(last.text.at(-1) ?? "") && LATIN.test(next.text.at(0) ?? "");
  const space = apart || gap > HAN_GAP || (latin && gap > LATIN_GAP) ? " " : "";
  const main = last.text.length >= next.text.length ? last : next;
  return {
    page: last.page,
    text: last.text + space + next.text,
    x: Math.min(last.x, next.x),
    right: Math.max(last.right, next.right),
    top: main.top,
    bottom: main.bottom,
    size: main.size,
    font: last.font === next.font ? last.font : null,
  };
}
