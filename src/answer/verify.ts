/**
 * The gate: takes any answer, whoever built it, and says what in it is not grounded in its quotes.
 * Numbers of the text must stand in the quote of the citation that they are marked with, or be derived;
 * figures must be what their quote says.
 */
import type { Answer, AnswerFigure, Citation } from "../domain/index.ts";
import { findNumbers, fold, type NumberMention } from "../text/index.ts";

export interface Problem {
  kind: "quote" | "number" | "figure" | "region" | "status";
  detail: string;
}

export interface EvidenceSource {
  /** The decoded text of a report; throws for an unknown id. */
  text(reportId: string): string;
  /** Titles of reports, whose numbers need no quote when a title is shown in 《》. */
  titles(): string[];
}

const MARK = /\[(\d+)\]/g;

/** Everything in the answer that its evidence does not carry; empty for a grounded answer. */
export function verify(answer: Answer, source: EvidenceSource): Problem[] {
  return [
    ...answer.citations.flatMap((citation) => checkQuote(citation, source)),
    ...[...answer.figures, ...(answer.refusal?.nearest ?? [])].flatMap((figure) =>
      checkFigure(figure, answer),
    ),
    ...checkText(answer, source.titles()),
  ];
}

function checkQuote(citation: Citation, source: EvidenceSource): Problem[] {
  let text: string;
  try {
    text = source.text(citation.report);
  } catch {
    return [{ kind: "quote", detail: `引文 [${citation.n}] 的报告不在索引里` }];
  }
  return text.slice(citation.start, citation.end) === citation.quote
    ? []
    : [{ kind: "quote", detail: `引文 [${citation.n}] 与原文不一致` }];
}

function checkFigure(figure: AnswerFigure, answer: Answer): Problem[] {
  if (figure.derived) return checkDerived(figure, answer);
  const citation = answer.citations.find((c) => c.n === figure.citation);
  if (!citation) return [{ kind: "figure", detail: `数字 ${figure.raw} 没有出处` }];
  const problems: Problem[] = [];
  if (!citation.quote.includes(figure.raw)) {
    problems.push({ kind: "figure", detail: `数字 ${figure.raw} 不在引文 [${citation.n}] 里` });
  }
  // Read in its sentence: 百亿元 or 两年 alone may be no number.
  const spots = occurrences(citation.quote, figure.raw);
  const written = findNumbers(fold(citation.quote).text).filter((m) =>
    spots.some((at) => m.start < at + figure.raw.length && m.end > at),
  );
  const same = written.some((m) => m.value === figure.value && bare(m.unit) === bare(figure.unit));
  // A table's unit may stand in its heading, outside the figure's own characters.
  const valueOnly = written.some((m) => m.value === figure.value && m.unit === "");
  if (figure.value !== null && !same && !valueOnly) {
    problems.push({ kind: "figure", detail: `数字 ${figure.value}${figure.unit} 与原文 ${figure.raw} 不符` });
  }
  return problems;
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && part !== ""; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

function bare(unit: string): string {
  return unit.toLowerCase();
}

function checkDerived(figure: AnswerFigure, answer: Answer): Problem[] {
  const operands = (figure.derived?.operands ?? []).map((i) => answer.figures[i]);
  const values = operands.map((o) => (o ? baseValue(o) : Number.NaN));
  const [a = Number.NaN, b = Number.NaN] = values;
  const expected = {
    difference: Math.abs(a - b),
    ratio: a / b,
    share: (a / b) * 100,
    sum: values.reduce((x, y) => x + y, 0),
  }[figure.derived?.operation ?? "sum"];
  const value =
    figure.derived?.operation === "ratio" || figure.derived?.operation === "share"
      ? (figure.value ?? Number.NaN)
      : baseValue(figure);
  const close = Math.abs(value - expected) <= Math.max(0.005 * Math.abs(expected), 0.006);
  return close ? [] : [{ kind: "figure", detail: `算出的数字 ${figure.raw} 与所用的数不符` }];
}

const SCALES: [string, number][] = [
  ["万亿", 1e12],
  ["千亿", 1e11],
  ["百亿", 1e10],
  ["千万", 1e7],
  ["百万", 1e6],
  ["亿", 1e8],
  ["万", 1e4],
  ["千", 1e3],
];

/** The value multiplied out by its unit's 万/亿. */
export function baseValue(figure: { value: number | null; unit: string }): number {
  const scale = SCALES.find(([name]) => figure.unit.startsWith(name));
  return (figure.value ?? Number.NaN) * (scale?.[1] ?? 1);
}

/** Every number of the text against the quote that the next mark names. */
function checkText(answer: Answer, titles: string[]): Problem[] {
  const shown = titles.reduce((text, title) => text.replaceAll(`《${title}》`, "《》"), answer.text);
  const problems: Problem[] = [];
  const free = freeNumbers(answer);
  let from = 0;
  const parts: { text: string; cited: number[] }[] = [];
  for (const mark of shown.matchAll(MARK)) {
    const text = shown.slice(from, mark.index);
    from = mark.index + mark[0].length;
    const last = parts.at(-1);
    if (text === "" && last) last.cited.push(Number(mark[1]));
    else parts.push({ text, cited: [Number(mark[1])] });
  }
  parts.push({ text: shown.slice(from), cited: [] });
  for (const { text, cited } of parts) {
    const quotes = answer.citations.filter((c) => cited.includes(c.n));
    const allowed = new Set(quotes.flatMap((c) => spoken(c.quote)));
    for (const mention of quantities(text)) {
      if (mention.value === 1 && /^[一每]/.test(mention.raw)) continue;
      if (allowed.has(key(mention)) || free.has(key(mention)) || free.has(String(mention.value))) continue;
      if (allowed.has(String(mention.value)) && mention.scale === "") continue;
      problems.push({ kind: "number", detail: `“${mention.raw}”不在它标注的引文里` });
    }
  }
  return problems;
}

/** Numbers that need no quote: those of derived figures, of periods and of the question itself. */
function freeNumbers(answer: Answer): Set<string> {
  const free = new Set<string>();
  for (const figure of answer.figures) {
    if (figure.derived && figure.value !== null)
      for (const m of findNumbers(fold(figure.raw).text)) free.add(key(m));
  }
  for (const mention of findNumbers(fold(answer.question).text)) free.add(key(mention));
  const labels = [
    answer.question,
    ...answer.citations.flatMap((c) => [c.period, c.title, c.section]),
    ...[...answer.figures, ...(answer.refusal?.nearest ?? [])].map((f) => f.period),
  ];
  for (const label of labels)
    for (const digits of label.match(/\d+(?:\.\d+)?/g) ?? []) free.add(String(Number(digits)));
  return free;
}

function quantities(text: string): NumberMention[] {
  return findNumbers(fold(text).text).filter(
    (m) => m.kind !== "date" && m.kind !== "list-number" && m.kind !== "identifier",
  );
}

function spoken(quote: string): string[] {
  return findNumbers(fold(quote).text).flatMap((m) => [key(m), ...(m.scale === "" ? [String(m.value)] : [])]);
}

function key(mention: NumberMention): string {
  return `${mention.value}${mention.scale}`;
}
