/**
 * Finds the operands of a comparison: one figure per region, per partner, per place, per period, or per measure.
 */
import { containsRegion, type Period, type Region } from "../../domain/index.ts";
import type { ReportSummary } from "../../store/index.ts";
import { findPeriods, type PeriodMention } from "../../text/index.ts";
import { evidenceOf, type Request, type Turn } from "../chat/index.ts";
import type { Engine } from "../engine.ts";
import { type Guarded, guardFor, lookUp, prepare, reportsByWords, type SlotResult } from "../look-up.ts";
import type { Pair } from "../pairs.ts";
import type { Candidate, PreparedSlot } from "../select/index.ts";
import { alignOperands } from "./align-operands.ts";
import type { Comparison, Operand } from "./compare.ts";
import { comparedPeriods, withoutPeriods } from "./compared-years.ts";
import { byMeasure } from "./gather-measures.ts";

export interface ComparisonRequest extends Request {
  engine: Engine;
  last: Turn | undefined;
  reports: ReportSummary[];
  /** Every look-up made on the way, for `--explain`. */
  results: SlotResult[];
}

const MAX_OPEN_REGIONS = 36;
const MAX_PLACES = 20;
/** Places of one measure score alike; one this far below the best tells something else. */
const WITHIN = 3;

/** The comparisons that the question asks for, one per measure; empty when nothing can be set side by side. */
export async function gatherComparisons(request: ComparisonRequest): Promise<Comparison[]> {
  const { regions, understood, pairs } = request;
  const [region] = regions;
  for (const pair of pairs) {
    const partners = await byPartner(request, pair);
    if (partners.length > 0) return partners;
  }
  if (regions.length >= 2) return byRegion(request, () => regions, false);
  const periods = await comparedPeriods(request);
  if (region && periods.length >= 2) return byPeriod(request, region, periods);
  const open = /哪|谁|最|排/.test(understood.folded);
  if (region) {
    const measures = await byMeasure(request);
    if (measures.length > 0) return measures;
    if (open && PLACES.test(understood.folded)) return byPlace(request, region);
  }
  const provinces = regions.every((r) => r.level === "province");
  return open && provinces ? byRegion(request, (prepared) => openTargets(request, prepared), true) : [];
}

const PLACES = /哪(?:个|些|家)?(?:街道|镇|乡|县|区|市|地方|园区)|最.{1,3}的(?:街道|镇|乡|县|区|市|地方)/;

async function byRegion(
  request: ComparisonRequest,
  targetsOf: (prepared: PreparedSlot) => Region[],
  open: boolean,
): Promise<Comparison[]> {
  const { engine, slots, reports } = request;
  const comparisons: Comparison[] = [];
  for (const [i, slot] of slots.entries()) {
    // 陕西新增就业多少人，四川多少人 asks one measure twice.
    const again = slots.slice(0, i).some((s) => s.own === slot.own && s.status === slot.status);
    if (slot.own.length < 2 || (again && slot.periods.length === 0)) continue;
    // Results are compared unless targets are asked for.
    const prepared = await prepare(engine, { ...slot, status: slot.status ?? "actual" });
    const targets = targetsOf(prepared);
    if (targets.length < 2) continue;
    const asked = targets.map((region) => ({
      name: region.name,
      guarded: guardFor(engine, region, reports),
    }));
    // A later measure (办结率、满意率) is told beside the one before it.
    const before = comparisons.at(-1)?.operands ?? [];
    const comparison = found(request, prepared, asked, open, before);
    if (comparison.operands.length > 0 || comparison.elsewhere) comparisons.push(comparison);
  }
  return comparisons;
}

