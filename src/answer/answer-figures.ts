/**
 * Look-ups of a question's measures, one after the other, and the answer with their figures; a question that names
 * no region is answered by the one region that knows, or asked back.
 */
import type { ReportSummary } from "../store/index.ts";
import type { Body } from "./body.ts";
import { evidenceOf, type Turn } from "./chat/index.ts";
import { composeComparison } from "./comparing/index.ts";
import { composeFigures } from "./compose.ts";
import type { Engine } from "./engine.ts";
import {
  type Found,
  type Guarded,
  guardFor,
  lookUp,
  prepare,
  reportsByWords,
  type SlotResult,
} from "./look-up.ts";
import { tell } from "./narrative/index.ts";
import { refuseNoFigure, refuseOffTopic } from "./refuse.ts";
import { usedInReports } from "./report-words.ts";
import { type Candidate, coverage, type PreparedSlot } from "./select/index.ts";
import { isForeign } from "./topic.ts";
import type { Claims, Slot } from "./understand/index.ts";

/** Regions whose best figure is within this score of the best one are offered too when no region was named. */
const RIVAL_MARGIN = 3;
const MAX_UNNAMED_REPORTS = 24;
const MAX_REGIONS = 12;
/** More regions than this are named only, not listed with their figures. */
const MAX_LISTED = 4;

/** Each slot in turn; one that leans on the measure before it (占全省多少) must stand beside that one's figure. */
export async function lookUpSlots(
  engine: Engine,
  slots: Slot[],
  guarded: Guarded,
  last: Turn | undefined,
): Promise<SlotResult[]> {
  const results: SlotResult[] = [];
  for (const slot of slots) {
    const previous = results.at(-1);
    if (!slot.dependent || !previous) {
      const prepared = await prepare(engine, slot);
      const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
      results.push(otherThanTold(engine, prepared, result, last));
      continue;
    }
    if (previous.kind !== "found") {
      results.push({ kind: "missing", slot, candidates: [] });
      continue;
    }
    const prepared = await prepare(engine, { ...slot, own: `${previous.slot.own} ${slot.own}`.trim() });
    results.push(lookUp(engine, prepared, guarded, [evidenceOf(previous.best)]));
  }
  return apart(results);
}

/** A score this far below the best of its slot is another measure. */
const NEXT_BEST = 3;
/** By how much more of the slot's words a piece must hold to be meant rather than the figure told just before. */
const NAMED_BETTER = 0.2;

/** 进驻单位多少 after 进驻事项多少: a figure that holds more of its words goes before the one told already. */
function otherThanTold(
  engine: Engine,
  prepared: PreparedSlot,
  result: SlotResult,
  last: Turn | undefined,
): SlotResult {
  if (result.kind !== "found" || result.best.profile.figure.id !== last?.headline?.id) return result;
  const { best, candidates } = result;
  const meant = candidates.find(
    (c) =>
      c.score > best.score - NEXT_BEST &&
      c.features.coverPiece > best.features.coverPiece + NAMED_BETTER &&
      c.profile.figure.status === best.profile.figure.status &&
      engine.accepts(c, prepared),
  );
  return meant ? { ...result, best: meant } : result;
}

/** Two measures asked are two figures: where both slots took one, the slot that fits it less takes its next best. */
function apart(results: SlotResult[]): SlotResult[] {
  const kept = [...results];
  for (const [i, a] of kept.entries()) {
    for (const [j, b] of kept.entries()) {
      if (j <= i || a.kind !== "found" || b.kind !== "found") continue;
      if (a.best.profile.figure.id !== b.best.profile.figure.id || a.slot.own === b.slot.own) continue;
      const [at, loser] = a.best.score < b.best.score ? [i, a] : [j, b];
      const taken = new Set(kept.flatMap((r) => (r.kind === "found" ? [r.best.profile.figure.id] : [])));
      const next = loser.candidates.find(
        (c) =>
          !taken.has(c.profile.figure.id) && c.score > loser.best.score - NEXT_BEST && c.features.unit > 0,
      );
      if (next) kept[at] = { ...loser, best: next };
    }
  }
  return kept;
}

