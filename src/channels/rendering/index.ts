export { type CitationLabel, citationLabel } from "./citation-label.ts";
export { shownQuote } from "./shown-quote.ts";
export { visibleText } from "./visible-text.ts";
