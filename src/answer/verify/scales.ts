/**
 * Units multiplied out: 万/亿 for counts and money, 斤 and 吨 for mass.
 */
import { scaleOf, withoutScale } from "../../text/index.ts";

/** Kilograms in a mass unit: 1 斤 is half a kilogram. */
const MASS: Record<string, number> = { 吨: 1000, 公斤: 1, 千克: 1, 斤: 0.5 };

/** The value multiplied out by its unit's 万/亿; NaN for a figure without value. */
export function baseValue(figure: { value: number | null; unit: string }): number {
  return (figure.value ?? Number.NaN) * scaleOf(figure.unit);
}

/** How many of `to` one of `from` is, 万/亿 aside, where the two are units of one quantity; null otherwise. */
export function conversion(from: string, to: string): number | null {
  const [a, b] = [MASS[withoutScale(from)], MASS[withoutScale(to)]];
  return a !== undefined && b !== undefined ? a / b : null;
}
