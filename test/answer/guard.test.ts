/**
 * The guard: a figure of one region or period never answers for another; what is near is offered, labelled.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/domain/index.ts";
import { buildIndex, type IndexFixture, spoken } from "../support/index-fixture.ts";
import { REPORTS } from "./answer-corpus.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(REPORTS);
});
afterAll(() => index.close());

const ask = (question: string) => index.assistant.ask({ question });

function expectElsewhere(answer: Answer, nearest: string, region: string, period: string): void {
  expect(answer.kind).toBe("refusal");
  expect(answer.refusal?.reason).toBe("other_period_or_region");
  expect(answer.figures).toEqual([]);
  const [offered] = answer.refusal?.nearest ?? [];
  expect(offered).toMatchObject({ raw: nearest, region, period });
  expect(answer.text).toContain(nearest);
  expect(answer.text).toContain(region);
  expect(answer.notes).toContain("地区或时期与所问不同");
}

describe("the region asked for", () => {
  test.each([
    ["丽水市有多少跨省通办事项", "214项", "丽水市"],
    ["缙云县有多少跨省通办事项", "76项", "缙云县"],
    ["缙云县政务大厅设置综合窗口多少个", "46个", "缙云县"],
    ["青田县2022年12345热线收到多少群众诉求", "4.8万件", "青田县"],
    ["缙云12345热线收到多少群众诉求", "31500件", "缙云县"],
    ["丽水网上可办率是多少", "96.4%", "丽水市"],
  ])("is the one answered: %s", async (question, headline, region) => {
    const answer = await ask(question);
    expect(answer.kind).toBe("figure");
    expect(spoken(answer.figures)[0]).toBe(headline);
    expect(new Set(answer.figures.map((f) => f.region))).toEqual(new Set([region]));
    expect(new Set(answer.citations.map((c) => c.region))).toEqual(new Set([region]));
  });

  test.each([
    ["a city for its county", "青田有多少跨省通办事项", "214项", "丽水市"],
    ["a city's rate for its county", "缙云县网上可办率是多少", "96.4%", "丽水市"],
    ["a county for its city", "丽水市政务大厅设置综合窗口多少个", "46个", "缙云县"],
  ])("is never answered by %s, which is offered instead", async (_what, question, nearest, region) => {
    expectElsewhere(await ask(question), nearest, region, "2022");
  });

  test("without a report is refused without any other region's figure", async () => {
    const answer = await ask("温州市12345热线满意率多少");
    expect(answer).toMatchObject({
      kind: "refusal",
      refusal: { reason: "no_report" },
      figures: [],
      citations: [],
    });
    expect(answer.text).toContain("温州市");
    expect(answer.text).toMatch(/丽水市.*缙云县.*青田县/);
    expect(answer.text).not.toMatch(/\d{2}/);
  });
});

describe("the period asked for", () => {
  test.each([
    ["青田县2021年12345热线满意率是多少", "95.8%", "2021"],
    ["青田县2022年12345热线满意率是多少", "97.2%", "2022"],
    ["青田县2021年实名注册用户多少人", "21.3万人", "2021"],
    ["青田县2022年实名注册用户多少人", "27.5万人", "2022"],
  ])("is the one answered: %s", async (question, headline, period) => {
    const answer = await ask(question);
    expect(spoken(answer.figures)[0]).toBe(headline);
    expect(answer.figures[0]?.period).toBe(period);
  });

  test.each([
    ["缙云县2019年政务大厅设置综合窗口多少个", "46个", "缙云县"],
    ["丽水市2020年网上可办率是多少", "96.4%", "丽水市"],
  ])("that no figure covers is refused and the nearest offered: %s", async (question, nearest, region) => {
    expectElsewhere(await ask(question), nearest, region, "2022");
  });

  test("of the plans is not the period of the results", async () => {
    const answer = await ask("丽水市2023年跨省通办事项要达到多少");
    expect(spoken(answer.figures)[0]).toBe("260项");
    expect(answer.figures[0]).toMatchObject({ period: "2023", status: "plan" });
    expect(answer.text).not.toContain("214");
  });
});
