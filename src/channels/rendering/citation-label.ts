/**
 * The parts of a citation that tell a reader where a quote stands, in the form that every channel shows.
 */
import type { Citation } from "../../domain/index.ts";
import { visibleText } from "./visible-text.ts";

/** Title, heading path and period joined by " · ", and the file with its page; empty parts are left out. */
export interface CitationLabel {
  title: string;
  section: string;
  period: string;
  /** File path inside the corpus, followed by 第N页 for paged formats. */
  place: string;
}

/** One line per part, without control characters; the title falls back to the file when the report has none. */
export function citationLabel(citation: Citation): CitationLabel {
  const file = oneLine(citation.file);
  const page = citation.page === undefined ? "" : ` 第${citation.page}页`;
  return {
    title: oneLine(citation.title) || file,
    section: oneLine(citation.section),
    period: oneLine(citation.period),
    place: file + page,
  };
}

function oneLine(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}
