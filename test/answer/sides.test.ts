/**
 * Comparisons with a side missing or with two sides of one report: regions of which one has the year, partners of a
 * report's own region, levels and kinds of one measure, two periods.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pairsOf } from "../../src/answer/pairs.ts";
import { contrastOf, tellsBothWays, tellsSide } from "../../src/answer/understand/index.ts";
import { createGazetteer } from "../../src/text/index.ts";
import { buildIndex, type IndexFixture, spoken } from "../support/index-fixture.ts";

const REPORTS = {
  "衢州市2024.txt": `衢州市2024年政务服务工作总结
一、2024年工作情况
全市政务服务事项网上可办率为96.2%，市本级行政许可事项网上可办率为99.1%。
市本级行政许可事项即办率为93.4%，跑动率为0.2%。
城镇低保标准每人每月1080元，农村低保标准每人每月990元。
2024年上半年，全市接件总量21万件。
目前已与江西上饶市广信区88个事项、安徽黄山市休宁县61个事项实现跨省通办，与杭州西湖120个、嘉兴南湖95个事项实现省内通办。
`,
  "丽水市2023.txt": `丽水市2023年政务服务工作总结
一、2023年工作情况
全市政务服务事项网上可办率为94.8%。
全市设置综合窗口310个。
`,
};

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(REPORTS);
});
afterAll(() => index.close());
const ask = (question: string, conversation?: string) =>
  index.assistant.ask({ question, ...(conversation ? { conversation } : {}) });

describe("a year that only one of two regions has", () => {
  test("is answered for that one; the other is offered as nearest, labelled", async () => {
    const answer = await ask("衢州和丽水2024年网上可办率");
    expect(answer.kind).toBe("comparison");
    expect(answer.figures).toHaveLength(1);
    expect(answer.figures[0]).toMatchObject({ value: 96.2, region: "衢州市", period: "2024" });
    expect(answer.refusal).toMatchObject({
      reason: "other_period_or_region",
      nearest: [{ value: 94.8, region: "丽水市", period: "2023" }],
    });
    expect(answer.text).toContain("没有找到丽水市2024年");
  });

  test("and that neither has is refused for both", async () => {
    const answer = await ask("衢州和丽水2020年网上可办率");
    expect(answer).toMatchObject({ kind: "refusal", figures: [] });
    expect(answer.refusal?.nearest?.map((f) => f.region)).toEqual(["衢州市", "丽水市"]);
  });
});

describe("several regions in one message", () => {
  test("of which one has no report are answered, and that one named", async () => {
    const answer = await ask("衢州、丽水、温州网上可办率分别多少");
    expect(spoken(answer.figures)).toEqual(["96.2%", "94.8%"]);
    expect(answer.text).toContain("没有找到温州市的报告");
  });

  test.each(["衢州网上可办率多少，丽水呢", "衢州网上可办率多少，丽水多少"])(
    "are all answered: %s",
    async (question) => {
      const answer = await ask(question);
      expect(answer.figures.map((f) => [f.region, f.value])).toEqual([
        ["衢州市", 96.2],
        ["丽水市", 94.8],
      ]);
    },
  );
});

describe("partners of a report's own region", () => {
  test("are compared without reports of their own, also by names that only the report makes sure", async () => {
    const answer = await ask("衢州与西湖、南湖相差多少个事项");
    expect(spoken(answer.figures)).toEqual(["120个", "95个", "25个"]);
  });

  test("may be named in a follow-up: 与江西多少个事项, 安徽呢", async () => {
    await ask("衢州跨省通办多少个事项", "partners");
    expect((await ask("与江西多少个事项", "partners")).figures[0]).toMatchObject({ value: 88 });
    expect((await ask("安徽呢", "partners")).figures[0]).toMatchObject({ value: 61 });
    expect((await ask("差多少", "partners")).figures.find((f) => f.derived)).toMatchObject({ value: 27 });
  });

  test("are none where both have reports and each is asked for itself", () => {
    const gazetteer = createGazetteer();
    const [home, partner] = ["3308", "3311"].flatMap((code) => gazetteer.byCode(code) ?? []);
    if (!home || !partner) throw new Error("regions");
    const reports = index.store.reports();
    const pairs = (folded: string, shares: boolean) =>
      pairsOf(folded, [home, partner], reports, () => shares).map((p) => [p.home.code, p.certain]);
    expect(pairs("衢州和丽水网上可办率", true)).toEqual([]);
    expect(pairs("衢州和丽水跨省通办事项哪个多", true)).toEqual([]);
    expect(pairs("衢州和丽水互办多少项", false)).toEqual([
      ["3308", true],
      ["3311", true],
    ]);
  });
});

describe("two sides of one measure", () => {
  test.each([
    ["市本级和全市网上可办率差多少", ["市本级", "全市"], ["市本级网上可办率", "全市网上可办率"]],
    ["城镇和农村低保标准差多少", ["城镇", "农村"], ["城镇低保标准", "农村低保标准"]],
    ["城镇低保标准比农村高多少", ["城镇", "农村"], ["城镇低保标准", "农村低保标准"]],
    ["线上线下各多少事项", ["线上", "线下"], ["线上事项", "线下事项"]],
  ])("%s", (asked, sides, measures) => {
    expect(contrastOf(asked)).toEqual({ sides, measures });
  });

  test("are told by their own words: 进出口 is neither 进口 nor 出口", () => {
    expect(tellsSide("出口", { scope: "", clause: "货物进出口总额" })).toBe(false);
    expect(tellsSide("出口", { scope: "", clause: "出口总额" })).toBe(true);
    expect(tellsSide("全市", { scope: "市本级", clause: "网上可办率" })).toBe(false);
    expect(tellsSide("城镇", { scope: "", clause: "城市低保标准" })).toBe(true);
  });

  test("进出口 answers neither 进口 nor 出口 alone", () => {
    expect(tellsBothWays("进口", "外贸进出口总值")).toBe(true);
    expect(tellsBothWays("进口", "外贸进出口总值,其中进口")).toBe(false);
    expect(tellsBothWays("进出口", "外贸进出口总值")).toBe(false);
  });

  test.each<[string, number[], number]>([
    ["衢州市本级和全市网上可办率差多少", [99.1, 96.2], 2.9],
    ["衢州城镇和农村低保标准差多少", [1080, 990], 90],
  ])("are the operands: %s", async (question, operands, apart) => {
    const answer = await ask(question);
    expect(answer.figures.filter((f) => !f.derived).map((f) => f.value)).toEqual(operands);
    expect(answer.figures.find((f) => f.derived)).toMatchObject({ value: apart });
  });

  test("may be asked one after the other; another rate is no side", async () => {
    expect((await ask("衢州市本级网上可办率多少", "levels")).figures[0]).toMatchObject({ value: 99.1 });
    expect((await ask("全市的呢", "levels")).figures[0]).toMatchObject({ value: 96.2 });
    expect((await ask("衢州市本级即办率多少", "rates")).figures[0]).toMatchObject({ value: 93.4 });
    expect(await ask("全市的呢", "rates")).toMatchObject({ kind: "refusal", figures: [] });
  });

  test("of a whole above the region are that region's: 全省呢", async () => {
    await ask("衢州2024年网上可办率多少", "above");
    expect(await ask("全省呢", "above")).toMatchObject({ kind: "refusal", figures: [] });
  });

  test("of which a report tells one only are refused", async () => {
    expect(await ask("丽水市本级和全市网上可办率差多少")).toMatchObject({ kind: "refusal", figures: [] });
  });

  test("上半年 against 全年 says which of the two is missing", async () => {
    const answer = await ask("衢州2024年上半年和全年接件总量差多少");
    expect(answer.figures).toHaveLength(1);
    expect(answer.figures[0]).toMatchObject({ value: 21, unit: "万件" });
    expect(answer.text).toContain("没有找到衢州市全年");
  });
});
