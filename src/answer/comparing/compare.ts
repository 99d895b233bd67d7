/**
 * Comparison and computing: one figure per region (or period), then what code computes from the operands.
 */
import type { Answer, AnswerFigure, Figure } from "../../domain/index.ts";
import { type Body, noteLine } from "../body.ts";
import { say, scopedStatement } from "../compose.ts";
import { type Computed, compute } from "../compute.ts";
import { contradictionNotes } from "../contradictions.ts";
import type { Engine } from "../engine.ts";
import {
  answerFigure,
  EvidenceBook,
  labelOf,
  quoteSpan,
  statementSpan,
  statementWords,
} from "../evidence.ts";
import { hindranceOf } from "../hindrance.ts";
import { verdictOnComparison } from "../judge-claims.ts";
import type { Candidate } from "../select/index.ts";
import { bareUnit, type Claims, type Operation, unitFamily } from "../understand/index.ts";
import { baseValue } from "../verify/index.ts";
import { WORST_SHARE } from "./align-operands.ts";

export interface Operand {
  /** Region, period or measure that the operand stands for. */
  name: string;
  candidate: Candidate;
}

export interface Comparison {
  operation: Operation;
  /** Operands of one measure, in the order asked. */
  operands: Operand[];
  /** What was asked for but not found, in words. */
  missing: string[];
  /** What was asked for and is told for another period only. */
  elsewhere?: { wanted: string; nearest: Candidate }[];
  /** How the operands came together; one measure, looked up for each operand, where left out. */
  origin?: "measures" | "told" | "counts";
  /** What is left of the first operand when the second is taken away, in the answer's words: 未办结. */
  left?: string;
  /** The operands are the two ends of one change, told in one sentence; the word for it: 提高. */
  moved?: string;
}

/** Composes a comparison; each operand is cited, what is computed names its operands. */
export function composeComparison(engine: Engine, comparisons: Comparison[], claims?: Claims): Body {
  const book = new EvidenceBook(engine.store);
  const lines: string[] = [];
  /** Notes with marks come first: what is missing carries none. */
  const marked: string[] = [];
  const notes: string[] = [];
  const derived: AnswerFigure[] = [];
  const nearest: AnswerFigure[] = [];
  for (const comparison of comparisons) {
    const { origin, operation } = comparison;
    const matched = origin === "told" || origin === "counts";
    const sorted = order(operation, matched ? comparison.operands : alike(comparison)).map(
      ({ name, candidate }) => {
        const statement = scopedStatement(engine, candidate);
        const line = `${labelOf(statement.figure)}：${say(engine, book, statement)}`;
        const citation = book.citations.find(
          (c) =>
            c.report === statement.report.id &&
            c.start <= statement.figure.start &&
            statement.figure.end <= c.end,
        );
        return {
          name: name || statement.figure.region,
          line,
          figure: statement.figure,
          report: statement.report,
          position: book.addFigure(statement.figure, citation?.n ?? 1),
        };
      },
    );
    lines.push(...(comparison.moved ? sorted.slice(0, 1) : sorted).map((r) => r.line));
    const figures = sorted.map((r) => r.figure);
    const hindrance = hindranceOf(operation, figures, origin);
    const made = hindrance ? null : compute(operation, sorted);
    if (made) {
      lines.push(madeWords(comparison, made));
      derived.push(...made.figures);
    }
    const asked = comparison.operands.flatMap(
      (o) => sorted.find((r) => r.figure === o.candidate.profile.figure) ?? [],
    );
    const verdict = claims ? verdictOnComparison(claims, asked, made?.figures ?? []) : "";
    if (verdict) lines.push(verdict);
    const torn = contradictionNotes(
      engine,
      book,
      sorted.map(({ report, figure }) => ({ report, figures: [figure] })),
    );
    marked.push(...torn.notes);
    derived.push(...torn.derived);
    notes.push(...(hindrance ? [hindrance] : comparison.moved ? [] : differences(figures)));
    for (const { wanted, nearest: other } of comparison.elsewhere ?? []) {
      const { figure } = other.profile;
      const n = book.cite(other.report, quoteSpan(engine.store, figure), figure.headings, figure.page);
      const words = statementWords(engine.store, figure, statementSpan(engine.store, figure));
      marked.push(
        `没有找到${wanted}；最接近的是${labelOf(figure)}：${words}[${n}]，时期不同，不能当作所问的数`,
      );
      nearest.push(answerFigure(figure, n));
    }
    for (const what of comparison.missing) notes.push(`没有找到${what}`);
  }
  const unique = [...new Set([...marked, ...notes])];
  const answered = book.figures.length > 0;
  return {
    kind: answered ? "comparison" : "refusal",
    text: [
      ...[...new Set(lines)].map((l) => `${l}。`),
      ...unique.map((n) => (answered ? noteLine(n) : `${n}。`)),
    ].join("\n"),
    figures: [...book.figures, ...derived],
    citations: book.citations,
    ...refusalOf(answered, nearest),
    notes: unique,
  };
}

