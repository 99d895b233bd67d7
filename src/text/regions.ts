/**
 * Finds the regions that a text names. Takes folded text; gives mentions with every region that each can mean.
 * Does not decide whose report a text is: inferRegion guesses that, the ingest's description decides.
 */
import type { Region } from "../domain/index.ts";
import { type Divisions, loadDivisions } from "./divisions.ts";
import { type InferredRegion, inferRegionFrom } from "./infer-region.ts";
import { type RegionMention, scanRegions } from "./scan-regions.ts";
import { buildSurfaces, type Surfaces } from "./surfaces.ts";

export type { RegionMention };

export interface FindRegionsOptions {
  /** Regions that reports or the question are about: they settle doubts and make weak short names count. */
  known?: readonly Region[];
}

export interface Gazetteer
  extends Pick<Divisions, "byCode" | "parentOf" | "fullName" | "shortNames" | "nameForms"> {
  /** All mentions in order, not overlapping; adjacent names of one chain (江门市蓬江区) are one mention of the last. */
  findRegions(text: string, options?: FindRegionsOptions): RegionMention[];
  /** The city, county or zone whose report a text without a named owner is, from its townships and institutions; null when unsure. */
  inferRegion(text: string): InferredRegion | null;
  /** The province of a one-character abbreviation (粤); undefined for any other text. */
  regionOfAbbreviation(abbreviation: string): Region | undefined;
}

// biome-ignore format: a table
const ABBREVIATIONS: Record<string, string> = {
  京: "11", 津: "12", 冀: "13", 晋: "14", 蒙: "15", 辽: "21", 吉: "22", 黑: "23", 沪: "31", 申: "31", 苏: "32", 浙: "33",
  皖: "34", 闽: "35", 赣: "36", 鲁: "37", 豫: "41", 鄂: "42", 湘: "43", 粤: "44", 桂: "45", 琼: "46", 渝: "50", 川: "51",
  蜀: "51", 黔: "52", 贵: "52", 滇: "53", 云: "53", 藏: "54", 陕: "61", 秦: "61", 甘: "62", 陇: "62", 青: "63", 宁: "64",
  新: "65", 台: "71", 港: "81", 澳: "82",
};
const NOTHING_KNOWN: readonly Region[] = [];

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
    return scanRegions(text, divisions, surfaces, options.known ?? NOTHING_KNOWN);
  };
  return {
    byCode: (code) => load().divisions.byCode(code),
    parentOf: (region) => load().divisions.parentOf(region),
    fullName: (region) => load().divisions.fullName(region),
    shortNames: (region) => load().divisions.shortNames(region),
    nameForms: (region) => load().divisions.nameForms(region),
    findRegions,
    inferRegion: (text) => inferRegionFrom(text, findRegions(text), load().divisions),
    regionOfAbbreviation: (abbreviation) => load().divisions.byCode(ABBREVIATIONS[abbreviation] ?? ""),
  };
}
