/**
 * Which figures a model may choose among: those of the rules' own list that break no condition of an answer. A doubt
 * about how well the words fit may be settled by the model; region, period, unit and a different measure may not.
 */
import type { Answer } from "../../domain/index.ts";
import { noteLine } from "../body.ts";
import type { Engine } from "../engine.ts";
import {
  answerFigure,
  EvidenceBook,
  labelOf,
  quoteSpan,
  statementSpan,
  statementWords,
} from "../evidence.ts";
import { prepare, type SlotResult } from "../look-up.ts";
import type { Candidate } from "../select/index.ts";

/** One figure under its number in a list. */
export interface Offered {
  candidate: Candidate;
  /** Whose, when and the report's own words. */
  text: string;
}

const MAX_OFFERED = 8;
/** Below the rules' threshold by this much at most: such a figure is only ever offered beside a refusal. */
const BELOW_THRESHOLD = 2;
/** Scores this close are a tie between two figures that the rules would both accept. */
const TIE = 1;

/** Figures that may answer the slot, as good as the best or nearly so; fewer than one for a slot that is settled. */
export async function offeredFor(engine: Engine, result: SlotResult): Promise<Offered[]> {
  if (result.kind === "elsewhere") return [];
  const { slot } = result;
  const prepared = await prepare(engine, slot);
  const inPeriod = result.candidates.filter((c) => slot.periods.length === 0 || c.features.period > -0.35);
  const top = result.kind === "found" ? result.best.score : Number.POSITIVE_INFINITY;
  const fitting = inPeriod.filter((candidate) => {
    if (candidate.features.unit <= -1) return false;
    if (slot.status !== null && candidate.profile.figure.status !== slot.status) return false;
    if (result.kind === "found") {
      return (
        candidate.score >= top - TIE &&
        engine.accepts(candidate, prepared) &&
        sameKind(candidate, result.best)
      );
    }
    return engine.accepts({ ...candidate, score: candidate.score + BELOW_THRESHOLD }, prepared);
  });
  return distinct(fitting)
    .slice(0, MAX_OFFERED)
    .map((candidate) => ({ candidate, text: textOf(engine, candidate) }));
}

/** A result stays a result: a tie is settled between figures of one status, region, period and scope. */
function sameKind(a: Candidate, b: Candidate): boolean {
  const [f, g] = [a.profile.figure, b.profile.figure];
  return (
    f.status === g.status &&
    f.regionCode === g.regionCode &&
    f.period?.label === g.period?.label &&
    f.scope === g.scope &&
    f.unit === g.unit
  );
}

/** The same row of two reports is offered once. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ profile: { figure } }) => {
    const key = `${figure.region}|${figure.period?.label}|${figure.raw}|${figure.metric}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The refusal with the figure that the model took beside it, labelled as a mere offer; null where it names that already. */
export function refusalOffering(engine: Engine, refused: Answer, { candidate }: Offered): Answer | null {
  const { figure } = candidate.profile;
  const named = refused.refusal?.nearest ?? [];
  if (named.some((told) => told.raw === figure.raw && told.metric === figure.metric)) return null;
  const book = bookOf(engine, refused);
  const n = book.cite(candidate.report, quoteSpan(engine.store, figure), figure.headings, figure.page);
  const words = statementWords(engine.store, figure, statementSpan(engine.store, figure));
  const note = "上面这一条由语言模型挑出，未必就是所问的，请核对原文";
  return {
    ...refused,
    text: `${refused.text}\n也许相关的是${labelOf(figure)}：${words}[${n}]。\n${noteLine(note)}`,
    citations: book.citations,
    notes: [...refused.notes, note],
    refusal: { reason: "no_figure", nearest: [...named, answerFigure(figure, n)] },
  };
}

/** A book that goes on where an answer's citations and figures end. */
export function bookOf(engine: Engine, { citations, figures }: Answer): EvidenceBook {
  const book = new EvidenceBook(engine.store);
  book.citations.push(...citations);
  book.figures.push(...figures);
  return book;
}

function textOf(engine: Engine, { profile: { figure }, report }: Candidate): string {
  const words = statementWords(engine.store, figure, statementSpan(engine.store, figure));
  return `${labelOf(figure)}：${words}（《${report.title}》）`;
}
