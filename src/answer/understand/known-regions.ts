/**
 * The regions that reports are about, as questions ask of them: by code, by what contains what, and by name. Made once
 * for a list of regions, since there may be thousands and every question asks.
 */
import type { Region } from "../../domain/index.ts";
import type { Gazetteer } from "../../text/index.ts";

export interface KnownRegions {
  /** True for a region of the list. */
  has(region: Region): boolean;
  /** True when a region of the list is the given one or contains it. */
  covers(region: Region): boolean;
  /** True when a region of the list is the given one or lies inside it. */
  reachInto(region: Region): boolean;
}

/** A region of the list under one of its names. */
export interface NamedRegion {
  region: Region;
  name: string;
  /** Position in the list of all names. */
  at: number;
}

/** Where a code may end that contains others: province, city, county, township and longer. */
const CODE_ENDS = [2, 4, 6, 9, 12];

const made = new WeakMap<readonly Region[], KnownRegions>();
const named = new WeakMap<readonly Region[], Map<string, NamedRegion[]>>();

/** The list for asking by code. */
export function knownRegions(regions: readonly Region[]): KnownRegions {
  const before = made.get(regions);
  if (before) return before;
  const codes = new Set(regions.map(({ code }) => code));
  const outer = new Set(codes);
  for (const code of codes) {
    for (const end of CODE_ENDS) if (end < code.length) outer.add(code.slice(0, end));
  }
  const known: KnownRegions = {
    has: ({ code }) => codes.has(code),
    covers: ({ code }) => {
      for (let end = 1; end <= code.length; end++) if (codes.has(code.slice(0, end))) return true;
      return false;
    },
    reachInto: ({ code }) => outer.has(code),
  };
  made.set(regions, known);
  return known;
}

/** The regions of the list by full and by short name, each list in the order of the regions. */
export function regionsByName(
  regions: readonly Region[],
  gazetteer: Gazetteer,
): ReadonlyMap<string, NamedRegion[]> {
  const before = named.get(regions);
  if (before) return before;
  const byName = new Map<string, NamedRegion[]>();
  let at = 0;
  for (const region of regions) {
    for (const name of new Set([...gazetteer.shortNames(region), region.name])) {
      const entry = { region, name, at: at++ };
      const others = byName.get(name);
      if (others) others.push(entry);
      else byName.set(name, [entry]);
    }
  }
  named.set(regions, byName);
  return byName;
}
