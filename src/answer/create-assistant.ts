/**
 * A question in, an answer out: understand, guard, select, compose, verify or refuse.
 */
import type { Answer, AskInput, Assistant, Region } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import { createGazetteer } from "../text/index.ts";
import { asksBreakdown, composeBreakdown } from "./breakdown.ts";
import { composeComparison } from "./compare.ts";
import { composeFigures } from "./compose.ts";
import { Conversations, evidenceOf, mergeSlots, type Turn } from "./converse.ts";
import { describeCoverage } from "./coverage.ts";
import { createEngine } from "./engine.ts";
import { gatherComparisons } from "./gather-comparison.ts";
import { type Guarded, guardFor, lookUp, prepare, reportsByWords, type SlotResult } from "./look-up.ts";
import {
  refuseElsewhere,
  refuseNoFigure,
  refuseNoReport,
  refuseOffTopic,
  refuseUnreadable,
} from "./refuse.ts";
import { pairsOf, resolveRegions } from "./resolve-regions.ts";
import { tell } from "./tell.ts";
import { isOffTopic } from "./topic.ts";
import { type Slot, type UnderstoodQuestion, understand } from "./understand/index.ts";
import { type Problem, verify } from "./verify/index.ts";

type Body = Omit<Answer, "id" | "question" | "ms">;

