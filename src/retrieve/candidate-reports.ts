/**
 * Which reports could answer a question that names no region: those whose figures or passages match best.
 */
import type { Store } from "../store/index.ts";
import { terms } from "../text/index.ts";

/**
 * Ids of the reports with the best matching figures, best first.
 * @param text folded content words of the question
 * @param vector the question's vector, when the index has vectors
 * @param among only these reports; all when absent
 */
export function candidateReports(
  store: Store,
  text: string,
  vector: number[] | undefined,
  limit: number,
  among?: string[],
): string[] {
  const score = new Map<string, number>();
  const add = (reportId: string, value: number) =>
    score.set(reportId, Math.max(score.get(reportId) ?? 0, value));
  const options = { limit: 200, ...(among ? { reportIds: among } : {}) };
  const lexical = store.searchFigures([...new Set(terms(text))], options);
  const best = lexical[0]?.score ?? 1;
  for (const hit of lexical) add(hit.figure.reportId, hit.score / best);
  if (vector && store.vectorsUsable) {
    const nearest = store.nearestFigures(vector, options);
    // A large index compares vectors inside the reports that the words find only.
    const hits =
      nearest.length > 0
        ? nearest
        : store.nearestFigures(vector, { limit: 200, reportIds: [...score.keys()] });
    for (const hit of hits) add(hit.figure.reportId, hit.score);
  }
  return [...score]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([id]) => id);
}
