/**
 * Matching region names against one text: which form stands at a position, and which regions it can mean there.
 */
import type { Region } from "../domain/index.ts";
import type { Divisions } from "./divisions.ts";
import type { PhraseIndex, Surface, Surfaces } from "./surfaces.ts";

/** What matching rests on. */
export interface MatchInput {
  divisions: Divisions;
  surfaces: Surfaces;
  known: readonly Region[];
  /** Names that count only because their regions are known. */
  knownNames: PhraseIndex<Region[]>;
}

/** A name found at a position. */
export interface Match {
  length: number;
  candidates: Region[];
  weak: boolean;
  /** True when it continues the mention right before it. */
  chained: boolean;
}

/** What turns a short name into the name of something else. */
const AFTER_SHORT =
  /^(?:路(?![网段演])|街(?!道|区|头)|大道|大街|大学(?!生)|银行|平原|盆地|都市圈|城市群|经济圈|经济带)/;
const AFTER_SHORT_COUNTY =
  /^(?:[镇乡](?![镇乡村街域])|[村桥湖江溪寺]|山(?![区洪体地林])|社区|小区|广场|大厦|公园|花园|水库|隧道)/;
/** A full name that goes on into another word: 东方市|场, 新安乡|村, 新城县|级. */
const CUT_WORD = /市场$|区[域块间位划]$|乡[镇村土愁亲风]$|县[级域]$|区级$|镇域$/;
const BOUNDARY = /^(?:$|[\s\p{P}的与和及]|有|在|共|是|去年|今年|20)/u;
const EDGE_WORDS = "在到赴往从与及至的和";

/**
 * The name of exactly `length` characters at `at`; undefined when there is none or it is part of another word.
 * @param scope the regions named right before, of which this can be a part
 */
export function matchAt(
  text: string,
  at: number,
  length: number,
  scope: readonly Region[],
  input: MatchInput,
): Match | undefined {
  const words = text.slice(at, at + length);
  const surface = input.surfaces.names.get(words);
  if (!surface || CUT_WORD.test(text.slice(at + length - 1, at + length + 1))) return undefined;
  if (splitsCentralDistrict(text, at + length, surface, input)) return undefined;
  const after = text.slice(at + length, at + length + 4);
  const found = { length, weak: false, chained: false };

  const inside = insideOf(surface, scope);
  const inChain =
    inside.full.length > 0
      ? inside.full
      : goesOn(inside.short, surface, words, after, input)
        ? inside.short
        : [];
  if (inChain.length > 0) return { ...found, candidates: narrow(inChain, input.known), chained: true };

  const known = input.knownNames.get(words) ?? [];
  const straddles = straddledWords(text, at, length, input.surfaces.commonWords);
  const isInWord = length === 2 && straddles > 0;
  if (surface.full.length > 0 && !isInWord && (!surface.onlyInChain || known.length > 0))
    return { ...found, candidates: narrow(surface.full, input.known) };
  if (AFTER_SHORT.test(after)) return undefined;
  if (surface.short.length > 0 && straddles < 2)
    return {
      ...found,
      weak: surface.weakCity === true && known.length === 0,
      candidates: narrow([...surface.short, ...known], input.known),
    };
  if (surface.shortCounty.length === 0 || AFTER_SHORT_COUNTY.test(after)) return undefined;
  const candidates = narrow(surface.shortCounty, input.known);
  if (known.length > 0)
    return straddles < 2 ? { ...found, weak: surface.weak === "word", candidates } : undefined;
  if (surface.weak === undefined && straddles === 0) return { ...found, candidates };
  return undefined;
}

/** A known township's short name of exactly `length` characters at `at`. */
export function matchKnownTownship(
  text: string,
  at: number,
  length: number,
  { knownNames }: MatchInput,
): Match | undefined {
  const named = knownNames.get(text.slice(at, at + length)) ?? [];
  const townships = named.filter((region) => region.level === "township");
  if (townships.length === 0 || AFTER_SHORT.test(text.slice(at + length, at + length + 4))) return undefined;
  return { length, candidates: townships, weak: true, chained: false };
}

/** 济南市中区 is 济南 + 市中区. */
function splitsCentralDistrict(text: string, end: number, surface: Surface, input: MatchInput): boolean {
  if (text[end - 1] !== "市" || !text.startsWith("中区", end)) return false;
  const central = input.surfaces.names.get("市中区")?.full ?? [];
  return surface.full.some((city) => central.some((county) => county.code.startsWith(city.code)));
}

function insideOf(surface: Surface, scope: readonly Region[]): { full: Region[]; short: Region[] } {
  if (scope.length === 0) return { full: [], short: [] };
  const isInside = (region: Region): boolean =>
    scope.some((outer) => region.code.length > outer.code.length && region.code.startsWith(outer.code));
  const short = surface.short.filter(isInside);
  return {
    full: surface.full.filter(isInside),
    short: short.length > 0 ? short : surface.shortCounty.filter(isInside),
  };
}

/** Whether a short name right after its region names the inner region (深圳宝安) and does not begin another word (湖北公安机关). */
function goesOn(
  short: readonly Region[],
  surface: Surface,
  words: string,
  after: string,
  input: MatchInput,
): boolean {
  if (short.length === 0 || AFTER_SHORT.test(after)) return false;
  if (surface.weak === "word") return BOUNDARY.test(after);
  return surface.weak === undefined || !input.surfaces.commonWords.has(words.slice(-1) + after.slice(0, 1));
}

/** On how many sides (0 to 2) a short name shares a character with a frequent word: 公开|平台 for 开平. */
function straddledWords(text: string, at: number, length: number, commonWords: ReadonlySet<string>): number {
  const before = text[at - 1] ?? "";
  const starts = !EDGE_WORDS.includes(before) && commonWords.has(before + (text[at] ?? ""));
  const ends = commonWords.has(text.slice(at + length - 1, at + length + 1));
  return Number(starts) + Number(ends);
}

/** The known ones among the candidates; else those inside or above a known region; else all. */
function narrow(candidates: readonly Region[], known: readonly Region[]): Region[] {
  const unique = [...new Map(candidates.map((region) => [region.code, region])).values()];
  if (known.length === 0 || unique.length === 1) return unique;
  const same = unique.filter((region) => known.some((k) => k.code === region.code));
  if (same.length > 0) return same;
  const related = unique.filter((region) =>
    known.some((k) => k.code.startsWith(region.code) || region.code.startsWith(k.code)),
  );
  return related.length > 0 ? related : unique;
}
