/**
 * Which period each figure covers: named in its own piece, carried from earlier pieces of the sentence,
 * from the words that open its paragraph or section, from a heading, or else the report's own.
 */
import type { Period } from "../../domain/index.ts";
import { findPeriods, type PeriodAnchor, type PeriodMention, resolvePeriod } from "../../text/index.ts";

export interface FigurePeriod {
  period: Period | null;
  /** True when the figure's own sentence names it. */
  stated: boolean;
}

/** Wording of a level reached, rather than of a flow over years. */
const STOCK = /达到?|增加到|增长到|提高到|增至|升至|扩大到|突破|总量|总数|覆盖率|占比|比重|稳定在|实有/;
/** Wording of a flow over the whole span. */
const OVER_SPAN = /累计|新增|年均|净增|五年/;

/** The period that a section's headings give, e.g. “十四五”时期工作回顾; null when they name none. */
export function headingPeriod(headings: string[], anchor: PeriodAnchor | null): Period | null {
  for (const heading of [...headings].reverse()) {
    const mention = findPeriods(heading)[0];
    if (mention) return resolvePeriod(mention.spec, anchor);
  }
  return null;
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

const YEAR_ERA = /^(?:各位[^,:!。]{2,6}[,:!]*)?(?:刚刚|即将)?过去的?(?:一年|(20\d\d)年)/;
const SPAN_ERA = /^(?:各位[^,:!。]{2,6}[,:!]*)?(?:回顾)?(?:过去|这|五年前到现在)的?五年/;

/**
 * The period that a paragraph opens for itself and the paragraphs after it, up to the next heading:
 * “刚刚过去的2025年，…” the year, “过去五年，…” the five years; null for any other paragraph.
 */
export function eraOpening(paragraph: string, anchor: PeriodAnchor | null): Period | null {
  if (!anchor) return null;
  const opening = paragraph.replace(/^[\s—]+/, "").slice(0, 30);
  const match = YEAR_ERA.exec(opening);
  if (match) {
    const year = Number(match[1] ?? anchor.dataYear);
    return { label: String(year), start: `${year}-01`, end: `${year}-12` };
  }
  const span = SPAN_ERA.test(opening) ? findPeriods("五年来")[0] : undefined;
  return span ? resolvePeriod(span.spec, anchor) : null;
}

/**
 * The period that a sentence sets for itself and those after it: 2022年，…; 刚刚过去的2025年，…; 今年以来，….
 * A single day or month is a date and sets nothing.
 */
export function sentenceOpening(sentence: string, anchor: PeriodAnchor | null): Period | null {
  const piece = /^[^,。;、:]{2,16}(?=[,、])/.exec(sentence.trim())?.[0] ?? "";
  const mention = findPeriods(piece).at(-1);
  if (!mention || mention.end < piece.length - 2 || mention.spec.pointInTime) return null;
  // A quarter or half-year opens its own sentence only; the next one may speak of something else.
  if (mention.spec.months && !mention.spec.open) return null;
  return resolvePeriod(mention.spec, anchor);
}

/**
 * The period of a figure.
 * @param text the folded passage that all offsets point into
 * @param mentions the period mentions of the sentence
 * @param inherited what the paragraph, section or report gives
 */
export function periodOf(
  text: string,
  mentions: PeriodMention[],
  pieceStart: number,
  figureStart: number,
  figureEnd: number,
  pieceText: string,
  anchor: PeriodAnchor | null,
  inherited: Period | null,
): FigurePeriod {
  const usable = mentions.filter((m) => !(m.start < figureEnd && m.end > figureStart));
  const before = usable.filter((m) => m.end <= figureStart);
  // 2020年的3.68万亿元: the period right before the number is its own, whatever word leads it.
  const adjacent = before.find((m) => figureStart - m.end <= 1);
  if (adjacent && !adjacent.spec.span) {
    const period = resolvePeriod(adjacent.spec, anchor);
    if (period) return { period, stated: true };
  }
  // 较去年, 比2020年: the period of the base, not of the figure.
  const own = before.filter((m) => !comparedWith(text, m));
  const chosen = own.at(-1);
  if (chosen) {
    const period = resolvePeriod(chosen.spec, anchor);
    // 年均 after a year named in an earlier piece is the span's, not that year's.
    const spans =
      inherited && isSpan(inherited) && chosen.end <= pieceStart && /年均|五年|累计/.test(pieceText);
    if (spans) return { period: inherited, stated: false };
    if (period) return { period: withinYear(period, chosen, own, anchor), stated: true };
  }
  if (inherited && isSpan(inherited) && STOCK.test(pieceText) && !OVER_SPAN.test(pieceText)) {
    const year = inherited.end.slice(0, 4);
    return { period: { label: year, start: `${year}-01`, end: `${year}-12` }, stated: false };
  }
  return { period: inherited, stated: false };
}

function comparedWith(text: string, mention: PeriodMention): boolean {
  return /(?:较|比|同比|相比|由|从|高于|低于|超过)$/.test(
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

/** True for a period of several years. */
export function isSpan(period: Period): boolean {
  return period.start.slice(0, 4) !== period.end.slice(0, 4);
}
