/**
 * The paragraphs of a report in, the ones that are or begin with a heading out, ranked from outer to inner.
 * Decides only what is a heading; nesting is the outline's.
 */
import type { ExtractedText } from "../domain/index.ts";
import type { Span } from "./body-paragraphs.ts";
import { isChromeLine } from "./chrome-line.ts";
import { type HeadingMark, headingMark, ITEM_RANK, UNMARKED_RANK } from "./heading-marks.ts";
import { findLeads } from "./inline-leads.ts";

export interface FoundHeading extends Span {
  rank: number;
  /** "" for an item that ends its neighbours' scope without being a heading itself. */
  text: string;
  inline: boolean;
  /** Where the heading's scope ends by itself; without it the next heading of its rank ends it. */
  until?: number;
}

interface Paragraph extends Span {
  text: string;
  mark: HeadingMark | null;
}

const MAX_HEADING_CHARS = 60;
const MAX_UNMARKED_CHARS = 25;
const MIN_UNMARKED_CHARS = 4;
/** Paragraphs from this length on count as running text around a heading without a mark. */
const LONG_CHARS = 60;
const SENTENCE_END = /[。！？!?；;]/;
const PERSON =
  /(?:省长|市长|县长|区长|州长|主席|主任|书记|局长|厅长|记者|通讯员|编辑|作者|审核|校对|摄)\s*[:：]?\s*[\u4e00-\u9fff·]{0,4}\s*(?:[\u4e00-\u9fff]{1,3})?$/;
const DATE_LINE = /^[二〇○零一三四五六七八九十\d]{4}\s*年.{0,3}月.{0,4}日?/;

/** Every heading in the order of the text. */
export function findHeadings(
  text: string,
  spans: Span[],
  extracted: Pick<ExtractedText, "headings" | "title">,
): FoundHeading[] {
  const paragraphs = spans.map((span): Paragraph => {
    const line = text.slice(span.start, span.end).replace(/\s*\n\s*/g, "");
    return { ...span, text: line, mark: headingMark(line) };
  });
  const named = namedByFormat(text, extracted);
  const topMarks = paragraphs.some((p) => p.mark?.rank === UNMARKED_RANK.top && isHeadingLine(p.text));
  const items = listItems(paragraphs);
  const found: FoundHeading[] = [...named];
  paragraphs.forEach((p, i) => {
    if (named.some((heading) => heading.start >= p.start && heading.start < p.end)) return;
    const heading = p.mark
      ? markedHeading(p, p.mark, items.has(p))
      : unmarkedHeading(paragraphs, i, topMarks ? UNMARKED_RANK.below : UNMARKED_RANK.top);
    if (heading) found.push(heading);
    if (p.text.length >= LONG_CHARS) found.push(...findLeads(text, p));
  });
  return found.sort((a, b) => a.start - b.start);
}

/** Headings of html or Markdown; the one that repeats the report's title heads everything and so nothing. */
function namedByFormat(
  text: string,
  { headings, title }: Pick<ExtractedText, "headings" | "title">,
): FoundHeading[] {
  const plain = (line: string): string => line.replace(/\s/g, "");
  return headings
    .map(({ start, end, level }) => ({
      start,
      end,
      rank: level,
      text: clean(text.slice(start, end)),
      inline: false,
    }))
    .filter((heading) => heading.text !== "" && plain(heading.text) !== plain(title ?? ""));
}

function markedHeading(p: Paragraph, mark: HeadingMark, isItem: boolean): FoundHeading | null {
  const until = mark.lead ? { until: p.end } : {};
  const nothing = { start: p.start, end: p.start, rank: mark.rank, text: "", inline: true, ...until };
  if (!isItem && isHeadingLine(p.text) && !(mark.rank >= ITEM_RANK && isLabelled(p.text))) {
    return { start: p.start, end: p.end, rank: mark.rank, text: clean(p.text), inline: false };
  }
  const first = p.text.search(/[。！？!?]/);
  // In an item list each item is text: it only ends the one before it.
  if (isItem || first < 0) return nothing;
  const lead = first <= MAX_HEADING_CHARS ? first : p.text.search(/[，,。]/);
  if (lead > MAX_HEADING_CHARS || lead <= mark.length) return nothing;
  return { ...nothing, end: p.start + lead, text: clean(p.text.slice(0, lead)) };
}

function unmarkedHeading(all: Paragraph[], i: number, rank: number): FoundHeading | null {
  const p = all[i];
  const before = all[i - 1];
  const after = all[i + 1];
  if (!p || !before || !after) return null;
  if (p.text.length < MIN_UNMARKED_CHARS || p.text.length > MAX_UNMARKED_CHARS) return null;
  if (/[，。；：！？,;:!?\t|…]/.test(p.text) || /[、—-]$/.test(p.text)) return null;
  if ((p.text.match(/\p{Script=Han}/gu)?.length ?? 0) < MIN_UNMARKED_CHARS) return null;
  if (isChromeLine(p.text) || PERSON.test(p.text) || DATE_LINE.test(p.text)) return null;
  const followsText = isLong(before)
    ? /[。！？：:”]$/.test(before.text)
    : before.mark !== null && isHeadingLine(before.text);
  const leadsText = isLong(after) || (after.mark !== null && after.mark.rank > rank);
  return followsText && leadsText
    ? { start: p.start, end: p.end, rank, text: clean(p.text), inline: false }
    : null;
}

/** Short lines of one kind that count on from each other with nothing between: a list or a table of contents. */
function listItems(paragraphs: Paragraph[]): Set<Paragraph> {
  const items = new Set<Paragraph>();
  let run: Paragraph[] = [];
  const close = (): void => {
    const least = (run[0]?.mark?.rank ?? 0) >= ITEM_RANK ? 2 : 3;
    if (run.length >= least) for (const p of run) items.add(p);
    run = [];
  };
  for (const p of paragraphs) {
    const last = run.at(-1)?.mark;
    const follows = last && p.mark?.rank === last.rank && p.mark.ordinal === last.ordinal + 1;
    if (!follows) close();
    if (
      p.mark &&
      !p.mark.lead &&
      p.text.length <= MAX_HEADING_CHARS &&
      !SENTENCE_END.test(p.text.slice(0, -1))
    ) {
      run.push(p);
    } else {
      close();
    }
  }
  close();
  return items;
}

function isHeadingLine(line: string): boolean {
  return (
    line.length <= MAX_HEADING_CHARS &&
    !SENTENCE_END.test(line) &&
    !/[，,、]$/.test(line) &&
    !line.includes("\t")
  );
}

/** 地点：… and 共31套，位于…: what an item says rather than what it is headed by. */
function isLabelled(line: string): boolean {
  return /[:：]\s*\S/.test(line) || (/[，,]/.test(line) && /\d/.test(line.replace(/^\D?\d{1,2}\D/, "")));
}

function isLong(p: Paragraph): boolean {
  return p.text.length >= LONG_CHARS;
}

function clean(line: string): string {
  return line
    .replace(/\s+/g, " ")
    .replace(/\*\*/g, "")
    .replace(/^(?:#{1,6}\s+|[>*•◆■●★▪·]\s*)+/, "")
    .replace(/[。：:\s]+$/, "")
    .trim();
}
