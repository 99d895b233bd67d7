/**
 * Answers a list or narrative question with the report's own sentences, each cited.
 */
import type { Answer, Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { displayPeriod, isPlanHeading, resolvePeriod } from "../text/index.ts";
import type { Turn } from "./converse.ts";
import type { Engine } from "./engine.ts";
import { EvidenceBook, statementText } from "./evidence.ts";
import { guardFor } from "./look-up.ts";
import { narrate } from "./narrative.ts";
import { anchorOf } from "./select/index.ts";
import type { Slot } from "./understand/index.ts";

/** Share of the question's words that the chosen sentences must show. */
const MIN_COVERAGE = 0.35;

/** A list that is longer is quoted line by line. */
const MAX_QUOTE = 400;

type Body = Omit<Answer, "id" | "question" | "ms">;

/** The report's own sentences for a list or narrative question; null when nothing covers it. */
export async function tell(
  engine: Engine,
  regions: Region[],
  slots: Slot[],
  last: Turn | undefined,
  reports: ReportSummary[],
): Promise<Body | null> {
  const [slot] = slots;
  if (!slot) return null;
  const [region] = regions;
  const guarded = region ? guardFor(engine, region, reports) : null;
  if (guarded && guarded.reports.length === 0) return null;
  const allowed = guarded ? guarded.reports.filter((r) => !r.onlyWhole).map((r) => r.report) : reports;
  const fitting = allowed.filter((report) => fitsPeriod(slot, report));
  const whole = { ...slot, own: slots.map((s) => s.own).join(" ") };
  const { sentences, coverage, wholeSection, isList } = await narrate(
    engine,
    whole,
    fitting.length > 0 ? fitting : [],
    last?.evidence.map((e) => e.passageId),
  );
  const [first] = sentences;
  if (
    !first ||
    (coverage < MIN_COVERAGE && !(wholeSection && whole.own.replace(/[啥怎么样的\s]/g, "").length < 2))
  )
    return null;
  const book = new EvidenceBook(engine.store);
  // Lines of one list that stand together are quoted together.
  const [from, to] = [first.span.start, sentences.at(-1)?.span.end ?? first.span.end];
  if (isList && to - from <= MAX_QUOTE)
    book.cite(first.report, { start: from, end: to }, first.passage.headings, first.passage.page);
  const parts = sentences.map(({ report, passage, span }) => {
    const n = book.cite(report, span, passage.headings, passage.page);
    for (const figure of engine.store.figuresOf(report.id)) {
      if (figure.start >= span.start && figure.end <= span.end) book.addFigure(figure, n);
    }
    return `${statementText(engine.store, report.id, span)}[${n}]。`;
  });
  const year = first.report.period ? Number(first.report.period.end.slice(0, 4)) : null;
  const plan = sentences.every((s) => s.passage.headings.some((h) => isPlanHeading(h, year)));
  const label = `${first.report.region?.name ?? ""}${plan ? "（工作计划）" : displayPeriod(first.report.period)}`;
  return {
    kind: /哪|什么|包括|包含|构成/.test(slot.asked) ? "list" : "passage",
    text: `${label}：\n${parts.join("\n")}`,
    figures: book.figures,
    citations: book.citations,
    notes: [],
  };
}

function fitsPeriod(slot: Slot, report: ReportSummary): boolean {
  const anchor = anchorOf(report);
  const asked = slot.periods.map((p) => resolvePeriod(p.spec, anchor)).filter((p) => p !== null);
  if (asked.length === 0 || !report.period) return true;
  const years = [report.period.end.slice(0, 4), String(Number(report.period.end.slice(0, 4)) + 1)];
  return asked.some((p) => years.includes(p.start.slice(0, 4)) || years.includes(p.end.slice(0, 4)));
}
