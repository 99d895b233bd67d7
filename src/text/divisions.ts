/**
 * The tree of divisions and functional areas: reads the committed data files and answers by code.
 * Matching names in text is regions.ts.
 */
import { readFileSync } from "node:fs";
import type { Region, RegionLevel } from "../domain/index.ts";
import { shortNamesOf, shortTownshipNames } from "./region-names.ts";
import { ZONE_KINDS } from "./zone-kinds.ts";

/** One more full or short form of a division or functional area. */
export interface Alias {
  surface: string;
  region: Region;
}

export interface Divisions {
  /** Every province, city, county and township, parents first. */
  all: readonly Region[];
  /** Functional areas written by hand, and former names of divisions. */
  aliases: readonly Alias[];
  /** The region of a code, or undefined; understands every zone code that findRegions makes. */
  byCode(code: string): Region | undefined;
  /** The nearest existing ancestor; undefined for a province. */
  parentOf(region: Region): Region | undefined;
  /** The name with all its ancestors, e.g. 广东省湛江市霞山区. */
  fullName(region: Region): string;
  /** The usual short names, e.g. 湛江 for 湛江市; a township's without 镇 or 街道; empty when one character would be left. */
  shortNames(region: Region): string[];
  /** Every name by which a text may mean the region: the full one, then the short ones. */
  nameForms(region: Region): string[];
  /** The functional area of a kind (经开区, 新区) that belongs to a division, e.g. 西安经开区. */
  zoneOf(parent: Region, kind: string): Region;
}

/** Reads one of the committed data files as lines, without comments. */
export function readDataLines(file: string): string[] {
  const text = readFileSync(new URL(`./data/${file}`, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Reads divisions.txt and zones.txt (about 40 ms). */
export function loadDivisions(): Divisions {
  const regions = new Map<string, Region>();
  for (const line of readDataLines("divisions.txt")) addDivision(regions, line);
  const zones = new Map<string, Region>();
  const aliases: Alias[] = [];

  const byCode = (code: string): Region | undefined => {
    const known = regions.get(code) ?? zones.get(code);
    if (known) return known;
    const [, parentCode = "", kind = ""] = code.match(/^(\d+)z(.+)$/) ?? [];
    const parent = regions.get(parentCode);
    return parent && ZONE_KINDS.has(kind) ? zoneOf(parent, kind) : undefined;
  };
  const parentOf = (region: Region): Region | undefined => {
    const zoneMark = region.code.indexOf("z");
    if (zoneMark > 0) return regions.get(region.code.slice(0, zoneMark));
    return [6, 4, 2]
      .filter((length) => length < region.code.length)
      .map((length) => regions.get(region.code.slice(0, length)))
      .find((parent) => parent !== undefined);
  };
  const shortNames = (region: Region): string[] => {
    if (region.level === "zone")
      return aliases.filter((a) => a.region.code === region.code).map((a) => a.surface);
    return region.level === "township" ? shortTownshipNames(region.name) : shortNamesOf(region.name);
  };
  const nameForms = (region: Region): string[] => [region.name, ...shortNames(region)];
  const zoneOf = (parent: Region, kind: string): Region => {
    const code = `${parent.code}z${kind}`;
    return zones.get(code) ?? { code, name: `${shortNames(parent)[0] ?? parent.name}${kind}`, level: "zone" };
  };
  const fullName = (region: Region): string => {
    const parent = parentOf(region);
    if (!parent) return region.name;
    // 兰州新区 stands under 甘肃省: its own name holds the city already.
    const holdsParent =
      region.level === "zone" && region.name.startsWith(shortNames(parent)[0] ?? parent.name);
    if (!holdsParent) return fullName(parent) + region.name;
    const grandparent = parentOf(parent);
    return (grandparent ? fullName(grandparent) : "") + region.name;
  };

  for (const line of readDataLines("zones.txt")) {
    if (line.startsWith("=")) {
      const [code = "", names = ""] = line.slice(1).split("|");
      const region = regions.get(code);
      if (region) for (const surface of names.split(",")) aliases.push({ surface, region });
      continue;
    }
    const [parentCode = "", name = "", others = ""] = line.split("|");
    const parent = regions.get(parentCode);
    if (!parent) continue;
    const region: Region = ZONE_KINDS.has(name)
      ? zoneOf(parent, name)
      : { code: `${parentCode}z${name}`, name, level: "zone" };
    zones.set(region.code, region);
    for (const surface of [region.name, ...others.split(",")]) if (surface) aliases.push({ surface, region });
  }
  return { all: [...regions.values()], aliases, byCode, parentOf, fullName, shortNames, nameForms, zoneOf };
}

function addDivision(regions: Map<string, Region>, line: string): void {
  const [code = "", name = "", townships = ""] = line.split("|");
  const level: RegionLevel = code.length === 2 ? "province" : code.length === 4 ? "city" : "county";
  regions.set(code, { code, name, level });
  let number = 0;
  for (const entry of townships === "" ? [] : townships.split(",")) {
    const digits = entry.charCodeAt(0) > 0x39 ? "" : (entry.match(/^\d+/)?.[0] ?? "");
    number = digits === "" ? number + 1 : Number(digits);
    const suffix = digits.length > 3 ? digits : String(number).padStart(3, "0");
    const townshipCode = code + suffix;
    regions.set(townshipCode, { code: townshipCode, name: entry.slice(digits.length), level: "township" });
  }
}
