/**
 * Figures against the ledger: a figure must be a row that stands in its quote, with that row's value, unit,
 * region, period and status; a derived one must follow from its operands.
 */
import type { Answer, AnswerFigure } from "../../domain/index.ts";
import { type EvidenceSource, type Problem, rowsWithin } from "./problem.ts";
import { baseValue, conversion } from "./scales.ts";

/** Problems of one figure. */
export function checkFigure(figure: AnswerFigure, answer: Answer, source: EvidenceSource): Problem[] {
  if (figure.derived) return checkDerived(figure, answer);
  const citation = answer.citations.find((c) => c.n === figure.citation);
  if (!citation) return [{ kind: "figure", detail: `数字 ${figure.raw} 没有出处` }];
  if (!citation.quote.includes(figure.raw)) {
    return [{ kind: "figure", detail: `数字 ${figure.raw} 不在引文 [${citation.n}] 里` }];
  }
  const rows = rowsWithin(citation, source).filter((r) => r.raw === figure.raw);
  const same = rows.filter((r) => r.value === figure.value && r.unit === figure.unit);
  if (same.length === 0) {
    return [{ kind: "figure", detail: `数字 ${figure.value}${figure.unit} 与原文 ${figure.raw} 不符` }];
  }
  const problems: Problem[] = [];
  if (!same.some((r) => r.region === figure.region)) {
    problems.push({ kind: "region", detail: `${figure.raw} 不是${figure.region}的数` });
  }
  if (!same.some((r) => (r.period?.label ?? "") === figure.period)) {
    problems.push({ kind: "period", detail: `${figure.raw} 不是 ${figure.period} 的数` });
  }
  if (!same.some((r) => r.status === figure.status)) {
    problems.push({ kind: "status", detail: `${figure.raw} 的计划与完成弄反了` });
  }
  return problems;
}

function checkDerived(figure: AnswerFigure, answer: Answer): Problem[] {
  const operands = (figure.derived?.operands ?? []).map((i) => answer.figures[i]);
  const wrong: Problem[] = [{ kind: "figure", detail: `算出的数字 ${figure.raw} 与所用的数不符` }];
  if (operands.length === 0 || operands.some((o) => o === undefined || o.derived)) return wrong;
  const operation = figure.derived?.operation ?? "sum";
  const pure = operation === "ratio" || operation === "share";
  // 吨 and 斤 meet in the unit of the result, or of the second operand for a ratio.
  const target = pure ? (operands[1]?.unit ?? "") : figure.unit;
  const values = operands.map((o) => (o ? baseValue(o) * (conversion(o.unit, target) ?? 1) : Number.NaN));
  const [a = Number.NaN, b = Number.NaN] = values;
  const expected = {
    difference: Math.abs(a - b),
    ratio: a / b,
    share: (a / b) * 100,
    sum: values.reduce((x, y) => x + y, 0),
  }[operation];
  const value = pure ? (figure.value ?? Number.NaN) : baseValue(figure);
  const close = Math.abs(value - expected) <= Math.max(0.0005 * Math.abs(expected), 0.0051);
  return close ? [] : wrong;
}
