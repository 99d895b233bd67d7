/**
 * A text with [1] marks and its citations in, one plain text with the sources under it out.
 */
import type { Citation } from "../../domain/index.ts";
import { citationLabel, shownQuote, visibleText } from "../rendering/index.ts";

const MAX_QUOTE_CHARS = 400;

/** The text, each source with its quote, and what can be asked next; control characters of a report are dropped. */
export function sourcedText(
  text: string,
  citations: readonly Citation[],
  choices: readonly string[] = [],
): string {
  const blocks = [visibleText(text).trim(), citations.map(sourceLine).join("\n")];
  if (choices.length > 0) blocks.push(`可以接着问：${choices.map(visibleText).join("；")}`);
  return blocks.filter((block) => block !== "").join("\n\n");
}

function sourceLine(citation: Citation): string {
  const { title, section, period, place } = citationLabel(citation);
  const where = [title, section, period, place].filter((part) => part !== "").join(" · ");
  return `[${citation.n}] ${where}\n“${shownQuote(citation.quote, MAX_QUOTE_CHARS)}”`;
}
