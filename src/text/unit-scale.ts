/**
 * The 万 or 亿 that a unit begins with, in and out: 万人 counts 人 in steps of 10,000.
 */

const FACTORS: Record<string, number> = { 十: 10, 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
/** 百分点 is a unit of its own. */
const SCALE = /^(?!百分)[万亿千百十]+/;

/** The factor of a unit's leading 万/亿; 1 without one. */
export function scaleOf(unit: string): number {
  return [...(SCALE.exec(unit)?.[0] ?? "")].reduce((scale, mark) => scale * (FACTORS[mark] ?? 1), 1);
}

/** The unit without its leading 万/亿/千/百. */
export function withoutScale(unit: string): string {
  return unit.replace(SCALE, "");
}
