/**
 * A question in, an answer out: understand, guard, select, compose, verify or refuse.
 */
import type { Answer, AskInput, Assistant, Region } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import { createGazetteer } from "../text/index.ts";
import { withSources } from "./about-sources.ts";
import { answerUnnamed, asksNumber, figuresBody, lookUpSlots } from "./answer-figures.ts";
import type { Body } from "./body.ts";
import { asksBreakdown, composeBreakdown } from "./breakdown.ts";
import { type Comparison, composeComparison, fasterIsLess, type Operand } from "./compare.ts";
import { Conversations, type Turn } from "./converse.ts";
import { describeCoverage } from "./coverage.ts";
import { createEngine, type Engine, evidenceSource } from "./engine.ts";
import { inContext, type Request } from "./follow-up.ts";
import { createGate } from "./gate.ts";
import { gatherChange, gatherComparisons } from "./gather-comparison.ts";
import { gatherRemainder } from "./gather-remainder.ts";
import { gatherShare } from "./gather-share.ts";
import { guardFor, isFound, type SlotResult } from "./look-up.ts";
import { namesNoMeasure } from "./merge-slots.ts";
import { turnAfter } from "./next-turn.ts";
import { partnersKnown } from "./partners-known.ts";
import {
  askBack,
  refuseElsewhere,
  refuseNoFigure,
  refuseNoReport,
  refuseOffTopic,
  refuseUnreadable,
} from "./refuse.ts";
import { resolveRegions, wholeAbove } from "./resolve-regions.ts";
import type { Candidate } from "./select/index.ts";
import { tell } from "./tell.ts";
import { isOffTopic } from "./topic.ts";
import { tellMends, withoutTypos } from "./typos.ts";
import {
  leavesWholeOut,
  reactionOf,
  type Slot,
  type UnderstoodQuestion,
  understand,
} from "./understand/index.ts";
import type { Problem } from "./verify/index.ts";

export interface AssistantOptions {
  store: Store;
  embedder: Embedder;
  /** Shared with whatever else answers over this index; one of its own when left out. */
  engine?: Engine;
  /** Longest question in characters. */
  maxQuestionChars?: number;
  /** What 我市 means in this chat. */
  homeRegion?: string;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}

/** What `--explain` and the fitting script see of one question. */
export interface Trace {
  understood: UnderstoodQuestion;
  regions: Region[];
  results: SlotResult[];
  /** The operands of the comparison that was told; null for no comparison. */
  compared: Operand[] | null;
  /** What the gate found in the answer that was built; empty when it passed. */
  problems: Problem[];
}

export interface TracedAssistant extends Assistant {
  /** Answers and tells how. */
  explain(input: AskInput): Promise<{ answer: Answer; trace: Trace | null }>;
}

