/**
 * Finds the periods that a text names. Works on folded text. A mention is kept as a specification
 * (去年, 上半年, 五年来), because what it means depends on when its report speaks; `resolvePeriod` decides.
 */
import type { Period } from "../domain/index.ts";
import { parseChineseNumeral } from "./chinese-numeral.ts";

/** When a report (or a question) speaks. */
export interface PeriodAnchor {
  /** What 今年 means. */
  year: number;
  /** The year whose results are told: equal to `year`, or the year before for a report to a congress in spring. */
  dataYear: number;
  /** The last month whose results are told, YYYY-MM: how far 今年以来 goes. */
  dataEnd?: string;
}

export interface PeriodSpec {
  /** A calendar year, an offset to the anchor's year, or a year left unsaid (11月底). */
  year: { kind: "calendar"; year: number } | { kind: "offset"; offset: number } | { kind: "unsaid" };
  /** Months inside the year, 1–12 and inclusive. */
  months?: [number, number];
  /** Several years: a five-year plan, 五年来, 2019-2021年. */
  span?:
    | { kind: "plan"; number: number }
    | { kind: "last-years"; count: number }
    | { kind: "years"; from: number; to: number };
  /** A state at the end: 截至, 末, 底. */
  pointInTime?: boolean;
  /** The span goes on until the report speaks: 2022年6月以来, 至今. */
  open?: boolean;
}

export interface PeriodMention {
  start: number;
  end: number;
  text: string;
  spec: PeriodSpec;
}

const PLAN_NUMBERS: Record<string, number> = { 一: 11, 二: 12, 三: 13, 四: 14, 五: 15, 六: 16 };
const RELATIVE_YEARS: Record<string, number> = {
  今年: 0,
  本年: 0,
  本年度: 0,
  去年: -1,
  上年: -1,
  上一年: -1,
  前年: -2,
  明年: 1,
  下一年: 1,
  来年: 1,
};
/** The year that is being told: the one named before, else that of the results. */
const TOLD_YEARS = ["当年", "过去一年"];

const YEAR = "(?<year>(?:19|20)\\d{2}|二[〇零]\\d?[〇零一二三四五六七八九]{2})";
const RELATIVE = `(?<relative>${[...Object.keys(RELATIVE_YEARS), ...TOLD_YEARS]
  .sort((a, b) => b.length - a.length)
  .join("|")})`;
const MONTHS =
  "(?<half>上半年|下半年|全年|h1|h2)|(?<!提)前(?<first>1[0-2]|[2-9]|[二三四五六七八九十])个?月(?!薪|租|供|底|末|度)|(?<quarter>(?:前|第)?(?:[一二三四]|(?<!\\d)[1-4])个?季度|前[二三23]季(?!节))|" +
  "(?<from>1[0-2]|[1-9])月?(?:份)?(?:[-—–~至到]+)(?<to>1[0-2]|[1-9])月(?:份)?|" +
  "(?<month>1[0-2]|[1-9])月(?:份)?(?:(?<day>[12]\\d|3[01]|[1-9])[日号])?";
const PATTERN = new RegExp(
  [
    `(?<until>截至|截止到?|到|至|自)?(?:${YEAR}[-—–~至到](?<year2>(?:19|20)\\d{2})年?|` +
      `(?:${YEAR.replace("year", "yearA")}(?:年度?)?|(?<short>(?<![\\d.]|连续|近|满|达|第|超|约|共|历时|了|过去|这|有|为|至少)[12]\\d)年(?!来|间|以上|左右|以来|位|保持|获|蝉)|${RELATIVE})(?:(?:的)?(?:${MONTHS}))?)` +
      "(?<tail>年?[底末]|以来|至今|起)?",
    '[“"]?十(?<plan>[一二三四五六])五[”"]?(?<planTail>期?末|期间|时期|以来)?',
    "(?<years>(?:过去|近|这|最近|今后|未来)?(?<count>[二两三四五六七八九十]|\\d{1,2})年(?:来|间|以来|累计)|(?:过去|近|这|最近)(?<count2>[二两三四五六七八九十]|\\d{1,2})年|(?<!第|今后|未来|下一?个?|后|前|头)(?<count3>五)年(?!规划|计划|任务|行动|一))",
    `(?<until3>截至|截止到?|自|从)?(?:${MONTHS.replace(/\?<(\w+)>/g, "?<$1_>")})(?<tail_>[底末]|以来|起)?`,
    "(?<now>截至目前|截止目前|目前|迄今)",
  ].join("|"),
  "g",
);

