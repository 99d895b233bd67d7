/**
 * Lists that a report writes as lines of their own: 投诉3751件, 咨询131件… or 1.住房保障类… after words that announce
 * them. In: the sentence that answers best. Out: the whole list, or nothing where the sentence belongs to none.
 */
import type { Passage } from "../../domain/index.ts";
import type { Store } from "../../store/index.ts";
import { fold, splitSentences } from "../../text/index.ts";
import type { Span } from "../evidence.ts";

export interface ListRow {
  passage: Passage;
  span: Span;
}

/** A longer line is no row of a list by its shape alone. */
const MAX_ROW = 60;
/** Rows shown of one list, and characters of them. */
const MAX_ROWS = 15;
const MAX_SHOWN = 700;
/** Fewer lines of one shape may be chance. */
const MIN_ROWS = 3;
const MARK = /^\s*[(（]?(\d{1,2}|[一二三四五六七八九十]+)[)）、.．]/;

/** The rows of the list that the sentence is part of or announces; empty when there is none. */
export function listRows(store: Store, passage: Passage, sentence: Span): ListRow[] {
  const passages = store.passagesOf(passage.reportId);
  const at = passages.findIndex((p) => p.id === passage.id);
  const text = store.text(passage.reportId);
  const words = (p: Passage) => text.slice(p.start, p.end);
  const rows =
    alike(passages, at, words) ?? numbered(passages, at, words) ?? underColon(passages, at, text, sentence);
  return rows.length >= MIN_ROWS ? withinRoom(rows) : [];
}

/** Neighbouring lines with numbers of the same units under the same heading. */
function alike(passages: Passage[], at: number, words: (p: Passage) => string): ListRow[] | null {
  const own = passages[at];
  const shape = own ? shapeOf(words(own)) : "";
  return shape === "" ? null : around(passages, at, (p) => shapeOf(words(p)) === shape);
}

/** Neighbouring short lines under the same heading that are numbered one after the other. */
function numbered(passages: Passage[], at: number, words: (p: Passage) => string): ListRow[] | null {
  return around(passages, at, (p) => p.end - p.start <= MAX_ROW && MARK.test(words(p)));
}

/** The lines around the given one, and itself, that fit and stand under its heading; null for too few. */
function around(passages: Passage[], at: number, isRow: (p: Passage) => boolean): ListRow[] | null {
  const own = passages[at];
  const fits = (p: Passage | undefined) =>
    p !== undefined && p.headings.join() === own?.headings.join() && isRow(p);
  if (!fits(own)) return null;
  let [first, last] = [at, at];
  while (fits(passages[first - 1])) first--;
  while (fits(passages[last + 1])) last++;
  return last - first + 1 < MIN_ROWS
    ? null
    : passages.slice(first, last + 1).map((passage) => ({ passage, span: passage }));
}

/** 3751件 占比 82.13%: numbers with what follows them; "" for a line that is no row. */
function shapeOf(line: string): string {
  const folded = fold(line).trim();
  if (folded.length > MAX_ROW || /[。!?]./.test(folded)) return "";
  return [...folded.matchAll(/\d[\d.,]*\s*([%\p{Script=Han}])/gu)].map((m) => m[1]).join("");
}

/** The numbered lines after a sentence that ends in a colon, each by its first sentence; the sentence leads them. */
function underColon(passages: Passage[], at: number, text: string, sentence: Span): ListRow[] {
  const lead = passages[at];
  if (!lead || sentence.end < lead.end - 1 || !endsInColon(text.slice(lead.start, lead.end))) return [];
  const rows: ListRow[] = [];
  for (const passage of passages.slice(at + 1)) {
    if (!MARK.test(text.slice(passage.start, passage.end))) break;
    const [first] = splitSentences(text, passage.start, passage.end);
    if (first) rows.push({ passage, span: first });
  }
  return rows.length >= MIN_ROWS - 1 ? [{ passage: lead, span: sentence }, ...rows] : [];
}

/** True for words that announce what follows them. */
export function endsInColon(words: string): boolean {
  return /[:：]\s*$/.test(words);
}

function withinRoom(rows: ListRow[]): ListRow[] {
  let shown = 0;
  return rows.slice(0, MAX_ROWS).filter(({ span }) => {
    shown += span.end - span.start;
    return shown <= MAX_SHOWN;
  });
}
