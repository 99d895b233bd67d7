/**
 * Which passages a model may choose among for a narrative question: the run of sentences that the rules told and others
 * that come near it; where the rules refuse, the nearest ones. Reports outside the guard never take part.
 */
import type { Answer } from "../../domain/index.ts";
import type { Engine } from "../engine.ts";
import { EvidenceBook } from "../evidence.ts";
import { type Tellable, tellable, toldText } from "../narrative/index.ts";
import type { Trace } from "../trace.ts";

/** One run of sentences under its number in a list. */
export interface OfferedPassage {
  run: Tellable;
  /** Whose, when and the report's own words. */
  text: string;
  /** True for the run that the rules told. */
  told: boolean;
}

const MAX_OFFERED = 6;
const MAX_CHARS = 400;
/** How far below the best a run may score beside an answer: a share of its score. */
const NEARLY = 0.25;
/** Coverage of the question's words below which nothing is offered beside a refusal. */
const MIN_COVERAGE = 0.2;

/** The rules' own run first where they answered; no other than that where there is nothing to choose. */
export async function offeredPassages(
  engine: Engine,
  answer: Answer,
  { regions, understood }: Trace,
): Promise<OfferedPassage[]> {
  const asked = { regions, slots: understood.slots, last: undefined, reports: engine.catalogue.reports() };
  const runs = await tellable(engine, asked, MAX_OFFERED);
  const offered = runs.map((run) => {
    const text = toldText(engine, run, new EvidenceBook(engine.store));
    return {
      run,
      told: answer.text.startsWith(text),
      text: text.replace(/\[\d+\]/g, "").slice(0, MAX_CHARS),
    };
  });
  if (answer.kind === "refusal") return offered.filter(({ run }) => run.coverage >= MIN_COVERAGE);
  const [best] = offered;
  // What a chat lent the question is not known here: where the rules told another run, nothing is set beside it.
  if (!best?.told) return [];
  return offered.filter(({ run }) => run.covers && run.score >= (1 - NEARLY) * best.run.score);
}
