/**
 * The months that a periodical report names other than as a span: 4月1日—4月30日, 2025年4月…运行分析, 2023年第5期.
 * In: its title and its text. Out: the first and last month of what it tells.
 */
import { findPeriods, type PeriodMention } from "../../text/index.ts";

type Months = [number, number];

/** Titles of what comes out monthly; a month in another title may be the one of its publishing. */
const PERIODICAL =
  /月报|月度|月份|简报|专报|快报|通报|运行|分析|监测|统计(?!公报)|热线|执行情况|办理情况|工作(?:情况|总结)/;
const ISSUE = /第\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*期/;
/** Characters of the text in which a periodical names its month. */
const OPENING = 200;
const NUMERALS = "一二三四五六七八九十";

/** The months of a title's days: 2025年4月1日至4月30日 is April; undefined where it names no two days. */
export function monthsOfDays(title: string): Months | undefined {
  const mentions = findPeriods(title);
  for (const [i, from] of mentions.entries()) {
    const to = mentions[i + 1];
    if (!to || !isDay(from) || !isDay(to)) continue;
    const [first, last] = [from.spec.months?.[0] ?? 0, to.spec.months?.[1] ?? 0];
    if (/^\s*[-—–~～至到]{1,2}\s*$/.test(title.slice(from.end, to.start)) && first <= last)
      return [first, last];
  }
  return undefined;
}

/**
 * The one month that a periodical's title names: 2025年4月热线运行分析; not the month in brackets of its publishing.
 * A text that tells of 本月, or opens with the same month, is a periodical whatever its title.
 */
export function monthOfTitle(title: string, body: string): Months | undefined {
  const named = findPeriods(title).find((m) => isMonth(m) && !inBrackets(title, m));
  const month = named?.spec.months?.[0];
  if (month === undefined) return undefined;
  const opens = new RegExp(`(?<!\\d)${month}月(?!\\d{1,2}日)`);
  const opening = body.slice(0, OPENING + title.length).replace(title, "");
  return PERIODICAL.test(title) || /本月/.test(body) || opens.test(opening) ? named?.spec.months : undefined;
}

/**
 * The month of an issue (2023年第5期) that tells of 本月: its number, where the text or the publishing date names
 * that month as well.
 */
export function monthOfIssue(title: string, body: string, publishedOn: string | null): Months | undefined {
  const written = ISSUE.exec(title.replace(/总第\s*\d+\s*期/g, ""))?.[1];
  if (written === undefined || !/本月/.test(body)) return undefined;
  const issue = /\d/.test(written) ? Number(written) : NUMERALS.indexOf(written) + 1;
  if (issue < 1 || issue > 12) return undefined;
  const named = new RegExp(`(?<!\\d)${issue}月(?!\\d{1,2}日)`).test(body);
  const published = Number(publishedOn?.slice(5, 7) ?? 0);
  return named || published === (issue % 12) + 1 ? [issue, issue] : undefined;
}

function isMonth(mention: PeriodMention): boolean {
  const { months, span, open, pointInTime } = mention.spec;
  return months !== undefined && months[0] === months[1] && !span && !open && !pointInTime && !isDay(mention);
}

function isDay(mention: PeriodMention): boolean {
  return /[日号]$/.test(mention.text);
}

function inBrackets(title: string, mention: PeriodMention): boolean {
  return /[(（]\s*$/.test(title.slice(0, mention.start)) && /^\s*[)）]/.test(title.slice(mention.end));
}
