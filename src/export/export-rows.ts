/**
 * An index in, its ledger out as flat rows for people and programs: one row per figure, in the order of reports and text.
 */
import { containsPeriod, type Figure, yearPeriod } from "../domain/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import { displayPeriod } from "../text/index.ts";

/** One figure of the ledger with where it stands. */
export interface ExportRow {
  region: string;
  /** As shown to people: 2022年, 2022年末; "" where the report names none. */
  period: string;
  metric: string;
  /** As written, in `unit`; null for a non-numeric result. */
  value: number | null;
  unit: string;
  /** The characters in the source. */
  raw: string;
  qualifier: string;
  status: "实绩" | "计划";
  /** Title of the report. */
  report: string;
  file: string;
  /** Heading path, joined by " > ". */
  section: string;
  page: number | null;
  /** The whole sentence, verbatim. */
  sentence: string;
  /** Span of the figure in the report's text, in UTF-16 units; end is exclusive. */
  start: number;
  end: number;
}

/** Which figures are wanted; an absent field leaves nothing out. */
export interface ExportFilter {
  /** Codes of regions: their reports, those of places inside them, and figures told of places inside them. */
  regionCodes?: readonly string[];
  /** Figures whose period lies inside this year: no five-year total, no figure without a period. */
  year?: number;
}

export type ExportStore = Pick<Store, "reports" | "figuresOf" | "text" | "dataVersion">;

/** Gives the rows one by one, so that a large ledger is never in memory at once. Throws a UserError when the index fails. */
export function* exportRows(store: ExportStore, filter: ExportFilter = {}): Generator<ExportRow> {
  for (const report of store.reports()) {
    const { figures, text } = atOneTime(store, report.id);
    for (const figure of figures) if (matches(figure, report, filter)) yield rowOf(figure, report, text);
  }
}

/** Figures and the text that their offsets point into, even when a refresh commits between the two readings. */
function atOneTime(store: ExportStore, reportId: string): { figures: Figure[]; text: string } {
  for (;;) {
    const version = store.dataVersion();
    const figures = store.figuresOf(reportId);
    // A report that was removed meanwhile has no figures, and asking for its text would throw.
    const text = figures.length > 0 ? store.text(reportId) : "";
    if (store.dataVersion() === version) return { figures, text };
  }
}

function matches(figure: Figure, report: ReportSummary, { regionCodes, year }: ExportFilter): boolean {
  if (year !== undefined && !(figure.period && containsPeriod(yearPeriod(year), figure.period))) return false;
  if (!regionCodes) return true;
  const own = [report.region?.code ?? "", ...figure.places];
  return regionCodes.some((code) => own.some((place) => place.startsWith(code)));
}

function rowOf(figure: Figure, report: ReportSummary, text: string): ExportRow {
  return {
    region: figure.region,
    period: displayPeriod(figure.period),
    metric: figure.metric,
    value: figure.value,
    unit: figure.unit,
    raw: figure.raw,
    qualifier: figure.qualifier,
    status: figure.status === "plan" ? "计划" : "实绩",
    report: report.title,
    file: report.file,
    section: figure.headings.join(" > "),
    page: figure.page ?? null,
    sentence: text.slice(figure.sentenceStart, figure.sentenceEnd),
    start: figure.start,
    end: figure.end,
  };
}
