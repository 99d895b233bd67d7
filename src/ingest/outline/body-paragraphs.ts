/**
 * The text of a report in, its paragraphs out: front matter left off, wrapped lines joined, white space and
 * the question marks that stand for damaged indentation trimmed. Outline and passages see the same ones.
 */
import type { ExtractedText } from "../../domain/index.ts";
import { paragraphs, type Span } from "../../text/index.ts";

const LEADING = /^(?:[\s\u3000\ufeff]+|[?？\ufffd]{2,}|[?？\ufffd](?=[（(一二三四五六七八九十]))+/;

/** The paragraphs that are not empty, in order. */
export function bodyParagraphs(text: string, extracted: Pick<ExtractedText, "bodyStart">): Span[] {
  const from = extracted.bodyStart ?? 0;
  return paragraphs(text.slice(from))
    .map((span) => trimmed(text, span.start + from, span.end + from))
    .filter((span) => span.end > span.start);
}

function trimmed(text: string, start: number, end: number): Span {
  const slice = text.slice(start, end);
  const leading = LEADING.exec(slice)?.[0].length ?? 0;
  return { start: start + leading, end: start + Math.max(leading, slice.trimEnd().length) };
}
