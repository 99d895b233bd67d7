export { type CitationLabel, citationLabel } from "./citation-label.ts";
export { plainUnit, scaledValue } from "./plain-unit.ts";
export { shownQuote } from "./shown-quote.ts";
export { visibleText } from "./visible-text.ts";
export { firstChars, wholeCharacters } from "./whole-characters.ts";
