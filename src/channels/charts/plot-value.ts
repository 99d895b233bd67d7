/**
 * A table of figures made plottable: values on one scale, labels as the report writes them.
 */
import type { AnswerFigure, MeasureTable } from "../../domain/index.ts";
import { plainUnit, scaledValue, visibleText } from "../rendering/index.ts";

/** One row of a chart. */
export interface Plotted {
  name: string;
  /** In the unit without 万 and 亿, so that 1.2万件 and 9800件 stand on one scale. */
  value: number;
  /** As written in the report, with 计划 where it is one. */
  label: string;
  plan: boolean;
  figure: AnswerFigure;
}

/** Rows whose figure has a number, in the table's order; at most `maxRows`. */
export function plotted(table: MeasureTable, maxRows = 24): Plotted[] {
  return table.rows.slice(0, maxRows).flatMap(({ name, figure }) => {
    const value = scaledValue(figure);
    if (value === null) return [];
    const plan = figure.status === "plan";
    const label = visibleText(figure.raw) + (plan ? "（计划）" : "");
    return [{ name: visibleText(name), value, label, plan, figure }];
  });
}

/** The unit that all rows share once 万 and 亿 are worked in; "" when they differ. */
export function sharedUnit(rows: readonly Plotted[]): string {
  const units = new Set(rows.map(({ figure }) => plainUnit(figure.unit)));
  const [unit] = units;
  return units.size === 1 && unit !== undefined ? unit : "";
}

/** A number of an axis, short: 12000 becomes 1.2万. */
export function axisNumber(value: number): string {
  if (Math.abs(value) >= 1e8) return `${trimmed(value / 1e8)}亿`;
  if (Math.abs(value) >= 1e4) return `${trimmed(value / 1e4)}万`;
  return trimmed(value);
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(2)));
}
