/**
 * The period that an untitled text covers, read from the sentences that hold its figures: the months or the open
 * span of the first of them, the years of several, else the year in which the text speaks.
 */
import type { Period } from "../../domain/index.ts";
import { findPeriods, type PeriodMention, resolvePeriod, splitSentences } from "../../text/index.ts";
import { monthOfTitle, monthsOfDays } from "./issue-months.ts";
import { isTold, type Speaking, yearOf } from "./published.ts";

/** A counted figure: a number with a unit that is no part of a date, a document number or a clock. */
const FIGURE = /\d[\d,.]*\s*(?:%|‰|[多余]?(?![年月日时点号分届])\p{Script=Han})/u;
const COUNTED_TO_NOW = /(?:截至|截止)目前[^。]{0,20}\d/;
/** An open span longer than this is the history of a thing rather than what the text covers. */
const MAX_OPEN_MONTHS = 24;
const MAX_CHARS = 20_000;

/** Several months (上半年, 1-5月); a single month is a date and not what a report covers. */
export function closedMonths(mention: PeriodMention): [number, number] | undefined {
  const months = mention.spec.months;
  return months && months[0] !== months[1] ? months : undefined;
}

/** The first span of months in the texts that names no other year. */
export function monthsNamed(
  texts: string[],
  year?: number,
): { months: [number, number]; text: string } | undefined {
  for (const mention of texts.flatMap((text) => findPeriods(text))) {
    const months = closedMonths(mention);
    const { kind } = mention.spec.year;
    const fits = kind === "unsaid" || (year === undefined ? kind === "offset" : yearOf(mention) === year);
    if (months && fits) return { months, text: mention.text };
  }
  return undefined;
}

/** A period from one month to another, both YYYY-MM. */
export function span(start: string, end: string): Period {
  const years = [start.slice(0, 4), end.slice(0, 4)];
  const whole = start.endsWith("-01") && end.endsWith("-12");
  const label = whole ? [...new Set(years)].join("/") : `${start}/${end}`;
  return { label, start, end };
}

/**
 * The period that the text covers, and the year that its 今年 means.
 * @param names title, file name and first heading, which may say the months
 * @param year the year in which the text speaks
 */
export function coveredByText(
  body: string,
  names: string[],
  speaking: Speaking,
  year: number,
): { period: Period | null; anchorYear: number } {
  const named = monthsNamed(names, year) ?? monthsNamed(names);
  const told = toldSentences(body);
  const [title = ""] = names;
  const months =
    named?.months ??
    monthsOfDays(title) ??
    monthOfTitle(title, body) ??
    leadMonths(told, year) ??
    toldMonth(told, year);
  if (months) {
    // Nobody tells in July of the months to December: they were last year's.
    const past = speaking.month !== null && months[1] > speaking.month ? year - 1 : year;
    return { period: monthly(past, months), anchorYear: speaking.news ? year : past };
  }
  // Who sums up 今年以来 in January looks back on the year before.
  const looksBack = speaking.month === 1 && !speaking.news && told.some(opensThisYear);
  if (looksBack) return { period: monthly(year - 1), anchorYear: year - 1 };
  const open = openStart(told, year, speaking);
  if (open) return { period: span(open, monthOf(year, speaking.month ?? 12)), anchorYear: year };
  const years = toldYears(told, year, speaking);
  if (years.length === 2) return { period: span(`${year - 1}-01`, `${year}-12`), anchorYear: year };
  const event = speaking.month === null ? undefined : monthsNamed([body.slice(0, 200)], year);
  if (event && years[0] !== year - 1) return { period: monthly(year, event.months), anchorYear: year };
  const covered = years[0] ?? year;
  const tellsLastYear =
    covered < year && told.some(({ text, mentions }) => mentions.some((m) => opensLastYear(text, m)));
  return { period: monthly(covered), anchorYear: speaking.news || tellsLastYear ? year : covered };
}

interface ToldSentence {
  text: string;
  mentions: PeriodMention[];
}

/** The sentences that hold a figure and say when. */
function toldSentences(body: string): ToldSentence[] {
  const text = body.slice(0, MAX_CHARS);
  const countsToNow = COUNTED_TO_NOW.test(text);
  return splitSentences(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    const mentions = findPeriods(sentence).filter(
      (m) => m.spec.year.kind !== "calendar" || isTold(m, sentence),
    );
    const blank = mentions.reduce(
      (rest, m) => rest.slice(0, m.start) + " ".repeat(m.end - m.start) + rest.slice(m.end),
      sentence,
    );
    // 今年以来，某局…。截至目前，共…件: the span is named in one sentence and counted in a later one.
    const told = FIGURE.test(blank) || (countsToNow && mentions.some((m) => m.spec.open));
    return mentions.length > 0 && told ? [{ text: sentence, mentions }] : [];
  });
}

