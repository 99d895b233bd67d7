/**
 * Every written form of every region, found by position: an index by the first two characters and the lengths
 * that go with them. Also the phrases and words that keep names from being found inside other words.
 */
import type { Region } from "../domain/index.ts";
import { type Divisions, readDataLines } from "./divisions.ts";
import { otherFullNames, otherTownshipNames } from "./region-names.ts";

/** How easily a form is an ordinary word; see data/weak-names.txt. */
export type Weakness = "word" | "name";

/** What one written form can mean. */
export interface Surface {
  /** Regions of which it is a full name. */
  full: Region[];
  /** Provinces, cities and functional areas of which it is a short name. */
  short: Region[];
  /** Counties of which it is a short name. */
  shortCounty: Region[];
  /** Set when the short form as a county's is also a word. */
  weak?: Weakness;
  /** True when the short form as a city's is also a word (来宾). */
  weakCity?: boolean;
  /** A full name that counts only after its region or when known (城区). */
  onlyInChain?: boolean;
}

/** Looks up phrases of two characters and more at a position of a text. */
export class PhraseIndex<T> {
  private readonly values = new Map<string, T>();
  private readonly lengths = new Map<number, number[]>();

  /** The value of exactly this phrase. */
  get(phrase: string): T | undefined {
    return this.values.get(phrase);
  }

  /** Adds or replaces a phrase; shorter ones than two characters are not indexed. */
  set(phrase: string, value: T): void {
    if (phrase.length < 2) return;
    if (!this.values.has(phrase)) this.addLength(phrase);
    this.values.set(phrase, value);
  }

  /** The lengths, longest first, that phrases starting with the two characters at `offset` have. */
  lengthsAt(text: string, offset: number): readonly number[] {
    return this.lengths.get(keyAt(text, offset)) ?? NO_LENGTHS;
  }

  private addLength(phrase: string): void {
    const key = keyAt(phrase, 0);
    const known = this.lengths.get(key);
    if (!known) this.lengths.set(key, [phrase.length]);
    else if (!known.includes(phrase.length)) {
      known.push(phrase.length);
      known.sort((a, b) => b - a);
    }
  }
}

const NO_LENGTHS: readonly number[] = [];

function keyAt(text: string, offset: number): number {
  return text.charCodeAt(offset) * 0x10000 + (text.charCodeAt(offset + 1) || 0);
}

/** All that matching needs, built once. */
export interface Surfaces {
  names: PhraseIndex<Surface>;
  stopPhrases: PhraseIndex<true>;
  /** Frequent words of two characters: a short name that begins or ends inside one is no name. */
  commonWords: ReadonlySet<string>;
}

/** 小城镇, 张镇: prose says such words of no township at all. */
const GENERIC_TOWNSHIP = /城镇$|^.[镇乡]$/;

/** Builds the index over all divisions and functional areas (about 60 ms). */
export function buildSurfaces(divisions: Divisions): Surfaces {
  const names = new PhraseIndex<Surface>();
  for (const region of divisions.all) {
    const surface = surfaceOf(names, region.name);
    surface.full.push(region);
    if (region.level === "township") {
      if (GENERIC_TOWNSHIP.test(region.name)) surface.onlyInChain = true;
      continue;
    }
    const slot = region.level === "county" ? "shortCounty" : "short";
    for (const short of divisions.shortNames(region)) surfaceOf(names, short)[slot].push(region);
  }
  addOtherFullNames(names, divisions);
  for (const { surface, region } of divisions.aliases) {
    const { full, short } = surfaceOf(names, surface);
    const slot = region.level === "zone" || /[省市县区州]$/.test(surface) ? full : short;
    if (!slot.includes(region)) slot.push(region);
  }
  markWeak(names);
  letProvincesWin(names, divisions);
  const stopPhrases = new PhraseIndex<true>();
  for (const line of readDataLines("stop-phrases.txt"))
    for (const phrase of line.split(" ")) stopPhrases.set(phrase, true);
  return {
    names,
    stopPhrases,
    commonWords: new Set(readDataLines("words.txt").flatMap((line) => line.split(" "))),
  };
}

/** An index of the short names that count only because their counties and townships are known. */
export function buildKnownNames(divisions: Divisions, known: readonly Region[]): PhraseIndex<Region[]> {
  const names = new PhraseIndex<Region[]>();
  for (const region of known) {
    if (region.level !== "county" && region.level !== "township") continue;
    for (const name of divisions.nameForms(region)) names.set(name, [...(names.get(name) ?? []), region]);
  }
  return names;
}

function surfaceOf(names: PhraseIndex<Surface>, name: string): Surface {
  const found = names.get(name);
  if (found) return found;
  const added: Surface = { full: [], short: [], shortCounty: [] };
  names.set(name, added);
  return added;
}

/** A clipped or former name never competes with a name in force. */
function addOtherFullNames(names: PhraseIndex<Surface>, divisions: Divisions): void {
  const others = divisions.all
    .flatMap((region) =>
      (region.level === "township" ? otherTownshipNames(region.name) : otherFullNames(region)).map(
        (name) => ({ name, region }),
      ),
    )
    .filter(({ name }) => names.get(name) === undefined);
  for (const { name, region } of others) surfaceOf(names, name).full.push(region);
}

/** 海南 alone is the province, never the prefecture; 吉林 likewise. */
function letProvincesWin(names: PhraseIndex<Surface>, divisions: Divisions): void {
  for (const province of divisions.all.filter((region) => region.level === "province"))
    for (const short of divisions.shortNames(province)) surfaceOf(names, short).short = [province];
}

function markWeak(names: PhraseIndex<Surface>): void {
  for (const line of readDataLines("weak-names.txt")) {
    const [kind, ...listed] = line.split(" ");
    for (const name of listed) {
      const surface = names.get(name);
      if (!surface) continue;
      if (kind === "chain") surface.onlyInChain = true;
      else if (kind === "city") surface.weakCity = true;
      else if (kind === "word" || kind === "name") surface.weak = kind;
    }
  }
}
