/**
 * What code computes from the operands of a comparison: difference, ratio, share, sum, highest, lowest.
 */
import type { AnswerFigure } from "../domain/index.ts";
import { scaleOf } from "../text/index.ts";
import { bareUnit, type Operation, unitFamily } from "./understand/index.ts";
import { baseValue, conversion } from "./verify/index.ts";

/** One operand as it stands in the answer. */
export interface Row {
  /** What it is called when it is set against the others: region, period or measure. */
  name: string;
  figure: { value: number | null; unit: string };
  /** Position among the answer's figures. */
  position: number;
}

export interface Computed {
  text: string;
  /** Of a difference: the text without who has more; left out where both are the same. */
  gap?: string;
  figures: AnswerFigure[];
}

/** Computes from the operands, best first for a ranking; null when they are fewer than two, do not fit each other, or divide by zero. */
export function compute(operation: Operation, rows: Row[]): Computed | null {
  const [a, b] = rows;
  if (!a || !b || operation === "list") return null;
  if (rows.some((r) => r.figure.value === null || !fitsUnit(r.figure.unit, a.figure.unit))) return null;
  if (operation === "max" || operation === "min" || operation === "rank")
    return ranked(operation, rows, a, b);
  if ((operation === "ratio" || operation === "share") && baseValue(b.figure) === 0) return null;
  if (operation === "ratio") {
    const value = round(baseValue(a.figure) / inUnit(b, a.figure.unit), 2);
    return one(`${a.name}约为${b.name}的${value}倍`, value, "倍", "倍数", {
      operation,
      operands: [a.position, b.position],
    });
  }
  if (operation === "share") {
    const value = round((100 * baseValue(a.figure)) / inUnit(b, a.figure.unit), 2);
    return one(`${a.name}占${b.name}的${value}%`, value, "%", "占比", {
      operation,
      operands: [a.position, b.position],
    });
  }
  if (operation === "sum") {
    const unit = rows.reduce((finest, r) => finer(finest, r.figure.unit), a.figure.unit);
    const value = round(rows.reduce((sum, r) => sum + inUnit(r, unit), 0) / scaleOf(unit), 6);
    return one(`合计${value}${unit}`, value, unit, "合计", {
      operation,
      operands: rows.map((r) => r.position),
    });
  }
  if (rows.length === 2) return difference(a, b);
  // Of several, how far the ends are apart.
  const [top = a, ...others] = [...rows].sort((x, y) => baseValue(y.figure) - baseValue(x.figure));
  const bottom = others.at(-1) ?? b;
  const { text, gap = text, figures } = difference(top, bottom);
  return { text: `最高的${top.name}与最低的${bottom.name}${gap}`, figures };
}

function ranked(operation: Operation, rows: Row[], a: Row, b: Row): Computed {
  const low = operation === "min";
  const duration = unitFamily(a.figure.unit) === "duration";
  const [less, more] = duration ? ["短", "长"] : ["低", "高"];
  if (rows.length > 2) return { text: `${a.name}最${low ? less : more}`, figures: [] };
  const { gap, figures } = difference(a, b);
  return { text: gap === undefined ? "两者相同" : `${a.name}较${low ? less : more}，${gap}`, figures };
}

function difference(a: Row, b: Row): Computed {
  const unit = finer(a.figure.unit, b.figure.unit);
  const [x, y] = [inUnit(a, unit), inUnit(b, unit)];
  const value = round(Math.abs(x - y) / scaleOf(unit), 6);
  const shownUnit = unit === "%" ? "个百分点" : unit;
  const operands = [a.position, b.position];
  const converted = [a, b].filter(
    (r) =>
      r.figure.unit !== unit &&
      conversion(r.figure.unit, unit) !== null &&
      bareUnit(r.figure.unit) !== bareUnit(unit),
  );
  const conversions = converted.map((r) => {
    const inFiner = round(inUnit(r, unit) / scaleOf(unit), 6);
    return one(`${r.name}合${inFiner}${unit}`, inFiner, unit, "换算", {
      operation: "sum",
      operands: [r.position],
    });
  });
  const apart = one(value === 0 ? "两者相同" : `相差${value}${shownUnit}`, value, shownUnit, "相差", {
    operation: "difference",
    operands,
  });
  const text = [...conversions.map((c) => c.text), apart.text].join("，");
  const figures = [...apart.figures, ...conversions.flatMap((c) => c.figures)];
  return value === 0
    ? { text, figures }
    : { text: `${text}，${x > y ? a.name : b.name}较多`, gap: text, figures };
}

function one(
  text: string,
  value: number,
  unit: string,
  metric: string,
  derived: AnswerFigure["derived"],
): Computed {
  const figure: AnswerFigure = {
    value,
    unit,
    raw: `${value}${unit}`,
    metric,
    region: "",
    period: "",
    status: "actual",
    citation: null,
    ...(derived ? { derived } : {}),
  };
  return { text, figures: [figure] };
}

/** The operand's value in the base of another unit: 万/亿 multiplied out, 吨 and 斤 converted. */
function inUnit(row: Row, unit: string): number {
  return baseValue(row.figure) * (conversion(row.figure.unit, unit) ?? 1);
}

/** Counts are told in many measure words (件, 宗, 人, 户); other quantities need one unit, and points are no shares. */
const LOOSE = new Set(["count", "person", "times"]);
const SAME_UNIT: Record<string, string> = {
  日: "天",
  个工作日: "工作日",
  个小时: "小时",
  千米: "公里",
  名: "人",
};

/**
 * True when two units can be computed with each other.
 * @param strict true for different things: 件 and 宗 are no two words for one then
 */
export function fitsUnit(a: string, b: string, strict = false): boolean {
  const [x, y] = [a, b].map((unit) => SAME_UNIT[bareUnit(unit)] ?? bareUnit(unit));
  if (x === y || conversion(a, b) !== null) return true;
  return !strict && unitFamily(a) === unitFamily(b) && LOOSE.has(unitFamily(a));
}

function finer(a: string, b: string): string {
  return scaleOf(a) <= scaleOf(b) ? a : b;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
