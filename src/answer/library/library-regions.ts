/**
 * Which regions a name means, which of them have reports, and how a question names them.
 */
import type { Region } from "../../domain/index.ts";
import { fold } from "../../text/index.ts";
import type { Engine } from "../engine.ts";
import type { Desk } from "./ask-ledger.ts";

/** The regions that have a report of their own, in the order of the reports. */
export function reportedRegions({ catalogue }: Engine): Region[] {
  const regions = new Map<string, Region>();
  for (const { region } of catalogue.reports()) if (region) regions.set(region.code, region);
  return [...regions.values()];
}

/** The regions with reports that a name may mean, in the order of the reports; 我市 is the home region. */
export function regionsNamed({ engine, homeRegion }: Desk, name: string): Region[] {
  const words = fold(name).trim();
  const reported = reportedRegions(engine);
  if (words === "") return [];
  if (homeRegion && /^(?:我们?|本|咱们?)[省市区县州镇]?$/.test(words))
    return reported.filter((r) => r.code === homeRegion.code);
  const mentions = engine.gazetteer.findRegions(words, { known: engine.catalogue.regions() });
  const meant = new Set(mentions.flatMap((m) => m.candidates.map((c) => c.code)));
  return reported.filter(
    (region) => meant.has(region.code) || engine.gazetteer.nameForms(region).includes(words),
  );
}

/** Names by which a question may speak of the region, the plainest first. */
export function namesOf({ gazetteer }: Engine, region: Region): string[] {
  return [...new Set([region.name, gazetteer.fullName(region)])];
}
