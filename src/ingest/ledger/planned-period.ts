/**
 * Which period a section of plans speaks of: the one that its headings name, the rest of the year in a report of
 * part of it, else the year after the results.
 */
import type { Period } from "../../domain/index.ts";
import { findPeriods, type PeriodAnchor, resolvePeriod } from "../../text/index.ts";

/**
 * The coming period that a plan section speaks of.
 * @param told the period of the report's results
 */
export function plannedPeriod(headings: string[], told: Period | null, anchor: PeriodAnchor): Period | null {
  const named = headings
    .flatMap((h) => [...h.matchAll(/(20\d\d)年/g)].map((m) => Number(m[1])))
    .filter((y) => y > anchor.dataYear)
    .at(-1);
  const mentions = findPeriods(headings.join(" "));
  // “十五五”时期目标 speaks of five years, not of the first one.
  const plan = named === undefined ? mentions.find((m) => m.spec.span?.kind === "plan") : undefined;
  if (plan?.spec.span?.kind === "plan" && planStart(plan.spec.span.number) > anchor.dataYear) {
    return resolvePeriod(plan.spec, anchor);
  }
  const half = mentions.findLast((m) => m.spec.months?.[0] === 7 && m.spec.months[1] === 12);
  if (half && named === undefined) return resolvePeriod(half.spec, anchor);
  const partly = told !== null && !told.end.endsWith("-12");
  const coming = anchor.year > anchor.dataYear ? anchor.year : anchor.dataYear + (partly ? 0 : 1);
  const year = named ?? coming;
  return { label: String(year), start: `${year}-01`, end: `${year}-12` };
}

/** First year of a five-year plan: the fourteenth began in 2021. */
function planStart(number: number): number {
  return 1951 + number * 5;
}
