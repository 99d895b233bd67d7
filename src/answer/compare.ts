/**
 * Comparison and computing: one figure per region (or period), then what code computes from the operands.
 */
import type { Answer, AnswerFigure, Region } from "../domain/index.ts";
import { say, statementOf } from "./compose.ts";
import type { Engine } from "./engine.ts";
import { EvidenceBook, labelOf } from "./evidence.ts";
import type { SlotResult } from "./look-up.ts";
import type { Candidate } from "./select/index.ts";
import { bareUnit, type Operation, unitFamily } from "./understand/index.ts";
import { baseValue } from "./verify.ts";

type Found = Extract<SlotResult, { kind: "found" }>;

export interface Operand {
  region: Region | null;
  result: Found;
}

export interface Comparison {
  operation: Operation;
  /** Operands of one measure, in the order asked. */
  operands: Operand[];
  /** What was asked for but not found, in words. */
  missing: string[];
}

type Body = Omit<Answer, "id" | "question" | "ms">;

/** Composes a comparison; each operand is cited, what is computed names its operands. */
export function composeComparison(engine: Engine, comparisons: Comparison[]): Body {
  const book = new EvidenceBook(engine.store);
  const lines: string[] = [];
  const notes: string[] = [];
  const derived: AnswerFigure[] = [];
  for (const comparison of comparisons) {
    const sorted = order(comparison.operation, alike(comparison)).map((operand) => {
      const statement = statementOf(engine, operand);
      const line = `${labelOf(statement.figure)}：${say(engine, book, statement)}`;
      const citation = book.citations.find(
        (c) =>
          c.report === statement.report.id &&
          c.start <= statement.figure.start &&
          statement.figure.end <= c.end,
      );
      return { line, figure: statement.figure, position: book.addFigure(statement.figure, citation?.n ?? 1) };
    });
    lines.push(...sorted.map((r) => r.line));
    const made = compute(comparison.operation, sorted, book.figures);
    if (made) {
      lines.push(made.text);
      derived.push(...made.figures);
    }
    notes.push(...differences(sorted.map((r) => r.figure)));
    for (const what of comparison.missing) notes.push(`没有找到${what}的数据`);
  }
  const unique = [...new Set(notes)];
  return {
    kind: "comparison",
    text: [...lines.map((l) => `${l}。`), ...unique.map((n) => `注意：${n}。`)].join("\n"),
    figures: [...book.figures, ...derived],
    citations: book.citations,
    notes: unique,
  };
}

interface Row {
  line: string;
  figure: { value: number | null; unit: string; region: string };
  position: number;
}

/** An operand whose figure fits the question far worse than the best one is another measure: told as missing. */
const WORST_SHARE = 0.6;

function alike(comparison: Comparison): Candidate[] {
  const operands = comparison.operands.map((o) => o.result.best);
  const best = Math.max(...operands.map((c) => c.score));
  return operands.filter((candidate) => {
    const fits = candidate.score >= WORST_SHARE * best;
    if (!fits) comparison.missing.push(`${candidate.report.region?.name ?? ""}同一指标`);
    return fits;
  });
}

function order(operation: Operation, candidates: Candidate[]): Candidate[] {
  if (!["max", "min", "rank"].includes(operation)) return candidates;
  const sign = operation === "min" ? 1 : -1;
  return [...candidates].sort((a, b) => sign * (baseValue(a.profile.figure) - baseValue(b.profile.figure)));
}

/** Computes from the operands; null when they are fewer than two or their units do not fit. */
function compute(
  operation: Operation,
  rows: Row[],
  figures: AnswerFigure[],
): { text: string; figures: AnswerFigure[] } | null {
  const [a, b] = rows;
  if (!a || !b) return null;
  if (!rows.every((r) => comparable(r.figure.unit, a.figure.unit))) return null;
  if (operation === "list") return null;
  if (operation === "max" || operation === "min" || operation === "rank") {
    const word = operation === "min" ? "最低" : "最高";
    const text =
      rows.length === 2
        ? `${a.figure.region}${operation === "min" ? "较低" : "较高"}`
        : `${a.figure.region}${word}`;
    return { text, figures: [] };
  }
  const operandFigures = [figures[a.position], figures[b.position]];
  if (operandFigures.some((f) => f?.value === null || f === undefined)) return null;
  const unit = finerUnit(a.figure.unit, b.figure.unit);
  const [x, y] = [baseValue(a.figure), baseValue(b.figure)];
  const common = { metric: "", region: "", period: "", status: "actual" as const, citation: null };
  if (operation === "ratio") {
    const value = round(x / y, 2);
    return {
      text: `${a.figure.region}约为${b.figure.region}的${value}倍`,
      figures: [
        {
          ...common,
          value,
          unit: "倍",
          raw: `${value}倍`,
          metric: "倍数",
          derived: { operation: "ratio", operands: [a.position, b.position] },
        },
      ],
    };
  }
  if (operation === "share") {
    const value = round((x / y) * 100, 2);
    return {
      text: `前者占后者的${value}%`,
      figures: [
        {
          ...common,
          value,
          unit: "%",
          raw: `${value}%`,
          metric: "占比",
          derived: { operation: "share", operands: [a.position, b.position] },
        },
      ],
    };
  }
  if (operation === "sum") {
    const value = round(rows.reduce((sum, r) => sum + baseValue(r.figure), 0) / scaleOf(unit), 6);
    return {
      text: `合计${value}${unit}`,
      figures: [
        {
          ...common,
          value,
          unit,
          raw: `${value}${unit}`,
          metric: "合计",
          derived: { operation: "sum", operands: rows.map((r) => r.position) },
        },
      ],
    };
  }
  const value = round(Math.abs(x - y) / scaleOf(unit), 6);
  const shown = unit === "%" ? `${value}个百分点` : `${value}${unit}`;
  const more = x === y ? "两者相同" : `相差${shown}，${x > y ? a.figure.region : b.figure.region}较多`;
  return {
    text: more,
    figures: [
      {
        ...common,
        value,
        unit: unit === "%" ? "个百分点" : unit,
        raw: shown,
        metric: "相差",
        derived: { operation: "difference", operands: [a.position, b.position] },
      },
    ],
  };
}

function comparable(a: string, b: string): boolean {
  const [x, y] = [bareUnit(a), bareUnit(b)];
  return x === y || (unitFamily(a) === unitFamily(b) && unitFamily(a) !== "mass");
}

function finerUnit(a: string, b: string): string {
  return scaleOf(a) <= scaleOf(b) ? a : b;
}

function scaleOf(unit: string): number {
  return baseValue({ value: 1, unit });
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Differences between operands that a reader must know: period, unit, scope, plan against result. */
function differences(
  figures: { period: { label: string } | null; unit: string; scope: string; status: string }[],
): string[] {
  const notes: string[] = [];
  const distinct = (values: string[]) => new Set(values).size > 1;
  if (distinct(figures.map((f) => f.period?.label ?? ""))) notes.push("各数的时期不同，比较仅供参考");
  if (distinct(figures.map((f) => f.status))) notes.push("有的是计划目标，有的是完成数");
  if (distinct(figures.map((f) => bareUnit(f.unit)))) notes.push("各数的单位不同");
  if (distinct(figures.map((f) => /本级|区级|市级|县级/.exec(f.scope)?.[0] ?? "")))
    notes.push("各数的统计范围不同");
  return notes;
}
