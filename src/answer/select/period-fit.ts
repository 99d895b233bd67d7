/**
 * How well the period of a figure fits the one that was asked for, from -1 (another one) to 1 (the very one).
 */
import { type Figure, overlaps, type Period } from "../../domain/index.ts";
import { type PeriodAnchor, resolvePeriod } from "../../text/index.ts";
import type { Slot } from "../understand/index.ts";

/** 1: the very period; 0: nothing asked or nothing known; -1: another one. */
export function periodFit(
  slot: Slot,
  { period, periodStated, piece }: Pick<Figure, "period" | "periodStated" | "piece">,
  anchor: PeriodAnchor | null,
): number {
  const asked = slot.periods.flatMap(({ spec }) => {
    const resolved = resolvePeriod(spec, anchor);
    // 2022全年: no part of the year answers.
    return resolved ? [{ ...resolved, entire: spec.months?.[0] === 1 && spec.months[1] === 12 }] : [];
  });
  if (asked.length === 0) {
    if (!period) return 0;
    // Without a period asked, the year's own figure is meant rather than a total of several years.
    return period.start.slice(0, 4) !== period.end.slice(0, 4) ? -0.4 : periodStated ? 0 : 0.1;
  }
  if (!period) return -0.1;
  const fit = Math.max(...asked.map((p) => onePeriodFit(p, period, piece)));
  // 2023年签发多少: what was issued in all up to then is told beside what was issued in the year.
  return fit === 1 && !periodStated && /累计/.test(piece) ? COUNTED_UP : fit;
}

const COUNTED_UP = 0.7;

/** What one year's figure may tell of several years: what was summed up or reached by then. */
const REACHED = /累计|年来|期间|以来|十.五|达|[至到]|突破|超过|总[量额数]/;

function onePeriodFit(asked: Period & { entire: boolean }, period: Period, piece: string): number {
  if (asked.start === period.start && asked.end === period.end) return 1;
  if (!overlaps(asked, period)) return -1;
  const inside = asked.start <= period.start && period.end <= asked.end;
  if (inside) {
    if (asked.entire && period.pointInTime !== true) return -0.5;
    // A year's 新增 is not that of five years.
    if (asked.start.slice(0, 4) !== asked.end.slice(0, 4)) return REACHED.test(piece) ? 0.2 : -0.5;
    if (period.end === asked.end || period.pointInTime === true) return wholeYear(asked) ? 0.8 : 0.5;
    // Counted from the start on, as 1至9月 of a year; one month of it is not the whole.
    return period.start === asked.start ? 0.6 : 0.3;
  }
  const withinYear = period.start.slice(0, 4) === period.end.slice(0, 4);
  // 2021年末常住人口 is told as the year's.
  if (asked.pointInTime && withinYear && period.end === asked.end) return 0.9;
  // A longer span that only contains the asked one: a year's figure is not a half-year's, nine months' not September's.
  const partOfYear = asked.start.slice(0, 4) === asked.end.slice(0, 4) && !wholeYear(asked);
  if (partOfYear && withinYear && period.start <= asked.start && asked.end <= period.end) return -0.5;
  // … and a five-year total is not a year's.
  return withinYear ? 0.4 : -0.4;
}

function wholeYear({ start, end }: Period): boolean {
  return start.slice(0, 4) === end.slice(0, 4) && /-01$/.test(start) && /-12$/.test(end);
}
