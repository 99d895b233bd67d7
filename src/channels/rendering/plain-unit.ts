/**
 * Figures of one measure on one scale: 1.2万件 and 9800件 are set side by side in 件. 千瓦 and 千米 stay as they are.
 */
import type { AnswerFigure } from "../../domain/index.ts";
import { scaleOf } from "../../text/index.ts";

const SCALE = /^[千百]?[万亿]+/;

/** The unit without 万 and 亿: what two figures must share to be drawn on one axis. */
export function plainUnit(unit: string): string {
  return unit.replace(SCALE, "");
}

/** The value with 万 and 亿 of its unit multiplied out; null for a figure without a number. */
export function scaledValue({ value, unit }: Pick<AnswerFigure, "value" | "unit">): number | null {
  return value === null ? null : value * scaleOf(SCALE.exec(unit)?.[0] ?? "");
}
