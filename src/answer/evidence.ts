/**
 * From chosen figures and spans to statements with citations: one citation per sentence, numbered in order.
 */
import type { AnswerFigure, Citation, Figure } from "../domain/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import { displayPeriod, fold, splitPieces } from "../text/index.ts";

/** A span of a report's text that an answer shows. */
export interface Span {
  start: number;
  end: number;
}

const MAX_STATEMENT = 90;
/** Date, time and label with which a saved page begins. */
const STAMP = /^\d{4}-\d{1,2}-\d{1,2}\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?[,，]?\s*(?:正文[:：])?/;
const LEADING = /^(?:其中|并且?|且|同时|此外|另外|以及|还|也|又|和|与|及|;|,|,|、|。|:|:|\s)+/;
/** Pieces that cannot be read without the one before them. */
const DEPENDENT = /^(?:其中|同比|环比|较|比|增长|增加|下降|减少|提高|增幅|降幅|占|其|涨|分别|高达|达|平均)/;

/** Collects citations and figures of one answer. */
export class EvidenceBook {
  readonly citations: Citation[] = [];
  readonly figures: AnswerFigure[] = [];
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The number of the citation that quotes the span, made on first use; spans inside a quoted one share it. */
  cite(report: ReportSummary, span: Span, headings: string[], page?: number): number {
    const known = this.citations.find(
      (c) => c.report === report.id && c.start <= span.start && span.end <= c.end,
    );
    if (known) return known.n;
    const text = this.#store.text(report.id);
    const trimmed = trim(text, span);
    const n = this.citations.length + 1;
    this.citations.push({
      n,
      report: report.id,
      title: report.title,
      file: report.file,
      region: report.region?.name ?? "",
      period: report.period?.label ?? "",
      section: headings.join(" > "),
      ...(page === undefined ? {} : { page }),
      quote: text.slice(trimmed.start, trimmed.end),
      ...trimmed,
    });
    return n;
  }

  /** Adds a figure under a citation and returns its position. */
  addFigure(figure: Figure, citation: number): number {
    const made = answerFigure(figure, citation);
    const at = this.figures.findIndex(
      (f) =>
        f.raw === made.raw && f.value === made.value && f.metric === made.metric && f.citation === citation,
    );
    if (at >= 0) return at;
    this.figures.push(made);
    return this.figures.length - 1;
  }
}

/** A ledger row as the machine interface gives it. */
export function answerFigure(figure: Figure, citation: number | null): AnswerFigure {
  return {
    value: figure.value,
    unit: figure.unit,
    raw: figure.raw,
    ...(figure.qualifier ? { qualifier: figure.qualifier } : {}),
    metric: figure.metric,
    region: figure.region,
    period: figure.period?.label ?? "",
    status: figure.status,
    citation,
  };
}

/** The sentence of a figure, cut around it when it is too long to quote whole. */
export function quoteSpan(store: Store, figure: Figure, also: Figure[] = []): Span {
  const whole = { start: figure.sentenceStart, end: figure.sentenceEnd };
  if (whole.end - whole.start <= 260) return whole;
  const text = store.text(figure.reportId);
  const from = Math.min(figure.start, ...also.map((f) => f.start));
  const to = Math.max(figure.end, ...also.map((f) => f.end));
  const before = text.slice(whole.start, Math.max(whole.start, from - 60));
  const cut = Math.max(
    before.lastIndexOf("；"),
    before.lastIndexOf(";"),
    before.lastIndexOf("，"),
    before.lastIndexOf(","),
  );
  const after = text.slice(to, whole.end).search(/[；;。]/);
  return {
    start: cut >= 0 ? whole.start + cut + 1 : whole.start,
    end: after >= 0 ? Math.min(to + after + 1, whole.end) : whole.end,
  };
}

/** A longer piece without a number is no mere name. */
const MAX_NAME = 14;

