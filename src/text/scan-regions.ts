/**
 * One pass over a text: names become mentions, adjacent names of one chain become one, 经开区 and its like join the
 * city before them.
 */
import type { Region, RegionLevel } from "../domain/index.ts";
import type { Divisions } from "./divisions.ts";
import { type Match, matchAt, matchKnownTownship } from "./match-region.ts";
import { buildKnownNames, type PhraseIndex, type Surfaces } from "./surfaces.ts";
import { zoneKindAt } from "./zone-kinds.ts";

export interface RegionMention {
  start: number;
  end: number;
  text: string;
  /** Every region the words can mean, never empty; one when the words before it or the known regions settle it. */
  candidates: Region[];
  /** True when the words are as likely an ordinary word (来宾, 朝阳) and nothing around them says otherwise. */
  weak: boolean;
}

const DIVISIONS: ReadonlySet<RegionLevel> = new Set(["province", "city", "county"]);
const knownNamesCache = new WeakMap<readonly Region[], PhraseIndex<Region[]>>();

/** All mentions of a folded text in order, not overlapping. */
export function scanRegions(
  text: string,
  divisions: Divisions,
  surfaces: Surfaces,
  known: readonly Region[],
): RegionMention[] {
  const { names, stopPhrases } = surfaces;
  const knownNames = knownNamesCache.get(known) ?? buildKnownNames(divisions, known);
  knownNamesCache.set(known, knownNames);
  const input = { divisions, surfaces, known, knownNames };
  const mentions: RegionMention[] = [];
  /** The divisions that a chain may go on from, and where. */
  let chain: { end: number; scope: readonly Region[] } | undefined;
  let at = 0;
  while (at < text.length - 1) {
    const lengths = names.lengthsAt(text, at);
    const knownLengths = knownNames.lengthsAt(text, at);
    const stopped = stopPhrases.lengthsAt(text, at).find((n) => stopPhrases.get(text.slice(at, at + n)));
    if (lengths.length === 0 && knownLengths.length === 0) {
      at += stopped ?? 1;
      continue;
    }
    const scope = chain?.end === at ? chain.scope : [];
    const official = firstMatch(lengths, (length) => matchAt(text, at, length, scope, input));
    const longer = knownLengths.filter((length) => length > (official?.length ?? 0));
    const match = firstMatch(longer, (length) => matchKnownTownship(text, at, length, input)) ?? official;
    if (!match || match.length < (stopped ?? 0)) {
      at += stopped ?? 1;
      continue;
    }
    const previous = match.chained ? mentions.pop() : undefined;
    const zone = match.weak ? undefined : zoneKindAt(text, at + match.length);
    // 中国（安徽）自贸试验区 is one name.
    const opening = zone && /中国[(（]/.test(text.slice(Math.max(0, at - 3), at)) ? 3 : 0;
    const start = (previous?.start ?? at) - opening;
    const scopes = match.candidates.filter((region) => DIVISIONS.has(region.level));
    const parents = zone ? scopes.filter((region) => canHaveZone(region, zone.kind)) : [];
    at += match.length + (zone && parents.length > 0 ? zone.length : 0);
    mentions.push({
      start,
      end: at,
      text: text.slice(start, at),
      candidates:
        zone && parents.length > 0
          ? parents.map((parent) => divisions.zoneOf(parent, zone.kind))
          : match.candidates,
      weak: match.weak,
    });
    chain = { end: at, scope: parents.length > 0 ? [] : scopes };
  }
  return mentions;
}

/** A province has a free trade zone and no other kind (美丽甘肃示范区 is a slogan); a city and a municipality have them all. */
function canHaveZone(region: Region, kind: string): boolean {
  return (
    region.level !== "province" || kind === "自贸区" || (region.name.endsWith("市") && kind !== "示范区")
  );
}

function firstMatch(
  lengths: readonly number[],
  match: (length: number) => Match | undefined,
): Match | undefined {
  for (const length of lengths) {
    const found = match(length);
    if (found) return found;
  }
  return undefined;
}
