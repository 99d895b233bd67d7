/**
 * The periods that a comparison sets against each other: those it names (2021和2022年), or the years that the reports
 * tell the measure for, where it only says that years are compared (两年比一下, 哪年多, 历年, 比上一年多了多少).
 */
import type { Region } from "../../domain/index.ts";
import { findPeriods, type PeriodMention } from "../../text/index.ts";
import { guardFor, lookUp, prepare } from "../look-up.ts";
import { type Candidate, diceOf } from "../select/index.ts";
import { comparedYears, type Slot, withoutYearWords } from "../understand/index.ts";
import type { ComparisonRequest } from "./gather-comparison.ts";

/** A figure this much worse than the best, or with so little of its words, tells another measure. */
const WITHIN = 4;
const SAME_WORDS = 0.4;

/** The periods set against each other, in the order asked, unnamed years oldest first; fewer than two when it names none. */
export async function comparedPeriods(request: ComparisonRequest): Promise<PeriodMention[]> {
  const { understood, regions, slots } = request;
  const { folded } = understood;
  const mentions = withMonths(findPeriods(folded, { bareYears: true }));
  const named = mentions.filter(
    (m) =>
      m.spec.span?.kind !== "last-years" &&
      (!/[比较跟]$/.test(folded.slice(0, m.start)) ||
        !/上年|上一年|去年|同期|前年/.test(m.text) ||
        // 今年计划比去年多多少 sets a plan against a result.
        (/去年/.test(m.text) && /今年|明年/.test(folded))),
  );
  const asked = comparedYears(folded);
  const [region] = regions;
  const slot = slots.find((s) => s.own.length >= 2);
  if (named.length >= 2 || !asked || !region || !slot) return named;
  const years = await yearsTold(request, region, slot);
  if (asked.kind === "newest") return years.slice(-asked.count).map(yearMention);
  // 比上一年多了多少: a report that tells the change itself is not calculated after.
  if (slots.length > 1 || (await tellsChange(request, region, slot))) return named;
  const spec = named[0]?.spec;
  const year = spec?.year.kind === "calendar" && !spec.months ? spec.year.year : years.at(-1);
  if (year === undefined || (named.length === 1 && spec?.year.kind !== "calendar")) return named;
  return years.includes(year) && years.includes(year - 1) ? [year, year - 1].map(yearMention) : named;
}

/** 前三季度，2020年比2019年: months named once are those of every year. */
function withMonths(mentions: PeriodMention[]): PeriodMention[] {
  const [part, ...others] = mentions.filter((m) => m.spec.year.kind === "unsaid" && m.spec.months);
  const years = mentions.filter((m) => m.spec.year.kind === "calendar" && !m.spec.months && !m.spec.span);
  const months = part?.spec.months;
  if (!months || others.length > 0 || years.length < 2 || years.length + 1 !== mentions.length)
    return mentions;
  return years.map((m) => ({ ...m, text: `${m.text}${part.text}`, spec: { ...m.spec, months } }));
}

/** The slot's measure without the words that only say which years are compared. */
export function withoutPeriods(own: string, periods: PeriodMention[]): string {
  const unnamed = periods.reduce((text, period) => text.replace(period.text, " "), own);
  const left = findPeriods(unnamed, { bareYears: true });
  return withoutYearWords(left.reduce((text, period) => text.replace(period.text, " "), unnamed))
    .replace(/(?<!占)比(?![例率重])|和|与|跟|计划|目标|\s{2,}/g, " ")
    .trim()
    .replace(/[多少高低差]+$/, "")
    .trim();
}

/** Years for which the region's reports tell the measure, oldest first; those of the reports when it cannot be seen. */
async function yearsTold(request: ComparisonRequest, region: Region, slot: Slot): Promise<number[]> {
  const { engine, reports } = request;
  const own = withoutPeriods(slot.own, slot.periods);
  const prepared = await prepare(engine, {
    ...slot,
    asked: own,
    own,
    periods: [],
    status: "actual",
  });
  const { candidates } = lookUp(engine, prepared, guardFor(engine, region, reports), []);
  const [best] = candidates;
  const alike = (c: Candidate, first: Candidate) =>
    c.score > first.score - WITHIN &&
    diceOf(c.profile.piece, first.profile.piece) >= SAME_WORDS &&
    engine.accepts(c, prepared);
  const told = best ? candidates.filter((c) => alike(c, best)).flatMap(yearOf) : [];
  const reported = reports
    .filter((r) => r.region?.code === region.code)
    .flatMap((r) => (r.period ? [Number(r.period.end.slice(0, 4))] : []));
  const years = new Set(new Set(told).size >= 2 ? told : reported);
  return [...years].sort((a, b) => a - b);
}

/** The year that a figure is of; none for several years together. */
function yearOf({ profile: { figure } }: Candidate): number[] {
  const { period } = figure;
  const single = period && period.start.slice(0, 4) === period.end.slice(0, 4);
  return single ? [Number(period.end.slice(0, 4))] : [];
}

async function tellsChange(
  { engine, reports }: ComparisonRequest,
  region: Region,
  slot: Slot,
): Promise<boolean> {
  const result = lookUp(engine, await prepare(engine, slot), guardFor(engine, region, reports), []);
  return result.kind === "found" && result.best.profile.figure.role === "change";
}

function yearMention(year: number): PeriodMention {
  return { start: 0, end: 0, text: `${year}年`, spec: { year: { kind: "calendar", year } } };
}
