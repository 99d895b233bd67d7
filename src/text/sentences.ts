/**
 * Cuts text into sentences, and a sentence into the pieces between its commas. In: original or folded text.
 * Out: spans in order, without overlap and without surrounding whitespace.
 */
import { runningText, type Span } from "./lines.ts";

export { CLOSED, paragraphs, type Span, startsWithMark } from "./lines.ts";

/** A part of a sentence between separators; `separator` is the mark that ends it, "" at the sentence's end. */
export interface Piece extends Span {
  separator: string;
}

/** A sentence longer than this is cut at its semicolons. */
const LONG_CHARS = 300;
const ENDS = "。！？!?";
const CLOSERS = "”’》」』）)】]";
const SEPARATORS = "，,、；;：:";
const PAIRS: Record<string, string> = {
  "“": "”",
  "‘": "’",
  "《": "》",
  "〈": "〉",
  "「": "」",
  "『": "』",
  "（": "）",
  "(": ")",
  "【": "】",
  "[": "]",
  "〔": "〕",
};

/**
 * Sentences of `text` between `start` and `end`. They end at 。！？, at headings and at blank lines;
 * a line break of hard-wrapped text does not end one.
 */
export function splitSentences(text: string, start = 0, end = text.length): Span[] {
  return runningText(text, start, end)
    .flatMap((run) => sentencesOf(text, run))
    .flatMap((sentence) => splitLong(text, sentence));
}

function sentencesOf(text: string, run: Span): Span[] {
  const sentences: Span[] = [];
  let from = run.start;
  for (let at = run.start; at < run.end; at += 1) {
    if (!endsSentence(text, at, run.end) || !/[\p{L}\p{N}]/u.test(text.slice(from, at))) continue;
    let to = at + 1;
    while (to < run.end && ENDS.includes(text.charAt(to))) to += 1;
    while (to < run.end && (CLOSERS.includes(text.charAt(to)) || closesStraight(text, from, to))) to += 1;
    sentences.push(trimmed(text, from, to));
    from = to;
    at = to - 1;
  }
  const rest = trimmed(text, from, run.end);
  if (rest.end > rest.start) sentences.push(rest);
  return sentences;
}

function endsSentence(text: string, at: number, end: number): boolean {
  const mark = text.charAt(at);
  const before = text.charAt(at - 1);
  const after = at + 1 < end ? text.charAt(at + 1) : "";
  // A web address asks nothing.
  if (mark === "?") return !(/[\w/]/.test(before) && /[\w=]/.test(after));
  if (mark === ".") return /\p{Script=Han}/u.test(before) && (after === "" || /\s/.test(after));
  return mark !== "" && ENDS.includes(mark);
}

/** A straight quote closes when an odd number of them stands in the sentence so far. */
function closesStraight(text: string, from: number, at: number): boolean {
  return text.charAt(at) === '"' && (text.slice(from, at).split('"').length - 1) % 2 === 1;
}

function splitLong(text: string, sentence: Span): Span[] {
  if (sentence.end - sentence.start <= LONG_CHARS) return [sentence];
  const parts: Span[] = [];
  let from = sentence.start;
  const closing = closingMarks(text, sentence.start, sentence.end);
  for (let at = sentence.start; at < sentence.end; at += 1) {
    const close = closing.get(at);
    if (close !== undefined) at = close;
    else if (/[；;]/.test(text.charAt(at))) {
      parts.push(trimmed(text, from, at + 1));
      from = at + 1;
    }
  }
  parts.push(trimmed(text, from, sentence.end));
  return parts.filter((part) => part.end > part.start);
}

/** Pieces of a sentence, cut at ，、；： outside quotes, book marks and brackets, and outside numbers such as 1,976. */
export function splitPieces(text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  const closing = closingMarks(text, start, end);
  let from = start;
  const add = (to: number, separator: string) => {
    const span = trimmed(text, from, to);
    if (span.end > span.start) pieces.push({ ...span, separator });
  };
  for (let at = start; at < end; at += 1) {
    const close = closing.get(at);
    if (close !== undefined) at = close;
    else if (SEPARATORS.includes(text.charAt(at)) && separates(text, at)) {
      add(at, text.charAt(at));
      from = at + 1;
    }
  }
  add(end, "");
  return pieces;
}

function separates(text: string, at: number): boolean {
  const mark = text.charAt(at);
  const digitBefore = /\d/.test(text.charAt(at - 1));
  const after = text.slice(at + 1, at + 5);
  if (/[,，]/.test(mark)) return !(digitBefore && /^\d{3}(?!\d)/.test(after));
  if (/[:：]/.test(mark)) return !(digitBefore && /^\d/.test(after)) && !after.startsWith("//");
  return true;
}

/** Where each opening mark between `start` and `end` is closed; one that is never closed is missing. */
function closingMarks(text: string, start: number, end: number): Map<number, number> {
  const closing = new Map<number, number>();
  const open: { at: number; mark: string }[] = [];
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    const mark = PAIRS[character];
    if (mark !== undefined) open.push({ at, mark });
    else {
      const index = open.findLastIndex((pending) => pending.mark === character);
      const pending = open[index];
      if (pending === undefined) continue;
      closing.set(pending.at, at);
      open.length = index;
    }
  }
  return closing;
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
