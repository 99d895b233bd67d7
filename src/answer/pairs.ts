/**
 * What two regions do together: a report's own region and the partners that its figures must name.
 */
import type { Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";

/** The region whose report tells figures that belong to two, and the others, each of which such a figure must name. */
export interface Pair {
  home: Region;
  partners: Region[];
  /** True when the words leave no other reading: without such a figure there is no answer. */
  certain: boolean;
}

/** Wording that may tell of what two regions do together. */
const JOINT = /通办|互办|互认|协作|合作|签|结对|对口/;

/** What two regions do together; 跨省通办 and 省内通办 are measures of each by itself. */
const SHARED = /互办|互认|结对|对口|(?<!跨省|跨域|跨境|省内|市内|县内|全省|全市|全县|湾区|泉域)通办/;

/** Each region by itself is set against the other. */
const APART = /对比|相比|比.{0,8}[多少高低]|谁|哪|分别|各/;

/**
 * The ways in which regions can be a report's own and its partners.
 * @param shares true when the first region's reports tell figures with the second
 */
export function pairsOf(
  folded: string,
  regions: Region[],
  reports: ReportSummary[],
  shares: (home: Region, partner: Region) => boolean,
): Pair[] {
  const has = (region: Region) => reports.some((r) => r.region?.code === region.code);
  const homes = regions.length < 2 ? [] : regions.filter(has);
  return homes.flatMap((home) => {
    const partners = regions.filter((r) => r !== home);
    if (partners.length === 1 && APART.test(folded)) return [];
    const told = partners.every((partner) => shares(home, partner));
    // Regions without reports of their own can only be told of by the one that has.
    const alone = homes.length === 1;
    const joint = SHARED.test(folded) ? told || alone || partners.length === 1 : JOINT.test(folded) && told;
    return joint || (alone && told) ? [{ home, partners, certain: JOINT.test(folded) }] : [];
  });
}
