/**
 * Which region a name means when reports know several of that name.
 */
import { expect, test } from "vitest";
import { resolveRegions } from "../../src/answer/resolve-regions.ts";
import { createGazetteer } from "../../src/text/index.ts";

const gazetteer = createGazetteer();
const named = (name: string) => gazetteer.findRegions(name)[0]?.candidates[0];

test("a region with reports goes before one that reports only speak of", () => {
  const [city, prefecture] = [named("吉安县"), named("吉安市")];
  if (!city || !prefecture) throw new Error("the gazetteer lacks 吉安");
  const known = [city, prefecture];
  const mention = { start: 0, end: 2, text: "吉安", candidates: [prefecture, city], weak: false };
  const asked = { regions: [mention], folded: "吉安办件量" };
  const chosen = (reported: string) =>
    resolveRegions(asked, known, ({ code }) => code === reported).map((region) => region.name);
  expect(chosen(city.code)).toEqual(["吉安县"]);
  expect(chosen(prefecture.code)).toEqual(["吉安市"]);
  expect(chosen("")).toEqual(["吉安市"]);
});

test("the city before a street of its own only says where that lies, unless they are set side by side", () => {
  const regionsOf = (folded: string) =>
    resolveRegions({ regions: gazetteer.findRegions(folded), folded }, [], () => false).map(
      ({ name }) => name,
    );
  expect(regionsOf("宁国2023年8月西津街道转办几件")).toEqual(["西津街道"]);
  expect(regionsOf("宁国的西津街道转办几件")).toEqual(["西津街道"]);
  expect(regionsOf("宁国和西津街道哪个转办多")).toEqual(["宁国市", "西津街道"]);
});
