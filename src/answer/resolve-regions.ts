/**
 * From region mentions to the regions that a question is about.
 */
import type { Region } from "../domain/index.ts";
import type { Gazetteer, RegionMention } from "../text/index.ts";
import { knownRegions, type Slot, type UnderstoodQuestion } from "./understand/index.ts";

/**
 * Each mention's region: one that has reports first, then one that reports speak of, else the first candidate; weak
 * ones only when known.
 * @param reported whether a region has reports of its own: 昌吉 is then no prefecture that a city's report only names
 */
export function resolveRegions(
  { regions, folded }: Pick<UnderstoodQuestion, "regions" | "folded">,
  known: readonly Region[],
  reported: (region: Region) => boolean,
): Region[] {
  const all = knownRegions(known);
  const named: { region: Region; mention: RegionMention }[] = [];
  for (const mention of regions) {
    const { candidates, weak } = mention;
    const region =
      candidates.find(reported) ??
      candidates.find((c) => all.has(c)) ??
      candidates.find((c) => all.covers(c)) ??
      candidates[0];
    if (region && (!weak || all.covers(region) || all.reachInto(region))) named.push({ region, mention });
  }
  const asked = named.filter(({ region, mention }, i) => {
    const next = named[i + 1];
    // 宁国21年8月西津街道: the city only says where the street lies.
    return !(
      next &&
      next.region.code.length > region.code.length &&
      next.region.code.startsWith(region.code) &&
      ONLY_TIME.test(folded.slice(mention.end, next.mention.start))
    );
  });
  return [...new Map(asked.map(({ region }) => [region.code, region])).values()];
}

/** Nothing but a time or 的 between two names: 宁国的, 宁国21年8月. */
const ONLY_TIME = /^[\s\d年月日季度上下半前今去全初末底的到至—–~-]*$/;

/** 全省呢 after a city's figure asks for the province, 全市呢 after a county's for the city; null for no such question. */
export function wholeAbove(slots: Slot[], region: Region, gazetteer: Gazetteer): Region | null {
  const [slot] = slots;
  const length = slot?.own === "全省" ? 2 : slot?.own === "全市" ? 4 : 0;
  if (slots.length !== 1 || length === 0 || region.code.length <= length) return null;
  return gazetteer.byCode(region.code.slice(0, length)) ?? null;
}