/**
 * The words that state a figure: its piece, led by earlier pieces when it cannot be read alone.
 * A contiguous slice of the source, so that nothing is put into other words.
 * @param alone true for a figure shown beside its total: 其中高危4930起 needs no lead then
 */
export function statementSpan(store: Store, figure: Figure, alone = false): Span {
  if (figure.cell) return { start: figure.start, end: figure.end };
  const text = store.text(figure.reportId);
  const sentence = text.slice(figure.sentenceStart, figure.sentenceEnd);
  const pieces = splitPieces(fold(sentence), 0, sentence.length);
  const at = figure.start - figure.sentenceStart;
  const last = Math.max(
    0,
    pieces.findIndex((p) => at >= p.start && at < p.end),
  );
  let first = last;
  const piece = (i: number) => fold(sentence.slice(pieces[i]?.start ?? 0, pieces[i]?.end ?? 0)).trim();
  const words = (i: number) => (piece(i).match(/\p{Script=Han}/gu) ?? []).length;
  while (!alone && first > 0 && (DEPENDENT.test(piece(first)) || words(first) < 3)) {
    const from = pieces[first - 1]?.start ?? 0;
    if ((pieces[last]?.end ?? 0) - from > MAX_STATEMENT) break;
    first--;
  }
  // 住建局,转办129件: a verb and a number say nothing without the name before them.
  const said = piece(last).replace(fold(figure.raw), "");
  const name = first > 0 ? piece(first - 1) : "";
  const unnamed = first === last && (said.match(/\p{Script=Han}/gu) ?? []).length < 3;
  if (unnamed && /\p{Script=Han}{2}/u.test(name) && name.length <= MAX_NAME && !/\d/.test(name)) first--;
  // Names listed with 、 before the number belong to it.
  while (
    first > 0 &&
    /、\s*$/.test(sentence.slice(0, pieces[first]?.start ?? 0)) &&
    !/\d/.test(piece(first - 1))
  )
    first--;
  const start = pieces[first]?.start ?? 0;
  const end = pieces[last]?.end ?? sentence.length;
  return trim(text, {
    start: figure.sentenceStart + start,
    end: Math.max(figure.end, figure.sentenceStart + end),
  });
}

/** The words that state a figure: a slice of the source, or the headings of a table cell with its number. */
export function statementWords(store: Store, figure: Figure, span: Span): string {
  if (!figure.cell) return statementText(store, figure.reportId, span);
  const { row, column } = figure.cell;
  const unit = figure.unit && !figure.raw.includes(figure.unit) ? figure.unit : "";
  return `${row}${column}${figure.raw}${unit}`.replace(/\s+/g, "");
}

/** The mark of a list item in Markdown or pasted text. */
const BULLET = /^(?:[-*•·●○■◆▪]\s*)+(?=[\p{Script=Han}“"《])/u;

/** The span as shown: line breaks and leading connectors removed, no trailing punctuation. */
export function statementText(store: Store, reportId: string, span: Span): string {
  return store
    .text(reportId)
    .slice(span.start, span.end)
    .replace(/(?<=\d)\s+(?=\d)/g, " ")
    .replace(/(?<!\d)\s+|\s+(?!\d)/g, "")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/^\*\*|\*\*$/g, "")
    .replace(BULLET, "")
    .replace(STAMP, "")
    .replace(LEADING, "")
    .replace(/^[(（]?(?:[一二三四五六七八九十]+|\d{1,2})[)）、.．](?=\D)/, "")
    .replace(/^[一二三四五六七八九十]是/, "")
    .replace(/[,;。:、，；：…]+$/, "");
}

/** 湛江市2021年: whose and when, before a statement. */
export function labelOf(figure: Figure): string {
  const plan = figure.status === "plan" ? "（计划目标）" : "";
  return `${figure.region}${displayPeriod(figure.period)}${plan}`;
}

function trim(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /[\s、，,；;。：:]/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  return { start, end };
}
