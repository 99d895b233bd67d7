/**
 * What the gate finds and what it checks against.
 */
import type { Citation, Figure } from "../../domain/index.ts";

export interface Problem {
  kind: "quote" | "number" | "figure" | "region" | "period" | "status";
  /** What is wrong, in Chinese. */
  detail: string;
}

/** The record that an answer is checked against. */
export interface EvidenceSource {
  /** The decoded text of a report; throws for an unknown id. */
  text(reportId: string): string;
  /** The ledger rows of a report. */
  figures(reportId: string): Figure[];
  /** Titles of reports, whose numbers need no quote when a title is shown in 《》. */
  titles(): ReadonlySet<string>;
  /** Names of the regions that reports are about: naming one beside another's quote is an error. */
  regions(): readonly string[];
}

/** The ledger rows that stand in a citation's span; none for a report that is not in the index. */
export function rowsWithin(citation: Citation, source: EvidenceSource): Figure[] {
  try {
    return source
      .figures(citation.report)
      .filter((row) => row.start >= citation.start && row.end <= citation.end);
  } catch {
    return [];
  }
}
