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
  const mentions = [{ start: 0, end: 2, text: "吉安", candidates: [prefecture, city], weak: false }];
  const chosen = (reported: string) =>
    resolveRegions(mentions, known, ({ code }) => code === reported).map((region) => region.name);
  expect(chosen(city.code)).toEqual(["吉安县"]);
  expect(chosen(prefecture.code)).toEqual(["吉安市"]);
  expect(chosen("")).toEqual(["吉安市"]);
});
