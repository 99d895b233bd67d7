/**
 * Which of several years a figure is told of: a level reached belongs to the last one (五年来…达到6.6万亿元), the value
 * that a change started from to the year before the first, a sum (累计, 新增) to all of them.
 */
import { type Period, yearPeriod } from "../../domain/index.ts";
import { isSumOfYears, type PeriodAnchor, type PeriodMention } from "../../text/index.ts";
import type { Role } from "./roles.ts";

/** What is told by the year over several: 年均增长; the 年均浓度 of a substance is one year's. */
export const YEARLY = /年均(?:分别|实际)?(?:净|新)?(?:增|下降|降低|减少|提高|提升|上升)/;

/** Wording of a level reached. */
const LEVEL =
  /达到?|突破|(?:增加|增长|提高|提升|上升|扩大|拓展|缩小|降低|下降|减少|压减|压缩|精简|增|升|降|减|扩|缩)[到至]|总量|总数|覆盖率|占比|比重|(?:稳定|保持)在|实有|余额|保有量/;
/** A share has no sum, whatever was done for it. */
const SHARE = /率|占比|比重|比例|强度/;

/** 参保率超95%, 基金规模超2000亿元, 年产量…: told without a verb, and of one year. */
const SHARE_TOLD = /(?:率|占比|比重|比例|强度|规模|年产[量值])(?:为|约|近|超过?|逾|达到?)*\d/;

/** True for a period of several years. */
export function isSpan(period: Period | null): period is Period {
  return period !== null && period.start.slice(0, 4) !== period.end.slice(0, 4);
}

/**
 * The year that the first value of a change belongs to; null where that is not said.
 * @param mention what named the period in the figure's own sentence
 */
export function startOfChange(period: Period | null, mention: PeriodMention | undefined): Period | null {
  if (!isSpan(period)) return null;
  const { from, to } = yearsOf(period);
  const span = mention?.spec.span;
  // 2020年到2025年 runs from the one to the other; of 2019—2021年 nobody knows.
  if (span?.kind === "years" && /[到至]/.test(mention?.text ?? "")) return yearPeriod(from);
  return span?.kind === "last-years" || to - from === 4 ? yearPeriod(from - 1) : null;
}

/** The last year of a span for a level that was reached in it; the period itself for anything else. */
export function yearOfLevel(
  period: Period | null,
  words: string,
  role: Role,
  anchor: PeriodAnchor | null,
): Period | null {
  if (!isSpan(period) || !/^\d{4}\/\d{4}$/.test(period.label)) return period;
  if (role.role !== "value" && role.role !== "rank") return period;
  const reached =
    role.role === "rank" ? !/连续/.test(words) : role.pairedWith !== undefined || isLevel(words);
  const { from, to } = yearsOf(period);
  // Of a span that goes on, nobody knows at which year the level was reached.
  const goesOn = anchor !== null && from <= anchor.dataYear && to > anchor.dataYear;
  return reached && !goesOn ? yearPeriod(to) : period;
}

function isLevel(words: string): boolean {
  if (/年均/.test(words)) return false;
  if (SHARE_TOLD.test(words)) return true;
  return LEVEL.test(words) && (!isSumOfYears(words) || SHARE.test(words));
}

function yearsOf({ start, end }: Period): { from: number; to: number } {
  return { from: Number(start.slice(0, 4)), to: Number(end.slice(0, 4)) };
}
