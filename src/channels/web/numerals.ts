/**
 * Finds the numeral inside a figure's source characters, and the figures inside a quote, so that both can be
 * set apart for the eye. Nothing is reformatted: the page shows the characters of the source.
 */
import type { AnswerFigure } from "../../domain/index.ts";

const numeralPattern = /\d[\d,，]*(?:[.．]\d+)?/;

/** 超过670.7万人 as 超过, 670.7, 万人; without an arabic numeral the whole stands as the numeral. */
export function numeralParts(
  raw: string,
  figure: Pick<AnswerFigure, "value" | "unit">,
): { before: string; numeral: string; after: string } {
  const source = raw !== "" ? raw : `${figure.value ?? ""}${figure.unit}`;
  const found = numeralPattern.exec(source);
  if (!found) return { before: "", numeral: source, after: "" };
  return {
    before: source.slice(0, found.index),
    numeral: found[0],
    after: source.slice(found.index + found[0].length),
  };
}

/** The quote cut into pieces, the first whole occurrence of each of `raws` marked; 10项 is not found inside 110项. */
export function markedQuote(quote: string, raws: readonly string[]): { text: string; marked: boolean }[] {
  const spans = raws
    .map((raw) => spanOf(quote, raw))
    .filter((span) => span !== undefined)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    if (start > at) parts.push({ text: quote.slice(at, start), marked: false });
    parts.push({ text: quote.slice(start, end), marked: true });
    at = end;
  }
  if (at < quote.length) parts.push({ text: quote.slice(at), marked: false });
  return parts;
}

function spanOf(quote: string, raw: string): { start: number; end: number } | undefined {
  if (raw === "") return undefined;
  for (let start = quote.indexOf(raw); start >= 0; start = quote.indexOf(raw, start + 1)) {
    const end = start + raw.length;
    const splitsNumber =
      (/^\d/.test(raw) && /[\d.]$/.test(quote.slice(0, start))) ||
      (/\d$/.test(raw) && /^[\d.]/.test(quote.slice(end)));
    if (!splitsNumber) return { start, end };
  }
  return undefined;
}
