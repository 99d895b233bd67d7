/**
 * The text of a report and its outline in, its passages out: paragraphs, parts of very long ones cut at
 * sentence ends, and runs of table rows. Headings on lines of their own, front matter and page furniture are none.
 */
import type { ExtractedText, Passage } from "../../domain/index.ts";
import { type Span, splitSentences } from "../../text/index.ts";
import { bodyParagraphs } from "./body-paragraphs.ts";
import { isChromeLine } from "./chrome-line.ts";
import { headingMark } from "./heading-marks.ts";
import type { Outline } from "./outline.ts";
import { hasQuantity } from "./quantity.ts";

/** A longer paragraph is cut. */
export const MAX_PARAGRAPH_CHARS = 800;
/** Parts of a cut paragraph and groups of table rows are at most this long, unless one sentence or row is longer. */
export const MAX_PART_CHARS = 500;
/** From this length on a part ends before a 一是, so that headings and parts fall together. */
const EARLY_PART_CHARS = 200;
/** Shorter lines without a sentence, a figure or a list mark say nothing by themselves. */
const MIN_LINE_CHARS = 30;

/** Cuts the passages of one report; ids are `reportId#ordinal`, ordinals count from 0. */
export function cutPassages(
  text: string,
  extracted: Pick<ExtractedText, "bodyStart" | "pageStarts">,
  outline: Outline,
  reportId: string,
): Passage[] {
  const inlineStarts = new Set(outline.headings.filter((h) => h.inline).map((h) => h.start));
  const ownLines = outline.headings.filter((h) => !h.inline);
  const spans: Span[] = [];
  let rows: Span | null = null;
  for (const paragraph of bodyParagraphs(text, extracted)) {
    const line = text.slice(paragraph.start, paragraph.end);
    if (isTableRow(line)) {
      if (rows && paragraph.end - rows.start <= MAX_PART_CHARS) {
        rows.end = paragraph.end;
      } else {
        rows = { ...paragraph };
        spans.push(rows);
      }
      continue;
    }
    rows = null;
    const isHeading = ownLines.some((h) => h.start >= paragraph.start && h.end <= paragraph.end);
    if (isHeading ? hasQuantity(line) : isPassage(line)) spans.push(...parts(text, paragraph, inlineStarts));
  }
  return spans.map((span, ordinal) => ({
    id: `${reportId}#${ordinal}`,
    reportId,
    ordinal,
    ...span,
    headings: outline.headingsAt(span.start),
    ...pageAt(extracted.pageStarts, span.start),
  }));
}

function isPassage(line: string): boolean {
  if (isChromeLine(line)) return false;
  if (!/\p{Script=Han}/u.test(line)) return false;
  if (/[。！？；]/.test(line) || hasQuantity(line)) return true;
  const mark = headingMark(line);
  // ——2020年1月1日在某某会议上: a subtitle, not a list item.
  return mark ? mark.ordinal > 0 : line.length >= MIN_LINE_CHARS;
}

function isTableRow(line: string): boolean {
  return line.includes("\t") || /^\|[\s\S]*\|$/.test(line.trim());
}

/** The paragraph itself, or its parts when it is very long. */
function parts(text: string, paragraph: Span, inlineStarts: ReadonlySet<number>): Span[] {
  if (paragraph.end - paragraph.start <= MAX_PARAGRAPH_CHARS) return [paragraph];
  const found: Span[] = [];
  let part: Span | null = null;
  for (const sentence of splitSentences(text, paragraph.start, paragraph.end)) {
    const length = part ? sentence.end - part.start : 0;
    const early =
      part !== null && part.end - part.start >= EARLY_PART_CHARS && inlineStarts.has(sentence.start);
    if (part && !early && length <= MAX_PART_CHARS) {
      part.end = sentence.end;
    } else {
      part = { ...sentence };
      found.push(part);
    }
  }
  return found;
}

function pageAt(pageStarts: number[] | undefined, offset: number): { page?: number } {
  if (!pageStarts || pageStarts.length === 0) return {};
  return { page: Math.max(1, pageStarts.filter((start) => start <= offset).length) };
}
