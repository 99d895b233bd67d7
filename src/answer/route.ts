/**
 * Which way a request goes: figures set side by side, a comparison, sentences, a look-up with what can be computed
 * beside it, or the refusal that fits. Each way is a file of its own; what leaves here has not passed the gate yet.
 */
import type { Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { answerUnnamed, asksNumber, figuresBody, lookUpSlots } from "./answer-figures.ts";
import type { Body } from "./body.ts";
import { namesNoMeasure, type Request, type Turn } from "./chat/index.ts";
import {
  type Comparison,
  composeComparison,
  fasterIsLess,
  gatherChange,
  gatherComparisons,
  gatherEnds,
  gatherRemainder,
  gatherShare,
} from "./comparing/index.ts";
import type { Engine } from "./engine.ts";
import type { Gate } from "./gate.ts";
import { type Guarded, guardFor, isFound } from "./look-up.ts";
import { tell } from "./narrative/index.ts";
import { askBack, refuseElsewhere, refuseNoFigure, refuseNoReport, refuseUnreadable } from "./refuse.ts";
import type { Candidate } from "./select/index.ts";
import type { Trace } from "./trace.ts";
import { leavesWholeOut, type Slot, shareOf } from "./understand/index.ts";

/** What a request needs to be answered. */
export interface Routed {
  /** As asked, for the gate. */
  question: string;
  request: Request;
  /** The turn that the request may lean on; undefined for a complete one. */
  last: Turn | undefined;
  reports: ReportSummary[];
  /** Told what was found and compared. */
  trace: Trace;
}

/** Where a request is answered: the index, and the gate that its answer has to pass. */
interface Place {
  engine: Engine;
  gate: Gate;
}

/** The answer to a request inside its chat, before the gate; what was found on the way is left in the trace. */
export async function route(place: Place, routed: Routed): Promise<Body> {
  const { engine } = place;
  const { request, last, reports, trace } = routed;
  const { understood, slots, told, operation } = request;
  const [region] = request.regions;
  if (told && told.length < 2) return askBack(TOO_FEW_TOLD);
  if (told) return compared(engine, trace, [{ operation, operands: told, missing: [], origin: "told" }]);
  const together = await setTogether(place, routed);
  if (together) return together;
  if (request.intent === "narrative") {
    const sentences = await tell(engine, { ...request, last, reports });
    if (sentences) return sentences;
  }
  if (region) return answerFor(region, place, routed);
  if (slots.every(namesNoMeasure)) return refuseUnreadable(NOTHING_ASKED);
  return answerUnnamed(engine, passing(place, routed), { ...understood, slots, last }, trace.results);
}

/** What two regions share, or a comparison; null where neither is asked for or found. */
async function setTogether(place: Place, routed: Routed): Promise<Body | null> {
  const { engine } = place;
  const { request, last, reports, trace } = routed;
  const { understood, slots, pairs } = request;
  for (const { home, partners } of pairs) {
    const [partner] = partners;
    if (partners.length !== 1 || !partner) continue;
    trace.results = await lookUpSlots(engine, slots, { ...guardFor(engine, home, reports), partner }, last);
    if (trace.results.some(isFound))
      return figuresBody(engine, passing(place, routed), trace.results, understood.claims);
  }
  if (request.intent === "compare" || pairs.some((pair) => pair.partners.length > 1)) {
    const comparisons = await gatherComparisons({
      ...request,
      engine,
      last,
      reports,
      results: trace.results,
    });
    if (comparisons.length > 0) return compared(engine, trace, comparisons);
    trace.results = [];
  }
  // Asked for a pair of regions, a figure that does not name the other one is no answer.
  return pairs.some((pair) => pair.certain) ? refuseNoFigure(engine, understood.raw.slice(0, 40), []) : null;
}

/** Figures of a region, what can be computed where no report tells it, or the refusal that says why there is none. */
async function answerFor(region: Region, place: Place, routed: Routed): Promise<Body> {
  const { engine } = place;
  const { request, last, reports, trace } = routed;
  const { understood, slots } = request;
  const guarded = guardFor(engine, region, reports);
  if (guarded.reports.length === 0) return refuseNoReport(region, reports);
  trace.results = await lookUpSlots(engine, slots, guarded, last);
  const found = trace.results.filter(isFound);
  const [answering] = found;
  const shares = found.filter(({ slot }) => shareOf(slot.asked) || leavesWholeOut(slot.asked));
  const asked = { ...request, engine, last, reports, results: [] };
  // A share that the report tells as one goes before a share worked out from its counts.
  if (![...shares, ...found].slice(0, 1).some(({ best }) => tellsShare(best))) {
    const share = await gatherShare(asked);
    if (share) return compared(engine, trace, [share]);
    // 直接回复的占多少: neither the part nor another rate is the share.
    if (slots.every((slot) => leavesWholeOut(slot.asked)))
      return refuseNoFigure(
        engine,
        understood.raw.slice(0, 40),
        guarded.reports.map((r) => r.report),
      );
  }
  const remainder = gatherRemainder(trace.results);
  if (remainder) return compared(engine, trace, remainder);
  const ends = gatherEnds(engine, found);
  if (ends) return compared(engine, trace, [ends]);
  if (answering) return figuresBody(engine, passing(place, routed), trace.results, understood.claims);
  const change = await gatherChange(asked);
  return change ? compared(engine, trace, [change]) : withoutFigure(region, guarded, engine, routed);
}

/** Nothing was found in the region: another period's figure, sentences, or why there is nothing. */
async function withoutFigure(
  region: Region,
  guarded: Guarded,
  engine: Engine,
  { request, last, reports, trace }: Routed,
): Promise<Body> {
  const { understood, slots, intent } = request;
  const [first] = slots;
  const elsewhere = trace.results.find((r) => r.kind === "elsewhere");
  if (elsewhere) return refuseElsewhere(engine, wanted(region, elsewhere.slot), elsewhere.nearest);
  if (intent !== "narrative" && first && !asksNumber(first)) {
    const sentences = await tell(engine, { ...request, last, reports }, { insteadOfFigure: true });
    if (sentences) return sentences;
  }
  const own = guarded.reports.filter((r) => r.place === null && !r.onlyWhole);
  // A report of the province that names the city nowhere does not cover it.
  const names = engine.gazetteer.nameForms(region);
  const spokenOf =
    trace.results.some((r) => r.candidates.length > 0) ||
    guarded.above.some(({ id }) => names.some((name) => engine.store.text(id).includes(name)));
  if (own.length === 0 && (!spokenOf || guarded.reports.every((r) => r.onlyWhole)))
    return refuseNoReport(region, reports);
  return refuseNoFigure(
    engine,
    first?.own || understood.raw,
    own.length > 0 ? own.map((r) => r.report) : guarded.above,
    trace.results[0]?.candidates,
  );
}

function passing({ gate }: Place, { question, request: { slots } }: Routed): (body: Body) => boolean {
  return (body) => gate(body, { question, slots }).length === 0;
}

/** Comparisons as an answer; their operands are what the next question may set side by side. */
function compared(engine: Engine, trace: Trace, comparisons: Comparison[]): Body {
  const { claims, folded } = trace.understood;
  const asked = comparisons.map((comparison) => fasterIsLess(comparison, folded));
  const body = composeComparison(engine, asked, claims);
  trace.compared = asked.flatMap((comparison) => comparison.operands);
  return body;
}

/** True for a figure that its clause tells as the share asked for, or that is a rate of that very name (即办率). */
function tellsShare({ profile, features }: Candidate): boolean {
  const named = Math.max(features.coverClause, features.bigramClause) >= 0.6;
  if (named && /占|比重|比例/.test(profile.clause.text)) return true;
  return features.coverPiece >= 0.8 && /率/.test(profile.piece.text);
}

const TOO_FEW_TOLD = "前面说过的数不够两个，请说出要和什么比，例如：湛江和揭东的网上可办率哪个高。";

/** Said where a question names nothing that could be looked up. */
export const NOTHING_ASKED = "请说出想查的地区和指标，例如：湛江有多少跨省通办事项。";

function wanted(region: Region, slot: Slot): string {
  const period = slot.periods.map((p) => p.text).join("、");
  return `${region.name}${period}“${slot.own || slot.asked}”`;
}
