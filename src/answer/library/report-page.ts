/**
 * A report of the index in, its card for a list and its page for reading out. Nothing is put into other words.
 */
import type { Figure, LedgerFigure, Passage, ReportCard, ReportPage } from "../../domain/index.ts";
import type { ReportSummary, Store } from "../../store/index.ts";
import { answerFigure } from "../evidence.ts";

/** What a list shows of a report. */
export function cardOf(report: ReportSummary): ReportCard {
  const { id, file, title, organisation, region, period, publishedOn, figureCount, warnings } = report;
  return {
    id,
    file,
    title,
    organisation,
    region,
    period,
    publishedOn,
    figureCount,
    warnings,
    recognised: report.recognised !== null,
  };
}

/** The whole report; null for an id that the index does not hold. */
export function pageOf(store: Store, id: string): ReportPage | null {
  const report = store.reports().find((r) => r.id === id);
  if (!report) return null;
  const text = store.text(id);
  return {
    ...cardOf(report),
    text,
    outline: outlineOf(text, store.passagesOf(id)),
    figures: store.figuresOf(id).map((figure) => ledgerFigure(text, figure, null)),
    pageStarts: report.pageStarts,
  };
}

/**
 * A ledger row with where it stands.
 * @param text the text of its report
 * @param citation number of the citation that quotes it; null where none does
 */
export function ledgerFigure(text: string, figure: Figure, citation: number | null): LedgerFigure {
  return {
    ...answerFigure(figure, citation),
    id: figure.id,
    section: figure.headings.join(" > "),
    ...(figure.page === undefined ? {} : { page: figure.page }),
    start: figure.start,
    end: figure.end,
    sentence: text.slice(figure.sentenceStart, figure.sentenceEnd),
  };
}

/** The headings above the passages, each where it first opens; one without any passage below it is left out. */
function outlineOf(text: string, passages: Passage[]): ReportPage["outline"] {
  const outline: ReportPage["outline"] = [];
  let open: string[] = [];
  let from = 0;
  for (const passage of passages) {
    const path = passage.headings;
    const kept = sharedLength(open, path);
    outline.push(...located(text, path.slice(kept), from, passage, kept));
    open = path;
    from = passage.end;
  }
  return outline;
}

/** Headings that open between the passage before and this one: the innermost stands nearest to the passage. */
function located(
  text: string,
  titles: string[],
  from: number,
  passage: Passage,
  depth: number,
): ReportPage["outline"] {
  const found: ReportPage["outline"] = [];
  let before = passage.start;
  for (const [i, title] of [...titles.entries()].reverse()) {
    const at = before < from ? -1 : text.lastIndexOf(title, before);
    const start = at >= from ? at : Math.max(from, before);
    found.unshift({ title, level: depth + i + 1, start });
    before = at >= from ? at - 1 : before;
  }
  return found;
}

function sharedLength(a: string[], b: string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
