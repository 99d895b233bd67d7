/**
 * The reports that may answer: copies and older versions stand aside. Derived from the store once per state of the
 * index, since thousands of reports are asked about with every question.
 */
import type { Region } from "../domain/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import type { Gazetteer } from "../text/index.ts";

export interface Catalogue {
  /** Reports that speak for themselves, ordered by file. */
  reports(): ReportSummary[];
  /** Any report of the index. */
  byId(id: string): ReportSummary | undefined;
  /** Reports that repeat the given one. */
  twinsOf(id: string): ReportSummary[];
  titles(): ReadonlySet<string>;
  /** Names of the regions that reports are about. */
  regionNames(): readonly string[];
  /** Regions of the reports and the places inside them that figures speak of. */
  regions(): readonly Region[];
}

interface Snapshot {
  version: number;
  standing: ReportSummary[];
  byId: Map<string, ReportSummary>;
  twins: Map<string, ReportSummary[]>;
  titles: Set<string>;
  regionNames: string[];
  regions: Region[];
}

/** Creates the catalogue of a store. */
export function createCatalogue(store: Store, gazetteer: Gazetteer): Catalogue {
  let held: Snapshot | undefined;
  const current = (): Snapshot => {
    const version = store.dataVersion();
    if (held?.version !== version) held = snapshot(version, store.reports(), gazetteer);
    return held;
  };
  return {
    reports: () => current().standing,
    byId: (id) => current().byId.get(id),
    twinsOf: (id) => current().twins.get(id) ?? [],
    titles: () => current().titles,
    regionNames: () => current().regionNames,
    regions: () => current().regions,
  };
}

function snapshot(version: number, all: ReportSummary[], gazetteer: Gazetteer): Snapshot {
  const standing = all.filter((report) => report.twin === null);
  const twins = new Map<string, ReportSummary[]>();
  for (const report of all) {
    if (report.twin) twins.set(report.twin.of, [...(twins.get(report.twin.of) ?? []), report]);
  }
  const own = new Map(standing.flatMap((r) => (r.region ? [[r.region.code, r.region] as const] : [])));
  const places = new Set(standing.flatMap((r) => r.places));
  return {
    version,
    standing,
    byId: new Map(all.map((report) => [report.id, report])),
    twins,
    titles: new Set(all.map((report) => report.title)),
    regionNames: [...new Set([...own.values()].map((region) => region.name))],
    regions: [...own.values(), ...[...places].flatMap((code) => gazetteer.byCode(code) ?? [])],
  };
}
