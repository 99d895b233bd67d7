/**
 * A region's name and a year in, the reports that a tool may look at out.
 */
import { overlaps, type Period, type Region, UserError, yearPeriod } from "../../domain/index.ts";
import { createGazetteer, fold } from "../../text/index.ts";

/** What the choice goes by; reports of the store and cards of the library have it. */
export interface Placed {
  region: Region | null;
  period: Period | null;
}

const MAX_NAMES = 20;

/**
 * The reports about the region or a place inside it that cover a part of the year.
 * Throws a UserError with the regions there are when no report is about the region.
 */
export function wantedReports<R extends Placed>(
  reports: readonly R[],
  { region, year }: { region?: string | undefined; year?: number | undefined },
): R[] {
  const inRegion = region === undefined ? [...reports] : ofRegion(reports, region);
  if (year === undefined) return inRegion;
  return inRegion.filter(({ period }) => period !== null && overlaps(yearPeriod(year), period));
}

/** The regions of the reports, each once. */
export function regionNames(reports: readonly Placed[]): string[] {
  return [...new Set(reports.flatMap(({ region }) => (region ? [region.name] : [])))];
}

function ofRegion<R extends Placed>(reports: readonly R[], name: string): R[] {
  const regions = reports.flatMap(({ region }) => (region ? [region] : []));
  const codes = createGazetteer()
    .findRegions(fold(name), { known: regions })
    .flatMap(({ candidates }) => candidates.map(({ code }) => code));
  const found = reports.filter((r) => codes.some((code) => r.region?.code.startsWith(code)));
  if (found.length > 0) return found;
  const names = regionNames(reports);
  const more = names.length > MAX_NAMES ? " 等" : "";
  throw new UserError(
    `没有“${name}”的报告。现有报告的地区：${names.slice(0, MAX_NAMES).join("、") || "无"}${more}。`,
  );
}
