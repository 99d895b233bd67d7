/**
 * Which of several accepted figures that tell nearly the same answers: a result rather than a plan, the exact telling
 * rather than the rounded one, the whole rather than its part.
 */
import type { Figure } from "../domain/index.ts";
import { type Candidate, diceOf } from "./select/index.ts";
import { bareUnit } from "./understand/index.ts";
import { baseValue } from "./verify/index.ts";

/** The figure that answers, of the first that may and those behind it (best first) that `accepts` lets answer too. */
export function betterTold(
  first: Candidate,
  candidates: Candidate[],
  { statusAsked, accepts }: { statusAsked: boolean; accepts: (candidate: Candidate) => boolean },
): Candidate {
  const result = statusAsked ? first : resultBeforePlan(first, candidates, accepts);
  const close = candidates.filter((c) => c.score > result.score - SAME_MEASURE && accepts(c));
  return wholeRather(exactRather(result, close), close);
}

/** Score by which a result may fall behind a plan of the same measure, and how far their words must agree, 0 to 1. */
const BEHIND_PLAN = 4;
const SAME_WORDS = 0.4;

/** When neither was asked for, a result of the same measure goes before a plan. */
function resultBeforePlan(
  best: Candidate,
  candidates: Candidate[],
  accepts: (candidate: Candidate) => boolean,
): Candidate {
  if (best.profile.figure.status === "actual") return best;
  const result = candidates.find(
    (c) =>
      c.profile.figure.status === "actual" &&
      c.score > best.score - BEHIND_PLAN &&
      diceOf(c.profile.piece, best.profile.piece) >= SAME_WORDS &&
      accepts(c),
  );
  return result ?? best;
}

/** Figures of one report that may tell one measure: both values or both changes, both done or both planned, in one unit. */
function ofOneKind(a: Figure, b: Figure): boolean {
  return (
    a.reportId === b.reportId &&
    a.role === b.role &&
    a.status === b.status &&
    bareUnit(a.unit) === bareUnit(b.unit)
  );
}

/** Scores this close tell the same measure twice. */
const SAME_MEASURE = 1;

/** 突破3万亿元大关 is told beside 32765亿元: of two tellings of one measure the exact one answers. */
function exactRather(best: Candidate, candidates: Candidate[]): Candidate {
  const { figure } = best.profile;
  if (!/突破|超|逾|近|约|大关|跨/.test(`${figure.qualifier}${figure.piece}`)) return best;
  const rounded = baseValue(figure);
  const exact = candidates.find((c) => {
    const other = c.profile.figure;
    return (
      c.score > best.score - SAME_MEASURE &&
      other.qualifier === "" &&
      ofOneKind(other, figure) &&
      Math.abs(baseValue(other) - rounded) <= 0.1 * rounded &&
      String(other.value).length > String(figure.value).length
    );
  });
  return exact ?? best;
}

/** Scores this close do not tell a part from its whole. */
const PART_OR_WHOLE = 0.5;
/** Share of the question's words that one figure's own piece must hold more than another's. */
const INHERITED_WORDS = 0.2;

/**
 * 年末全县常住人口, not 城镇常住人口 that is told as a part of it, where the question names no part; and the figure whose own
 * words were asked for before one that only inherits them.
 */
function wholeRather(best: Candidate, candidates: Candidate[]): Candidate {
  const { figure } = best.profile;
  const whole = candidates.find((c) => {
    const other = c.profile.figure;
    return (
      c.score > best.score - PART_OR_WHOLE &&
      // 城镇化率由52%提高到58% tells a change as much as 提高8.3% does.
      ofOneKind(other.pairedWith !== undefined ? { ...other, role: figure.role } : other, figure) &&
      other.sentenceStart === figure.sentenceStart &&
      other.start < figure.start &&
      c.features.coverClause >= best.features.coverClause &&
      c.features.head >= best.features.head &&
      (figure.clause.startsWith(other.piece) ||
        c.features.coverPiece >= best.features.coverPiece + INHERITED_WORDS)
    );
  });
  return whole ?? best;
}
