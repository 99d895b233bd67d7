/**
 * Finds the operands of a comparison: one figure per region, per partner, per place, per period, or per measure.
 */
import { containsRegion, type Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import type { PeriodMention } from "../text/index.ts";
import { alignOperands } from "./align-operands.ts";
import type { Comparison, Operand } from "./compare.ts";
import { comparedPeriods, withoutPeriods } from "./compared-years.ts";
import { evidenceOf, type Turn } from "./converse.ts";
import type { Engine } from "./engine.ts";
import type { Request } from "./follow-up.ts";
import { type Guarded, guardFor, lookUp, prepare, reportsByWords, type SlotResult } from "./look-up.ts";
import { pairOf } from "./resolve-regions.ts";
import type { Candidate, PreparedSlot } from "./select/index.ts";
import { bareUnit, contentOf, expectedUnit, unitFamily, withoutComparison } from "./understand/index.ts";
import { baseValue } from "./verify/index.ts";

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
  const { regions, understood, reports } = request;
  const [region] = regions;
  const home = pairOf(understood.folded, regions, reports);
  if (home && regions.length > 2)
    return byPartner(
      request,
      home.home,
      regions.filter((r) => r !== home.home),
    );
  if (regions.length >= 2) return byRegion(request, () => regions, false);
  const periods = await comparedPeriods(request);
  if (region && periods.length >= 2) return byPeriod(request, region, periods);
  const open = /哪|谁|最|排/.test(understood.folded);
  if (region) {
    const measures = await byMeasure(request, region);
    if (measures.length > 0) return measures;
    if (open && PLACES.test(understood.folded)) return byPlace(request, region);
  }
  const provinces = regions.every((r) => r.level === "province");
  return open && provinces ? byRegion(request, (prepared) => openTargets(request, prepared), true) : [];
}

/** 即办件占全部办件多少, which no report tells as a share: its two counts, from which code works it out; null for no such question. */
export async function gatherShare(request: ComparisonRequest): Promise<Comparison | null> {
  const [region] = request.regions;
  const [slot] = request.slots;
  if (!region || !slot || !SHARE.test(slot.asked)) return null;
  const counted = { ...slot, unit: expectedUnit("") };
  const [comparison] = await byMeasure({ ...request, operation: "share", slots: [counted] }, region);
  const [part, whole] = (comparison?.operands ?? []).map((o) => o.candidate.profile.figure);
  if (!comparison || !part || !whole || bareUnit(part.unit) !== bareUnit(whole.unit)) return null;
  // A part is no larger than its whole, and both are told by one report for one period.
  const fits =
    part.reportId === whole.reportId &&
    part.period?.label === whole.period?.label &&
    part.status === whole.status &&
    unitFamily(part.unit) !== "percent" &&
    baseValue(part) <= baseValue(whole);
  return fits ? comparison : null;
}

const SHARE =
  /^(.{2,20}?)占(?!地|用|有|线|道|比)(?:了|到)?(?:全部|所有|总)?的?(.{2,20}?)的?(?:多少|几|百分|比例|比重)/;

const PLACES = /哪(?:个|些|家)?(?:街道|镇|乡|县|区|市|地方|园区)|最.{1,3}的(?:街道|镇|乡|县|区|市|地方)/;

async function byRegion(
  request: ComparisonRequest,
  targetsOf: (prepared: PreparedSlot) => Region[],
  open: boolean,
): Promise<Comparison[]> {
  const { engine, slots, reports } = request;
  const comparisons: Comparison[] = [];
  for (const slot of slots) {
    if (slot.own.length < 2) continue;
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
    if (comparison.operands.length > 0) comparisons.push(comparison);
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
      lists.push(result.candidates.filter((c) => c === result.best || engine.accepts(c, prepared)));
    } else if (!open) comparison.missing.push(`${name}“${prepared.slot.own}”`);
  }
  alignOperands(lists).forEach((candidate, i) => {
    comparison.operands.push({ name: names[i] ?? "", candidate });
  });
  return comparison;
}

