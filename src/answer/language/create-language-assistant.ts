/**
 * An assistant of rules and a chat model in, an assistant out in which the model may understand, choose and phrase.
 * The rules' answer is there first and stays whenever the model is late, fails, or does not pass the checks.
 */
import type { Answer, AskInput } from "../../domain/index.ts";
import type { ChatModel, Embedder } from "../../models/index.ts";
import type { Store } from "../../store/index.ts";
import { createGazetteer } from "../../text/index.ts";
import { withNotes } from "../body.ts";
import type { TracedAssistant } from "../create-assistant.ts";
import { createEngine, type Engine, evidenceSource } from "../engine.ts";
import { labelOf } from "../evidence.ts";
import { createGate } from "../gate.ts";
import type { LanguageUse } from "../load-language-assistant.ts";
import { ChatHistory } from "./chat-history.ts";
import { chosenBeside, type Explained } from "./choose-beside.ts";
import { ModelSession, type Tally } from "./model-session.ts";
import { phrase } from "./phrase-answer.ts";
import { costOf, type TokenPrice } from "./token-price.ts";
import { type Likeness, restate } from "./understand-question.ts";

/** What one question cost and what came of it: counts only, no text. */
export interface LanguageReport extends Tally {
  model: string;
  /** Time spent on the model, in milliseconds. */
  ms: number;
  /** The uses whose result is in the answer; empty when the rules' answer was given. */
  used: LanguageUse[];
  /** What the counted tokens cost in yuan; left out where no price is known. */
  costYuan?: number;
  /** Why the model was of no help, in Chinese; left out when it answered. */
  failure?: string;
}

export interface LanguageOptions {
  /** Answers by rules over the same index. */
  assistant: TracedAssistant;
  store: Store;
  embedder: Embedder;
  /** Shared with whatever else answers over this index; one of its own when left out. */
  engine?: Engine;
  chat: ChatModel;
  uses: readonly LanguageUse[];
  /** Longest time for the model on one question, in milliseconds; then the rules' answer is given. */
  timeoutMs: number;
  price?: TokenPrice;
  /** Called after each question that the model was asked about. */
  onReport?: (report: LanguageReport) => void;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}

/** A server that failed this often in a row is left alone for a minute, so that nobody waits for it each time. */
const MAX_FAILURES = 3;
const REST_MS = 60_000;

