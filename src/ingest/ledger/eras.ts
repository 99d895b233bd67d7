/**
 * Eras: the year or the years that a paragraph opens for itself and for paragraphs after it. “刚刚过去的2025年，…”,
 * “过去五年，…” hold until the section ends; “五年来，…” holds for the list that it introduces.
 */
import { type Period, yearPeriod } from "../../domain/index.ts";
import { findPeriods, type PeriodAnchor, resolvePeriod } from "../../text/index.ts";
import { headingPeriod } from "./periods-of.ts";
import { isSpan } from "./span-years.ts";

export interface Era {
  period: Period;
  /** The headings above the paragraph that opened it. */
  under: string[];
  /** True when it holds for marked paragraphs only: what a list's introduction opened. */
  listed: boolean;
  /** The era of a section above, which goes on when this one is over. */
  outer: Era | null;
}

const ADDRESS = /^各位[^,:!。]{2,6}[,:!。]*\s*/;
const YEAR = /^(?:刚刚|即将)?过去的?(?:一年|(20\d\d)年)/;
/** 2025年是“十四五”收官之年. */
const YEAR_IS = /^(20\d\d)年,?是[^,。]{0,30}(?:一年|之年)/;
const SPAN = /^(?:回顾|回望|回首)?(?:过去|这|五年前到现在)的?五年/;
/** What introduces a list of what these years brought. */
const LISTED_SPAN = /^(?:“?十[一二三四五六]五”?(?:时期|期间|以来)|[三四五]年(?:来|间))/;
/** How an item of a list begins, also one that is no heading. */
const MARKED =
  /^\s*(?:[—–-]{2}|[一二三四五六七八九十]+是|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.])/;
const ITEM = /^(?:[—–-]{2}|[一二三四五六七八九十]+是)/;
const FIRST = /^[\s(]*(?:[一1][、.)是]|第一)/;

/**
 * The era that a sentence opens; null for any other sentence.
 * @param sentence one that nothing but an address or sentences without figures stand before in its paragraph
 * @param current the era that the paragraph stands in
 */
export function eraOpening(
  sentence: string,
  headings: string[],
  anchor: PeriodAnchor | null,
  current: Era | null,
): Era | null {
  const opened = anchor ? openedBy(sentence, anchor) : null;
  if (!opened) return null;
  const outer = current && headings.length > current.under.length ? current : (current?.outer ?? null);
  return { ...opened, under: headings, outer };
}

function openedBy(sentence: string, anchor: PeriodAnchor): Pick<Era, "period" | "listed"> | null {
  const opening = sentence
    .replace(/^[\s—]+/, "")
    .replace(ADDRESS, "")
    .slice(0, 50);
  const year = YEAR.exec(opening) ?? YEAR_IS.exec(opening);
  const { dataYear } = anchor;
  if (year) return { period: yearPeriod(Number(year[1] ?? dataYear)), listed: false };
  if (SPAN.test(opening)) {
    const start = `${dataYear - 4}-01`;
    const period = { label: `${dataYear - 4}/${dataYear}`, start, end: `${dataYear}-12` };
    return { period, listed: false };
  }
  const mention = LISTED_SPAN.test(opening) ? findPeriods(opening)[0] : undefined;
  const period = mention ? resolvePeriod(mention.spec, anchor) : null;
  // “十五五”时期 is still to come.
  if (!period || !isSpan(period) || period.end.slice(0, 4) > String(dataYear)) return null;
  return { period, listed: true };
}

/**
 * The era of a paragraph after the one that opened it; null where it is over: in another section, where the numbering
 * before it goes on, and for a list's era at the first paragraph outside the list.
 */
export function eraAfter(
  era: Era | null,
  headings: string[],
  paragraph: string,
  anchor: PeriodAnchor | null,
): Era | null {
  if (!era) return null;
  const at = era.under.findIndex((heading, i) => heading !== headings[i]);
  const common = at < 0 ? era.under.length : at;
  const further = headings.slice(common);
  const next = further[0]?.normalize("NFKC") ?? "";
  const over = () => eraAfter(era.outer, headings, paragraph, anchor);
  if (at === 0 || headingPeriod(further, anchor) !== null) return over();
  if (next === "") return era.listed && !MARKED.test(paragraph) ? over() : era;
  // Before the first heading stands an introduction: its era holds for the items that it lists.
  if (era.under.length === 0) return ITEM.test(next) ? era : over();
  if (at < 0) return era;
  // Headings that begin anew, （一） after （六）, list what the era brought; （七） goes on with what was before it.
  return FIRST.test(next) ? { ...era, under: headings.slice(0, common) } : over();
}
