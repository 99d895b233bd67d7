/**
 * Which reports could answer a question that names no region: those whose figures or passages match best.
 */
import type { Store } from "../store/index.ts";
import { terms } from "../text/index.ts";

/**
 * Ids of the reports with the best matching figures, best first.
 * @param text folded content words of the question
 * @param vector the question's vector, when the index has vectors
 */
export function candidateReports(
  store: Store,
  text: string,
  vector: number[] | undefined,
  limit: number,
): string[] {
  const score = new Map<string, number>();
  const add = (reportId: string, value: number) =>
    score.set(reportId, Math.max(score.get(reportId) ?? 0, value));
  const lexical = store.searchFigures([...new Set(terms(text))], { limit: 200 });
  const best = lexical[0]?.score ?? 1;
  for (const hit of lexical) add(hit.figure.reportId, hit.score / best);
  if (vector && store.vectorsUsable) {
    for (const hit of store.nearestFigures(vector, { limit: 200 })) add(hit.figure.reportId, hit.score);
  }
  return [...score]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([id]) => id);
}
