/**
 * A measure and where else the ledger knows it in, a table with citations out. One unit as written, nothing converted.
 */
import type { MeasureTable } from "../../domain/index.ts";
import type { Store } from "../../store/index.ts";
import { displayPeriod } from "../../text/index.ts";
import { answerFigure, EvidenceBook, quoteSpan } from "../evidence.ts";
import type { Elsewhere, Placed } from "./elsewhere.ts";

/** Years from old to new when the question was about one region with several, else regions by value; null for one row. */
export function tableOf(store: Store, found: Elsewhere): MeasureTable | null {
  const { unit } = found.asked.candidate.profile.figure;
  const inUnit = (rows: Placed[]) => rows.filter((row) => row.candidate.profile.figure.unit === unit);
  const years = inUnit([found.asked, ...found.years]);
  const regions = inUnit([found.asked, ...found.regions]);
  const byYear = found.oneRegion ? years.length > 1 : regions.length < 2;
  const rows = byYear ? years.sort(byTime) : regions.sort(byValue);
  if (rows.length < 2) return null;
  const book = new EvidenceBook(store);
  const mixed = new Set(rows.map((row) => periodOf(row))).size > 1;
  const made = rows.flatMap((row) => {
    const { figure } = row.candidate.profile;
    const n = book.cite(row.candidate.report, quoteSpan(store, figure), figure.headings, figure.page);
    const citation = book.citations.find((c) => c.n === n);
    // Regions told for different years must not read as told for one.
    const name = byYear ? periodOf(row) : `${row.region.name}${mixed ? `（${periodOf(row)}）` : ""}`;
    return citation ? [{ name, figure: answerFigure(figure, n), citation }] : [];
  });
  return { metric: found.metric, rows: made };
}

function periodOf({ candidate }: Placed): string {
  return displayPeriod(candidate.profile.figure.period) || "时期不详";
}

function byTime(a: Placed, b: Placed): number {
  const end = ({ candidate }: Placed) => candidate.profile.figure.period?.end ?? "";
  return end(a) < end(b) ? -1 : 1;
}

function byValue(a: Placed, b: Placed): number {
  const value = ({ candidate }: Placed): number => candidate.profile.figure.value ?? 0;
  return value(b) - value(a);
}
