/**
 * The guard: which reports may answer for a region. A report of the region itself answers; one of a higher
 * region only with a figure that names the place; one of a lower region only with a figure of the whole.
 */
import { containsRegion, type Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import type { ReportsByRegion } from "./reports-by-region.ts";

export interface GuardedReports {
  /** Reports of the very region. */
  own: ReportSummary[];
  /** Reports of a region that contains it. */
  above: ReportSummary[];
  /** Reports of regions inside it. */
  below: ReportSummary[];
}

/**
 * Sorts the reports by how they stand to a region; reports of other regions are left out.
 * @param namedInTitle whether a report's title, organisation or file speaks of the region
 */
export function guardReports(
  reports: ReportsByRegion,
  region: Region,
  namedInTitle: (report: ReportSummary) => boolean,
): GuardedReports {
  const guarded: GuardedReports = { own: [], above: [], below: [] };
  for (const report of reports.around(region.code)) {
    if (!report.region) continue;
    if (report.region.code === region.code) guarded.own.push(report);
    else if (containsRegion(report.region, region))
      (namedInTitle(report) ? guarded.own : guarded.above).push(report);
    else if (containsRegion(region, report.region)) guarded.below.push(report);
  }
  return guarded;
}
