/**
 * From region mentions to the regions that a question is about.
 */
import type { Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import type { RegionMention } from "../text/index.ts";
import { knownRegions } from "./understand/index.ts";

/** The region whose report tells a figure that belongs to two, and the other one, which the figure must name. */
export interface Pair {
  home: Region;
  partner: Region;
}

/** 安吉跟溧阳互办多少项: the region with a report, and the partner that the figure must name; null otherwise. */
export function pairOf(folded: string, regions: Region[], reports: ReportSummary[]): Pair | null {
  if (regions.length < 2 || !/互办|互认|通办|协作|合作|签|结对|对口/.test(folded)) return null;
  const has = (region: Region) => reports.some((r) => r.region?.code === region.code);
  const homes = regions.filter(has);
  const partner = regions.find((r) => !has(r));
  const [home] = homes;
  return home && partner && homes.length === 1 ? { home, partner } : null;
}

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

/** Wording that may tell of what two regions do together. */
const JOINT = /通办|互办|互认|协作/;

/** What two regions do together; 跨省通办 and 省内通办 are measures of each by itself. */
const SHARED = /互办|互认|结对|对口|(?<!跨省|跨域|跨境|省内|市内|县内|全省|全市|全县|湾区|泉域)通办/;

/**
 * The ways in which two regions can be a report's own and its partner.
 * @param shares true when the first region's reports tell figures with the second
 */
export function pairsOf(
  folded: string,
  regions: Region[],
  reports: ReportSummary[],
  shares: (home: Region, partner: Region) => boolean,
): Pair[] {
  const [a, b] = regions;
  if (!a || !b || regions.length !== 2) return [];
  const shared = SHARED.test(folded);
  if (/对比|相比|比.{0,8}[多少高低]|谁|哪|分别|各/.test(folded)) return [];
  const has = (region: Region) => reports.some((r) => r.region?.code === region.code);
  return [
    { home: a, partner: b },
    { home: b, partner: a },
  ].filter(({ home, partner }) => has(home) && (shared || (JOINT.test(folded) && shares(home, partner))));
}
