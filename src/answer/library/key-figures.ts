/**
 * A region and a year in, its key figures out: of the region's own reports, one per measure, the weightiest first,
 * under the reports' own headings and with citations.
 */
import type { Figure, KeyFigures, Region } from "../../domain/index.ts";
import type { ReportSummary, Store } from "../../store/index.ts";
import { fold } from "../../text/index.ts";
import type { Engine } from "../engine.ts";
import { EvidenceBook, quoteSpan } from "../evidence.ts";
import { unitFamily } from "../understand/index.ts";
import { ledgerFigure } from "./report-page.ts";
import { isOwnResult, namedMeasure, weigh } from "./weigh-figure.ts";

const MAX_FIGURES = 16;
/** A lighter row says little to somebody who did not read the report. */
const MIN_WEIGHT = 1;
/** A report on more years than this tells a plan's whole span: only its last year counts as covered. */
const MAX_COVERED_YEARS = 3;

interface Weighed {
  figure: Figure;
  report: ReportSummary;
  weight: number;
}

/** Key figures of a region, of its newest year when none is given; null without a report of the region itself. */
export function gatherKeyFigures(
  { store, catalogue }: Engine,
  region: Region,
  year?: number,
): KeyFigures | null {
  const reports = catalogue.reports().filter((r) => r.region?.code === region.code);
  const own = reports.find((r) => r.region)?.region;
  if (!own) return null;
  const years = [...new Set(reports.flatMap(yearsOf))].sort((a, b) => b - a);
  const asked = year ?? years[0] ?? null;
  const told = reports.sort(newestFirst).flatMap((report) => weighedRows(store, report, own, asked));
  const rows = onePerMeasure(told)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_FIGURES);
  const book = new EvidenceBook(store);
  const groups = new Map<string, KeyFigures["groups"][number]>();
  for (const title of new Set(rows.map(titleOf))) {
    const figures = rows
      .filter((row) => titleOf(row) === title)
      .map(({ figure, report }) => {
        const n = book.cite(report, quoteSpan(store, figure), figure.headings, figure.page);
        return ledgerFigure(store.text(report.id), figure, n);
      });
    groups.set(title, { title, figures });
  }
  return { region: own, years, year: asked, groups: [...groups.values()], citations: book.citations };
}

/** The one calendar year that a period lies in; null for several years or no period. */
export function singleYear(period: Figure["period"]): number | null {
  if (!period || period.start.slice(0, 4) !== period.end.slice(0, 4)) return null;
  return Number(period.end.slice(0, 4));
}

/** The years that a report covers; none for a report without a period. */
export function yearsOf({ period, anchorYear }: ReportSummary): number[] {
  if (!period) return anchorYear === null ? [] : [anchorYear];
  const [from, to] = [Number(period.start.slice(0, 4)), Number(period.end.slice(0, 4))];
  if (to - from >= MAX_COVERED_YEARS) return [to];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Newest reports first; those of one period by their day of publishing. */
export function newestFirst(a: ReportSummary, b: ReportSummary): number {
  const [x, y] = [a, b].map((r) => `${r.period?.end ?? r.anchorYear ?? ""} ${r.publishedOn ?? ""} ${r.file}`);
  return (x ?? "") < (y ?? "") ? 1 : -1;
}

function weighedRows(store: Store, report: ReportSummary, region: Region, year: number | null): Weighed[] {
  const figures = store.figuresOf(report.id);
  return figures.flatMap((figure, i) => {
    const ownRow = isOwnResult(figure) && figure.regionCode === region.code;
    if (!ownRow || (year === null ? figure.period !== null : singleYear(figure.period) !== year)) return [];
    const weight = weigh(figure);
    // What a report tells first weighs a little more.
    return weight === null || weight < MIN_WEIGHT
      ? []
      : [{ figure, report, weight: weight - (0.5 * i) / figures.length }];
  });
}

/** One row per measure: the heaviest of the newest report that tells it. */
function onePerMeasure(rows: Weighed[]): Weighed[] {
  const best = new Map<string, Weighed>();
  for (const row of rows) {
    const measure = measureOf(row.figure);
    const known = best.get(measure);
    if (!known || (known.report === row.report && row.weight > known.weight)) best.set(measure, row);
  }
  return [...best.values()];
}

/** 全市办结率 and 办结率 are told as one measure. */
function measureOf(figure: Figure): string {
  return `${fold(namedMeasure(figure.metric))} ${unitFamily(figure.unit)}`;
}

function titleOf({ figure, report }: Weighed): string {
  return figure.headings[0] ?? report.title;
}