export interface AssistantOptions {
  store: Store;
  embedder: Embedder;
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

const MAX_SLOTS = 6;
/** Regions whose best figure is within this score of the best one are offered too when no region was named. */
const RIVAL_MARGIN = 3;
const MAX_UNNAMED_REPORTS = 24;
const MAX_REGIONS = 12;

/** Builds the assistant over an open index. */
export function createAssistant(options: AssistantOptions): TracedAssistant {
  const { store, embedder, maxQuestionChars = 500 } = options;
  const gazetteer = createGazetteer();
  const source = {
    text: (id: string) => store.text(id),
    figures: (id: string) => store.figuresOf(id),
    titles: () => store.reports().map((r) => r.title),
    regions: () => [...new Set(store.reports().flatMap((r) => r.region?.name ?? []))],
  };
  const conversations = new Conversations(options.now);
  const engine = createEngine(store, embedder, gazetteer);
  let placesKnown: { version: number; regions: Region[] } = { version: -1, regions: [] };
  const homeRegion = options.homeRegion
    ? gazetteer.findRegions(options.homeRegion)[0]?.candidates[0]
    : undefined;

  async function explain(input: AskInput): Promise<{ answer: Answer; trace: Trace | null }> {
    const started = performance.now();
    const { body, trace } = await answerBody(input);
    const answer: Answer = {
      ...(input.id === undefined ? {} : { id: input.id }),
      question: input.question,
      ...gate(body, input.question, trace),
      ms: Math.round((performance.now() - started) * 10) / 10,
    };
    return { answer, trace };
  }

  /** Regions of the reports and the places inside them that figures speak of; made once per state of the index. */
  function knownRegions(reports: ReportSummary[]): Region[] {
    const version = store.dataVersion();
    if (placesKnown.version !== version) {
      const codes = new Set(reports.flatMap((r) => r.places));
      placesKnown = { version, regions: [...codes].flatMap((code) => gazetteer.byCode(code) ?? []) };
    }
    return [...reports.flatMap((r) => (r.region ? [r.region] : [])), ...placesKnown.regions];
  }

  /** Nothing that fails the gate leaves: the answer becomes a refusal. */
  function gate(body: Body, question: string, trace: Trace | null): Body {
    // A refusal or a list of reports without evidence is our own wording: its numbers (500字) come from no report.
    if (body.citations.length === 0 && body.figures.length === 0) return body;
    // A follow-up asks for the period that it took over from the conversation.
    const asked = trace?.understood.slots.flatMap((slot) => slot.periods.map((p) => p.text)).join(" ") ?? "";
    const problems = verify({ ...body, question: `${question} ${asked}`, ms: 0 }, source);
    if (trace) trace.problems = problems;
    if (problems.length === 0) return body;
    return refuseNoFigure(question.slice(0, 40), []);
  }

  async function answerBody(input: AskInput): Promise<{ body: Body; trace: Trace | null }> {
    if (input.question.length > maxQuestionChars) {
      return { body: refuseUnreadable(`问题太长了，请缩短到${maxQuestionChars}字以内再问。`), trace: null };
    }
    const reports = store.reports();
    const known = knownRegions(reports);
    const understood = understand(input.question, gazetteer, known, homeRegion ? { homeRegion } : {});
    if (!/[\p{Script=Han}a-z0-9]/u.test(understood.folded)) {
      return {
        body: refuseUnreadable("没有看到问题，请直接输入想查的内容，例如：湛江有多少跨省通办事项。"),
        trace: null,
      };
    }
    if (isOffTopic(understood.folded)) return { body: refuseOffTopic(), trace: null };
    if (reports.length === 0) return { body: refuseNoReport(null, reports), trace: null };
    const last = conversations.last(input.conversation);
    const named = resolveRegions(understood.regions, known);
    const regions = named.length > 0 ? named : (last?.regions ?? []);
    if (understood.intent === "coverage") {
      return { body: describeCoverage(engine, named), trace: null };
    }
    if (last?.headline && named.length === 0 && asksBreakdown(understood.folded)) {
      const parts = composeBreakdown(engine, last.headline, last.shownIds, understood.folded);
      if (parts) return { body: parts, trace: null };
    }
    const slots = mergeSlots(understood.slots, last).slice(0, MAX_SLOTS);
    const trace: Trace = { understood: { ...understood, slots }, regions, results: [], problems: [] };
    const body = await route(trace, regions, slots, last, reports);
    remember(input.conversation, regions, slots, body, trace);
    return { body, trace };
  }

  async function route(
    trace: Trace,
    regions: Region[],
    slots: Slot[],
    last: Turn | undefined,
    reports: ReportSummary[],
  ): Promise<Body> {
    const { intent } = trace.understood;
    const [region] = regions;
    const pairs = pairsOf(trace.understood.folded, regions, reports);
    for (const { home, partner } of pairs) {
      const guarded = { ...guardFor(engine, home, reports), partner };
      const results = await lookUpSlots(slots, guarded, last);
      trace.results = results;
      if (results.some((r) => r.kind === "found")) return figuresBody(results);
    }
    // Asked for a pair of regions, a figure that does not name the other one is no answer.
    if (pairs.length > 0) return refuseNoFigure(trace.understood.raw.slice(0, 40), []);
    if (intent === "compare") {
      const { understood, results } = trace;
      const comparisons = await gatherComparisons({
        engine,
        understood,
        regions,
        slots,
        last,
        reports,
        results,
      });
      if (comparisons.length > 0) return composeComparison(engine, comparisons);
      trace.results = [];
    }
    if (intent === "narrative") {
      const told = await tell(engine, regions, slots, last, reports);
      if (told) return told;
    }
    if (!region) return lookUpAnywhere(trace, slots, last);
    const guarded = guardFor(engine, region, reports);
    if (guarded.reports.length === 0) return refuseNoReport(region, reports);
    const results = await lookUpSlots(slots, guarded, last);
    trace.results = results;
    if (results.some((r) => r.kind === "found")) return figuresBody(results);
    const elsewhere = results.find((r) => r.kind === "elsewhere");
    const [first] = slots;
    if (elsewhere) return refuseElsewhere(engine, wanted(region, elsewhere.slot), elsewhere.nearest);
    const own = guarded.reports.filter((r) => r.place === null && !r.onlyWhole);
    if (intent === "lookup" && first && !asksNumber(first)) {
      const told = await tell(engine, regions, slots, last, reports);
      if (told) return told;
    }
    if (own.length === 0 && guarded.reports.every((r) => r.onlyWhole)) return refuseNoReport(region, reports);
    return refuseNoFigure(
      first?.own || trace.understood.raw,
      own.length > 0 ? own.map((r) => r.report) : guarded.above,
    );
  }

  /** Each slot in turn; one that leans on the measure before it (占全省多少) must stand beside that one's figure. */
  async function lookUpSlots(slots: Slot[], guarded: Guarded, last: Turn | undefined): Promise<SlotResult[]> {
    const results: SlotResult[] = [];
    for (const slot of slots) {
      const previous = results.at(-1);
      if (!slot.dependent || !previous) {
        results.push(lookUp(engine, await prepare(engine, slot), guarded, last?.evidence ?? []));
        continue;
      }
      if (previous.kind !== "found") {
        results.push({ kind: "missing", slot, candidates: [] });
        continue;
      }
      const prepared = await prepare(engine, { ...slot, own: `${previous.slot.own} ${slot.own}`.trim() });
      results.push(lookUp(engine, prepared, guarded, [evidenceOf(previous.best)]));
    }
    return results;
  }

  /** The answer with its neighbours; without them when one of them does not pass the gate. */
  function figuresBody(results: SlotResult[]): Body {
    const full = composeFigures(engine, results, { siblings: true });
    return verify({ ...full, question: "", ms: 0 }, source).length === 0
      ? full
      : composeFigures(engine, results, { siblings: false });
  }

  /** A question without region: one region that knows answers; several are offered. */
  async function lookUpAnywhere(trace: Trace, slots: Slot[], last: Turn | undefined): Promise<Body> {
    const [first] = slots;
    if (!first) return refuseOffTopic();
    const prepared = await prepare(engine, first);
    const likely = reportsByWords(engine, prepared, MAX_UNNAMED_REPORTS);
    const perRegion = new Map<string, ReportSummary[]>();
    for (const report of likely) {
      const key = report.region?.code ?? report.id;
      perRegion.set(key, [...(perRegion.get(key) ?? []), report]);
    }
    const found: { reports: ReportSummary[]; result: Extract<SlotResult, { kind: "found" }> }[] = [];
    for (const group of perRegion.values()) {
      const result = lookUp(engine, prepared, guardFor(engine, null, group), last?.evidence ?? []);
      trace.results.push(result);
      if (result.kind === "found") found.push({ reports: group, result });
    }
    found.sort((a, b) => b.result.best.score - a.result.best.score);
    const [best, second] = found;
    if (!best) {
      const told = asksNumber(first) ? null : await tell(engine, [], slots, last, likely);
      return told ?? refuseNoFigure(first.own || trace.understood.raw, []);
    }
    const rivals = found.filter((f) => f.result.best.score > best.result.best.score - RIVAL_MARGIN);
    if (!second || rivals.length === 1) {
      const guarded = guardFor(engine, null, best.reports);
      const results = await lookUpSlots(slots, guarded, last);
      trace.results = results;
      return figuresBody(results);
    }
    return clarify(
      trace,
      rivals.map((r) => r.result),
    );
  }

  function clarify(trace: Trace, results: Extract<SlotResult, { kind: "found" }>[]): Body {
    const regions = results
      .slice(0, MAX_REGIONS)
      .map((r) => r.best.report.region?.name ?? "")
      .filter(Boolean);
    if (results.length <= 4) {
      const listed = composeComparison(engine, [
        {
          operation: "list",
          operands: results.map((result) => ({ name: "", candidate: result.best })),
          missing: [],
        },
      ]);
      return {
        ...listed,
        kind: "clarify",
        text: `问题没有说是哪个地区，下面分别列出：\n${listed.text}`,
        choices: regions.map((name) => `${name}${trace.understood.raw}`),
      };
    }
    return {
      kind: "clarify",
      text: `想查哪个地区的？有这项数据的有：${regions.join("、")}。`,
      figures: [],
      citations: [],
      notes: [],
      choices: regions.map((name) => `${name}${trace.understood.raw}`),
    };
  }

  function remember(
    conversation: string | undefined,
    regions: Region[],
    slots: Slot[],
    body: Body,
    trace: Trace,
  ): void {
    const found = trace.results.filter((r) => r.kind === "found");
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
    });
  }

  return { explain, ask: async (input) => (await explain(input)).answer };
}

function asksNumber(slot: Slot): boolean {
  return slot.unit.families.length > 0 || /多少|几|率|数$|目标|多长|多大|多高|多远|多重/.test(slot.asked);
}

function wanted(region: Region, slot: Slot): string {
  const period = slot.periods.map((p) => p.text).join("、");
  return `${region.name}${period}“${slot.own || slot.asked}”`;
}
