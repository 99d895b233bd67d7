/**
 * Answers a list or narrative question with the report's own sentences, each cited.
 */
import type { Region } from "../../domain/index.ts";
import type { ReportSummary } from "../../store/index.ts";
import { displayPeriod, isPlanHeading, resolvePeriod } from "../../text/index.ts";
import type { Body } from "../body.ts";
import type { Turn } from "../chat/index.ts";
import type { Engine } from "../engine.ts";
import { EvidenceBook, statementText } from "../evidence.ts";
import { guardFor } from "../look-up.ts";
import { anchorOf } from "../select/index.ts";
import type { Slot } from "../understand/index.ts";
import { type Narrative, narrate } from "./narrative.ts";

/** Share of the question's words that the chosen sentences must show. */
const MIN_COVERAGE = 0.35;
/** … where a figure was asked for and not found: sentences near it are no answer. */
const MIN_COVERAGE_FOR_FIGURE = 0.6;

/** A list that is longer is quoted line by line. */
const MAX_QUOTE = 400;

/** A run of sentences, and whether it covers what was asked. */
export interface Tellable extends Narrative {
  covers: boolean;
}

/** What is to be told of, in the words of which turn, from which reports. */
export interface AskedToTell {
  /** None where any report may tell it. */
  regions: Region[];
  slots: Slot[];
  last: Turn | undefined;
  reports: ReportSummary[];
}

/** The report's own sentences for a list or narrative question; null when nothing covers it. */
export async function tell(
  engine: Engine,
  asked: AskedToTell,
  { insteadOfFigure = false } = {},
): Promise<Body | null> {
  const [slot] = asked.slots;
  const [best] = await tellable(engine, asked, 1);
  if (!slot || !best?.covers || (insteadOfFigure && best.coverage < MIN_COVERAGE_FOR_FIGURE)) return null;
  return passageBody(engine, slot, best);
}

/** Runs of sentences inside the guard of what was asked, at most so many; the best first. */
export async function tellable(
  engine: Engine,
  { regions, slots, last, reports }: AskedToTell,
  limit: number,
): Promise<Tellable[]> {
  const [slot] = slots;
  if (!slot) return [];
  const [region] = regions;
  const guarded = region ? guardFor(engine, region, reports) : null;
  if (guarded && guarded.reports.length === 0) return [];
  const allowed = guarded ? guarded.reports.filter((r) => !r.onlyWhole).map((r) => r.report) : reports;
  const fitting = allowed.filter((report) => fitsPeriod(slot, report));
  const whole = { ...slot, own: slots.map((s) => s.own).join(" ") };
  const runs = await narrate(engine, whole, fitting, {
    lastPassages: last?.evidence.map((e) => e.passageId) ?? [],
    limit,
  });
  const bare = whole.own.replace(/[啥怎么样的\s]/g, "").length < 2;
  return runs.map((run) => ({
    ...run,
    covers: run.coverage >= MIN_COVERAGE || (run.wholeSection && bare),
  }));
}

/** The run as an answer, each sentence cited. */
function passageBody(engine: Engine, slot: Slot, run: Narrative): Body {
  const book = new EvidenceBook(engine.store);
  return {
    kind: /哪|什么|包括|包含|构成/.test(slot.asked) ? "list" : "passage",
    text: toldText(engine, run, book),
    figures: book.figures,
    citations: book.citations,
    notes: [],
  };
}

/** Whose and when, then the run's sentences, each with its mark in the book. */
export function toldText(engine: Engine, { sentences, isList }: Narrative, book: EvidenceBook): string {
  const [first] = sentences;
  // Lines of one list that stand together are quoted together.
  const whole = first && { start: first.span.start, end: sentences.at(-1)?.span.end ?? first.span.end };
  if (isList && whole && whole.end - whole.start <= MAX_QUOTE)
    book.cite(first.report, whole, first.passage.headings, first.passage.page);
  const parts = sentences.map(({ report, passage, span }) => {
    const n = book.cite(report, span, passage.headings, passage.page);
    for (const figure of engine.store.figuresOf(report.id)) {
      if (figure.start >= span.start && figure.end <= span.end) book.addFigure(figure, n);
    }
    return `${statementText(engine.store, report.id, span)}[${n}]。`;
  });
  const period = first?.report.period ?? null;
  const year = period ? Number(period.end.slice(0, 4)) : null;
  const plan = sentences.every((s) => s.passage.headings.some((h) => isPlanHeading(h, year)));
  const label = `${first?.report.region?.name ?? ""}${plan ? "（工作计划）" : displayPeriod(period)}`;
  return `${label}：\n${parts.join("\n")}`;
}

function fitsPeriod(slot: Slot, report: ReportSummary): boolean {
  const anchor = anchorOf(report);
  const asked = slot.periods.map((p) => resolvePeriod(p.spec, anchor)).filter((p) => p !== null);
  if (asked.length === 0 || !report.period) return true;
  const years = [report.period.end.slice(0, 4), String(Number(report.period.end.slice(0, 4)) + 1)];
  return asked.some((p) => years.includes(p.start.slice(0, 4)) || years.includes(p.end.slice(0, 4)));
}
