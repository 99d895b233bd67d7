/**
 * The lines and tables of all pages in reading order in, paragraphs and tables out: a line that the margin broke is
 * joined to the next, over columns and pages too. Short lines, indents, gaps, sizes and heading marks part paragraphs.
 */
import { CLOSED } from "../../text/index.ts";
import { headingMark, ITEM_RANK } from "../outline/index.ts";
import type { Fragment, TableBlock } from "./page-content.ts";
import { widthInChars } from "./page-fragments.ts";

/** A line with the margins of the region that it stands in. */
export interface Line extends Fragment {
  kind: "line";
  region: number;
  left: number;
  margin: number;
}

export type Block = Line | ({ kind: "table"; region: number } & TableBlock);

export interface Paragraph {
  kind: "paragraph";
  lines: Line[];
}

/** An indent of a paragraph, in font sizes; less is unevenness. */
const INDENT = 1.2;
/** Space that a line may leave free beyond what the next word needs, in font sizes. */
const SLACK = 1;
/** A step this much bigger than the usual one parts paragraphs. */
const WIDE_STEP = 1.3;
const TITLE_STEP = 2.4;
/** Sizes of fonts are exact, sizes of recognised lines are not. */
const SAME_SIZE = { exact: 1.07, measured: 1.35 };
const BIG = { exact: 1.12, measured: 1.3 };

const CANNOT_LEAD = /^[，。、；：！？”’》」』）】％%…,.;:!?)\]]+/;
const BULLET = /^[•●■◆▪○◇□➢*]/;
const TOKEN = /^[A-Za-z\d.,%+\-/]+/;

/** Joins lines to paragraphs; `bodySize` is the font size of the running text. */
export function paragraphsOf(blocks: Block[], bodySize: number): (Paragraph | TableBlock)[] {
  const usual = usualStep(blocks);
  const found: (Paragraph | TableBlock)[] = [];
  let open: Paragraph | null = null;
  for (const block of blocks) {
    if (block.kind === "table") {
      found.push(block);
      open = null;
    } else if (open && continues(open, block, usual, bodySize)) {
      open.lines.push(block);
    } else {
      open = { kind: "paragraph", lines: [block] };
      found.push(open);
    }
  }
  return found;
}

/** True where the line's letters are clearly bigger than those of the running text. */
export function isBig(line: Fragment, bodySize: number): boolean {
  return line.size > bodySize * (line.font === null ? BIG.measured : BIG.exact);
}

/** True for a line in the middle between its margins that fills neither. */
export function isCentred(line: Line): boolean {
  const before = line.x - line.left;
  const after = line.margin - line.right;
  return Math.min(before, after) > 1.5 * line.size && Math.abs(before - after) < 2 * line.size;
}

/** The usual step from line to line, in font sizes. */
function usualStep(blocks: Block[]): number {
  const steps: number[] = [];
  blocks.forEach((block, i) => {
    const before = blocks[i - 1];
    if (block.kind !== "line" || before?.kind !== "line" || before.region !== block.region) return;
    if (sameSize(before, block) && block.top > before.top) steps.push((block.top - before.top) / block.size);
  });
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 3)] ?? 1.5;
}

function continues(open: Paragraph, next: Line, usual: number, bodySize: number): boolean {
  const first = open.lines[0];
  const last = open.lines.at(-1);
  if (!first || !last || !sameSize(last, next)) return false;
  const step = last.region === next.region ? (next.top - last.top) / last.size : usual;
  if (isBig(last, bodySize) && isTitleGoingOn(last, next, step)) return true;
  if (step > usual * WIDE_STEP || step < 0) return false;
  const closed = CLOSED.test(last.text);
  const short = endsShort(last, next.text);
  if (short) return false;
  const mark = headingMark(next.text);
  if (mark && closed && (mark.rank < ITEM_RANK || shift(next) > INDENT)) return false;
  return !isIndented(open.lines, first, last, next, closed);
}

/** A title over two lines: both in the middle, neither ended. */
function isTitleGoingOn(last: Line, next: Line, step: number): boolean {
  if (step > TITLE_STEP || CLOSED.test(last.text) || headingMark(next.text)) return false;
  return (isCentred(last) || shift(last) < 1) && isCentred(next) && last.page === next.page;
}

function sameSize(a: Fragment, b: Fragment): boolean {
  const limit = a.font === null || b.font === null ? SAME_SIZE.measured : SAME_SIZE.exact;
  return Math.max(a.size, b.size) / Math.min(a.size, b.size) <= limit;
}

/** True when the first word of the next line would have fitted on this one. */
function endsShort(line: Line, next: string): boolean {
  const token = TOKEN.exec(next)?.[0] ?? next.slice(0, 1);
  const following = CANNOT_LEAD.exec(next.slice(token.length))?.[0] ?? "";
  const needed = widthInChars(token + following) * line.size;
  return line.margin - line.right > needed + SLACK * line.size;
}

/** How far the line begins from its region's left margin, in font sizes. */
function shift(line: Line): number {
  return (line.x - line.left) / line.size;
}

/** True when the next line begins where a paragraph begins rather than where this one goes on. */
function isIndented(lines: Line[], first: Line, last: Line, next: Line, closed: boolean): boolean {
  const by = shift(next) - shift(last);
  if (lines.length > 1) return by > INDENT || (by < -INDENT && closed);
  if (by < -INDENT / 2) return false;
  // A list item that hangs from its mark goes on under its text.
  if (by > INDENT / 2)
    return !((headingMark(first.text) !== null || BULLET.test(first.text)) && by < 4 && !closed);
  return shift(first) > INDENT && closed;
}
