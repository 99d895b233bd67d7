/**
 * From region mentions to the regions that a question is about.
 */
import type { Region } from "../domain/index.ts";
import type { RegionMention } from "../text/index.ts";
import { knownRegions } from "./understand/index.ts";

/** Each mention's region: one that reports are about first, else the first candidate; weak ones only when known. */
export function resolveRegions(mentions: RegionMention[], known: readonly Region[]): Region[] {
  const all = knownRegions(known);
  const regions = new Map<string, Region>();
  for (const { candidates, weak } of mentions) {
    const chosen =
      candidates.find((c) => all.has(c)) ?? candidates.find((c) => all.covers(c)) ?? candidates[0];
    if (chosen && (!weak || all.covers(chosen) || all.reachInto(chosen))) regions.set(chosen.code, chosen);
  }
  return [...regions.values()];
}
