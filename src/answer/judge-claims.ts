/**
 * What a question claimed set against what was found: one line that says whether it agrees. The line repeats no
 * number but the asker's own, so that every number of the report stays beside its mark.
 */
import type { AnswerFigure, Figure } from "../domain/index.ts";
import { scaleOf } from "../text/index.ts";
import type { Row } from "./compute.ts";
import { type Claim, type Claims, unitFamily } from "./understand/index.ts";
import { baseValue, conversion } from "./verify/index.ts";

type Measured = Pick<AnswerFigure, "value" | "unit"> & Partial<Pick<Figure, "qualifier" | "role" | "status">>;

/** exact: to the letter; rounded: the asker rounded the report's number. */
type Verdict = "exact" | "rounded" | "wrong";

const LOOSE = new Set(["count", "person", "times", "none"]);
/** “约三倍” and “多一倍” are said loosely, “约2200台” less so; of shares one point. */
const RATIO_TOLERANCE = 0.1;
const ABOUT_TOLERANCE = 0.05;
const ABOUT_POINTS = 1;
/** “近700万” is at most this much below. */
const NEAR_TOLERANCE = 0.1;

const WORDS: Record<Verdict, string> = {
  exact: "与报告相符",
  rounded: "与报告大致相符",
  wrong: "与报告不符",
};

/**
 * The line above an answer to “…90%对吗”; "" when nothing was claimed.
 * @param others figures of the same measure for another scope, told beside the answer
 */
export function verdictOnFigures(
  claims: Claims,
  found: Measured[],
  plan: boolean,
  others: Measured[] = [],
): string {
  const [first] = claims.numbers;
  if (!first || found.length === 0) return "";
  // 达到90%了吗 of a target: nothing is reached by being planned.
  if (!plan && found[0]?.status === "plan") return "问题里说的在报告里只是计划目标，不是已完成的数：";
  const judged = claims.numbers.flatMap((claim, i) => {
    const figure = found[Math.min(i, found.length - 1)];
    return figure && sameQuantity(claim, figure) ? [{ claim, verdict: judge(claim, figure) }] : [];
  });
  const wrong = judged.find((j) => j.verdict === "wrong");
  if (wrong) {
    const { claim } = wrong;
    const elsewhere = others.some((o) => sameQuantity(claim, o) && judge(claim, o) !== "wrong");
    return elsewhere
      ? `问题里说的“${claim.raw}”与另一口径的数相符，报告写的是：`
      : `问题里说的“${claim.raw}”${WORDS.wrong}，报告写的是：`;
  }
  const said = judged.find((j) => j.verdict === "rounded") ?? judged[0];
  if (said) return `问题里说的“${said.claim.raw}”${WORDS[said.verdict]}：`;
  return first.unit === "" ? "" : `单凭下面的数判断不了“${first.raw}”，报告写的是：`;
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
    return judge(claim, computed) === "wrong"
      ? `问题里说的“${claim.raw}”与此不符，以上面的数为准`
      : `问题里说的“${claim.raw}”与此相符`;
  }
  // 高30个点 is not right because it is higher.
  return order && claims.numbers.length === 0 ? "问题里的说法与此相符" : "";
}

function judge(claim: Claim, figure: Measured): Verdict {
  const [said, real] = [inUnitOf(claim, figure), baseValue(figure)];
  const exactly = (holds: boolean): Verdict => (holds ? "exact" : "wrong");
  const more = /超|逾|余|多|突破|以上/.test(figure.qualifier ?? "");
  const less = /近|不到|不足|以下/.test(figure.qualifier ?? "");
  switch (claim.relation) {
    case "over":
      return exactly(real > said || (real === said && more));
    case "atLeast":
      return exactly(real >= said);
    case "under":
      return exactly(real < said || (real === said && less));
    case "atMost":
      return exactly(real <= said);
    case "between":
      return exactly(said <= real && real <= inUnitOf({ ...claim, value: claim.to ?? claim.value }, figure));
    case "odd":
      return exactly(said <= real && real < said + lastPlaceOf(claim, figure));
    case "near":
      return exactly((1 - NEAR_TOLERANCE) * said <= real && real <= said);
    case "about":
      return exactly(Math.abs(real - said) <= aboutOf(claim, said));
    case "grown":
      return exactly(Math.abs(real - said) <= RATIO_TOLERANCE * said);
    default:
      if (Math.abs(real - said) <= 1e-9 * Math.abs(said)) return figure.qualifier ? "rounded" : "exact";
      return Math.abs(real - said) <= roundingOf(claim, said, figure) ? "rounded" : "wrong";
  }
}

function aboutOf({ unit, raw }: Claim, said: number): number {
  if (unitFamily(unit) === "percent") return ABOUT_POINTS;
  return (unitFamily(unit) === "multiple" || raw.startsWith("比") ? RATIO_TOLERANCE : ABOUT_TOLERANCE) * said;
}

/** How far off a number is that was rounded to the places that were said: 1640亿 for 1640.06亿. 100% and 0 are not rounded to. */
function roundingOf(claim: Claim, said: number, figure: Measured): number {
  if (unitFamily(claim.unit) === "multiple") return RATIO_TOLERANCE * said;
  if (said === 0 || (unitFamily(claim.unit) === "percent" && claim.value === 100)) return 0;
  const decimals = String(claim.value).split(".")[1]?.length ?? 0;
  return inUnitOf({ ...claim, value: 0.5 * 10 ** -decimals }, figure);
}

/** One of the last place that is not nought: 10万 of 670多万, 1000 of 2000多. */
function lastPlaceOf(claim: Claim, figure: Measured): number {
  const [whole = "", decimals] = String(claim.value).split(".");
  const zeros = /0*$/.exec(whole)?.[0].length ?? 0;
  const place = decimals ? 10 ** -decimals.length : 10 ** Math.min(zeros, whole.length - 1);
  return inUnitOf({ ...claim, value: place }, figure);
}

function inUnitOf(from: Pick<Measured, "value" | "unit">, to: Measured): number {
  return (from.value ?? Number.NaN) * scaleOf(from.unit) * (conversion(from.unit, to.unit) ?? 1);
}

function sameQuantity(claim: Claim, figure: Measured): boolean {
  if (figure.value === null) return false;
  const family = unitFamily(figure.unit);
  // Of a level nobody can tell what it grew by.
  if (claim.relation === "grown") return figure.role === "change" && family === "percent";
  // 超过6万亿 leaves the unit to the figure.
  if (/^[万亿千百]+$/.test(claim.unit)) return family !== "percent";
  const asked = unitFamily(claim.unit);
  return asked === family || (LOOSE.has(asked) && LOOSE.has(family));
}
