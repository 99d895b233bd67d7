/**
 * Reports that leave in, for each the one that stays and tells the same: its version, or one with the same figures.
 */
import type { ReportSummary, Store } from "../../store/index.ts";

/** Ids of the reports that stay, by the id of the one whose place they take; none where its figures leave with it. */
export function heirsOf(
  leaving: readonly ReportSummary[],
  store: Pick<Store, "reports" | "prints">,
): Map<string, string> {
  const files = new Set(leaving.map(({ sourceFile }) => sourceFile));
  const digests = new Map(store.prints().map(({ id, digest }) => [id, digest]));
  const contentOf = ({ id, region }: ReportSummary) => `${region?.code ?? ""} ${digests.get(id) ?? id}`;
  const heirs = new Map<string, string>();
  const byContent = new Map<string, string>();
  for (const report of store.reports()) {
    if (files.has(report.sourceFile)) continue;
    byContent.set(contentOf(report), report.id);
    if (report.twin) heirs.set(report.twin.of, report.id);
  }
  return new Map(
    leaving.flatMap((report): [string, string][] => {
      const heir = heirs.get(report.id) ?? byContent.get(contentOf(report));
      return heir === undefined ? [] : [[report.id, heir]];
    }),
  );
}