/** Looks every operand up and aligns them; what is not found is told unless the question left its targets open. */
function found(
  { engine, operation, last, results }: ComparisonRequest,
  prepared: PreparedSlot,
  asked: { name: string; guarded: Guarded }[],
  open: boolean,
  before: Operand[] = [],
): Comparison {
  const comparison: Comparison = { operation, operands: [], missing: [] };
  const names: string[] = [];
  const lists: Candidate[][] = [];
  for (const { name, guarded } of asked) {
    const beside = before.filter((o) => o.name === name).map((o) => evidenceOf(o.candidate));
    const result = lookUp(engine, prepared, guarded, beside.length > 0 ? beside : (last?.evidence ?? []));
    results.push(result);
    if (result.kind === "found") {
      names.push(name);
      // A place's figure never stands for the whole that it is part of.
      const whose = placesOf(result.best);
      lists.push(
        result.candidates.filter(
          (c) => c === result.best || (placesOf(c) === whose && engine.accepts(c, prepared)),
        ),
      );
    } else if (!open) tellMissing(comparison, name, guarded, result);
  }
  alignOperands(lists).forEach((candidate, i) => {
    comparison.operands.push({ name: names[i] ?? "", candidate });
  });
  return comparison;
}

function placesOf({ profile }: Candidate): string {
  return profile.figure.places.join();
}

/** What the comparison says of an operand that was not found: no report, another period only, or no such figure. */
function tellMissing(
  comparison: Comparison,
  name: string,
  { reports, region }: Guarded,
  result: Exclude<SlotResult, { kind: "found" }>,
): void {
  const { slot } = result;
  const period = slot.periods.map((p) => p.text).join("、");
  const wanted = `${name}${period}“${slot.own}”的数据`;
  if (reports.length === 0) comparison.missing.push(`${name}的报告`);
  else if (result.kind === "elsewhere" && result.nearest.report.region?.code === region?.code)
    comparison.elsewhere = [...(comparison.elsewhere ?? []), { wanted, nearest: result.nearest }];
  else comparison.missing.push(wanted);
}

/** 玉林跟湛江、茂名、贵港互办哪个最多: figures of one report with each partner. */
async function byPartner(request: ComparisonRequest, { home, partners }: Pair): Promise<Comparison[]> {
  const { engine, slots, reports } = request;
  const slot = slots.find((s) => s.own.length >= 2);
  if (!slot || partners.length < 2) return [];
  const prepared = await prepare(engine, slot);
  const guarded = guardFor(engine, home, reports);
  const asked = partners.map((partner) => ({ name: partner.name, guarded: { ...guarded, partner } }));
  const comparison = found(request, prepared, asked, false);
  return comparison.operands.length > 0 ? [comparison] : [];
}

/** 哪个街道受理量最高: the best figure of each place inside the region. */
async function byPlace(request: ComparisonRequest, region: Region): Promise<Comparison[]> {
  const { engine, operation, slots, reports, results } = request;
  const [slot] = slots;
  if (!slot) return [];
  const own = slot.own
    .replace(/街道|(?<![\p{Script=Han}])[镇乡县区市](?![\p{Script=Han}])|地方|的/gu, " ")
    .trim();
  const prepared = await prepare(engine, { ...slot, own: own || slot.own, status: slot.status ?? "actual" });
  // The guard of the region itself holds every place of its reports.
  const result = lookUp(engine, prepared, guardFor(engine, region, reports), []);
  results.push(result);
  const byCode = new Map<string, Candidate>();
  const single = result.candidates.filter(
    (c) => c.profile.figure.places.length === 1 && engine.accepts(c, prepared),
  );
  const top = single[0]?.score ?? 0;
  for (const candidate of single) {
    const code = candidate.profile.figure.places[0] ?? "";
    if (candidate.score >= top - WITHIN && !byCode.has(code)) byCode.set(code, candidate);
  }
  const unit = single[0]?.profile.figure.unit;
  const operands = [...byCode.values()]
    .filter((c) => c.profile.figure.unit === unit)
    .slice(0, MAX_PLACES)
    .map((candidate) => ({ name: candidate.profile.figure.region, candidate }));
  return operands.length >= 2 ? [{ operation, operands, missing: [] }] : [];
}

