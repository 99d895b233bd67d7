/**
 * Where a report contradicts itself, as far as its own numbers show. In: the figures of one report in text order and
 * its text. Out: contradictions, few and sure: whatever is rounded, qualified, in a table or may overlap is left alone.
 */
import type { Contradiction, Figure } from "../../domain/index.ts";
import { auditParts } from "./audit-parts.ts";
import { auditShares } from "./audit-shares.ts";
import { auditValues } from "./audit-values.ts";
import { sentencesOf } from "./figure-sentences.ts";

/** Contradictions of a report: parts against totals, rates against counts, two values for one measure. */
export function findContradictions(figures: Figure[], text: string): Contradiction[] {
  const sentences = sentencesOf(
    figures.filter((f) => !f.cell),
    text,
  );
  return [...auditParts(sentences), ...auditShares(sentences), ...auditValues(sentences)];
}
