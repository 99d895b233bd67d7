/**
 * Which period each figure covers: named in its own piece, carried from earlier pieces of the sentence,
 * from the words that open its paragraph or section, from a heading, or else the report's own.
 */
import type { Period } from "../../domain/index.ts";
import { findPeriods, type PeriodAnchor, type PeriodMention, resolvePeriod } from "../../text/index.ts";
import type { Role } from "./roles.ts";
import { isSpan, startOfChange, YEARLY, yearOfLevel } from "./span-years.ts";

export interface FigurePeriod {
  period: Period | null;
  /** True when the figure's own sentence names it. */
  stated: boolean;
}

/** The period that a section's headings give, e.g. “十四五”时期工作回顾; null when they name none. */
export function headingPeriod(headings: string[], anchor: PeriodAnchor | null): Period | null {
  for (const heading of [...headings].reverse()) {
    const mention = findPeriods(heading)[0];
    if (mention) return resolvePeriod(mention.spec, anchor);
  }
  return null;
}

/** The years that the headings speak of, e.g. “十四五” in 2025年和“十四五”时期工作回顾; null when they name none. */
export function headingYears(headings: string[], anchor: PeriodAnchor | null): Period | null {
  const spans = headings.flatMap((heading) => findPeriods(heading)).filter((m) => m.spec.span);
  const last = spans.at(-1);
  return last ? resolvePeriod(last.spec, anchor) : null;
}

/** Mentions of a sentence or passage in which 2020年到2025年 is one span. */
export function periodMentions(text: string): PeriodMention[] {
  const joined: PeriodMention[] = [];
  for (const mention of findPeriods(text)) {
    const previous = joined.at(-1);
    const from = previous ? plainYear(previous) : null;
    const to = plainYear(mention);
    if (
      previous &&
      from !== null &&
      to !== null &&
      to > from &&
      /^[到至]$/.test(text.slice(previous.end, mention.start))
    )
      joined.splice(-1, 1, {
        start: previous.start,
        end: mention.end,
        text: text.slice(previous.start, mention.end),
        spec: { year: { kind: "unsaid" }, span: { kind: "years", from, to } },
      });
    else joined.push(mention);
  }
  return joined;
}

function plainYear({ spec }: PeriodMention): number | null {
  const plain = spec.year.kind === "calendar" && !spec.months && !spec.pointInTime && !spec.open;
  return plain && spec.year.kind === "calendar" ? spec.year.year : null;
}

/** The period that opens a paragraph: 五年来，…; 过去一年，…; null when the first piece names none. */
export function openingPeriod(paragraph: string, anchor: PeriodAnchor | null): Period | null {
  const opening = paragraph.slice(0, 30).replace(/^[\s—]*(?:这是[^,。]{2,24}的|过去的?)?/, "");
  if (/^(?:一年来|过去一年|一年间)/.test(paragraph.trim()) && anchor) {
    return { label: String(anchor.dataYear), start: `${anchor.dataYear}-01`, end: `${anchor.dataYear}-12` };
  }
  const fiveYears = /^[\s—]*这是.{2,24}五年/.test(paragraph);
  const mention =
    findPeriods(opening).find((m) => m.start <= 2) ?? (fiveYears ? findPeriods("五年来")[0] : undefined);
  return mention?.spec.span && mention.spec.span.kind !== "years"
    ? resolvePeriod(mention.spec, anchor)
    : null;
}

/**
 * The period that a sentence sets for itself and those after it: 2022年，…; 刚刚过去的2025年，…; 今年以来，….
 * A single day or month is a date and sets nothing.
 */
export function sentenceOpening(sentence: string, anchor: PeriodAnchor | null): Period | null {
  const piece = /^[^,。;、:]{2,16}(?=[,、])/.exec(sentence.trim())?.[0] ?? "";
  const mention = periodMentions(piece).at(-1);
  if (!mention || mention.end < piece.length - 2 || mention.spec.pointInTime) return null;
  if (mention.spec.span?.kind === "years") return null;
  // A quarter or half-year opens its own sentence only; the next one may speak of something else.
  if (mention.spec.months && !mention.spec.open) return null;
  return resolvePeriod(mention.spec, anchor);
}

/** What decides which period a figure covers. */
export interface PeriodClues {
  /** The folded passage that all offsets point into. */
  text: string;
  /** The period mentions of the sentence. */
  mentions: PeriodMention[];
  mention: { start: number; end: number };
  piece: { start: number; end: number };
  anchor: PeriodAnchor | null;
  role: Role;
  /** The figure's own words, with those that it shares in a list. */
  words: string;
  /** What the paragraph, section or report gives. */
  inherited: Period | null;
  /** The years that the headings speak of, for what is told 年均. */
  years: Period | null;
}

