/**
 * Units multiplied out: 万/亿 for counts and money, 斤 and 吨 for mass.
 */

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

/** Kilograms in a mass unit: 1 斤 is half a kilogram. */
const MASS: Record<string, number> = { 吨: 1000, 公斤: 1, 千克: 1, 斤: 0.5 };

/** The factor of a unit's leading 万/亿; 1 without one. */
export function scaleOf(unit: string): number {
  return SCALES.find(([name]) => unit.startsWith(name))?.[1] ?? 1;
}

/** The value multiplied out by its unit's 万/亿; NaN for a figure without value. */
export function baseValue(figure: { value: number | null; unit: string }): number {
  return (figure.value ?? Number.NaN) * scaleOf(figure.unit);
}

/** How many of `to` one of `from` is, 万/亿 aside, where the two are units of one quantity; null otherwise. */
export function conversion(from: string, to: string): number | null {
  const [a, b] = [MASS[withoutScale(from)], MASS[withoutScale(to)]];
  return a !== undefined && b !== undefined ? a / b : null;
}

function withoutScale(unit: string): string {
  return unit.replace(/^[万亿千百十]+/, "");
}
