/**
 * Finds the operands of a comparison: one figure per region, per period, or per measure.
 */
import { containsRegion, type Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { findPeriods } from "../text/index.ts";
import type { Comparison } from "./compare.ts";
import type { Turn } from "./converse.ts";
import type { Engine } from "./engine.ts";
import { guardFor, lookUp, prepare, reportsByWords, type SlotResult } from "./look-up.ts";
import type { PreparedSlot } from "./select/index.ts";
import {
  contentOf,
  expectedUnit,
  type Slot,
  type UnderstoodQuestion,
  withoutComparison,
} from "./understand/index.ts";

export interface ComparisonRequest {
  engine: Engine;
  understood: UnderstoodQuestion;
  regions: Region[];
  slots: Slot[];
  last: Turn | undefined;
  reports: ReportSummary[];
  /** Every look-up made on the way, for `--explain`. */
  results: SlotResult[];
}

const MAX_OPEN_REGIONS = 36;

/** The comparisons that the question asks for, one per measure; empty when nothing can be set side by side. */
export async function gatherComparisons(request: ComparisonRequest): Promise<Comparison[]> {
  const { regions, understood } = request;
  if (regions.length >= 2) return byRegion(request, () => regions, false);
  const periods = findPeriods(understood.folded, { bareYears: true });
  const [region] = regions;
  if (region && periods.length >= 2) return byPeriod(request, region);
  const open = /哪|谁|最|排/.test(understood.folded) && regions.every((r) => r.level === "province");
  if (region) {
    const measures = await byMeasure(request, region);
    if (measures.length > 0 || !open) return measures;
  }
  return open ? byRegion(request, (prepared) => openTargets(request, prepared), true) : [];
}

async function byRegion(
  { engine, understood, slots, last, reports, results }: ComparisonRequest,
  targetsOf: (prepared: PreparedSlot) => Region[],
  open: boolean,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const slot of slots) {
    if (slot.own.length < 2) continue;
    const prepared = await prepare(engine, slot);
    const targets = targetsOf(prepared);
    if (targets.length < 2) continue;
    const comparison: Comparison = { operation: understood.operation, operands: [], missing: [] };
    for (const region of targets) {
      const result = lookUp(engine, prepared, guardFor(engine, region, reports), last?.evidence ?? []);
      results.push(result);
      if (result.kind === "found") comparison.operands.push({ name: region.name, result });
      else if (!open) comparison.missing.push(`${region.name}“${slot.own}”`);
    }
    if (comparison.operands.length > 0) comparisons.push(comparison);
  }
  return comparisons;
}

/** 2026年比2025年, 2021和2022年: the same measure of one region in each period. */
async function byPeriod(
  { engine, understood, slots, last, reports, results }: ComparisonRequest,
  region: Region,
): Promise<Comparison[]> {
  const periods = findPeriods(understood.folded, { bareYears: true });
  const guarded = guardFor(engine, region, reports);
  const slot = slots.find((s) => s.own.length >= 2);
  if (!slot) return [];
  const own = periods
    .reduce((text, p) => text.replace(p.text, " "), slot.own)
    .replace(/比|和|与|跟|\s{2,}/g, " ")
    .trim();
  const comparison: Comparison = { operation: understood.operation, operands: [], missing: [] };
  for (const period of periods.slice(0, 4)) {
    // An own status would keep plan years out: each period says by itself what it has.
    const prepared = await prepare(engine, { ...slot, own, periods: [period], status: null });
    const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
    results.push(result);
    if (result.kind === "found") comparison.operands.push({ name: period.text, result });
    else comparison.missing.push(`${region.name}${period.text}“${own}”`);
  }
  return comparison.operands.length >= 2 ? [comparison] : [];
}

/** 低保边缘标准比低保高多少, 高危和中危哪个多: two measures of one region. */
async function byMeasure(
  { engine, understood, slots, last, reports, results }: ComparisonRequest,
  region: Region,
): Promise<Comparison[]> {
  const [slot] = slots;
  if (!slot) return [];
  const pair = measurePair(slot.asked);
  if (!pair) return [];
  const guarded = guardFor(engine, region, reports);
  const comparison: Comparison = { operation: understood.operation, operands: [], missing: [] };
  for (const words of pair) {
    const own = contentOf(withoutComparison(words));
    if (own.length < 2) return [];
    const unit = expectedUnit(words);
    const prepared = await prepare(engine, {
      ...slot,
      own,
      context: pair.filter((w) => w !== words).join(" "),
      unit: unit.families.length > 0 ? unit : slot.unit,
    });
    const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
    results.push(result);
    if (result.kind !== "found") return [];
    comparison.operands.push({ name: own, result });
  }
  const [a, b] = comparison.operands;
  return a && b && a.result.best.profile.figure.id !== b.result.best.profile.figure.id ? [comparison] : [];
}

function measurePair(asked: string): [string, string] | null {
  const more = /^(.{2,20}?)比(.{2,20}?)(?:高|低|多|少|大|小|贵|便宜|长|短)/.exec(asked);
  if (more?.[1] && more[2] && !/去年|上年|同期|往年/.test(more[2])) return [more[1], more[2]];
  const which = /^(.{2,16}?)(?:和|与|跟|还是)(.{2,16}?)(?:哪个|谁|相差|差|哪类)/.exec(asked);
  return which?.[1] && which[2] ? [which[1], which[2]] : null;
}

/** Regions of 哪个市/哪个省…最高: those of the asked level whose reports match the words. */
function openTargets(
  { engine, understood, regions, reports }: ComparisonRequest,
  prepared: PreparedSlot,
): Region[] {
  const level = /哪(?:个|些)?省|省份/.test(understood.folded) ? "province" : undefined;
  const likely = reportsByWords(engine, prepared, 40);
  const found = new Map<string, Region>();
  for (const { region } of likely.length > 0 ? likely : reports) {
    if (!region || (level && region.level !== level)) continue;
    if (regions.some((r) => !containsRegion(r, region))) continue;
    found.set(region.code, region);
  }
  return [...found.values()].slice(0, MAX_OPEN_REGIONS);
}
