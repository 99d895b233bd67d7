/**
 * When a report was published, and from when it speaks. Kept apart from the period that it covers.
 */
import { findPeriods, type PeriodMention } from "../../text/index.ts";

/** When the text speaks: what its 今年 and 目前 mean. */
export interface Speaking {
  /** Null when nothing dates the text. */
  year: number | null;
  /** 1–12 where the day of speaking is known; the month before on its first days, when that is what has passed. */
  month: number | null;
  /** True for press prose, whose 今年 is the year of publishing. */
  news: boolean;
}

const DATE =
  /(20\d\d)(?:年(?=\d{1,2}月)|[-./](?!\d{1,2}月))(1[0-2]|0?[1-9])[-月./](3[01]|[12]\d|0?[1-9])日?/g;
/** A date that ends or begins a span (截至2024年6月30日) is no publishing date. */
const SPAN_DATE = /(?:截至|截止到?|[到至自从])\s*$/;
const LABELLED =
  /(?:发布时间|发布日期|成文日期|发文日期|时间|日期)[::]\s*(20\d\d[-年./]\d{1,2}[-月./]\d{1,2})/;
const PRESS = /\d{1,2}日[电讯]|讯\s*[((]|记者|通讯员|据悉|获悉|日前|近日|【编辑|[((]完[))]/;
/** What is told on the first days of a month was counted to the end of the one before. */
const FIRST_DAYS = 2;
const MONTH_AND_DAY =
  /^\s*(?<a>1[0-2]|0?[1-9])-(?:3[01]|[12]\d|0?[1-9])\s+\d{1,2}:\d{2}|(?<![\d年至到—-])(?<b>1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日(?:[电讯]|上午|下午|[,从])/;
/** The stamp that saved press texts begin with. */
const STAMP =
  /^\s*(?:(?:20\d\d[-年./])?\d{1,2}[-月./]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)?\s*[,]?\s*正文:|^\s*20\d\d-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?=[\s,])/;

/** The publishing date YYYY-MM-DD: of front matter or page, labelled, at the very top or in the signature; else null. */
export function publishedOf(meta: Record<string, string>, body: string): string | null {
  const labelled = LABELLED.exec(body.slice(0, 1500))?.[1] ?? "";
  const signature = datesIn(body.trimEnd().slice(-60)).at(-1);
  const [first] = [meta.publishedOn ?? "", labelled, body.slice(0, 60)].flatMap(datesIn);
  return first ?? signature ?? null;
}

/** Dates as YYYY-MM-DD, without those that bound a span. */
function datesIn(text: string): string[] {
  return [...text.matchAll(DATE)].flatMap((match) => {
    const [, year = "", month = "", day = ""] = match;
    if (SPAN_DATE.test(text.slice(0, match.index))) return [];
    return [`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`];
  });
}

/** The text without the stamp at its top, which dates the publishing and no figure. */
export function withoutStamp(body: string): string {
  return body.replace(STAMP, (stamp) => " ".repeat(stamp.length));
}

/** From when the text speaks: its publishing date, its dateline, else the latest year it names. */
export function speakingOf(body: string, publishedOn: string | null): Speaking {
  const news = PRESS.test(body.slice(0, 400)) || PRESS.test(body.slice(-80));
  if (publishedOn) {
    const [year = 0, month = 0, day = 0] = publishedOn.split("-").map(Number);
    return { year, month: day <= FIRST_DAYS && month > 1 ? month - 1 : month, news };
  }
  const dateline = MONTH_AND_DAY.exec(body.slice(0, 160))?.groups;
  const month = news && dateline ? Number(dateline.a ?? dateline.b) : null;
  const text = body.slice(0, news ? 4000 : 800);
  const years = findPeriods(text)
    .filter((mention) => isTold(mention, text))
    .map((mention) => yearOf(mention) + (month !== null && month < 12 && isClosed(mention, text) ? 1 : 0));
  return { year: years.length > 0 ? Math.max(...years) : null, month, news };
}

/** True for a calendar year that the text tells of, rather than one in another document's name or still to come. */
export function isTold(mention: PeriodMention, text: string): boolean {
  if (mention.spec.span || mention.spec.year.kind !== "calendar") return false;
  const before = text.slice(Math.max(0, mention.start - 12), mention.start);
  return !/《[^》]*$|(?:到|至|预计)$/.test(before);
}

/** The calendar year of a mention; 0 for any other kind. */
export function yearOf(mention: PeriodMention): number {
  return mention.spec.year.kind === "calendar" ? mention.spec.year.year : 0;
}

/** Statistics already published of a whole year (公布的2022年度…平均工资): in July that year is over. */
function isClosed(mention: PeriodMention, text: string): boolean {
  const before = text.slice(Math.max(0, mention.start - 6), mention.start);
  const after = text.slice(mention.end, mention.end + 24);
  const whole = /年度$/.test(mention.text) || /^(?:全年|年?[底末])/.test(after);
  const told =
    /(?:公布|发布)的?$/.test(before) || /^(?:全年|年?[底末]).{0,16}(?:为|达|共|实现|完成)/.test(after);
  return whole && told && !/计划|目标|预计|预算/.test(after);
}