/** 玉林跟湛江、茂名、贵港互办哪个最多: figures of one report with each partner. */
async function byPartner(
  request: ComparisonRequest,
  home: Region,
  partners: Region[],
): Promise<Comparison[]> {
  const { engine, slots, reports } = request;
  const slot = slots.find((s) => s.own.length >= 2);
  if (!slot) return [];
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
    // An own status would keep plan years out: each period says by itself what it has. What is asked of each is its
    // value: the change (比上年多多少) is calculated.
    const prepared = await prepare(engine, { ...slot, asked: own, own, periods: [period], status: null });
    const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
    results.push(result);
    if (result.kind === "found") {
      names.push(period.text);
      lists.push(result.candidates);
    } else comparison.missing.push(`${region.name}${period.text}“${own}”`);
  }
  alignOperands(lists).forEach((candidate, i) => {
    comparison.operands.push({ name: names[i] ?? "", candidate });
  });
  return comparison.operands.length >= 2 ? [comparison] : [];
}

/** 低保边缘标准比低保高多少, 高危和中危哪个多, 一档二档差多少: two measures of one region. */
async function byMeasure(
  { engine, operation, slots, last, reports, results }: ComparisonRequest,
  region: Region,
): Promise<Comparison[]> {
  const [slot] = slots;
  if (!slot) return [];
  const withoutPeriods = slot.periods.reduce((text, period) => text.replace(period.text, ""), slot.asked);
  const pair = measurePair(withoutPeriods);
  if (!pair) return [];
  const guarded = guardFor(engine, region, reports);
  const comparison: Comparison = { operation, operands: [], missing: [] };
  for (const words of pair) {
    const own = contentOf(withoutComparison(words));
    if (own.length < 2) return [];
    const unit = expectedUnit(words);
    const prepared = await prepare(engine, {
      ...slot,
      asked: words,
      own,
      context: pair.filter((w) => w !== words).join(" "),
      unit: unit.families.length > 0 ? unit : slot.unit,
    });
    const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
    results.push(result);
    if (result.kind !== "found") return [];
    const taken = comparison.operands.map((o) => o.candidate.profile.figure.id);
    const candidate = result.candidates.find((c) => !taken.includes(c.profile.figure.id));
    if (candidate) comparison.operands.push({ name: own, candidate });
  }
  return comparison.operands.length === 2 ? [comparison] : [];
}

/** The words of two measures that a question sets against each other; null when it names one. */
function measurePair(asked: string): [string, string] | null {
  const more = /^(.{2,20}?)比(?![例率重值])(.{2,20}?)(?:高|低|多|少|大|小|贵|便宜|长|短)/.exec(asked);
  if (more?.[1] && more[2] && !/去年|上年|同期|往年|\d{2,4}年/.test(more[2])) return [more[1], more[2]];
  const which = /^(.{2,16}?)(?:和|与|跟|还是)(.{2,16}?)(?:哪个|谁|相差|差|哪类)/.exec(asked);
  if (which?.[1] && which[2]) return [which[1], which[2]];
  const times = /^(.{2,20}?)(?:是|约为|为)(.{2,20}?)的?(?:多少|几)倍/.exec(asked);
  if (times?.[1] && times[2]) return [times[1], times[2]];
  const sum = /^(.{2,20}?)(?:和|与|跟|加上?)(.{2,20}?)(?:加起来|合起来|合计|一共|总共)/.exec(asked);
  if (sum?.[1] && sum[2]) return [sum[1], sum[2]];
  const share = SHARE.exec(asked);
  if (share?.[1] && share[2]) return [share[1], share[2]];
  const grades = /^(.*?)([一二三四甲乙][档级类等])([一二三四甲乙][档级类等])(.*)$/.exec(asked);
  return grades ? [`${grades[1]}${grades[2]}${grades[4]}`, `${grades[1]}${grades[3]}${grades[4]}`] : null;
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
