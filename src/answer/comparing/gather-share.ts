/**
 * A share that no report tells as one: 即办件占全部办件多少, 直接回复的占多少. Code works it out from the two counts.
 */
import { containsRegion } from "../../domain/index.ts";
import type { RegionMention } from "../../text/index.ts";
import { guardFor, lookUp, prepare } from "../look-up.ts";
import { mayShare, wholeBefore, wholeOf } from "../part-of.ts";
import type { Candidate } from "../select/index.ts";
import {
  type Contrast,
  contentOf,
  contrastOf,
  expectedUnit,
  isContrast,
  leavesWholeOut,
  partOf,
  type Slot,
  shareOf,
  unitFamily,
} from "../understand/index.ts";
import type { Comparison, Operand } from "./compare.ts";
import type { ComparisonRequest } from "./gather-comparison.ts";
import { lookUpMeasures } from "./gather-measures.ts";

/** The two counts of a share that the question asks for; null when it asks for none or they do not fit each other. */
export async function gatherShare(request: ComparisonRequest): Promise<Comparison | null> {
  const across = await acrossRegions(request);
  if (across) return across;
  const [slot] = request.slots.filter((s) => shareOf(s.asked) || leavesWholeOut(s.asked)).slice(-1);
  if (!slot || !request.regions[0]) return null;
  const asked = shareOf(slot.asked);
  const pair = asked && ALL_OF_IT.test(asked[1]) ? null : asked;
  const levels = levelsOf(pair);
  const operands = pair
    ? await lookUpMeasures(request, { ...slot, unit: expectedUnit("") }, levels?.measures ?? pair, levels)
    : await partNamed(request, slot, asked?.[0] ?? partOf(slot.asked));
  const [part, whole] = operands.map((o) => o.candidate.profile.figure);
  return part && whole && mayShare(part, whole)
    ? { operation: "share", operands, missing: [], origin: "counts" }
    : null;
}

/** 占总量多少 names no measure of its own. */
const ALL_OF_IT = /^(?:总量|总数|总体|全部|总的|总共|合计|整体|整个)$/;

/** 英德的自助机占清远几成: one measure of a region and of the region around it, each from its own report. */
async function acrossRegions(request: ComparisonRequest): Promise<Comparison | null> {
  const { engine, understood, regions, slots, reports, last } = request;
  const [part, whole] = regions;
  const [slot, another] = slots;
  if (!part || !whole || !slot || another || regions.length > 2 || !containsRegion(whole, part)) return null;
  const isWhole = ({ start, candidates }: RegionMention) =>
    /占(?:了|到)?$/.test(understood.folded.slice(0, start)) && candidates.some((c) => c.code === whole.code);
  if (!understood.regions.some(isWhole)) return null;
  const own = contentOf(slot.own.replace(/占|全[省市县区]/g, " "));
  const prepared = await prepare(engine, { ...slot, own, asked: own, unit: expectedUnit(own) });
  const operands = [part, whole].flatMap((region) => {
    const result = lookUp(engine, prepared, guardFor(engine, region, reports), last?.evidence ?? []);
    return result.kind === "found" ? [{ name: region.name, candidate: result.best }] : [];
  });
  const [a, b] = operands.map((o) => o.candidate.profile.figure);
  return a && b && mayShare(a, { ...b, reportId: a.reportId })
    ? { operation: "share", operands, missing: [], origin: "counts" }
    : null;
}

/** 市本级办件占全市: the whole is the same measure at the level that is named. */
function levelsOf(pair: [string, string] | null): Contrast | null {
  const contrast = pair && contrastOf(pair.join("和"));
  return contrast && isContrast(contrast.sides[1]) ? contrast : null;
}

/** The part by its words, or the figure told last; the whole by the part's sentence, else what was told before. */
async function partNamed(request: ComparisonRequest, slot: Slot, named: string): Promise<Operand[]> {
  const { engine, last } = request;
  const told = [...(last?.before ?? []), ...(last?.operands ?? [])].map((o) => o.candidate);
  const words = contentOf(named);
  const earlier = request.slots.findLast((s) => s !== slot && s.own.length >= 2);
  const own = words.length >= 2 ? words : earlier?.own;
  const part = own ? await countOf(request, { ...slot, own, asked: own }) : told.at(-1);
  if (!part) return [];
  const { figure } = part.profile;
  const figures = engine.store.figuresOf(figure.reportId);
  const total = wholeOf(figure, figures) ?? wholeBefore(figure, figures);
  const profile = total && engine.profiles.of(figure.reportId).find((p) => p.figure.id === total.id);
  // What was told before is the whole of a named part that stands in its passage.
  const before = told.findLast(
    (c) => own && c.profile.figure.passageId === figure.passageId && mayShare(figure, c.profile.figure),
  );
  const whole = profile ? { ...part, profile } : before;
  return whole ? [part, whole].map((c) => ({ name: c.profile.figure.metric, candidate: c })) : [];
}

/** The count that a slot asks for; no rate. */
async function countOf(
  { engine, last, regions, reports }: ComparisonRequest,
  slot: Slot,
): Promise<Candidate | undefined> {
  const prepared = await prepare(engine, { ...slot, unit: expectedUnit("") });
  const guarded = guardFor(engine, regions[0] ?? null, reports);
  const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
  if (result.kind !== "found") return undefined;
  return result.candidates.find(
    (c) => unitFamily(c.profile.figure.unit) !== "percent" && engine.accepts(c, prepared),
  );
}
