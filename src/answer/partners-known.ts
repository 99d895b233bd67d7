/**
 * The regions that a region's reports tell figures with: 天河 is a partner once 蓬江's report tells of 广州天河.
 */
import type { Region } from "../domain/index.ts";
import type { Engine } from "./engine.ts";

export interface PartnersKnown {
  /** True when a report of the first region tells a figure with the second. */
  shares(home: Region, partner: Region): boolean;
  /** The regions of the catalogue and those that the home's figures name; the same array while the index stays. */
  knownFrom(home: Region): readonly Region[];
}

/** Regions read off the ledger, kept per home until the index changes. */
export function partnersKnown({ store, gazetteer, catalogue }: Engine): PartnersKnown {
  const kept = new Map<string, readonly Region[]>();
  let version = -1;
  const figuresOf = (home: Region) =>
    catalogue
      .reports()
      .filter((r) => r.region?.code === home.code)
      .flatMap((r) => store.figuresOf(r.id));
  return {
    shares: (home, partner) => {
      const names = gazetteer.nameForms(partner);
      return figuresOf(home).some((f) =>
        names.some((name) => f.partner.includes(name) || f.piece.includes(name)),
      );
    },
    knownFrom: (home) => {
      if (version !== store.dataVersion()) kept.clear();
      version = store.dataVersion();
      const before = kept.get(home.code);
      if (before) return before;
      const known = catalogue.regions();
      const codes = new Set(known.map((r) => r.code));
      const partners = figuresOf(home)
        .flatMap((f) => gazetteer.findRegions(f.piece))
        .flatMap(({ candidates, weak }) => (candidates.length === 1 && !weak ? candidates : []))
        .filter((r) => !codes.has(r.code));
      const unique = [...new Map(partners.map((r) => [r.code, r])).values()];
      const made = unique.length > 0 ? [...known, ...unique] : known;
      kept.set(home.code, made);
      return made;
    },
  };
}