/** Builds the assistant over an open index. */
export function createAssistant(options: AssistantOptions): TracedAssistant {
  const { store, embedder, maxQuestionChars = 500 } = options;
  const gazetteer = createGazetteer();
  const engine = options.engine ?? createEngine(store, embedder, gazetteer);
  const conversations = new Conversations(options.now);
  const gate = createGate(evidenceSource(engine));
  const partners = partnersKnown(engine);
  const homeRegion = options.homeRegion
    ? gazetteer.findRegions(options.homeRegion)[0]?.candidates[0]
    : undefined;

  async function explain(input: AskInput): Promise<{ answer: Answer; trace: Trace | null }> {
    const started = performance.now();
    const { question, mends } = withoutTypos(engine, input.question, maxQuestionChars);
    const { body, trace } = await answerBody({ ...input, question });
    const answer: Answer = {
      ...(input.id === undefined ? {} : { id: input.id }),
      question: input.question,
      ...tellMends(mends, withSources(engine.catalogue, gated(body, question, trace))),
      ms: Math.round((performance.now() - started) * 10) / 10,
    };
    return { answer, trace };
  }

  /** A turn without the figures it found when the index has changed since: they may be gone. */
  function stillTrue(turn: Turn | undefined): Turn | undefined {
    return turn && turn.dataVersion !== store.dataVersion()
      ? { ...turn, operands: [], before: [], answer: null }
      : turn;
  }

  /** Nothing that fails the gate leaves: the answer becomes a refusal. */
  function gated(body: Body, question: string, trace: Trace | null): Body {
    // A refusal or a list of reports without evidence is our own wording: its numbers (500字) come from no report.
    if (body.citations.length === 0 && body.figures.length === 0) return body;
    const problems = gate(body, { question, slots: trace?.understood.slots ?? [] });
    if (trace) trace.problems = problems;
    if (problems.length === 0) return body;
    return refuseNoFigure(engine, question.slice(0, 40), []);
  }

  /** The question as understood; names that only the region at hand knows (与顺德、天河) are partners of its reports. */
  function read(
    question: string,
    last: Turn | undefined,
  ): { understood: UnderstoodQuestion; named: Region[] } {
    const known = engine.catalogue.regions();
    const context = homeRegion ? { homeRegion } : {};
    const understood = understand(question, gazetteer, known, context);
    const named = resolveRegions(understood, known, engine.catalogue.hasReportOf);
    const above = last?.regions[0] && wholeAbove(understood.slots, last.regions[0], gazetteer);
    if (above && named.length === 0) return { understood: { ...understood, slots: [] }, named: [above] };
    const home = last?.pair?.home ?? named[0] ?? last?.regions[0];
    const wider =
      home && (last?.pair || /[与跟和同、]/.test(understood.folded)) ? partners.knownFrom(home) : known;
    if (wider === known) return { understood, named };
    const again = understand(question, gazetteer, wider, context);
    return { understood: again, named: resolveRegions(again, wider, engine.catalogue.hasReportOf) };
  }

  async function answerBody(input: AskInput): Promise<{ body: Body; trace: Trace | null }> {
    if (input.question.length > maxQuestionChars) {
      return { body: refuseUnreadable(`问题太长了，请缩短到${maxQuestionChars}字以内再问。`), trace: null };
    }
    const reports = engine.catalogue.reports();
    const last = stillTrue(conversations.last(input.conversation));
    const { understood, named } = read(input.question, last);
    if (!/[\p{Script=Han}a-z0-9]/u.test(understood.folded)) {
      return {
        body: refuseUnreadable("没有看到问题，请直接输入想查的内容，例如：湛江有多少跨省通办事项。"),
        trace: null,
      };
    }
    const reaction = reactionOf(understood.folded);
    if (reaction === "doubt" && last?.answer) return { body: last.answer, trace: null };
    if (reaction === "more" && last) return { body: askBack(ASK_FOR_MORE), trace: null };
    if (reaction === "dismissal" && last) return { body: askBack(DISMISSED), trace: null };
    if (reaction === "doubt") return { body: refuseUnreadable(NOTHING_ASKED), trace: null };
    if (isOffTopic(understood.folded)) return { body: refuseOffTopic(), trace: null };
    if (reports.length === 0) return { body: refuseNoReport(null, reports), trace: null };
    const barePlace = understood.slots.length === 0 && named.length > 0 && !last?.slots.length;
    if (understood.intent === "coverage" || barePlace) {
      return { body: describeCoverage(engine, named), trace: null };
    }
    const request = inContext(understood, named, last, reports, partners.shares);
    // 加起来多少 after figures that were asked for adds those up, not the parts of the last one.
    const addsTold = (request.told?.length ?? 0) >= 2;
    if (last?.headline && named.length === 0 && !addsTold && asksBreakdown(understood.folded)) {
      const parts = composeBreakdown(engine, last.headline, last.shownIds, understood.folded);
      if (parts) return { body: parts, trace: null };
    }
    const { regions, slots } = request;
    const trace: Trace = {
      understood: { ...understood, slots },
      regions,
      results: [],
      compared: null,
      problems: [],
    };
    const body = await route(input.question, trace, request, request.complete ? undefined : last, reports);
    conversations.remember(input.conversation, turnAfter(store, { request, last, body, trace }));
    return { body, trace };
  }

  /** Comparisons as an answer; their operands are what the next question may set side by side. */
  function compared(trace: Trace, comparisons: Comparison[]): Body {
    const { claims, folded } = trace.understood;
    const asked = comparisons.map((comparison) => fasterIsLess(comparison, folded));
    const body = composeComparison(engine, asked, claims);
    trace.compared = asked.flatMap((comparison) => comparison.operands);
    return body;
  }

  async function route(
    question: string,
    trace: Trace,
    request: Request,
    last: Turn | undefined,
    reports: ReportSummary[],
  ): Promise<Body> {
    const { understood, regions, slots, intent, pairs, told } = request;
    const [region] = regions;
    const passes = (body: Body) => gate(body, { question, slots }).length === 0;
    if (told && told.length < 2) return askBack(TOO_FEW_TOLD);
    if (told) {
      const comparison = {
        operation: request.operation,
        operands: told,
        missing: [],
        origin: "told" as const,
      };
      return compared(trace, [comparison]);
    }
    for (const { home, partners } of pairs) {
      const [partner] = partners;
      if (partners.length !== 1 || !partner) continue;
      trace.results = await lookUpSlots(engine, slots, { ...guardFor(engine, home, reports), partner }, last);
      if (trace.results.some(isFound)) return figuresBody(engine, passes, trace.results, understood.claims);
    }
    if (intent === "compare" || pairs.some((pair) => pair.partners.length > 1)) {
      const comparisons = await gatherComparisons({
        ...request,
        engine,
        last,
        reports,
        results: trace.results,
      });
      if (comparisons.length > 0) return compared(trace, comparisons);
      trace.results = [];
    }
    // Asked for a pair of regions, a figure that does not name the other one is no answer.
    if (pairs.some((pair) => pair.certain)) return refuseNoFigure(engine, understood.raw.slice(0, 40), []);
    if (intent === "narrative") {
      const sentences = await tell(engine, regions, slots, last, reports);
      if (sentences) return sentences;
    }
    if (!region && slots.every(namesNoMeasure)) return refuseUnreadable(NOTHING_ASKED);
    if (!region) {
      return answerUnnamed(engine, passes, { ...understood, slots }, last, trace.results);
    }
    const guarded = guardFor(engine, region, reports);
    if (guarded.reports.length === 0) return refuseNoReport(region, reports);
    trace.results = await lookUpSlots(engine, slots, guarded, last);
    const [answering] = trace.results.filter(isFound);
    // A share that the report tells as one goes before a share worked out from its counts.
    if (!answering || !tellsShare(answering.best)) {
      const share = await gatherShare({ ...request, engine, last, reports, results: [] });
      if (share) return compared(trace, [share]);
      // 直接回复的占多少: neither the part nor another rate is the share.
      if (slots.every((slot) => leavesWholeOut(slot.asked)))
        return refuseNoFigure(
          engine,
          understood.raw.slice(0, 40),
          guarded.reports.map((r) => r.report),
        );
    }
    const remainder = gatherRemainder(trace.results);
    if (remainder) return compared(trace, remainder);
    if (answering) return figuresBody(engine, passes, trace.results, understood.claims);
    const change = await gatherChange({ ...request, engine, last, reports, results: [] });
    if (change) return compared(trace, [change]);
    const elsewhere = trace.results.find((r) => r.kind === "elsewhere");
    const [first] = slots;
    if (elsewhere) return refuseElsewhere(engine, wanted(region, elsewhere.slot), elsewhere.nearest);
    const own = guarded.reports.filter((r) => r.place === null && !r.onlyWhole);
    if (intent !== "narrative" && first && !asksNumber(first)) {
      const sentences = await tell(engine, regions, slots, last, reports, { insteadOfFigure: true });
      if (sentences) return sentences;
    }
    if (own.length === 0 && guarded.reports.every((r) => r.onlyWhole)) return refuseNoReport(region, reports);
    return refuseNoFigure(
      engine,
      first?.own || understood.raw,
      own.length > 0 ? own.map((r) => r.report) : guarded.above,
      trace.results[0]?.candidates,
    );
  }

  return { explain, ask: async (input) => (await explain(input)).answer };
}

/** True for a figure that its clause tells as the share asked for, or that is a rate of that very name (即办率). */
function tellsShare({ profile, features }: Candidate): boolean {
  const named = Math.max(features.coverClause, features.bigramClause) >= 0.6;
  if (named && /占|比重|比例/.test(profile.clause.text)) return true;
  return features.coverPiece >= 0.8 && /率/.test(profile.piece.text);
}

const ASK_FOR_MORE = "还想查什么？请说出指标，例如：满意率呢；或说出地区，例如：湛江呢。";

const DISMISSED = "好的。想查别的，直接说地区和指标就行。";

const TOO_FEW_TOLD = "前面说过的数不够两个，请说出要和什么比，例如：湛江和揭东的网上可办率哪个高。";

const NOTHING_ASKED = "请说出想查的地区和指标，例如：湛江有多少跨省通办事项。";

function wanted(region: Region, slot: Slot): string {
  const period = slot.periods.map((p) => p.text).join("、");
  return `${region.name}${period}“${slot.own || slot.asked}”`;
}
