/**
 * The reports that may answer: copies and older versions stand aside. Derived from the store once per state of the
 * index, since thousands of reports are asked about with every question.
 */
import type { Region } from "../domain/index.ts";
import { ReportsByRegion } from "../retrieve/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import type { Gazetteer } from "../text/index.ts";

export interface Catalogue {
  /** Reports that speak for themselves, ordered by file. */
  reports(): ReportSummary[];
  /** The same by region. */
  byRegion(): ReportsByRegion;
  /** True for a region that has a report of its own. */
  hasReportOf(region: Region): boolean;
  /** Any report of the index. */
  byId(id: string): ReportSummary | undefined;
  /** Reports that repeat the given one. */
  twinsOf(id: string): ReportSummary[];
  titles(): ReadonlySet<string>;
  /** Names of the regions that reports are about. */
  regionNames(): readonly string[];
  /**
   * Regions of the reports and the places inside them that figures speak of. The same array as long as the regions
   * are the same: what others derive from it stays good.
   */
  regions(): readonly Region[];
}

interface Snapshot {
  version: number;
  standing: ReportSummary[];
  byRegion: ReportsByRegion;
  byId: Map<string, ReportSummary>;
  twins: Map<string, ReportSummary[]>;
  titles: Set<string> | null;
  regionNames: string[];
  regions: Region[];
}

/** Creates the catalogue of a store. */
export function createCatalogue(store: Store, gazetteer: Gazetteer): Catalogue {
  let held: Snapshot | undefined;
  const current = (): Snapshot => {
    const version = store.dataVersion();
    if (held?.version !== version) held = snapshot(version, store.reports(), gazetteer, held);
    return held;
  };
  return {
    reports: () => current().standing,
    byRegion: () => current().byRegion,
    hasReportOf: ({ code }) => current().byRegion.has(code),
    byId: (id) => current().byId.get(id),
    twinsOf: (id) => current().twins.get(id) ?? [],
    titles: () => {
      const state = current();
      state.titles ??= new Set([...state.byId.values()].map((report) => report.title));
      return state.titles;
    },
    regionNames: () => current().regionNames,
    regions: () => current().regions,
  };
}

function snapshot(
  version: number,
  all: ReportSummary[],
  gazetteer: Gazetteer,
  before: Snapshot | undefined,
): Snapshot {
  const standing = all.filter((report) => report.twin === null);
  const byId = new Map<string, ReportSummary>();
  const twins = new Map<string, ReportSummary[]>();
  for (const report of all) {
    byId.set(report.id, report);
    if (report.twin) twins.set(report.twin.of, [...(twins.get(report.twin.of) ?? []), report]);
  }
  const own = new Map<string, Region>();
  const places = new Set<string>();
  for (const report of standing) {
    if (report.region) own.set(report.region.code, report.region);
    for (const place of report.places) places.add(place);
  }
  const regions = [...own.values()];
  for (const code of places) {
    const region = gazetteer.byCode(code);
    if (region) regions.push(region);
  }
  const same =
    before?.regions.length === regions.length &&
    before.regions.every(({ code, name }, i) => code === regions[i]?.code && name === regions[i]?.name);
  return {
    version,
    standing,
    byRegion: new ReportsByRegion(standing),
    byId,
    twins,
    titles: null,
    regionNames: [...new Set([...own.values()].map((region) => region.name))],
    regions: same ? before.regions : regions,
  };
}
