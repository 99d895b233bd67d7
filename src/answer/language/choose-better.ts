/**
 * The rules' answer in; the answer with the figure or passage that the model chose out, or null where the rules' choice
 * stands. What is made here has not passed the gate yet.
 */
import type { Answer } from "../../domain/index.ts";
import { withSources } from "../about-sources.ts";
import { figuresBody } from "../answer-figures.ts";
import type { Trace } from "../create-assistant.ts";
import type { Engine } from "../engine.ts";
import type { EvidenceSource } from "../verify/index.ts";
import { choose } from "./choose-evidence.ts";
import type { ModelSession } from "./model-session.ts";
import { offeredFor, refusalOffering } from "./offer.ts";
import { offeredPassages, refusalWithPassage } from "./offer-passages.ts";

/** An answer and how it was found; nothing was looked up where there is no trace. */
export interface Explained {
  answer: Answer;
  trace: Trace | null;
}

interface Traced extends Explained {
  trace: Trace;
}

/** Chooses over one index. */
export function createChoosing(engine: Engine, source: EvidenceSource) {
  return {
    async better(
      session: ModelSession,
      question: string,
      { answer, trace }: Explained,
    ): Promise<Traced | null> {
      if (!trace) return null;
      const best = { answer, trace };
      return isNarrative(best) ? passage(session, question, best) : figure(session, question, best);
    },
  };

  async function figure(session: ModelSession, question: string, best: Traced): Promise<Traced | null> {
    const { answer, trace } = best;
    const [result] = trace.results;
    if (!result || trace.results.length !== 1) return null;
    if (trace.understood.intent !== "lookup" || trace.regions.length !== 1) return null;
    if (answer.kind !== "figure" && answer.refusal?.reason !== "no_figure") return null;
    const offered = await offeredFor(engine, result);
    if (offered.length < (result.kind === "found" ? 2 : 1)) return null;
    const taken = await choose(session, question, result.slot.own || result.slot.asked, offered);
    if (!taken || (result.kind === "found" && taken.candidate === result.best)) return null;
    // Where the rules refuse, a model's word makes no answer: the figure is offered beside the refusal.
    if (result.kind !== "found") return { trace, answer: refusalOffering(engine, answer, taken) };
    const { slot, candidates } = result;
    const found = { kind: "found" as const, slot, best: taken.candidate, candidates };
    const body = withSources(engine.catalogue, figuresBody(engine, source, [found], trace.understood.claims));
    const note = "这一条由语言模型从报告里挑出，请核对原文";
    const { refusal: _refusal, choices: _choices, ...rest } = answer;
    return { trace: { ...trace, results: [found] }, answer: { ...rest, ...body, ...withNote(body, note) } };
  }

  async function passage(session: ModelSession, question: string, best: Traced): Promise<Traced | null> {
    const { answer, trace } = best;
    const offered = await offeredPassages(engine, best);
    const refused = answer.kind === "refusal";
    if (offered.length < (refused ? 1 : 2)) return null;
    const asked = trace.understood.slots.map((slot) => slot.own || slot.asked).join(" ");
    const taken = await choose(session, question, asked, offered);
    if (!taken) return null;
    if (refused) return { trace, answer: refusalWithPassage(answer, taken) };
    if (taken === offered[0]) return null;
    const body = withSources(engine.catalogue, taken.body);
    const note = "这一段由语言模型从报告里挑出，请核对原文";
    return { trace, answer: { ...answer, ...body, ...withNote(body, note) } };
  }
}

/** Told in the report's own sentences, or refused where such were asked for. */
function isNarrative({ answer, trace }: Traced): boolean {
  if (answer.kind === "passage" || answer.kind === "list") return trace.results.length === 0;
  return answer.refusal?.reason === "no_figure" && trace.understood.intent === "narrative";
}

/** The caveat in the text and among the notes. */
export function withNote(body: Pick<Answer, "text" | "notes">, note: string): Pick<Answer, "text" | "notes"> {
  return { text: `${body.text}\n注意：${note}。`, notes: [...body.notes, note] };
}
