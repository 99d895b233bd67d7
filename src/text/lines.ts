/**
 * Lines and paragraphs of a text, hard-wrapped or not. In: text. Out: spans without surrounding whitespace.
 * Tells a line break inside a sentence from one that ends a heading or a paragraph.
 */

/** A part of a text, in UTF-16 offsets; end is exclusive. */
export interface Span {
  start: number;
  end: number;
}

interface Line extends Span {
  indent: string;
}

/** Characters that a line must exceed before its missing end mark means a wrap. */
const WRAPPED_CHARS = 25;
/** A wrapped line reaches the margin: at most this share of the lines is clearly longer. */
const LONGER_SHARE = 0.1;

const HEADING_MARK =
  /^(?:第[一二三四五六七八九十百零\d]+[章节条编部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、)）]|[.．](?!\d)|\.\d{1,2}[ \t.])|#{1,6}\s|[①-⑳]|[一二三四五六七八九十]是|附件\s?\d*[:：]|[—-]{2}|[●•·○◆■□▪*※|▲★☆-]\s?(?!\d))/;
/** A line that ends a sentence, also with a closing mark behind. */
export const CLOSED = /[。！？!?：:；;…][”’"'》」』）)】\]]*$/;
const UNFINISHED = /[、，,(（“《的和与及]$/;
const STANDALONE =
  /^(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|来源|发布时间|发布日期|作者|时间|日期)[^。]{0,30}$|^[^，。,]{2,30}[:：]$/;

/** True for a line that begins with a heading or list mark: 一、 （一） 1. 第一章 ● ——. */
export function startsWithMark(line: string): boolean {
  return HEADING_MARK.test(line.trimStart());
}

/** Paragraphs of `text`: its lines, with the lines of hard-wrapped text joined. */
export function paragraphs(text: string): Span[] {
  const lines = linesOf(text, 0, text.length);
  return joinLines(text, lines, marginTest(text, lines));
}

/** Spans of text between `start` and `end` that no line break ends: what sentences are looked for in. */
export function runningText(text: string, start: number, end: number): Span[] {
  const lines = linesOf(text, start, end);
  const reachesMargin = marginTest(text, lines);
  return joinLines(
    text,
    lines,
    (line) => !startsWithMark(text.slice(line.start, line.end)) || reachesMargin(line),
  );
}

/** Tells a line that was wrapped at the margin from a title above longer lines. */
function marginTest(text: string, lines: Line[]): (line: Line) => boolean {
  const widths = lines.filter((line) => line.end > line.start).map((line) => widthOf(text, line));
  widths.sort((a, b) => a - b);
  return (line) =>
    widths.length - firstAbove(widths, widthOf(text, line) * 1.25) <= widths.length * LONGER_SHARE;
}

function joinLines(text: string, lines: Line[], mayWrap: (line: Line) => boolean): Span[] {
  const spans: Span[] = [];
  let previous: Line | null = null;
  for (const line of lines) {
    const last = spans.at(-1);
    if (line.end === line.start) previous = null;
    else {
      if (last !== undefined && previous !== null && continues(text, previous, line, mayWrap))
        last.end = line.end;
      else spans.push({ start: line.start, end: line.end });
      previous = line;
    }
  }
  return spans;
}

function continues(text: string, line: Line, next: Line, mayWrap: (line: Line) => boolean): boolean {
  const written = text.slice(line.start, line.end);
  const following = text.slice(next.start, next.end);
  if (CLOSED.test(written) || startsWithMark(following) || STANDALONE.test(following)) return false;
  if (next.indent.startsWith("\u3000\u3000") && line.indent !== next.indent) return false;
  if (next.indent.startsWith("\u3000\u3000") && !UNFINISHED.test(written)) return false;
  if (UNFINISHED.test(written) || opensBracket(written)) return true;
  return written.length > WRAPPED_CHARS && mayWrap(line);
}

function opensBracket(written: string): boolean {
  const opened = Math.max(written.lastIndexOf("("), written.lastIndexOf("（"), written.lastIndexOf("“"));
  return opened >= 0 && !/[)）”]/.test(written.slice(opened));
}

function linesOf(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  let from = start;
  while (from <= end) {
    const found = text.indexOf("\n", from);
    const to = found < 0 || found > end ? end : found;
    const raw = text.slice(from, to);
    const indent = /^\s*/.exec(raw)?.[0] ?? "";
    const lineEnd = from + raw.trimEnd().length;
    lines.push({
      start: Math.min(from + indent.length, Math.max(lineEnd, from)),
      end: Math.max(lineEnd, from),
      indent,
    });
    from = to + 1;
  }
  return lines.map((line) => (line.start > line.end ? { ...line, start: line.end } : line));
}

/** Width in Chinese characters; a Latin letter or digit takes half. */
function widthOf(text: string, line: Span): number {
  let width = 0;
  for (let i = line.start; i < line.end; i += 1) width += text.charCodeAt(i) < 0x80 ? 0.5 : 1;
  return width;
}

function firstAbove(sorted: number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
