/**
 * Why figures must not be computed with: another unit, another thing, one a part of the other, another period.
 */
import type { Figure } from "../domain/index.ts";
import type { Comparison } from "./comparing/index.ts";
import { fitsUnit } from "./compute.ts";
import { isTotal } from "./part-of.ts";
import { type Operation, unitFamily } from "./understand/index.ts";
import { baseValue } from "./verify/index.ts";

/**
 * What keeps code from computing, in words for the reader; "" when nothing does.
 * @param origin how the figures came together: 件 and 个 of different measures are no two words for one thing, and of
 *   figures told before the question names no period
 */
export function hindranceOf(operation: Operation, figures: Figure[], origin: Comparison["origin"]): string {
  const [first] = figures;
  if (!first || operation === "list" || figures.length < 2) return "";
  const planned = new Set(figures.map((f) => f.status)).size > 1;
  if (planned && ["max", "min", "rank"].includes(operation))
    return "有的是计划目标，有的是完成数，不能放在一起排";
  const verb = operation === "sum" ? "相加" : "直接比较";
  const alike = origin !== undefined || operation === "sum";
  if (figures.some((f) => !fitsUnit(f.unit, first.unit, alike))) return `各数的单位不同，不能${verb}`;
  if (operation !== "sum") return "";
  if (["percent", "multiple", "rank"].includes(unitFamily(first.unit)) || first.role === "rank")
    return "比率和名次不能相加";
  if (planned) return "计划数和完成数不能相加";
  const periods = new Set(figures.map((f) => f.period?.label ?? ""));
  if (periods.size > 1 && (origin === "told" || new Set(figures.map((f) => f.regionCode)).size > 1))
    return "各数的时期不同，不能相加";
  const overlap = figures.some((a) => figures.some((b) => a !== b && contains(a, b)));
  return overlap ? "其中一个数已经包含另一个，不能相加" : "";
}

/** True when `part` is already counted in `whole`: a place inside it, a level of it, a part of one sentence's total. */
export function contains(whole: Figure, part: Figure): boolean {
  if (baseValue(whole) < baseValue(part)) return false;
  const inside = whole.regionCode !== part.regionCode && part.regionCode.startsWith(whole.regionCode);
  if (inside) return true;
  if (whole.reportId !== part.reportId) return false;
  if (whole.metric === part.metric && whole.scope !== part.scope) return true;
  return whole.sentenceStart === part.sentenceStart && whole.start < part.start && isTotal(whole, part);
}
