/**
 * A report that quotes others: their figures never answer for its own region, and the years of a span answer each for
 * itself, on reports in our own words.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex({
    "丽水市2026年政府工作报告.txt": [
      "丽水市2026年政府工作报告",
      "一、“十四五”时期工作回顾",
      "五年来，一般公共预算收入从146.3亿元增加到198.4亿元。建成绿道820公里。",
      "五年来，技术合同成交额增长4.6倍。",
      "二、2026年重点工作",
      "今年改造老旧小区74个。",
    ].join("\n"),
    "衢州市2025年政务服务工作总结.txt": [
      "衢州市2025年政务服务工作总结",
      "一、主要工作",
      "全省企业开办窗口受理业务340万件。",
      "我市企业开办窗口受理业务5.6万件，居全省第4位。",
      "全省跨域通办事项2600项。",
    ].join("\n"),
  });
});
afterAll(() => index.close());

const ask = (question: string) => index.assistant.ask({ question });

describe("a province's figure in a city's report", () => {
  test("does not answer for the city", async () => {
    const answer = await ask("衢州市企业开办窗口受理业务多少件");
    expect(answer.figures[0]).toMatchObject({ value: 5.6, region: "衢州市" });
    const none = await ask("衢州市跨域通办事项多少项");
    expect(none.figures).toEqual([]);
  });

  test("answers for the province, under its name", async () => {
    const answer = await ask("浙江省跨域通办事项多少项");
    expect(answer.figures[0]).toMatchObject({ value: 2600, region: "浙江省" });
  });
});

describe("a change over five years", () => {
  test.each([
    [2020, 146.3],
    [2025, 198.4],
  ])("answers for %i with its own value", async (year, value) => {
    const answer = await ask(`丽水市${year}年一般公共预算收入多少`);
    expect(answer.figures[0]).toMatchObject({ value, period: String(year) });
  });

  test("is noted as a change, a sum as a sum, a level as neither", async () => {
    const notes = async (question: string) => (await ask(question)).notes.join();
    expect(await notes("丽水市技术合同成交额增长多少倍")).toContain("几年间的变化");
    expect(await notes("丽水市建成绿道多少公里")).toContain("多年合计");
    expect(await notes("丽水市2025年一般公共预算收入多少")).not.toMatch(/多年合计|几年/);
  });
});
