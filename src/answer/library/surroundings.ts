/**
 * A span of a report in, its paragraph with the ones before and after out: slices of the text, long ones cut at
 * sentence ends.
 */
import type { Surroundings } from "../../domain/index.ts";
import type { Store } from "../../store/index.ts";
import { paragraphs, type Span, splitSentences } from "../../text/index.ts";

/** Longer paragraphs are cut to the sentences around the quote. */
const MAX_PARAGRAPH_CHARS = 600;
/** Of a neighbour, the sentences nearest to the paragraph. */
const MAX_NEIGHBOUR_CHARS = 300;

/** The paragraph around a span; null when report or span is not there. */
export function surroundingsOf(
  store: Store,
  reportId: string,
  start: number,
  end: number,
): Surroundings | null {
  if (!store.reports().some((r) => r.id === reportId)) return null;
  const text = store.text(reportId);
  const whole = Number.isInteger(start) && Number.isInteger(end);
  if (!whole || start < 0 || end <= start || end > text.length) return null;
  const quote = { start, end };
  const all = paragraphs(text);
  const first = all.findIndex((p) => p.end > start);
  const last = all.findLastIndex((p) => p.start < end);
  const [opening, closing] = [all[first], all[last]];
  if (!opening || !closing || last < first) return null;
  const paragraph = { start: Math.min(start, opening.start), end: Math.max(end, closing.end) };
  const shown = cutAround(text, paragraph, quote);
  // What a cut leaves out stands between the shown part and the next paragraph.
  const before =
    shown.start > paragraph.start ? { start: paragraph.start, end: shown.start } : all[first - 1];
  const after = shown.end < paragraph.end ? { start: shown.end, end: paragraph.end } : all[last + 1];
  return {
    before: before ? lastSentences(text, before) : "",
    paragraph: text.slice(shown.start, shown.end),
    start: start - shown.start,
    end: end - shown.start,
    after: after ? firstSentences(text, after) : "",
  };
}

/** Whole sentences around the quote, the ones after it and before it in turn, while they fit. */
function cutAround(text: string, paragraph: Span, quote: Span): Span {
  if (paragraph.end - paragraph.start <= MAX_PARAGRAPH_CHARS) return paragraph;
  const sentences = splitSentences(text, paragraph.start, paragraph.end);
  const inside = sentences.filter((s) => s.end > quote.start && s.start < quote.end);
  const shown = {
    start: Math.min(quote.start, ...inside.map((s) => s.start)),
    end: Math.max(quote.end, ...inside.map((s) => s.end)),
  };
  const above = sentences.filter((s) => s.end <= shown.start).reverse();
  const below = sentences.filter((s) => s.start >= shown.end);
  for (let i = 0; i < Math.max(above.length, below.length); i++) {
    const [upper, lower] = [above[i], below[i]];
    if (lower && lower.end - shown.start <= MAX_PARAGRAPH_CHARS) shown.end = lower.end;
    if (upper && shown.end - upper.start <= MAX_PARAGRAPH_CHARS) shown.start = upper.start;
    if ((!lower || shown.end < lower.end) && (!upper || shown.start > upper.start)) break;
  }
  return shown;
}

function lastSentences(text: string, span: Span): string {
  if (span.end - span.start <= MAX_NEIGHBOUR_CHARS) return text.slice(span.start, span.end).trim();
  const kept = splitSentences(text, span.start, span.end).filter(
    (s, i, all) => i === all.length - 1 || span.end - s.start <= MAX_NEIGHBOUR_CHARS,
  );
  return text.slice(kept[0]?.start ?? span.start, span.end).trim();
}

function firstSentences(text: string, span: Span): string {
  if (span.end - span.start <= MAX_NEIGHBOUR_CHARS) return text.slice(span.start, span.end).trim();
  const kept = splitSentences(text, span.start, span.end).filter(
    (s, i) => i === 0 || s.end - span.start <= MAX_NEIGHBOUR_CHARS,
  );
  return text.slice(span.start, kept.at(-1)?.end ?? span.end).trim();
}
