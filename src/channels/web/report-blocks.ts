/**
 * A report's text in, blocks to show out: headings, paragraphs, page marks, with the spans of figures and of the
 * cited sentence. Line breaks inside a sentence are closed; no other character is touched.
 */
import type { ReportPage } from "../../domain/index.ts";

/** A run of text that is shown in one way. */
export interface Piece {
  text: string;
  cited: boolean;
  /** True inside a figure of the ledger. */
  figure: boolean;
  /** True inside a heading that goes on as a paragraph on the same line. */
  lead: boolean;
}

export type Block =
  | { kind: "heading"; level: number; start: number; pieces: Piece[] }
  | { kind: "paragraph" | "row" | "meta"; start: number; pieces: Piece[]; isHeading?: boolean }
  | { kind: "page"; number: number };

interface Span {
  start: number;
  end: number;
}

type Source = Pick<ReportPage, "text" | "outline" | "pageStarts"> & { figures: readonly Span[] };

/** The blocks in the order of the text. `cited` may lie anywhere; what is outside the text is left out. */
export function reportBlocks(report: Source, cited?: Span): Block[] {
  const headings = new Map(report.outline.map((heading) => [heading.start, heading]));
  const spans = [...report.figures].sort((a, b) => a.start - b.start);
  const blocks: Block[] = [];
  const metaEnd = frontMatterEnd(report.text);
  let page = 0;
  let previous: Span | undefined;
  for (const span of linesOf(report.text)) {
    while (page < report.pageStarts.length && (report.pageStarts[page] ?? 0) <= span.start) {
      page++;
      blocks.push({ kind: "page", number: page });
    }
    const written = report.text.slice(span.start, span.end);
    if (written.trim() === "") continue;
    const heading = headingOf(span, headings);
    const lead = heading && runsIn(written, heading.title) ? leadEnd(written, heading.title, span.start) : 0;
    const pieces = piecesOf(report.text, span, { figures: spans, cited, lead });
    const last = blocks.at(-1);
    const goesOnHere =
      previous && !heading && last?.kind === "paragraph" && goesOn(report.text, previous, span);
    previous = span;
    if (span.start < metaEnd) blocks.push({ kind: "meta", start: span.start, pieces });
    else if (heading && lead === 0) {
      blocks.push({
        kind: "heading",
        level: heading.level,
        start: heading.start,
        pieces: withoutHashes(pieces),
      });
      previous = undefined;
    } else if (goesOnHere) last.pieces.push(...pieces);
    else if (written.includes("\t")) blocks.push({ kind: "row", start: span.start, pieces });
    else {
      const start = heading?.start ?? span.start;
      blocks.push({ kind: "paragraph", start, pieces, ...(heading ? { isHeading: true } : {}) });
    }
  }
  return blocks;
}

type Heading = ReportPage["outline"][number];

function headingOf(span: Span, headings: ReadonlyMap<number, Heading>): Heading | undefined {
  for (const at of range(span.start, span.end)) {
    const heading = headings.get(at);
    if (heading) return heading;
  }
  return undefined;
}

const MIN_RUN_IN = 8;

/** True for a heading after which the same line goes on with a paragraph. */
function runsIn(written: string, title: string): boolean {
  return written.trim().length >= title.length + MIN_RUN_IN;
}

/** Where such a heading ends: after its last character and a full stop. */
function leadEnd(written: string, title: string, start: number): number {
  const at = written.indexOf(title);
  const stop = at < 0 ? written.search(/[。：:]/) : at + title.length - 1;
  return stop < 0 ? start : start + stop + (/[。：:]/.test(written[stop + 1] ?? "") ? 2 : 1);
}

/** Every offset where a heading could start: at a line's beginning or after its marks. */
function* range(start: number, end: number): Generator<number> {
  for (let at = start; at < Math.min(end, start + 40); at++) yield at;
}

function* linesOf(text: string): Generator<Span> {
  for (const found of text.matchAll(/[^\r\n]+/g))
    yield { start: found.index, end: found.index + found[0].length };
}

function frontMatterEnd(text: string): number {
  return /^\ufeff?---\r?\n[\s\S]{0,4000}?\r?\n---(?=\r?\n|$)/.exec(text)?.[0].length ?? 0;
}

const MIN_FULL_LINE = 18;

/** True when a line break stands inside a sentence, as where a page was too narrow. */
function goesOn(text: string, previous: Span, next: Span): boolean {
  // An empty line between the two ends a paragraph.
  if (/\n\r?\n/.test(text.slice(previous.end, next.start))) return false;
  const before = text.slice(previous.start, previous.end).trimEnd();
  const after = text.slice(next.start, next.end);
  if (/[，、,(（《“—-]$/.test(before)) return true;
  if (/[。！？；：!?;:.”）)》]$/.test(before) || before.length < MIN_FULL_LINE) return false;
  return !/^[\s\u3000]|^[（(]?[一二三四五六七八九十\d]+[、.．)）]|^第[一二三四五六七八九十\d]+[章节条]/.test(
    after,
  );
}

function piecesOf(
  text: string,
  span: Span,
  { figures, cited, lead }: { figures: readonly Span[]; cited: Span | undefined; lead: number },
): Piece[] {
  const inside = figuresIn(figures, span);
  const edges = new Set([span.start, span.end]);
  for (const at of [...inside, ...(cited ? [cited] : [])]
    .flatMap(({ start, end }) => [start, end])
    .concat(lead)) {
    if (at > span.start && at < span.end) edges.add(at);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const holds = (outer: Span, at: number) => outer.start <= at && at < outer.end;
  return sorted.slice(0, -1).map((at, i) => ({
    text: text.slice(at, sorted[i + 1]),
    cited: cited !== undefined && holds(cited, at),
    figure: inside.some((figure) => holds(figure, at)),
    lead: at < lead,
  }));
}

/** Figures that touch a line; `figures` are in the order of their starts. */
function figuresIn(figures: readonly Span[], line: Span): Span[] {
  let low = 0;
  let high = figures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((figures[middle]?.start ?? 0) < line.start) low = middle + 1;
    else high = middle;
  }
  const found: Span[] = [];
  // A figure may begin on the line before.
  for (let i = Math.max(0, low - 1); i < figures.length; i++) {
    const figure = figures[i];
    if (!figure || figure.start >= line.end) break;
    if (figure.end > line.start) found.push(figure);
  }
  return found;
}

/** A markdown heading without its marks. */
function withoutHashes(pieces: Piece[]): Piece[] {
  const [first, ...rest] = pieces;
  return first ? [{ ...first, text: first.text.replace(/^#{1,6}\s+/, "") }, ...rest] : [];
}