/** The answer with its neighbours; without them when one of them does not pass the gate. */
export function figuresBody(
  engine: Engine,
  passes: (body: Body) => boolean,
  results: SlotResult[],
  claims: Claims,
): Body {
  const full = composeFigures(engine, results, { siblings: true, claims });
  return passes(full) ? full : composeFigures(engine, results, { siblings: false, claims });
}

/** A question without region; every look-up made on the way is added to `results`. */
export async function answerUnnamed(
  engine: Engine,
  passes: (body: Body) => boolean,
  question: { raw: string; slots: Slot[]; claims: Claims; last: Turn | undefined },
  results: SlotResult[],
): Promise<Body> {
  const { raw, slots, claims, last } = question;
  const [first] = slots;
  if (!first) return refuseOffTopic();
  const prepared = await prepare(engine, first);
  const likely = reportsByWords(engine, prepared, MAX_UNNAMED_REPORTS);
  const perRegion = new Map<string, ReportSummary[]>();
  for (const report of likely) {
    const key = report.region?.code ?? report.id;
    perRegion.set(key, [...(perRegion.get(key) ?? []), report]);
  }
  const found: { reports: ReportSummary[]; result: Found }[] = [];
  for (const group of perRegion.values()) {
    const result = lookUp(engine, prepared, guardFor(engine, null, group), last?.evidence ?? []);
    results.push(result);
    if (result.kind === "found") found.push({ reports: group, result });
  }
  found.sort((a, b) => b.result.best.score - a.result.best.score);
  const [best, second] = found;
  if (!best) {
    const told = asksNumber(first) ? null : await tell(engine, { regions: [], slots, last, reports: likely });
    if (!told && isForeign(slots, usedInReports(engine))) return refuseOffTopic();
    return told ?? refuseNoFigure(engine, first.own || raw, []);
  }
  const unknown = unknownWord(prepared, best.result.best, question.raw);
  if (unknown) return refuseNoFigure(engine, first.own || raw, []);
  const rivals = found.filter((f) => f.result.best.score > best.result.best.score - RIVAL_MARGIN);
  if (!second || rivals.length === 1) {
    const chosen = await lookUpSlots(engine, slots, guardFor(engine, null, best.reports), last);
    results.splice(0, results.length, ...chosen);
    return figuresBody(engine, passes, chosen, claims);
  }
  return askWhichRegion(
    engine,
    raw,
    rivals.map((r) => r.result),
  );
}

/** The word that opens the question, when nothing around the figure or in its report's title knows it: 火星网上可办率. */
function unknownWord(prepared: PreparedSlot, best: Candidate, raw: string): string | null {
  const [first, second] = prepared.own;
  if (!first || !second || first.text.length < 2 || !raw.startsWith(first.text)) return null;
  const { around, title } = best.profile;
  return coverage([first], around) === 0 && coverage([first], title) === 0 ? first.text : null;
}

/** True when the slot's words ask for a number. */
export function asksNumber(slot: Slot): boolean {
  return slot.unit.families.length > 0 || /多少|几|率|数$|目标|多长|多大|多高|多远|多重/.test(slot.asked);
}

function askWhichRegion(engine: Engine, raw: string, results: Found[]): Body {
  const regions = results
    .slice(0, MAX_REGIONS)
    .map((r) => r.best.report.region?.name ?? "")
    .filter(Boolean);
  const choices = regions.map((name) => `${name}${raw}`);
  if (results.length <= MAX_LISTED) {
    const operands = results.map((result) => ({ name: "", candidate: result.best }));
    const listed = composeComparison(engine, [{ operation: "list", operands, missing: [] }]);
    return {
      ...listed,
      kind: "clarify",
      text: `问题没有说是哪个地区，下面分别列出：\n${listed.text}`,
      choices,
    };
  }
  return {
    kind: "clarify",
    text: `想查哪个地区的？有这项数据的有：${regions.join("、")}。`,
    figures: [],
    citations: [],
    notes: [],
    choices,
  };
}
