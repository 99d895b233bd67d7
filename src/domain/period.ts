/**
 * A span of time that a figure, a report or a question speaks of, in whole months.
 */

export interface Period {
  /** As shown and as the machine interface gives it: 2021, 2024-01/2024-05, 2019 年末, “十四五”（2021-2025）. */
  label: string;
  /** First month, YYYY-MM. */
  start: string;
  /** Last month, YYYY-MM. */
  end: string;
  /** True for a state at the end of the span (截至…, …末) rather than a flow over it. */
  pointInTime?: boolean;
}

/** True when `inner` lies wholly inside `outer`. */
export function containsPeriod(outer: Period, inner: Period): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the two share at least one month. */
export function overlaps(a: Period, b: Period): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The calendar year as a period. */
export function yearPeriod(year: number): Period {
  return { label: String(year), start: `${year}-01`, end: `${year}-12` };
}