/** The months of the first told sentence, where those are a span that has ended. */
function leadMonths(told: ToldSentence[], year: number): [number, number] | undefined {
  const lead = told[0]?.mentions.find((m) => closedMonths(m) || m.spec.open);
  if (!lead || lead.spec.open) return undefined;
  const ofYear = lead.spec.year.kind === "calendar" ? yearOf(lead) === year : !isPast(lead);
  return ofYear ? closedMonths(lead) : undefined;
}

/** The single month that a text tells of, where the title names a year only. */
export function monthToldIn(body: string, year: number): [number, number] | undefined {
  return toldMonth(toldSentences(body), year);
}

/**
 * The month that opens the first told sentence (8月份，共受理…), where most of the others open with it or with the
 * months up to it (1—8月) and none with another month or year.
 */
function toldMonth(told: ToldSentence[], year: number): [number, number] | undefined {
  const openings = told.map(({ text, mentions }) =>
    mentions.filter((m) => opensPiece(text, m) && !/[日号]$/.test(m.text) && !m.spec.pointInTime),
  );
  const first = openings[0]?.find((m) => !m.spec.open && m.spec.months?.[0] === m.spec.months?.[1]);
  const month = first?.spec.months?.[1];
  if (!first || month === undefined || first.spec.span || isPast(first)) return undefined;
  if (first.spec.year.kind === "calendar" && yearOf(first) !== year) return undefined;
  const others = openings.flat().filter((m) => m.spec.months?.[1] !== month || isPast(m));
  const goOn = others.every((m) => m.spec.open && !m.spec.months);
  return goOn && others.length * 2 < openings.flat().length ? [month, month] : undefined;
}

function isPast(mention: PeriodMention): boolean {
  return mention.spec.year.kind === "offset" && mention.spec.year.offset !== 0;
}

/** The first month of an open span (自2022年6月…至今, 今年以来) where the day of speaking is known; the first told one counts. */
function openStart(told: ToldSentence[], year: number, speaking: Speaking): string | null {
  if (speaking.month === null) return null;
  const now = year * 12 + speaking.month;
  for (const { mentions } of told) {
    for (const { spec } of mentions) {
      if (!spec.open || spec.span) continue;
      const from =
        spec.year.kind === "calendar"
          ? spec.year.year
          : year + (spec.year.kind === "offset" ? spec.year.offset : 0);
      const month = spec.months?.[0] ?? 1;
      const age = now - (from * 12 + month);
      if (age >= 0 && age < MAX_OPEN_MONTHS) return monthOf(from, month);
    }
  }
  return null;
}

/** Which of the year of speaking and the one before the figures are told of: one or both, or none where none is named. */
function toldYears(told: ToldSentence[], year: number, speaking: Speaking): number[] {
  const found = new Set<number>();
  for (const { text, mentions } of told) {
    for (const mention of mentions) {
      if (mention.spec.months || mention.spec.span) continue;
      const named =
        opensLastYear(text, mention) && isSpring(speaking) ? year - 1 : namedYear(mention, year, speaking);
      if ((named === year || named === year - 1) && opensPiece(text, mention)) found.add(named);
    }
  }
  // An undated text is dated by its latest year; the years before it are what it is compared with.
  return [...found].sort().filter((y) => speaking.month !== null || y === year);
}

function namedYear(mention: PeriodMention, year: number, speaking: Speaking): number {
  if (mention.spec.year.kind === "calendar") return yearOf(mention);
  const isThisYear = mention.spec.year.kind === "offset" && mention.spec.year.offset === 0;
  return isThisYear && speaking.news ? year : 0;
}

/** 今年以来 without months. */
function opensThisYear({ mentions }: ToldSentence): boolean {
  return mentions.some(
    ({ spec }) => spec.open && !spec.months && spec.year.kind === "offset" && spec.year.offset === 0,
  );
}

/** In spring 去年 is the year that is told; later it is what is compared with. */
function isSpring({ month, news }: Speaking): boolean {
  return !news && month !== null && month <= 3;
}

function opensLastYear(sentence: string, mention: PeriodMention): boolean {
  const { year } = mention.spec;
  return year.kind === "offset" && year.offset === -1 && opensPiece(sentence, mention);
}

/** True for a period that opens a sentence or a clause, and so says when what follows was counted. */
function opensPiece(sentence: string, mention: PeriodMention): boolean {
  return /(?:^|[,;:、。”"\s]|截至|截止|自)$/.test(sentence.slice(0, mention.start));
}

function monthly(year: number, months?: [number, number]): Period | null {
  return resolvePeriod({ year: { kind: "calendar", year }, ...(months ? { months } : {}) }, null);
}

function monthOf(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, "0")}`;
}
