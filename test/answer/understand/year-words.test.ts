/**
 * Years that are compared without being named.
 */
import { describe, expect, test } from "vitest";
import { comparedYears, understand, withoutYearWords } from "../../../src/answer/understand/index.ts";
import { createGazetteer } from "../../../src/text/index.ts";

const gazetteer = createGazetteer();

describe("compared years", () => {
  test.each<[string, number]>([
    ["青田诉求两年比一下", 2],
    ["青田满意率这两年变化", 2],
    ["近三年办件量对比", 3],
    ["这几年注册用户走势", 4],
    ["哪年受理的多", 4],
    ["历年工单量", 4],
    ["各年度办结率", 4],
  ])("of %s are the newest %i", (question, count) => {
    expect(comparedYears(question)).toEqual({ kind: "newest", count });
  });

  test.each(["诉求比上一年多了多少", "受理量比去年增加多少", "满意率较上年提高几个点"])(
    "of %s are a year and the one before",
    (question) => {
      expect(comparedYears(question)).toEqual({ kind: "before" });
    },
  );

  test.each(["五年来建成多少驿站", "2022年满意率", "近五年累计减税多少", "占比是多少", "哪年成立的"])(
    "are not asked by %s",
    (question) => {
      expect(comparedYears(question)).toBeNull();
    },
  );

  test("make the question a comparison", () => {
    expect(understand("青田诉求两年比一下", gazetteer, []).intent).toBe("compare");
    expect(understand("青田哪年诉求多", gazetteer, []).intent).toBe("compare");
  });
});

test.each([
  ["热线诉求这两年变化", "热线诉求"],
  ["历年工单量", "工单量"],
  ["诉求 比上一年", "诉求"],
  ["网办率占比", "网办率占比"],
])("%s without its year words is %s", (words, left) => {
  expect(withoutYearWords(words)).toBe(left);
});