/** The period of a figure. */
export function periodOf(clues: PeriodClues): FigurePeriod {
  const { text, mention, anchor, role } = clues;
  const before = clues.mentions.filter((m) => m.end <= mention.start);
  // 2020年的3.68万亿元: the period right before the number is its own, whatever word leads it.
  const adjacent = before.find((m) => /^的?$/.test(text.slice(m.end, mention.start)));
  if (adjacent && (!adjacent.spec.span || adjacent.spec.pointInTime)) {
    const period = resolvePeriod(adjacent.spec, anchor);
    if (period) return { period, stated: true };
  }
  // 较去年, 比2020年: the period of the base, not of the figure.
  const own = before.filter((m) => !comparedWith(text, m) && !isRemark(text, m, mention.start));
  const time = told(clues, own);
  if (role.role === "from") {
    const last = own.at(-1);
    // 从2020年的…增长到2025年的…，收入从…: the year of the piece before says nothing of where this one started.
    const years =
      last && last.end <= clues.piece.start && !isSpan(time.period) ? clues.inherited : time.period;
    return { ...time, period: startOfChange(years, last) };
  }
  if (role.role === "base") return time.stated && !isSpan(time.period) ? time : { ...time, period: null };
  return { ...time, period: yearOfLevel(time.period, clues.words, role, anchor) };
}

function told(clues: PeriodClues, own: PeriodMention[]): FigurePeriod {
  const { text, piece, anchor, inherited, years } = clues;
  const yearly = YEARLY.test(text.slice(piece.start, piece.end));
  const chosen = own.at(-1);
  // 2015年以前: no year of its own.
  if (chosen && /^(?:以前|之前)/.test(text.slice(chosen.end))) return { period: null, stated: true };
  const period = chosen ? resolvePeriod(chosen.spec, anchor) : null;
  if (chosen && period) {
    const sums = /年均|五年|累计/.test(text.slice(piece.start, piece.end));
    // 年均 after a year named in an earlier piece is the span's, not that year's.
    const earlier = chosen.end <= piece.start && !isSpan(period);
    if (earlier && sums && isSpan(inherited)) return { period: inherited, stated: false };
    if (earlier && yearly) return { period: years, stated: false };
    return { period: withinYear(period, chosen, own, anchor), stated: true };
  }
  return { period: yearly && !isSpan(inherited) ? years : inherited, stated: false };
}

/** 48万套(2015年以前46万套),已分配44万套: what a bracket says counts in it only; (2025年版) is part of a name. */
function isRemark(text: string, mention: PeriodMention, at: number): boolean {
  const open = text.lastIndexOf("(", mention.start);
  const close = text.indexOf(")", mention.end);
  const outside = open < 0 || open < text.lastIndexOf(")", mention.start);
  if (outside || close < 0 || close >= at) return false;
  return /\d/.test(text.slice(open, mention.start) + text.slice(mention.end, close));
}

function comparedWith(text: string, mention: PeriodMention): boolean {
  // 上年结转72件 is a part of this year's account.
  if (/^度?结转/.test(text.slice(mention.end, mention.end + 3))) return true;
  // 与去年同期相比, 与上年基本持平: what it was compared with.
  if (
    /^度?(?:的?同期|同月|基本|大体)*(?:数据?)?(?:相比|比(?![例重率])|持平|相当)/.test(
      text.slice(mention.end, mention.end + 8),
    )
  )
    return true;
  // 从2020年到2025年: the span is the figure's, whatever leads it.
  if (mention.spec.span && !mention.spec.pointInTime && /[由从]$/.test(text.slice(0, mention.start)))
    return false;
  return /(?:较|比|同比|相比|由|从|高于|低于|超过?|多于|少于)$/.test(
    text.slice(Math.max(0, mention.start - 2), mention.start),
  );
}

/** “2019年…；至12月…”: months without a year take the year named before them in the sentence. */
function withinYear(
  period: Period,
  chosen: PeriodMention,
  all: PeriodMention[],
  anchor: PeriodAnchor | null,
): Period {
  if (chosen.spec.year.kind !== "unsaid" || chosen.spec.span) return period;
  const dated = all.filter((m) => m !== chosen && m.spec.year.kind !== "unsaid" && !m.spec.span).at(-1);
  if (!dated) return period;
  return resolvePeriod({ ...chosen.spec, year: dated.spec.year }, anchor) ?? period;
}
