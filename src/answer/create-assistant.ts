/**
 * A question in, an answer out: understand, guard, select, compose, verify or refuse.
 */
import type { Answer, AskInput, Assistant, Region } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import { createGazetteer } from "../text/index.ts";
import { withSources } from "./about-sources.ts";
import { answerUnnamed, asksNumber, figuresBody, lookUpSlots } from "./answer-figures.ts";
import { asksBreakdown, composeBreakdown } from "./breakdown.ts";
import { composeComparison } from "./compare.ts";
import { Conversations, evidenceOf, namesNoMeasure, type Turn } from "./converse.ts";
import { describeCoverage } from "./coverage.ts";
import { createEngine, type Engine, evidenceSource } from "./engine.ts";
import { inContext, type Request } from "./follow-up.ts";
import { createGate } from "./gate.ts";
import { gatherComparisons, gatherShare } from "./gather-comparison.ts";
import { gatherRemainder } from "./gather-remainder.ts";
import { guardFor, type SlotResult } from "./look-up.ts";
import {
  refuseElsewhere,
  refuseNoFigure,
  refuseNoReport,
  refuseOffTopic,
  refuseUnreadable,
} from "./refuse.ts";
import { resolveRegions } from "./resolve-regions.ts";
import type { Candidate } from "./select/index.ts";
import { tell } from "./tell.ts";
import { isOffTopic } from "./topic.ts";
import { tellMends, withoutTypos } from "./typos.ts";
import { type Slot, type UnderstoodQuestion, understand } from "./understand/index.ts";
import type { Problem } from "./verify/index.ts";

