/**
 * Finds the regions that a text names. Takes folded text; gives mentions with every region that each can mean.
 * Does not decide whose report a text is: inferRegion guesses that, the ingest's description decides.
 */
import type { Region } from "../domain/index.ts";
import { type Divisions, loadDivisions } from "./divisions.ts";
import { type InferredRegion, inferRegionFrom } from "./infer-region.ts";
import { buildKnownNames, buildSurfaces, type PhraseIndex, type Surface, type Surfaces } from "./surfaces.ts";
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

export interface FindRegionsOptions {
  /** Regions that reports or the question are about: they settle doubts and make weak short names count. */
  known?: readonly Region[];
}

export interface Gazetteer extends Pick<Divisions, "byCode" | "parentOf" | "fullName" | "shortNames"> {
  /** All mentions in order, not overlapping; adjacent names of one chain (江门市蓬江区) are one mention of the last. */
  findRegions(text: string, options?: FindRegionsOptions): RegionMention[];
  /** The city, county or zone whose report a text without a named owner is, from its townships and institutions; null when unsure. */
  inferRegion(text: string): InferredRegion | null;
  /** The province of a one-character abbreviation (粤); undefined for any other text. */
  regionOfAbbreviation(abbreviation: string): Region | undefined;
}

interface Match {
  length: number;
  candidates: Region[];
  weak: boolean;
  /** True when it continues the mention right before it. */
  chained: boolean;
}

const ABBREVIATIONS: Record<string, string> = {
  京: "11", 津: "12", 冀: "13", 晋: "14", 蒙: "15", 辽: "21", 吉: "22", 黑: "23", 沪: "31", 申: "31", 苏: "32", 浙: "33",
  皖: "34", 闽: "35", 赣: "36", 鲁: "37", 豫: "41", 鄂: "42", 湘: "43", 粤: "44", 桂: "45", 琼: "46", 渝: "50", 川: "51",
  蜀: "51", 黔: "52", 贵: "52", 滇: "53", 云: "53", 藏: "54", 陕: "61", 秦: "61", 甘: "62", 陇: "62", 青: "63", 宁: "64",
  新: "65", 台: "71", 港: "81", 澳: "82",
}; // biome-ignore format: a table
/** What turns a short name into the name of something else. */
const AFTER_SHORT = /^(?:路(?![网段演])|街(?!道|区|头)|大道|大街|大学|银行)/;
const AFTER_SHORT_COUNTY =
  /^(?:[镇乡](?![镇乡村街域])|[村桥山湖江溪寺]|社区|小区|广场|大厦|公园|花园|水库|隧道)/;
/** A full name that goes on into another word: 东方市|场, 新安乡|村, 新城县|级. */
const CUT_WORD = /市场$|乡[镇村土愁亲]$|县级$|镇域$/;
const BOUNDARY = /^(?:$|[\s\p{P}的与和及]|有|在|共|是|去年|今年|20)/u;
const EDGE_WORDS = "在到赴往从与及至的和";

let shared: Gazetteer | undefined;

/** The gazetteer of all divisions; its data is read once per process, at the first question asked of it (about 0.1 s). */
export function createGazetteer(): Gazetteer {
  shared ??= lazyGazetteer();
  return shared;
}

function lazyGazetteer(): Gazetteer {
  let loaded: { divisions: Divisions; surfaces: Surfaces } | undefined;
  const load = () => {
    if (!loaded) {
      const divisions = loadDivisions();
      loaded = { divisions, surfaces: buildSurfaces(divisions) };
    }
    return loaded;
  };
  const findRegions = (text: string, options: FindRegionsOptions = {}): RegionMention[] => {
    const { divisions, surfaces } = load();
    return scan(text, { divisions, surfaces, known: options.known ?? [] });
  };
  return {
    byCode: (code) => load().divisions.byCode(code),
    parentOf: (region) => load().divisions.parentOf(region),
    fullName: (region) => load().divisions.fullName(region),
    shortNames: (region) => load().divisions.shortNames(region),
    findRegions,
    inferRegion: (text) => inferRegionFrom(text, findRegions(text), load().divisions),
    regionOfAbbreviation: (abbreviation) => load().divisions.byCode(ABBREVIATIONS[abbreviation] ?? ""),
  };
}

interface ScanInput {
  divisions: Divisions;
  surfaces: Surfaces;
  known: readonly Region[];
}

const knownNamesCache = new WeakMap<readonly Region[], PhraseIndex<Region[]>>();

function scan(text: string, input: ScanInput): RegionMention[] {
  const { names, stopPhrases } = input.surfaces;
  const mentions: RegionMention[] = [];
  const knownNames = knownNamesCache.get(input.known) ?? buildKnownNames(input.divisions, input.known);
  knownNamesCache.set(input.known, knownNames);
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
    const match =
      matchKnownTownship(text, at, knownNames, knownLengths, lengths[0] ?? 0) ??
      lengths
        .map((length) => matchAt(text, at, length, scope, knownNames, input))
        .find((m) => m !== undefined);
    if (!match || match.length < (stopped ?? 0)) {
      at += stopped ?? 1;
      continue;
    }
    const previous = match.chained ? mentions.pop() : undefined;
    const start = previous?.start ?? at;
    const zone = match.weak ? undefined : zoneKindAt(text, at + match.length);
    const divisions = match.candidates.filter(
      (region) => region.level !== "zone" && region.level !== "township",
    );
    const isZone = zone !== undefined && divisions.length > 0;
    at += match.length + (isZone ? zone.length : 0);
    mentions.push({
      start,
      end: at,
      text: text.slice(start, at),
      candidates: isZone
        ? divisions.map((parent) => input.divisions.zoneOf(parent, zone.kind))
        : match.candidates,
      weak: match.weak,
    });
    chain = { end: at, scope: divisions };
  }
  return mentions;
}

function matchAt(
  text: string,
  at: number,
  length: number,
  scope: readonly Region[],
  knownNames: PhraseIndex<Region[]>,
  input: ScanInput,
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

  const known = knownNames.get(words) ?? [];
  if (surface.full.length > 0 && (!surface.onlyInChain || known.length > 0))
    return { ...found, candidates: narrow(surface.full, input.known) };
  if (AFTER_SHORT.test(after)) return undefined;
  const straddles = straddledWords(text, at, length, input.surfaces.commonWords);
  const weak = surface.weak !== undefined;
  if (surface.short.length > 0 && straddles < 2)
    return { ...found, weak, candidates: narrow([...surface.short, ...known], input.known) };
  if (surface.shortCounty.length === 0 || AFTER_SHORT_COUNTY.test(after)) return undefined;
  if (known.length > 0 ? straddles < 2 : !weak && straddles === 0)
    return { ...found, weak, candidates: narrow(surface.shortCounty, input.known) };
  return undefined;
}

/** A known township's short name, when no longer name stands here. */
function matchKnownTownship(
  text: string,
  at: number,
  knownNames: PhraseIndex<Region[]>,
  lengths: readonly number[],
  longestOther: number,
): Match | undefined {
  for (const length of lengths) {
    if (length < longestOther) return undefined;
    const townships = knownNames
      .get(text.slice(at, at + length))
      ?.filter((region) => region.level === "township");
    const after = text.slice(at + length, at + length + 4);
    if (!townships?.length || AFTER_SHORT.test(after)) continue;
    return { length, candidates: townships, weak: true, chained: false };
  }
  return undefined;
}

/** 济南市中区 is 济南 + 市中区. */
function splitsCentralDistrict(text: string, end: number, surface: Surface, input: ScanInput): boolean {
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
  input: ScanInput,
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
