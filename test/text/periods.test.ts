/**
 * Periods in reports and questions: what is named, what is not, and what it means to a report of a given year.
 */
import { describe, expect, test } from "vitest";
import { displayPeriod, findPeriods, resolvePeriod } from "../../src/text/index.ts";

const ANCHOR = { year: 2026, dataYear: 2025 };

function labels(text: string, bareYears = false): (string | undefined)[] {
  return findPeriods(text, { bareYears }).map((m) => resolvePeriod(m.spec, ANCHOR)?.label);
}

describe("names a period", () => {
  test.each<[string, string]>([
    ["2019年,共受理来件", "2019"],
    ["2022年度", "2022"],
    ["二〇二四年", "2024"],
    ["截至2021年11月30日,累计受理", "2021-11 末"],
    ["截至11月底,累计受理", "2025-11 末"],
    ["2023年6月底", "2023-06 末"],
    ["2024年1-5月份,网上办件", "2024-01/2024-05"],
    ["1至7月", "2025-01/2025-07"],
    ["前11个月新设企业", "2025-01/2025-11"],
    ["上半年累计", "2025-01/2025-06"],
    ["前三季度", "2025-01/2025-09"],
    ["2021一季度", "2021-01/2021-03"],
    ["去年上半年", "2025-01/2025-06"],
    ["今年以来,全县", "2026 以来"],
    ["自2022年6月推广以来", "2022-06 以来"],
    ["五年来,", "2021/2025"],
    ["过去三年", "2023/2025"],
    ["“十四五”期间", "2021/2025"],
    ["较“十三五”末", "2020 年末"],
    ["“十五五”以来", "2026/2030"],
    ["过去一年", "2025"],
    ["当年", "2025"],
    ["2019-2021年", "2019/2021"],
    ["2023h1经营主体", "2023-01/2023-06"],
  ])("%s is %s", (text, label) => {
    expect(labels(text)).toEqual([label]);
  });

  test("“十四五”以来 until the report speaks", () => {
    const [mention] = findPeriods("“十四五”以来");
    const anchor = { year: 2023, dataYear: 2022 };
    expect(mention && resolvePeriod(mention.spec, anchor)?.label).toBe("2021/2022");
  });

  test("a bare year only where the caller says that it may be one", () => {
    expect(labels("青田2021网上可办率", true)).toEqual(["2021"]);
    expect(labels("面积约2000平方米")).toEqual([]);
    expect(labels("共2100项", true)).toEqual([]);
  });

  test("two-digit years of a question", () => {
    expect(labels("晋江23年比22年多办了多少", true)).toEqual(["2023", "2022"]);
  });
});

describe("is no period", () => {
  test.each([
    "连续16年位居首位",
    "连续11个季度高于平均",
    "提前3个月完成",
    "三年行动计划",
    "“十四五”规划纲要",
    "每人每月2094.4元",
    "至少2个月",
    "今后五年",
    "未来五年",
  ])("%s", (text) => {
    expect(labels(text)).toEqual([]);
  });
});

describe("means nothing without an anchor", () => {
  test.each(["今年", "去年上半年", "11月底", "五年来"])("%s", (text) => {
    const [mention] = findPeriods(text);
    expect(mention && resolvePeriod(mention.spec, null)).toBeNull();
  });
});

test("is shown in words", () => {
  const shown = (text: string) => findPeriods(text).map((m) => displayPeriod(resolvePeriod(m.spec, ANCHOR)));
  expect(shown("2024年1-5月")).toEqual(["2024年1—5月"]);
  expect(shown("上半年")).toEqual(["2025年上半年"]);
  expect(shown("截至2021年11月30日")).toEqual(["截至2021年11月"]);
  expect(shown("“十四五”时期")).toEqual(["2021—2025年"]);
  expect(shown("2019年末")).toEqual(["2019年末"]);
});
