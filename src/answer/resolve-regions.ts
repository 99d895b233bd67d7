/**
 * From region mentions to the regions that a question is about.
 */
import type { Region } from "../domain/index.ts";
import type { Gazetteer, RegionMention } from "../text/index.ts";
import { knownRegions, type Slot } from "./understand/index.ts";

/**
 * Each mention's region: one that has reports first, then one that reports speak of, else the first candidate; weak
 * ones only when known.
 * @param reported whether a region has reports of its own: 昌吉 is then no prefecture that a city's report only names
 */
export function resolveRegions(
  mentions: RegionMention[],
  known: readonly Region[],
  reported: (region: Region) => boolean,
): Region[] {
  const all = knownRegions(known);
  const regions = new Map<string, Region>();
  for (const { candidates, weak } of mentions) {
    const chosen =
      candidates.find(reported) ??
      candidates.find((c) => all.has(c)) ??
      candidates.find((c) => all.covers(c)) ??
      candidates[0];
    if (chosen && (!weak || all.covers(chosen) || all.reachInto(chosen))) regions.set(chosen.code, chosen);
  }
  return [...regions.values()];
}

/** 全省呢 after a city's figure asks for the province, 全市呢 after a county's for the city; null for no such question. */
export function wholeAbove(slots: Slot[], region: Region, gazetteer: Gazetteer): Region | null {
  const [slot] = slots;
  const length = slot?.own === "全省" ? 2 : slot?.own === "全市" ? 4 : 0;
  if (slots.length !== 1 || length === 0 || region.code.length <= length) return null;
  return gazetteer.byCode(region.code.slice(0, length)) ?? null;
}
