/**
 * Which period a report covers, and the year that its 今年 means. The publishing date is only the last resort.
 */
import type { DescribedFrom, Period } from "../../domain/index.ts";
import { findPeriods, looksBack, resolvePeriod } from "../../text/index.ts";
import { closedMonths, coveredByText, monthsNamed, monthToldIn, span } from "./covered.ts";
import { monthOfIssue, monthOfTitle, monthsOfDays } from "./issue-months.ts";
import { isTold, type Speaking, speakingOf, withoutStamp, yearOf } from "./published.ts";

export interface PeriodSources {
  /** Folded. */
  title: string;
  /** The file's name, folded. */
  name: string;
  /** The first heading that says what the document is. */
  heading: string;
  /** The folded text after front matter. */
  body: string;
  publishedOn: string | null;
  override: string | undefined;
  frontMatter: string | undefined;
}

export interface DatedReport {
  period: Period | null;
  anchorYear: number | null;
  from: DescribedFrom | null;
  /** Why there is no period, for the warning. */
  hint: string;
}

/** 今年 of someone who looks back on it. */
const DONE_THIS_YEAR = /今年(?:以来|上半年|前[^,。]{1,3}(?:个月|季度)|1[-—–~至到]\d{1,2}月)/;

/** Titles of plans cover years to come. */
const PLAN_TITLE = /规划|计划|方案|纲要/;

/** Titles of what tells a whole year, whichever month its first sentence names. */
const WHOLE_YEAR = /年度|全年|年报|年鉴|总结|公报|报告|要点|规划|计划|方案|意见|通知|办法/;

/** How a report's tasks are getting on is told by others, within its own year: 政府工作报告》目标任务完成情况. */
const ON_ITS_TASKS = /政府工作报告》?\P{P}{0,8}(?:任务|目标|事项|落实|完成情况|分工|督办|解读)/u;

/** A line of its own; others may speak about such a report. */
const CONGRESS_LINE = /^[^\n。,“”]{0,30}政府工作报告[^\n。,“”]{0,20}$/m;

/** The period with the year of speaking and where both came from. */
export function periodOfReport(sources: PeriodSources): DatedReport {
  const { title, name, publishedOn } = sources;
  const body = withoutStamp(sources.body);
  const speaking = speakingOf(sources.body, publishedOn);
  const given: [string | undefined, DescribedFrom][] = [
    [sources.override, "override"],
    [sources.frontMatter, "front-matter"],
    [title, "title"],
    [name, "file-name"],
  ];
  const names = `${title} ${name}`;
  const toCongress =
    !ON_ITS_TASKS.test(names) && (names.includes("政府工作报告") || CONGRESS_LINE.test(body.slice(0, 400)));
  for (const [text, from] of given) {
    const dated = text
      ? fromName(text, sources, speaking, toCongress && (from === "title" || from === "file-name"))
      : null;
    if (dated) {
      const planned = speaksInYear(body, publishedOn, dated.period)
        ? null
        : planYear(body, title, dated.period);
      return { ...dated, anchorYear: planned ?? dated.anchorYear, from, hint: "" };
    }
  }
  if (speaking.year === null) {
    const months = monthsNamed([title, name, sources.heading, body.slice(0, 1500)]);
    return {
      period: null,
      anchorYear: null,
      from: null,
      hint: months && !months.text.endsWith("全年") ? `（只写了${months.text}，没有写年份）` : "",
    };
  }
  if (toCongress) return congress(speaking.year, "text");
  const { period, anchorYear } = coveredByText(body, [title, name, sources.heading], speaking, speaking.year);
  return { period, anchorYear, from: "text", hint: "" };
}

/** Who was published in the year that is told, or tells what was done 今年以来, means that year by 今年. */
function speaksInYear(body: string, publishedOn: string | null, period: Period | null): boolean {
  const published = publishedOn?.slice(0, 4);
  return (published !== undefined && published === period?.end.slice(0, 4)) || DONE_THIS_YEAR.test(body);
}

/** A title or short line such as “2026年主要预期目标” in a report of 2025 says that its 今年 is 2026. */
function planYear(body: string, title: string, period: Period | null): number | null {
  const next = period ? Number(period.end.slice(0, 4)) + 1 : null;
  const planned = title.matchAll(/(20\d\d)年[^\d,。]{0,20}?(?:计划|预算|安排|打算|目标)/g);
  if ([...planned].some(([, year]) => Number(year) === next)) return next;
  const lines = next === null ? [] : body.matchAll(/^.{0,12}(20\d\d)年.{0,12}(?:目标|计划).{0,8}$/gm);
  return [...lines].some(([line, year]) => Number(year) === next && !/[。，；]/.test(line)) ? next : null;
}

/** A report to a congress is held in spring and tells the year before; its own year is the year of its plans. */
function congress(year: number, from: DescribedFrom): DatedReport {
  const period = resolvePeriod({ year: { kind: "calendar", year: year - 1 } }, null);
  return { period, anchorYear: year, from, hint: "" };
}

/** A report held at the end of its own year: 2018年工作回顾 in the report of 2018. */
function looksBackOn(year: number, body: string): DatedReport | null {
  const own = new RegExp(`^.{0,8}${year}年.{0,6}工作.{0,6}(?:回顾|总结)`, "m").test(body);
  const period = own ? resolvePeriod({ year: { kind: "calendar", year } }, null) : null;
  return period && { period, anchorYear: year, from: "title", hint: "" };
}

function fromName(
  text: string,
  sources: PeriodSources,
  speaking: Speaking,
  toCongress: boolean,
): Pick<DatedReport, "period" | "anchorYear"> | null {
  const mentions = findPeriods(text, { bareYears: true });
  const years = mentions[0]?.spec.span;
  if (
    years?.kind === "years" &&
    years.to - years.from <= 5 &&
    years.to > years.from &&
    (!PLAN_TITLE.test(text) || looksBack(text))
  ) {
    return { period: span(`${years.from}-01`, `${years.to}-12`), anchorYear: anchor(years.to, speaking) };
  }
  const first = mentions.find((mention) => isTold(mention, text));
  if (!first) return null;
  const year = yearOf(first);
  if (toCongress) return looksBackOn(year, sources.body) ?? congress(year, "title");
  const months =
    closedMonths(first) ??
    monthsNamed([sources.title, sources.name, sources.heading], year)?.months ??
    monthsOfPeriodical(text, sources) ??
    (WHOLE_YEAR.test(text) ? undefined : monthToldIn(sources.body, year));
  return {
    period: resolvePeriod({ year: { kind: "calendar", year }, ...(months ? { months } : {}) }, null),
    anchorYear: anchor(year, speaking),
  };
}

/** What a person gave (2025年4月) is taken as it stands; a title or file name must read as a periodical's. */
function monthsOfPeriodical(text: string, sources: PeriodSources): [number, number] | undefined {
  const { title, body, publishedOn, override, frontMatter } = sources;
  if (text === override || text === frontMatter) return findPeriods(text)[0]?.spec.months;
  return monthsOfDays(text) ?? monthOfTitle(text, body) ?? monthOfIssue(title || text, body, publishedOn);
}

/** Press prose means the year of publishing by 今年; a report means the year that it is about. */
function anchor(year: number, speaking: Speaking): number {
  return speaking.news && speaking.year === year + 1 ? speaking.year : year;
}
