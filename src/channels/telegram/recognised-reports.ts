/**
 * Which reports were recognised from pictures: a reader is told so next to every quote of them.
 */
import type { Citation, Library } from "../../domain/index.ts";

/** Tells for the reports of these citations; false for all without a library. */
export function recognisedReports(
  library: Library | undefined,
  citations: readonly Citation[],
): (reportId: string) => boolean {
  if (!library || citations.length === 0) return () => false;
  const cited = new Set(citations.map(({ report }) => report));
  const recognised = new Set(
    library.reports().flatMap((card) => (card.recognised && cited.has(card.id) ? [card.id] : [])),
  );
  return (reportId) => recognised.has(reportId);
}
