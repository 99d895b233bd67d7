/**
 * A question in, an answer out: understand, guard, select, compose, verify or refuse.
 */
import type { Answer, AskInput, Assistant, Region } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { Store } from "../store/index.ts";
import { createGazetteer } from "../text/index.ts";
import { withSources } from "./about-sources.ts";
import type { Body } from "./body.ts";
import { asksBreakdown, composeBreakdown } from "./breakdown.ts";
import { Conversations, inContext, type Turn, turnAfter } from "./chat/index.ts";
import { describeCoverage } from "./coverage.ts";
import { createEngine, type Engine, evidenceSource } from "./engine.ts";
import { createGate } from "./gate.ts";
import { partnersKnown } from "./partners-known.ts";
import { askBack, refuseNoFigure, refuseNoReport, refuseOffTopic, refuseUnreadable } from "./refuse.ts";
import { resolveRegions, wholeAbove } from "./resolve-regions.ts";
import { NOTHING_ASKED, route } from "./route.ts";
import { isOffTopic } from "./topic.ts";
import type { Trace } from "./trace.ts";
import { tellMends, withoutTypos } from "./typos.ts";
import { reactionOf, type UnderstoodQuestion, understand } from "./understand/index.ts";

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
    const context = request.complete ? undefined : last;
    const body = await route(
      { engine, gate },
      { question: input.question, request, last: context, reports, trace },
    );
    conversations.remember(input.conversation, turnAfter(store, { request, last, body, trace }));
    return { body, trace };
  }

  return { explain, ask: async (input) => (await explain(input)).answer };
}

const ASK_FOR_MORE = "还想查什么？请说出指标，例如：满意率呢；或说出地区，例如：湛江呢。";

const DISMISSED = "好的。想查别的，直接说地区和指标就行。";
