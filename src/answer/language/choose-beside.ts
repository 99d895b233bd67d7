/**
 * The rules' answer in; the same answer with the figure or passage that the model chose beside it out, or null where it
 * chose nothing else. A choice never takes the place of what the rules told: measured, it spoils more than it mends.
 * What is made here has not passed the gate yet.
 */
import type { Answer } from "../../domain/index.ts";
import { withSources } from "../about-sources.ts";
import { withNotes } from "../body.ts";
import type { Engine } from "../engine.ts";
import { type EvidenceBook, labelOf, quoteSpan, statementSpan, statementWords } from "../evidence.ts";
import { toldText } from "../narrative/index.ts";
import type { Trace } from "../trace.ts";
import { choose } from "./choose-evidence.ts";
import type { ModelSession } from "./model-session.ts";
import { bookOf, offeredFor, refusalOffering } from "./offer.ts";
import { offeredPassages } from "./offer-passages.ts";

/** An answer and how it was found; nothing was looked up where there is no trace. */
export interface Explained {
  answer: Answer;
  trace: Trace | null;
}

const CHOSEN = "由语言模型挑出，请核对原文";
const UNSURE = "上面这一段由语言模型挑出，未必就是所问的，请核对原文";

/** The answer with the model's choice beside it; null where the rules' answer stands alone. */
export async function chosenBeside(
  engine: Engine,
  session: ModelSession,
  question: string,
  { answer, trace }: Explained,
): Promise<Answer | null> {
  if (!trace) return null;
  return isNarrative(answer, trace)
    ? passageBeside(engine, session, question, answer, trace)
    : figureBeside(engine, session, question, answer, trace);
}

async function figureBeside(
  engine: Engine,
  session: ModelSession,
  question: string,
  answer: Answer,
  { results, understood, regions }: Trace,
): Promise<Answer | null> {
  const [result] = results;
  if (!result || results.length !== 1 || understood.intent !== "lookup" || regions.length !== 1) return null;
  if (answer.kind !== "figure" && answer.refusal?.reason !== "no_figure") return null;
  const offered = await offeredFor(engine, result);
  if (offered.length < (result.kind === "found" ? 2 : 1)) return null;
  const taken = await choose(session, question, result.slot.own || result.slot.asked, offered);
  if (!taken || (result.kind === "found" && taken.candidate === result.best)) return null;
  if (result.kind !== "found") return refusalOffering(engine, answer, taken);
  const { report, profile } = taken.candidate;
  const { figure } = profile;
  if (answer.figures.some((told) => told.raw === figure.raw && told.metric === figure.metric)) return null;
  const book = bookOf(engine, answer);
  const n = book.cite(report, quoteSpan(engine.store, figure), figure.headings, figure.page);
  book.addFigure(figure, n);
  const words = statementWords(engine.store, figure, statementSpan(engine.store, figure));
  const note = `也可能问的是${labelOf(figure)}：${words}[${n}]（${CHOSEN}）`;
  return extended(engine, answer, book, withNotes(answer, [note]));
}

async function passageBeside(
  engine: Engine,
  session: ModelSession,
  question: string,
  answer: Answer,
  trace: Trace,
): Promise<Answer | null> {
  const offered = await offeredPassages(engine, answer, trace);
  if (offered.every(({ told }) => told)) return null;
  const asked = trace.understood.slots.map((slot) => slot.own || slot.asked).join(" ");
  const taken = await choose(session, question, asked, offered);
  if (!taken || taken.told) return null;
  const book = bookOf(engine, answer);
  if (answer.kind === "refusal") {
    // Where the rules refuse, a model's word makes no answer.
    const text = `${answer.text}\n也许相关的是${toldText(engine, taken.run, book)}`;
    return withNotes({ ...answer, text, citations: book.citations }, [UNSURE]);
  }
  const text = `${answer.text}\n相关的还有（${CHOSEN}）：\n${toldText(engine, taken.run, book)}`;
  return extended(engine, answer, book, { ...answer, text });
}

/** With the book's evidence, and what a reader must know of files that were not cited before. */
function extended(
  engine: Engine,
  before: Answer,
  { citations, figures }: EvidenceBook,
  answer: Answer,
): Answer {
  const known = new Set(before.citations.map((c) => c.report));
  const added = citations.filter((c) => !known.has(c.report));
  const more = withSources(engine.catalogue, { ...answer, citations: added });
  return { ...answer, text: more.text, notes: more.notes, citations, figures };
}

/** Told in the report's own sentences, or refused where such were asked for. */
function isNarrative(answer: Answer, trace: Trace): boolean {
  if (answer.kind === "passage" || answer.kind === "list") return trace.results.length === 0;
  return answer.refusal?.reason === "no_figure" && trace.understood.intent === "narrative";
}
