/**
 * Of two tellings of one measure the exact one answers; a share that no report tells is worked out from its counts.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

const REPORT = `遂昌县2024年政务服务工作总结
一、2024年工作情况
全县接件总量突破30万件大关。全年接件总量302618件。
热线共收到群众诉求5000件，转派工单1250件，满意率99.2%。
新办企业占比达到46%，新办企业920户，实有企业11500户。
城镇低保标准每月930元，农村低保标准每月860元。
`;

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex({ "遂昌县2024.txt": REPORT });
});
afterAll(() => index.close());
const ask = (question: string, conversation?: string) =>
  index.assistant.ask({ question, ...(conversation ? { conversation } : {}) });

describe("the exact telling", () => {
  test("goes before the rounded one", async () => {
    expect((await ask("遂昌接件总量多少件")).figures[0]).toMatchObject({ value: 302618, unit: "件" });
  });
});

describe("a share of two counts", () => {
  test("is worked out and names its operands", async () => {
    const answer = await ask("遂昌转派工单占群众诉求的百分之多少");
    const derived = answer.figures.find((f) => f.derived);
    expect(derived).toMatchObject({ value: 25, unit: "%", derived: { operation: "share" } });
    expect(answer.figures.slice(0, 2).map((f) => f.value)).toEqual([1250, 5000]);
  });

  test("is taken as told where the report tells it", async () => {
    expect((await ask("遂昌新办企业占比多少")).figures[0]).toMatchObject({ value: 46, unit: "%" });
  });
});

describe("a follow-up with the opposite word", () => {
  test("keeps the rest of the measure", async () => {
    await ask("遂昌城镇低保标准每月多少", "c");
    expect((await ask("农村的呢", "c")).figures[0]).toMatchObject({ value: 860, unit: "元" });
  });
});

describe("what is left undone", () => {
  let counts: IndexFixture;
  beforeAll(async () => {
    counts = await buildIndex({
      "景宁县2024.txt":
        "景宁县2024年政务服务工作总结\n一、2024年工作情况\n县12345热线共受理群众诉求2400件，办结2352件，回访640人次。\n",
    });
  });
  afterAll(() => counts.close());

  test("is what came in less what was done", async () => {
    const answer = await counts.assistant.ask({ question: "景宁12345热线还有多少件没办结" });
    expect(answer.figures.slice(0, 2).map((f) => f.value)).toEqual([2400, 2352]);
    expect(answer.figures.find((f) => f.derived)).toMatchObject({
      value: 48,
      unit: "件",
      derived: { operation: "difference" },
    });
    expect(answer.text).toContain("即未办结的数量");
  });

  test.each(["景宁12345热线还有多少件在办", "景宁12345热线没办的诉求有多少件"])(
    "is not what was done, however it is asked: %s",
    async (question) => {
      const answer = await counts.assistant.ask({ question });
      expect(answer.figures.find((f) => f.derived)).toMatchObject({ value: 48, unit: "件" });
    },
  );

  test("makes a rate where the report tells none", async () => {
    const answer = await counts.assistant.ask({ question: "景宁12345热线诉求办结率是多少" });
    expect(answer.figures.find((f) => f.derived)).toMatchObject({ value: 98, unit: "%" });
  });
});