/** What was computed, in the words of what was asked: 相差17件，即未办结的数量; 提高5.5个百分点. */
function madeWords({ left, moved }: Comparison, { text, gap }: Computed): string {
  if (gap === undefined) return text;
  if (moved) return gap.replace("相差", moved);
  return left ? `${gap}，即${left}的数量` : text;
}

/** 哪个快: of days the fewer. */
export function fasterIsLess(comparison: Comparison, folded: string): Comparison {
  const unit = comparison.operands[0]?.candidate.profile.figure.unit ?? "";
  const faster = comparison.operation === "max" && /快|早/.test(folded) && unitFamily(unit) === "duration";
  return faster ? { ...comparison, operation: "min" } : comparison;
}

/** What is missing: nothing but another period's figure, or all of it. */
function refusalOf(answered: boolean, nearest: AnswerFigure[]): Pick<Answer, "refusal"> {
  if (nearest.length > 0) return { refusal: { reason: "other_period_or_region", nearest } };
  return answered ? {} : { refusal: { reason: "no_figure" } };
}

/** The operands that tell the best one's measure; the others are told as missing. */
function alike(comparison: Comparison): Operand[] {
  const best = Math.max(...comparison.operands.map((o) => o.candidate.score));
  comparison.operands = comparison.operands.filter(({ name, candidate }) => {
    const fits = candidate.score >= WORST_SHARE * best;
    if (!fits) comparison.missing.push(`${name}同一指标的数据`);
    return fits;
  });
  return comparison.operands;
}

function order(operation: Operation, operands: Operand[]): Operand[] {
  if (!["max", "min", "rank"].includes(operation)) return operands;
  const sign = operation === "min" ? 1 : -1;
  const value = (o: Operand) => baseValue(o.candidate.profile.figure);
  return [...operands].sort((a, b) => sign * (value(a) - value(b)));
}

/** One region's years, or the same months of several: that their periods differ is what was asked. */
function overTime(figures: Figure[]): boolean {
  const [first] = figures;
  const monthsOf = (f: Figure | undefined) =>
    f?.period && `${f.period.start.slice(5)}/${f.period.end.slice(5)}`;
  return figures.every(
    (f) =>
      f.regionCode === first?.regionCode &&
      f.period?.start.slice(0, 4) === f.period?.end.slice(0, 4) &&
      f.period !== null &&
      monthsOf(f) === monthsOf(first),
  );
}

/** Differences between operands that a reader must know: period, unit, scope, plan against result. */
function differences(figures: Figure[]): string[] {
  const notes: string[] = [];
  const distinct = (values: string[]) => new Set(values).size > 1;
  if (distinct(figures.map((f) => f.period?.label ?? "")) && !overTime(figures))
    notes.push("各数的时期不同，比较仅供参考");
  if (distinct(figures.map((f) => f.status))) notes.push("有的是计划目标，有的是完成数");
  if (distinct(figures.map((f) => bareUnit(f.unit)))) notes.push("各数的单位不同");
  if (distinct(figures.map((f) => /本级|区级|市级|县级/.exec(f.scope)?.[0] ?? "")))
    notes.push("各数的统计范围不同");
  return notes;
}
