/**
 * Text cut to a length and made fit to send, without half a character: a surrogate pair stays together.
 */

/** The first `maxChars` UTF-16 units, one less where the cut would go through a surrogate pair. */
export function firstChars(text: string, maxChars: number): string {
  return text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, "");
}

/** The text with every half of a surrogate pair, which a server may refuse, replaced by U+FFFD. */
export function wholeCharacters(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
