/**
 * Chooses the operands of a comparison together: each must fit its question, and all must be the same measure.
 * Of the best few figures per operand, the combination whose pieces and units agree is taken.
 */
import { averageOf, type Candidate, diceOf } from "../select/index.ts";
import { bareUnit } from "../understand/index.ts";

/** Weight of agreement between two operands against their scores; chosen on the visible comparisons. */
const AGREEMENT = 5;
const UNIT_BONUS = 1.5;
const POOL = 5;
/** A figure this much worse than the best of its operand is another measure. */
const WITHIN = 4;

/** An operand that fits its question worse than this share of the best one's score measures something else. */
export const WORST_SHARE = 0.6;

/** For each list (best first), the candidate that agrees best with those of the other lists. */
export function alignOperands(lists: Candidate[][]): Candidate[] {
  const pools = lists.map((list) =>
    list.slice(0, POOL).filter((c) => c.score >= (list[0]?.score ?? 0) - WITHIN),
  );
  if (pools.length < 2) return pools.flatMap((pool) => pool.slice(0, 1));
  // Every candidate is tried as the measure; the others follow it.
  let best: { total: number; chosen: Candidate[] } | undefined;
  for (const anchor of pools.flat()) {
    const chosen = pools.flatMap((pool) => {
      const ranked = pool
        .map((c) => ({ c, value: c.score + agreement(anchor, c) }))
        .sort((a, b) => b.value - a.value);
      return ranked[0] ? [ranked[0]] : [];
    });
    const total = chosen.reduce((sum, x) => sum + x.value, 0);
    if (!best || total > best.total) best = { total, chosen: chosen.map((x) => x.c) };
  }
  return best?.chosen ?? [];
}

/** How much two figures are the same measure. */
function agreement(a: Candidate, b: Candidate): number {
  if (a === b) return AGREEMENT + UNIT_BONUS;
  const unit = bareUnit(a.profile.figure.unit) === bareUnit(b.profile.figure.unit) ? UNIT_BONUS : 0;
  if (averageOf(a.profile.figure.scope) !== averageOf(b.profile.figure.scope)) return unit - AGREEMENT;
  return AGREEMENT * diceOf(a.profile.piece, b.profile.piece) + unit;
}