/** 比2021年多多少, where no report tells the change: the figures of both years; null when one is missing. */
export async function gatherChange(request: ComparisonRequest): Promise<Comparison | null> {
  const { last, regions, slots, understood } = request;
  const [region] = regions;
  const base = findPeriods(understood.folded, { bareYears: true }).find((m) =>
    /[比较跟]$/.test(understood.folded.slice(0, m.start)),
  );
  const current = slots.flatMap((s) => s.periods)[0] ?? yearOf(last?.headline?.period ?? null);
  if (!region || !base || !current || request.operation !== "difference") return null;
  const [comparison] = await byPeriod(request, region, [current, base]);
  return comparison?.operands.length === 2 ? comparison : null;
}

/** A whole year as if it had been named. */
function yearOf(period: Period | null): PeriodMention | null {
  const year = period?.start.slice(0, 4);
  if (!year || year !== period?.end.slice(0, 4)) return null;
  return { start: 0, end: 0, text: `${year}年`, spec: { year: { kind: "calendar", year: Number(year) } } };
}

/** A figure answers for the period that it fits best, the others are missing; false when nothing is left to compare. */
function onePerPeriod(comparison: Comparison, region: Region): boolean {
  const nearness = (o: Operand) => o.candidate.features.period;
  const same = (a: Operand, b: Operand) => a.candidate.profile.figure.id === b.candidate.profile.figure.id;
  const kept = comparison.operands.filter(
    (o, i, all) =>
      !all.some(
        (x, j) =>
          x !== o && same(x, o) && (nearness(x) > nearness(o) || (nearness(x) === nearness(o) && j < i)),
      ),
  );
  // 2021到2022年增长…: one change over both.
  if (kept.length < 2 && kept.some((o) => o.candidate.profile.figure.role === "change")) return false;
  for (const o of comparison.operands)
    if (!kept.includes(o)) comparison.missing.push(`${region.name}${o.name}同一指标的数据`);
  comparison.operands = kept;
  return kept.length >= 2 || (kept.length === 1 && comparison.missing.length > 0);
}

async function byPeriod(
  { engine, operation, slots, last, reports, results }: ComparisonRequest,
  region: Region,
  periods: PeriodMention[],
): Promise<Comparison[]> {
  const guarded = guardFor(engine, region, reports);
  const slot = slots.find((s) => s.own.length >= 2);
  if (!slot) return [];
  const own = withoutPeriods(slot.own, periods);
  const comparison: Comparison = { operation, operands: [], missing: [] };
  const names: string[] = [];
  const lists: Candidate[][] = [];
  for (const period of periods.slice(0, 4)) {
    // Each operand is a level, whatever change is asked; an own status would keep plan years out: each period says by itself what it has.
    const prepared = await prepare(engine, { ...slot, asked: own, own, periods: [period], status: null });
    const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
    results.push(result);
    if (result.kind === "found") {
      names.push(period.text);
      lists.push(result.candidates);
    } else comparison.missing.push(`${region.name}${period.text}“${own}”的数据`);
  }
  alignOperands(lists).forEach((candidate, i) => {
    comparison.operands.push({ name: names[i] ?? "", candidate });
  });
  return onePerPeriod(comparison, region) ? [comparison] : [];
}

/** Regions of 哪个市/哪个省…最高: those of the asked level whose reports match the words. */
function openTargets(
  { engine, understood, regions, reports }: ComparisonRequest,
  prepared: PreparedSlot,
): Region[] {
  const level = /哪(?:个|些)?省|省份/.test(understood.folded) ? "province" : undefined;
  const likely = reportsByWords(engine, prepared, 40);
  const targets = new Map<string, Region>();
  for (const { region } of likely.length > 0 ? likely : reports) {
    if (!region || (level && region.level !== level)) continue;
    if (regions.some((r) => !containsRegion(r, region))) continue;
    targets.set(region.code, region);
  }
  return [...targets.values()].slice(0, MAX_OPEN_REGIONS);
}