type Body = Omit<Answer, "id" | "question" | "ms">;

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

  /** True when a report of the first region tells a figure with the second. */
  function shares(home: Region, partner: Region): boolean {
    const names = [partner.name, ...gazetteer.shortNames(partner)];
    return engine.catalogue
      .reports()
      .filter((r) => r.region?.code === home.code)
      .some((r) =>
        store
          .figuresOf(r.id)
          .some((f) => names.some((name) => f.partner.includes(name) || f.piece.includes(name))),
      );
  }

  /** A turn without the figures it found when the index has changed since: they may be gone. */
  function stillTrue(turn: Turn | undefined): Turn | undefined {
    return turn && turn.dataVersion !== store.dataVersion() ? { ...turn, operands: [], before: [] } : turn;
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

  async function answerBody(input: AskInput): Promise<{ body: Body; trace: Trace | null }> {
    if (input.question.length > maxQuestionChars) {
      return { body: refuseUnreadable(`问题太长了，请缩短到${maxQuestionChars}字以内再问。`), trace: null };
    }
    const reports = engine.catalogue.reports();
    const known = engine.catalogue.regions();
    const understood = understand(input.question, gazetteer, known, homeRegion ? { homeRegion } : {});
    if (!/[\p{Script=Han}a-z0-9]/u.test(understood.folded)) {
      return {
        body: refuseUnreadable("没有看到问题，请直接输入想查的内容，例如：湛江有多少跨省通办事项。"),
        trace: null,
      };
    }
    if (isOffTopic(understood.folded)) return { body: refuseOffTopic(), trace: null };
    if (reports.length === 0) return { body: refuseNoReport(null, reports), trace: null };
    const last = stillTrue(conversations.last(input.conversation));
    const named = resolveRegions(understood.regions, known);
    const barePlace = understood.slots.length === 0 && named.length > 0 && !last?.slots.length;
    if (understood.intent === "coverage" || barePlace) {
      return { body: describeCoverage(engine, named), trace: null };
    }
    if (last?.headline && named.length === 0 && asksBreakdown(understood.folded)) {
      const parts = composeBreakdown(engine, last.headline, last.shownIds, understood.folded);
      if (parts) return { body: parts, trace: null };
    }
    const request = inContext(understood, named, last, reports, shares);
    const { regions, slots } = request;
    const trace: Trace = { understood: { ...understood, slots }, regions, results: [], problems: [] };
    const body = await route(input.question, trace, request, request.complete ? undefined : last, reports);
    remember(input.conversation, request, last, body, trace);
    return { body, trace };
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
    if (told.length > 0) {
      const comparison = { operation: request.operation, operands: told, missing: [] };
      trace.results = told.flatMap(({ candidate }, i) => {
        const slot = slots[i] ?? slots[0];
        return slot ? [{ kind: "found" as const, slot, best: candidate, candidates: [candidate] }] : [];
      });
      return composeComparison(engine, [comparison], understood.claims);
    }
    for (const { home, partner } of pairs) {
      const guarded = { ...guardFor(engine, home, reports), partner };
      trace.results = await lookUpSlots(engine, slots, guarded, last);
      if (trace.results.some(isFound)) return figuresBody(engine, passes, trace.results, understood.claims);
    }
    // Asked for a pair of regions, a figure that does not name the other one is no answer.
    if (pairs.length > 0) return refuseNoFigure(engine, understood.raw.slice(0, 40), []);
    if (intent === "compare") {
      const comparisons = await gatherComparisons({
        ...request,
        engine,
        last,
        reports,
        results: trace.results,
      });
      if (comparisons.length > 0) return composeComparison(engine, comparisons, understood.claims);
      trace.results = [];
    }
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
      if (share) return composeComparison(engine, [share], understood.claims);
    }
    const remainder = gatherRemainder(trace.results);
    if (remainder) return composeComparison(engine, remainder, understood.claims);
    if (answering) return figuresBody(engine, passes, trace.results, understood.claims);
    const elsewhere = trace.results.find((r) => r.kind === "elsewhere");
    const [first] = slots;
    if (elsewhere) return refuseElsewhere(engine, wanted(region, elsewhere.slot), elsewhere.nearest);
    const own = guarded.reports.filter((r) => r.place === null && !r.onlyWhole);
    if (intent === "lookup" && first && !asksNumber(first)) {
      const sentences = await tell(engine, regions, slots, last, reports);
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

  function remember(
    conversation: string | undefined,
    { regions, slots, operation, pairs }: Request,
    last: Turn | undefined,
    body: Body,
    trace: Trace,
  ): void {
    const found = trace.results.filter(isFound);
    const evidence = found.map(({ best }) => evidenceOf(best));
    const headline = found[0]?.best.profile.figure;
    const shown = body.citations.flatMap((c) =>
      store.figuresOf(c.report).filter((f) => f.start >= c.start && f.end <= c.end),
    );
    const stated = shown.filter((f) => body.figures.some((b) => b.raw === f.raw && b.metric === f.metric));
    const answered = found[0]?.best.report.region;
    conversations.remember(conversation, {
      // A period that was refused is not carried on.
      regions: regions.length > 0 ? regions : answered && body.kind === "figure" ? [answered] : [],
      slots: body.kind === "refusal" ? slots.map((slot) => ({ ...slot, periods: [] })) : slots,
      shownIds: stated.map((f) => f.id),
      ...(headline ? { headline } : {}),
      evidence,
      operands: found.map(({ best, slot }) => ({ name: slot.own, candidate: best })),
      before: last?.operands ?? [],
      comparing: body.kind === "comparison" ? operation : null,
      pair: body.kind === "figure" ? (pairs[0] ?? null) : null,
      dataVersion: store.dataVersion(),
    });
  }

  return { explain, ask: async (input) => (await explain(input)).answer };
}

/** True for a figure that its clause tells as the share asked for. */
function tellsShare({ profile, features }: Candidate): boolean {
  return /占|比重|比例/.test(profile.clause.text) && features.coverClause >= 0.6;
}

const NOTHING_ASKED = "请说出想查的地区和指标，例如：湛江有多少跨省通办事项。";

function isFound(result: SlotResult): result is Extract<SlotResult, { kind: "found" }> {
  return result.kind === "found";
}

function wanted(region: Region, slot: Slot): string {
  const period = slot.periods.map((p) => p.text).join("、");
  return `${region.name}${period}“${slot.own || slot.asked}”`;
}