export interface FindPeriodsOptions {
  /** True where a bare 2021 is a year, as in questions, titles and file names; in running text it may be a count. */
  bareYears?: boolean;
}

/** Every period named in the folded text, in order and without overlaps. */
export function findPeriods(text: string, options: FindPeriodsOptions = {}): PeriodMention[] {
  const found: PeriodMention[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const spec = specOf(
      match.groups ?? {},
      text,
      match.index + match[0].length,
      options.bareYears === true,
      match[0],
    );
    if (spec) {
      const lead = /^[到至]/.test(match[0]) && !spec.pointInTime ? 1 : 0;
      found.push({
        start: match.index + lead,
        end: match.index + match[0].length,
        text: match[0].slice(lead),
        spec,
      });
    }
  }
  return found;
}

function specOf(
  g: Record<string, string | undefined>,
  text: string,
  end: number,
  bareYears: boolean,
  matched: string,
): PeriodSpec | null {
  if (g.now) return null;
  if (g.plan) {
    const number = PLAN_NUMBERS[g.plan];
    // “十四五”规划 names a document, not when something was counted.
    if (number === undefined || /^[”"]?(?:规划|纲要)/.test(text.slice(end))) return null;
    const spec: PeriodSpec = { year: { kind: "unsaid" }, span: { kind: "plan", number } };
    if (g.planTail?.includes("末")) return { ...spec, pointInTime: true };
    return g.planTail === "以来" ? { ...spec, open: true } : spec;
  }
  if (g.years) {
    const count = countOf(g.count ?? g.count2 ?? g.count3 ?? "");
    if (/今后|未来/.test(g.years) || count < 2) return null;
    return { year: { kind: "unsaid" }, span: { kind: "last-years", count } };
  }
  if (g.year2 && g.year) {
    return { year: { kind: "unsaid" }, span: { kind: "years", from: yearOf(g.year), to: Number(g.year2) } };
  }
  const written = g.yearA ?? g.year;
  const suffix = g.tail ?? g.tail_ ?? "";
  const until = g.until ?? g.until3 ?? "";
  const months = monthsOf(g);
  const flags = {
    ...(months ? { months } : {}),
    ...(/底|末/.test(suffix) || /^截/.test(until) ? { pointInTime: true } : {}),
    ...(/以来|至今|起/.test(suffix) || (/^[自从]$/.test(until) && !/^[^,。;]{0,16}看/.test(text.slice(end)))
      ? { open: true }
      : {}),
  };
  if (written) {
    // A bare four-digit number is a year only when 年 or a month part follows it.
    if (!/年|[hH][12]|季|月/.test(matched) && !(bareYears && looksLikeYear(text, end))) return null;
    return { year: { kind: "calendar", year: yearOf(written) }, ...flags };
  }
  if (g.short) return { year: { kind: "calendar", year: 2000 + Number(g.short) }, ...flags };
  if (g.relative !== undefined && TOLD_YEARS.includes(g.relative))
    return { year: { kind: "unsaid" }, ...flags };
  if (g.relative !== undefined) {
    return { year: { kind: "offset", offset: RELATIVE_YEARS[g.relative] ?? 0 }, ...flags };
  }
  if (months) return { year: { kind: "unsaid" }, ...flags };
  return null;
}

function looksLikeYear(text: string, end: number): boolean {
  return !/^[\d.,%个项件家户万亿人元台套条宗次]/.test(text.slice(end));
}

function monthsOf(g: Record<string, string | undefined>): [number, number] | undefined {
  const half = g.half ?? g.half_;
  if (half) return half === "上半年" || half === "h1" ? [1, 6] : half === "全年" ? [1, 12] : [7, 12];
  const quarter = g.quarter ?? g.quarter_;
  if (quarter) {
    const n = countOf(quarter.replace(/[前第个季度]/g, ""));
    return quarter.startsWith("前") ? [1, n * 3] : [n * 3 - 2, n * 3];
  }
  const first = g.first ?? g.first_;
  if (first) return [1, countOf(first)];
  const from = g.from ?? g.from_;
  const to = g.to ?? g.to_;
  if (from && to) return [Number(from), Number(to)];
  const month = g.month ?? g.month_;
  return month ? [Number(month), Number(month)] : undefined;
}

function countOf(s: string): number {
  return /^\d+$/.test(s) ? Number(s) : (parseChineseNumeral(s) ?? 0);
}

function yearOf(s: string): number {
  if (/^\d{4}$/.test(s)) return Number(s);
  return parseChineseNumeral(s) ?? 0;
}

/** The period that a mention means for someone who speaks at `anchor`; null when the year cannot be known. */
export function resolvePeriod(spec: PeriodSpec, anchor: PeriodAnchor | null): Period | null {
  if (spec.span) {
    const years = spanYears(spec.span, anchor);
    if (!years) return null;
    const [from, end] = years;
    // “十四五”以来 runs until the report speaks.
    const to = spec.open && anchor && anchor.dataYear > from ? Math.min(end, anchor.dataYear) : end;
    if (spec.pointInTime)
      return { label: `${to} 年末`, start: `${to}-12`, end: `${to}-12`, pointInTime: true };
    return { label: `${from}/${to}`, start: `${from}-01`, end: `${to}-12` };
  }
  const year =
    spec.year.kind === "calendar"
      ? spec.year.year
      : anchor === null
        ? null
        : spec.year.kind === "offset"
          ? anchor.year + spec.year.offset
          : anchor.dataYear;
  if (year === null) return null;
  const [first, last] = spec.months ?? [1, 12];
  if (spec.open && anchor) {
    const last = year === anchor.year || year > anchor.dataYear ? year : Math.max(year, anchor.dataYear);
    const told = anchor.dataEnd ?? "";
    const end = told.startsWith(`${last}-`) && told >= month(year, first) ? told : `${last}-12`;
    return { label: `${monthLabel(year, first, spec.months)} 以来`, start: month(year, first), end };
  }
  if (spec.pointInTime) {
    const label = spec.months ? `${month(year, last)} 末` : `${year} 年末`;
    return { label, start: month(year, last), end: month(year, last), pointInTime: true };
  }
  if (!spec.months || (first === 1 && last === 12)) {
    return { label: String(year), start: `${year}-01`, end: `${year}-12` };
  }
  const label = first === last ? month(year, first) : `${month(year, first)}/${month(year, last)}`;
  return { label, start: month(year, first), end: month(year, last) };
}

function monthLabel(year: number, first: number, months?: [number, number]): string {
  return months ? month(year, first) : String(year);
}

function month(year: number, m: number): string {
  return `${year}-${String(m).padStart(2, "0")}`;
}

function spanYears(
  span: NonNullable<PeriodSpec["span"]>,
  anchor: PeriodAnchor | null,
): [number, number] | null {
  if (span.kind === "plan") return [1956 + span.number * 5 - 5, 1960 + span.number * 5 - 5];
  if (span.kind === "years") return [span.from, span.to];
  return anchor ? [anchor.dataYear - span.count + 1, anchor.dataYear] : null;
}

/** The period in words for a reader: 2021年, 2024年1—5月, 2019年末, 2021—2025年. */
export function displayPeriod(period: Period | null): string {
  if (!period) return "";
  const [y1, m1] = [Number(period.start.slice(0, 4)), Number(period.start.slice(5))];
  const [y2, m2] = [Number(period.end.slice(0, 4)), Number(period.end.slice(5))];
  if (period.label.endsWith("以来")) return `${y1}年${m1 > 1 ? `${m1}月` : ""}以来`;
  if (period.pointInTime) return m2 === 12 ? `${y2}年末` : `截至${y2}年${m2}月`;
  if (y1 !== y2) return m1 === 1 && m2 === 12 ? `${y1}—${y2}年` : `${y1}年${m1}月—${y2}年${m2}月`;
  if (m1 === 1 && m2 === 12) return `${y1}年`;
  if (m1 === 1 && m2 === 6) return `${y1}年上半年`;
  return m1 === m2 ? `${y1}年${m1}月` : `${y1}年${m1}—${m2}月`;
}
