/**
 * The paragraphs of a report in, the ones that are or begin with a heading out, ranked from outer to inner.
 * Decides only what is a heading; nesting is the outline's.
 */
import type { ExtractedText } from "../../domain/index.ts";
import type { Span } from "../../text/index.ts";
import { isChromeLine } from "./chrome-line.ts";
import { type HeadingMark, headingMark, ITEM_RANK, UNMARKED_RANK } from "./heading-marks.ts";
import { findLeads } from "./inline-leads.ts";
import { hasQuantity } from "./quantity.ts";

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
  /(?:省长|市长|县长|区长|州长|主席|主任|书记|局长|厅长|记者|通讯员|编辑|作者|审核|校对|摄)(?:(?:\s*[:：]\s*|\s+)[\u4e00-\u9fff·]{1,4}(?:\s[\u4e00-\u9fff]{1,2})?)?$/;
/** What closes a report whatever the depth of the section before it. */
const BACK_MATTER = /^(?:名词解释|名詞解釋|附件|附录|附錄|附表|附注|注释)\d*$/;
/** Outside every section mark but chapters. */
const APPENDIX_RANK = 25;
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
  const named = namedByFormat(text, paragraphs, extracted);
  const topMarks = paragraphs.some((p) => p.mark?.rank === UNMARKED_RANK.top && isHeadingLine(p.text));
  const items = listItems(paragraphs);
  const found: FoundHeading[] = [...named];
  paragraphs.forEach((p, i) => {
    if (named.some((heading) => heading.start >= p.start && heading.start < p.end)) return;
    const heading = p.mark
      ? markedHeading(text, p, p.mark, items.has(p))
      : unmarkedHeading(paragraphs, i, topMarks ? UNMARKED_RANK.below : UNMARKED_RANK.top);
    if (heading) found.push(heading);
    if (p.text.length >= LONG_CHARS) found.push(...findLeads(text, p));
  });
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Headings of html or Markdown; the one that repeats the report's title heads everything and so nothing.
 * Where the text has section marks on lines that the format does not name, marks tell depth better than tags.
 */
function namedByFormat(
  text: string,
  paragraphs: Paragraph[],
  { headings, title }: Pick<ExtractedText, "headings" | "title">,
): FoundHeading[] {
  const plain = (line: string): string => line.replace(/\s/g, "");
  const named = new Set(headings.map((heading) => heading.end));
  const mixed = paragraphs.some(
    (p) => p.mark !== null && p.mark.rank < ITEM_RANK && !named.has(p.end) && isHeadingLine(p.text),
  );
  const rankOf = (line: string, level: number): number => {
    if (!mixed) return level;
    return headingMark(line)?.rank ?? (level > 2 ? UNMARKED_RANK.below : level);
  };
  return headings
    .map(({ start, end, level }): FoundHeading => {
      const line = clean(text.slice(start, end));
      return { start, end, rank: rankOf(line, level), text: line, inline: false };
    })
    .filter((heading) => heading.text !== "" && plain(heading.text) !== plain(title ?? ""));
}

function markedHeading(text: string, p: Paragraph, mark: HeadingMark, isItem: boolean): FoundHeading | null {
  const until = mark.lead ? { until: p.end } : {};
  const nothing = { start: p.start, end: p.start, rank: mark.rank, text: "", inline: true, ...until };
  if (
    !isItem &&
    isHeadingLine(p.text) &&
    !(mark.rank >= ITEM_RANK && isLabelled(p.text)) &&
    mark.ordinal > 0
  ) {
    return { start: p.start, end: p.end, rank: mark.rank, text: clean(p.text), inline: false };
  }
  const end = isItem ? -1 : leadEnd(p.text, mark);
  if (end <= mark.length || end > MAX_HEADING_CHARS) return nothing;
  return { ...nothing, end: p.start + rawLength(text, p, end), text: clean(p.text.slice(0, end)) };
}

/** Where the words end that head a paragraph: its first sentence, the term before a colon, or a long sentence's first clause. */
function leadEnd(line: string, mark: HeadingMark): number {
  const sentence = line.search(/[。！？!?]/);
  if (sentence < 0) return -1;
  const clause = line.slice(0, sentence).search(/[，,：:；;]/);
  if (clause > 0 && mark.rank >= ITEM_RANK && /[：:]/.test(line.charAt(clause))) return clause;
  const heads = sentence <= MAX_HEADING_CHARS && sentence < line.length - 1;
  // A sentence that states a figure is what the paragraph says, not what it is headed by.
  if (heads && !hasQuantity(line.slice(0, sentence))) return sentence;
  if (clause > 0 && !hasQuantity(line.slice(0, clause))) return clause;
  return heads && mark.rank < ITEM_RANK ? sentence : -1;
}

/** Length in the text of the first `length` characters of a paragraph whose line breaks were taken out. */
function rawLength(text: string, p: Span, length: number): number {
  let left = length;
  let raw = 0;
  text
    .slice(p.start, p.end)
    .split(/(\s*\n\s*)/)
    .forEach((part, i) => {
      if (left <= 0) return;
      raw += i % 2 === 1 ? part.length : Math.min(left, part.length);
      if (i % 2 === 0) left -= part.length;
    });
  return raw;
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
  // 附件1, 2026年十件民生实事: the title of an appendix heads all its sections.
  if (BACK_MATTER.test(before.text))
    return { start: p.start, end: p.end, rank: APPENDIX_RANK, text: clean(p.text), inline: false };
  const followsText = isLong(before)
    ? /[。！？：:”]$/.test(before.text)
    : before.mark !== null && isHeadingLine(before.text);
  const leadsText = isLong(after) || (after.mark !== null && after.mark.rank > rank);
  if (!followsText || !leadsText) return null;
  const ranked = BACK_MATTER.test(p.text) ? UNMARKED_RANK.top : rank;
  return { start: p.start, end: p.end, rank: ranked, text: clean(p.text), inline: false };
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
