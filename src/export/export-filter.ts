/**
 * What a person writes after --region and --year in, the filter over this index out, or a UserError with the choices.
 */
import { type Region, UserError } from "../domain/index.ts";
import type { Store } from "../store/index.ts";
import { createGazetteer, fold } from "../text/index.ts";
import type { ExportFilter } from "./export-rows.ts";

const MAX_NAMES = 20;

/**
 * The filter for a region's name (full or short) and a year.
 * Throws a UserError when no report of the index is about the region, or the year is no year.
 */
export function exportFilter(
  store: Pick<Store, "reports">,
  asked: { region?: string | undefined; year?: string | undefined },
): ExportFilter {
  return {
    ...(asked.region === undefined ? {} : { regionCodes: regionCodes(store, asked.region) }),
    ...(asked.year === undefined ? {} : { year: yearOf(asked.year) }),
  };
}

function yearOf(written: string): number {
  const year = /^\s*((?:19|20)\d\d)\s*年?\s*$/.exec(written)?.[1];
  if (!year) throw new UserError(`年份“${written.slice(0, 20)}”看不懂。请写四位数字，例如 2022。`);
  return Number(year);
}

function regionCodes(store: Pick<Store, "reports">, name: string): string[] {
  const reports = store.reports();
  const known = new Map(reports.flatMap(({ region }) => (region ? [[region.code, region] as const] : [])));
  const covered = [...known.keys(), ...reports.flatMap(({ places }) => places)];
  const codes = createGazetteer()
    .findRegions(fold(name), { known: [...known.values()] })
    .flatMap(({ candidates }) => candidates.map(({ code }) => code))
    .filter((code) => covered.some((place) => place.startsWith(code)));
  if (codes.length > 0) return [...new Set(codes)];
  throw new UserError(`索引里没有“${name.slice(0, 40)}”的数字。${choices([...known.values()])}`);
}

function choices(regions: Region[]): string {
  if (regions.length === 0) return "还没有认出地区的报告，请先运行 npm run ingest。";
  const names = regions.slice(0, MAX_NAMES).map(({ name }) => name);
  return `现有报告的地区：${names.join("、")}${regions.length > MAX_NAMES ? " 等" : ""}。`;
}