/** Wraps the assistant of rules. */
export function createLanguageAssistant(options: LanguageOptions): TracedAssistant {
  const { assistant, store, embedder, chat, timeoutMs, now = Date.now } = options;
  const uses = new Set(options.uses);
  const gazetteer = createGazetteer();
  const engine = options.engine ?? createEngine(store, embedder, gazetteer);
  const history = new ChatHistory(now);
  let failures = 0;
  let restsUntil = 0;
  const source = evidenceSource(engine);
  const gate = createGate(source);
  const alike: Likeness | undefined =
    embedder.semantic && store.vectorsUsable
      ? async (a, b) => {
          const [x, y] = [await engine.embedder.embedQuery(a), await engine.embedder.embedQuery(b)];
          return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
        }
      : undefined;

  async function explain({ onText, ...input }: AskInput): Promise<Explained> {
    const started = performance.now();
    const rules = await assistant.explain(input);
    if (input.rulesOnly) return rules;
    const before = history.before(input.conversation);
    history.add(input.conversation, input.question);
    if (now() < restsUntil) return rules;
    const session = new ModelSession(chat, timeoutMs);
    const used: LanguageUse[] = [];
    let best = rules;
    let failure: string | undefined;
    const asked = performance.now();
    try {
      const understood = await understoodBetter(session, input, rules, before);
      if (understood) {
        best = understood;
        used.push("understand");
      }
      const beside = uses.has("choose") && (await chosenBeside(engine, session, input.question, best));
      const chosen = beside && gated(input, best, beside);
      if (chosen) {
        best = chosen;
        used.push("choose");
      }
      const phrased = await phrasedBetter(session, input, best, onText);
      if (phrased) {
        best = phrased;
        used.push("phrase");
      }
      if (session.tally.calls > 0) failures = 0;
    } catch (error) {
      failure = chat.explainFailure(error);
      failures++;
      if (failures >= MAX_FAILURES) {
        failures = 0;
        restsUntil = now() + REST_MS;
      }
    } finally {
      session.close();
    }
    if (session.tally.calls > 0) {
      const ms = Math.round(performance.now() - asked);
      options.onReport?.({
        model: chat.name,
        ms,
        used,
        ...session.tally,
        ...(options.price ? { costYuan: costOf(session.tally, options.price) } : {}),
        ...(failure ? { failure } : {}),
      });
    }
    const ms = Math.round((performance.now() - started) * 10) / 10;
    return { ...best, answer: { ...best.answer, mode: used.length > 0 ? "model" : "rules", ms } };
  }

  /** The answer to the question restated by the model; null when it does not help. */
  async function understoodBetter(
    session: ModelSession,
    input: AskInput,
    rules: Explained,
    before: string[],
  ): Promise<Explained | null> {
    if (!uses.has("understand") || !mayBeMisunderstood(rules)) return null;
    const { question } = input;
    const restated = await restate(session, { question, before, trace: rules.trace }, gazetteer, alike);
    if (!restated || restated === question) return null;
    const probe = await assistant.explain({ question: restated });
    if (!isBetter(probe, rules)) return null;
    // Asked once more inside its chat, so that a follow-up leans on what was really answered.
    const again =
      input.conversation === undefined
        ? probe
        : await assistant.explain({ conversation: input.conversation, question: restated });
    return isBetter(again, rules)
      ? gated(input, again, withNotes(again.answer, [`问题按“${restated}”理解`]))
      : null;
  }

  /** The answer in the model's words; null when its own words stand. */
  async function phrasedBetter(
    session: ModelSession,
    { question }: AskInput,
    { answer, trace }: Explained,
    onText: ((text: string) => void) | undefined,
  ): Promise<Explained | null> {
    if (!uses.has("phrase") || !trace || answer.kind !== "figure") return null;
    const { claims } = trace.understood;
    // The line that judges a claim is the rules' alone.
    if (claims.numbers.length > 0 || claims.order !== null) return null;
    const asked = trace.results.flatMap((r) => (r.kind === "found" ? [r.best.profile.figure] : []));
    const [head] = asked;
    if (!head || !asked.every((f) => answer.figures.some((told) => told.raw === f.raw))) return null;
    const task = { question, answer, asked, label: labelOf(head), source, gazetteer };
    const phrased = await phrase(session, onText ? { ...task, onText } : task);
    return phrased && { answer: phrased, trace };
  }

  /** Nothing that the gate refuses goes on. */
  function gated({ id, question }: AskInput, { trace }: Explained, made: Answer): Explained | null {
    const { refusal, choices, ...rest } = made;
    const answer: Answer = {
      ...rest,
      ...(id === undefined ? {} : { id }),
      question,
      ...(refusal ? { refusal } : {}),
      ...(choices ? { choices } : {}),
    };
    return gate(answer, { question, slots: trace?.understood.slots ?? [] }).length === 0
      ? { answer, trace }
      : null;
  }

  return { explain, ask: async (input) => (await explain(input)).answer };
}

/** Refused for its words, or with a measure that was not found or not noticed. */
function mayBeMisunderstood({ answer, trace }: Explained): boolean {
  const reason = answer.refusal?.reason;
  if (reason === "no_figure") return true;
  if (reason === "off_topic") return trace !== null;
  if (answer.kind !== "figure" || !trace) return false;
  const missing = trace.results.some((r) => r.kind === "missing");
  return missing || (trace.results.length === 1 && /[和与及、]|还有|以及/.test(trace.understood.folded));
}

/** An answer where there was none, or one that tells more and keeps what was told. */
function isBetter(probe: Explained, rules: Explained): boolean {
  if (probe.answer.kind === "refusal" || probe.answer.kind === "clarify") return false;
  const place = rules.trace?.regions
    .map((r) => r.code)
    .sort()
    .join();
  if (
    place &&
    place !==
      probe.trace?.regions
        .map((r) => r.code)
        .sort()
        .join()
  )
    return false;
  if (rules.answer.kind === "refusal") return true;
  const [told, heads] = [headsOf(probe), headsOf(rules)];
  return told.length > heads.length && heads.every((head) => told.includes(head));
}

function headsOf({ trace }: Explained): string[] {
  return (trace?.results ?? []).flatMap((r) => (r.kind === "found" ? [r.best.profile.figure.id] : []));
}
