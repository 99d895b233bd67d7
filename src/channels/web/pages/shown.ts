/**
 * Small pieces of text as every page shows them: one line without control characters, periods with 年, addresses.
 */
import type { Citation, ReportCard } from "../../../domain/index.ts";
import { displayPeriod } from "../../../text/index.ts";
import { visibleText } from "../../rendering/index.ts";

/** One line, without control and direction-changing characters. */
export function line(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}

/** 2021 as 2021年, 2024-01/2024-05 as 2024年1—5月; every other label as it is. */
export function periodLabel(label: string): string {
  const [, start, end] = /^(\d{4}-\d\d)\/(\d{4}-\d\d)$/.exec(label) ?? [];
  if (start && end) return displayPeriod({ label, start, end });
  return line(label).replace(/^(\d{4})$/, "$1年");
}

/** Region and period of a report; what is unknown is said to be so. */
export function reportScope({ region, period }: Pick<ReportCard, "region" | "period">): string {
  return `${line(region?.name ?? "未认出地区")} · ${displayPeriod(period) || "未认出时期"}`;
}

/** Where a report is read. */
export function reportUrl(id: string): string {
  return `/reports/${encodeURIComponent(id)}`;
}

/** The report opened at a span, which is marked there. */
export function spanUrl(id: string, span: { start: number; end: number }): string {
  return `${reportUrl(id)}?start=${span.start}&end=${span.end}#mark`;
}

/** The report opened at a citation's quote. */
export function citationUrl(citation: Citation): string {
  return spanUrl(citation.report, citation);
}

/** Asks a question. */
export function questionUrl(question: string): string {
  return `/?q=${encodeURIComponent(question)}`;
}

/** Shows a question's measure elsewhere. */
export function compareUrl(question: string): string {
  return `/compare?q=${encodeURIComponent(question)}`;
}

/** A region's key figures. */
export function figuresUrl(region: string, year?: number): string {
  return `/figures/${encodeURIComponent(region)}${year === undefined ? "" : `?year=${year}`}`;
}
