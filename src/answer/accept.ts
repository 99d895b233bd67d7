/**
 * Whether the best candidate is an answer at all. A figure whose clause does not cover the measure asked for
 * is none, however near its words are.
 */
import { loadThesaurus } from "../text/index.ts";
import type { Candidate, PreparedSlot } from "./select/index.ts";

export interface Acceptance {
  /** Raw score below which nothing is answered. */
  minScore: number;
}

/** True when the candidate may answer the slot. */
export function accepts(candidate: Candidate, prepared: PreparedSlot, { minScore }: Acceptance): boolean {
  const { features } = candidate;
  if (features.unit <= -1) return false;
  if (candidate.score < minScore) return false;
  return !measuresSomethingElse(prepared.slot.own, candidate.profile.clause.text);
}

/** Share of the term's characters that the clause holds, 0 to 1. */
function sharedCharacters(term: string, clause: string): number {
  const characters = [...new Set(term)];
  return characters.filter((c) => clause.includes(c)).length / characters.length;
}

/** True when question and clause name measures that the thesaurus declares distinct (办结率 and 满意率). */
function measuresSomethingElse(own: string, clause: string): boolean {
  const thesaurus = loadThesaurus();
  const asked = thesaurus.find(own).map((m) => m.term);
  const given = thesaurus.find(clause).map((m) => m.term);
  return asked.some(
    (a) =>
      !given.some((g) => g === a || thesaurus.related(a, g) > 0) &&
      sharedCharacters(a, clause) < 0.75 &&
      given.some((g) => thesaurus.areDistinct(a, g)),
  );
}
