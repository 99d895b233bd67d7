/**
 * Which passages a model may choose among for a narrative question: runs of sentences that the rules would tell as well,
 * nearly as good as the one they told; where they refuse, the nearest ones, to be offered beside the refusal.
 */
import type { Answer } from "../../domain/index.ts";
import type { Trace } from "../create-assistant.ts";
import type { Engine } from "../engine.ts";
import { passageBody, type Tellable, tellable } from "../tell.ts";

/** One run of sentences under its number in a list. */
export interface OfferedPassage {
  run: Tellable;
  /** Whose, when and the report's own words. */
  text: string;
  /** The run as an answer. */
  body: Omit<Answer, "id" | "question" | "ms">;
}

const MAX_OFFERED = 6;
const MAX_CHARS = 400;
/** How far below the best a run may score: the share of its score. */
const NEARLY = 0.1;
/** Coverage of the question's words below which nothing is offered beside a refusal. */
const MIN_COVERAGE = 0.2;

/** The rules' own run first where they answered; empty where there is nothing to choose. */
export async function offeredPassages(
  engine: Engine,
  { answer, trace }: { answer: Answer; trace: Trace },
): Promise<OfferedPassage[]> {
  const { slots } = trace.understood;
  const [slot] = slots;
  if (!slot) return [];
  const reports = engine.catalogue.reports();
  const runs = await tellable(engine, trace.regions, slots, undefined, reports, MAX_OFFERED);
  const offered = runs.map((run) => {
    const body = passageBody(engine, slot, run);
    return { run, body, text: body.text.replace(/\[\d+\]/g, "").slice(0, MAX_CHARS) };
  });
  if (answer.kind === "refusal") {
    return offered.filter(({ run }) => run.coverage >= MIN_COVERAGE);
  }
  const [best] = offered;
  // What a chat lent the question is not known here: where the rules told another run, it stays.
  if (!best || !answer.text.startsWith(best.body.text)) return [];
  return offered.filter(({ run }) => run.covers && run.score >= (1 - NEARLY) * best.run.score);
}

/** The refusal with the passage that the model took beside it, labelled as a mere offer. */
export function refusalWithPassage(refused: Answer, { body }: OfferedPassage): Answer {
  const note = "上面这一段由语言模型挑出，未必就是所问的，请核对原文";
  return {
    ...refused,
    text: `${refused.text}\n也许相关的是${body.text}\n注意：${note}。`,
    citations: body.citations,
    notes: [...refused.notes, note],
  };
}
