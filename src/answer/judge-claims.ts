/**
 * What a question claimed set against what was found: one line that says whether it agrees. The line repeats no
 * number but the asker's own, so that every number of the report stays beside its mark.
 */
import type { AnswerFigure } from "../domain/index.ts";
import type { Row } from "./compute.ts";
import { type Claim, type Claims, unitFamily } from "./understand/index.ts";
import { baseValue, conversion } from "./verify/index.ts";

type Measured = Pick<AnswerFigure, "value" | "unit"> & { status?: AnswerFigure["status"] };

const LOOSE = new Set(["count", "person", "times", "none"]);
/** “多三倍” and “约三倍” are said loosely. */
const RATIO_TOLERANCE = 0.1;

/** The line above an answer to “…90%对吗”; "" when nothing was claimed or nothing comparable was found. */
export function verdictOnFigures(claims: Claims, found: Measured[], plan: boolean): string {
  // 达到90%了吗 of a target: nothing is reached by being planned.
  if (claims.numbers.length > 0 && !plan && found[0]?.status === "plan")
    return "问题里说的在报告里只是计划目标，不是已完成的数：";
  const judged = claims.numbers.flatMap((claim, i) => {
    const figure = found[Math.min(i, found.length - 1)];
    return figure && sameQuantity(claim, figure) ? [{ claim, holds: holds(claim, figure) }] : [];
  });
  const wrong = judged.find((j) => !j.holds);
  if (wrong) return `问题里说的“${wrong.claim.raw}”与报告不符，报告写的是：`;
  const [right] = judged;
  return right ? `问题里说的“${right.claim.raw}”与报告相符：` : "";
}

/** The line below a comparison that was asked as a claim: “甲比乙多三倍对吗”, “是不是甲比乙高”. */
export function verdictOnComparison(claims: Claims, asked: Row[], derived: Measured[]): string {
  const [a, b] = asked;
  if (!a || !b) return "";
  const order = claims.order && Math.sign(inUnitOf(a.figure, b.figure) - baseValue(b.figure));
  if (order && order > 0 !== (claims.order === "more")) return "问题里的说法与此相反";
  for (const claim of claims.numbers) {
    const computed = derived.find((figure) => sameQuantity(claim, figure));
    if (!computed) continue;
    return holds(claim, computed)
      ? `问题里说的“${claim.raw}”与此相符`
      : `问题里说的“${claim.raw}”与此不符，以上面的数为准`;
  }
  return order ? "问题里的说法与此相符" : "";
}

function holds(claim: Claim, figure: Measured): boolean {
  const [said, true_] = [inUnitOf(claim, figure), baseValue(figure)];
  if (claim.relation === "over") return true_ > said;
  if (claim.relation === "under") return true_ < said;
  const tolerance = unitFamily(claim.unit) === "multiple" ? RATIO_TOLERANCE * said : 1e-9 * Math.abs(said);
  return Math.abs(true_ - said) <= tolerance;
}

function inUnitOf(from: Measured, to: Measured): number {
  return baseValue(from) * (conversion(from.unit, to.unit) ?? 1);
}

function sameQuantity(a: Measured, b: Measured): boolean {
  // 超过6万亿 leaves the unit to the figure.
  if (b.value !== null && /^[万亿千百]+$/.test(a.unit)) return unitFamily(b.unit) !== "percent";
  const [x, y] = [unitFamily(a.unit), unitFamily(b.unit)];
  return b.value !== null && (x === y || (LOOSE.has(x) && LOOSE.has(y)));
}
