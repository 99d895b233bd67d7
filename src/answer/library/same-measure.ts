/**
 * Do two figures tell the same measure of two regions or years? By the rules that comparisons align operands with.
 */
import { WORST_SHARE } from "../comparing/index.ts";
import { averageOf, type Candidate, diceOf } from "../select/index.ts";
import { bareUnit, unitFamily } from "../understand/index.ts";

/** Pieces this much alike tell one measure; with less, the question's words must stand in the clause. */
const ALIKE = 0.3;
const COVERED = 0.7;

/** True when the second figure, found by the same words, may stand beside the first. */
export function isSameMeasure(first: Candidate, other: Candidate): boolean {
  const [a, b] = [first.profile.figure, other.profile.figure];
  if (a.status !== b.status || a.role !== b.role) return false;
  if (unitFamily(a.unit) !== unitFamily(b.unit) || averageOf(a.scope) !== averageOf(b.scope)) return false;
  // 新增 is no 实有, a share no amount.
  if (first.features.flow !== other.features.flow || first.features.share !== other.features.share)
    return false;
  if (other.score < WORST_SHARE * first.score) return false;
  const alike = diceOf(first.profile.piece, other.profile.piece);
  // 项 and 个 may count the same things, but then the words must say so.
  if (bareUnit(a.unit) !== bareUnit(b.unit) && alike < ALIKE) return false;
  return alike >= ALIKE || Math.min(other.features.coverClause, other.features.coverSentence) >= COVERED;
}
