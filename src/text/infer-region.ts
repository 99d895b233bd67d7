/**
 * Guesses whose report a text is when it never says so: townships that stand in one county only vote for it,
 * the cities and provinces named decide between namesakes. Sure or silent.
 */
import type { Region } from "../domain/index.ts";
import type { Divisions } from "./divisions.ts";
import type { RegionMention } from "./scan-regions.ts";

export interface InferredRegion {
  region: Region;
  /** The words that spoke for it, most telling first. */
  evidence: string[];
}

/** How much the best region must gather, and by what factor it must lead. */
const MIN_SUPPORT = 2;
const MIN_LEAD = 1.5;
const WEIGHTS = { onlyOne: 3, onlyOneInScope: 2, named: 1, insideNamedCity: 1 };
/** A name said often says no more than one said this many times. */
const MAX_REPEATS = 3;

/** Guesses from the mentions of a text; null when nothing or several regions are likely. */
export function inferRegionFrom(
  text: string,
  mentions: readonly RegionMention[],
  divisions: Divisions,
): InferredRegion | null {
  const strong = mentions.filter((mention) => !mention.weak);
  const scope = strong.flatMap(onlyCandidate).filter((r) => r.level === "city" || r.level === "province");
  const fits = unitFilter(text);
  const votes = new Votes();
  for (const [name, owners] of townshipOwners(strong, divisions)) {
    const inScope = owners.filter((owner) => scope.some((outer) => owner.code.startsWith(outer.code)));
    const [only] = owners.length === 1 ? owners : inScope;
    if (only && (owners.length === 1 || inScope.length === 1))
      votes.add(only, owners.length === 1 ? WEIGHTS.onlyOne : WEIGHTS.onlyOneInScope, name);
  }
  for (const mention of strong) {
    const [region] = onlyCandidate(mention);
    if (region && (region.level === "county" || region.level === "zone"))
      votes.add(region, WEIGHTS.named, mention.text, MAX_REPEATS * WEIGHTS.named);
  }
  const isNamed = (outer: Region): boolean => scope.some((region) => region.code === outer.code);
  const cityOf = (region: Region): Region | undefined =>
    region.level === "city" ? region : divisions.parentOf(region);
  for (const { region } of votes.all()) {
    const city = cityOf(region);
    if (city && city !== region && isNamed(city))
      votes.add(region, WEIGHTS.insideNamedCity, divisions.shortNames(city)[0] ?? city.name);
  }
  const counties = votes.all().filter(({ region }) => fits(region));
  return best(counties) ?? bestCity(text, strong, votes, divisions);
}

class Votes {
  private readonly byCode = new Map<
    string,
    { region: Region; support: number; reasons: Map<string, number> }
  >();

  add(region: Region, weight: number, reason: string, most = weight): void {
    const entry = this.byCode.get(region.code) ?? { region, support: 0, reasons: new Map<string, number>() };
    const given = entry.reasons.get(reason) ?? 0;
    const added = Math.min(weight, most - given);
    if (added <= 0) return;
    entry.reasons.set(reason, given + added);
    entry.support += added;
    this.byCode.set(region.code, entry);
  }

  /** Regions by falling support. */
  all(): { region: Region; support: number; reasons: Map<string, number> }[] {
    return [...this.byCode.values()].sort((a, b) => b.support - a.support);
  }
}

function onlyCandidate(mention: RegionMention): Region[] {
  return mention.candidates.length === 1 ? mention.candidates : [];
}

/** Each township name of the text with the counties (or cities without counties) that have such a township. */
function townshipOwners(mentions: readonly RegionMention[], divisions: Divisions): Map<string, Region[]> {
  const owners = new Map<string, Region[]>();
  for (const mention of mentions) {
    if (!mention.candidates.every((region) => region.level === "township")) continue;
    const parents = mention.candidates.flatMap((township) => divisions.parentOf(township) ?? []);
    owners.set(mention.text, [...new Map(parents.map((parent) => [parent.code, parent])).values()]);
  }
  return owners;
}

/** 全县 says that the owner is a county, 全区 a district; a text that says neither fits any. */
function unitFilter(text: string): (region: Region) => boolean {
  const count = (unit: string): number =>
    text.split(new RegExp(`[全我本]${unit}(?!级)|(?<![\\p{Script=Han}])${unit}(?:委|政府|直)`, "u")).length -
    1;
  const [counties, districts, cities, provinces] = [count("县"), count("区"), count("市"), count("省")];
  const most = Math.max(counties, districts, cities, provinces);
  if (most === 0) return () => true;
  if (provinces === most) return () => false;
  if (counties === most) return (region) => /[县旗]$/.test(region.name);
  if (districts === most) return (region) => /区$/.test(region.name);
  return (region) => /[市州盟]$/.test(region.name);
}

function best(
  votes: readonly { region: Region; support: number; reasons: Map<string, number> }[],
): InferredRegion | null {
  const [first, second] = votes;
  if (!first || first.support < MIN_SUPPORT || first.support < MIN_LEAD * (second?.support ?? 0)) return null;
  const evidence = [...first.reasons].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
  return { region: first.region, evidence };
}

/** A text about 全市 whose counties all lie in one city is that city's. */
function bestCity(
  text: string,
  mentions: readonly RegionMention[],
  votes: Votes,
  divisions: Divisions,
): InferredRegion | null {
  if (!/[全我本]市(?!场)/.test(text)) return null;
  const cities = new Votes();
  for (const mention of mentions) {
    const [region] = onlyCandidate(mention);
    if (region?.level === "city") cities.add(region, WEIGHTS.named, mention.text, MAX_REPEATS);
  }
  for (const { region } of votes.all()) {
    const city = divisions.parentOf(region);
    if (city?.level === "city") cities.add(city, WEIGHTS.named, region.name);
  }
  return best(cities.all());
}
