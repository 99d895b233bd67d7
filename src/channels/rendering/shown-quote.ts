/**
 * A quote as a channel with little room shows it: whole, or its beginning with a mark that the rest is left out.
 * The citation itself keeps the full quote.
 */
import { visibleText } from "./visible-text.ts";
import { firstChars } from "./whole-characters.ts";

/** The quote without control characters, cut after `maxChars` UTF-16 units (never inside a surrogate pair) and then marked as cut. */
export function shownQuote(quote: string, maxChars: number): string {
  const text = visibleText(quote).trim();
  if (text.length <= maxChars) return text;
  const kept = firstChars(text, maxChars);
  return `${kept}…（原文较长，只显示开头）`;
}
