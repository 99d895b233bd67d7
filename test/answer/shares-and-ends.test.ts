/**
 * What code works out from figures that a report tells: shares of a named whole, of a level and of the region around,
 * how far a measure moved between two told ends; and the figures that must not be taken for them.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/domain/index.ts";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

let index: IndexFixture;

beforeAll(async () => {
  index = await buildIndex({
    "宿松县政务服务中心2023年工作总结.txt": [
      "宿松县政务服务中心2023年工作总结",
      "一、热线办理情况",
      "全年热线受理诉求2400件，办结2280件，在办120件，满意率96%。",
      "环境保护类诉求占比18.5%，交通运输类诉求占比12%。",
      "二、政务服务情况",
      "- 全县办件50万件，其中县本级20万件。",
      "全程网办率由上年的81%提高到88.5%，大厅、分厅取号量分别提高6%、4%。",
      "跨省通办事项由70项增加到95项，与6个区县签订跨省通办协议，全年办理跨省通办业务830件。",
      "全年新增经营主体0.6万户，年末实有4.2万户。",
      "布设自助终端40台。",
    ].join("\n"),
    "安庆市政务服务中心2023年工作总结.txt":
      "安庆市政务服务中心2023年工作总结\n一、大厅情况\n全市布设自助终端320台。\n",
  });
});

afterAll(() => index.close());

const ask = (question: string): Promise<Answer> => index.assistant.ask({ question });

describe("a share that no report tells", () => {
  test("of one level in the whole is worked out from both counts", async () => {
    const answer = await ask("宿松县本级办件占全县办件多少");
    expect(answer.figures.map((f) => [f.value, f.unit])).toContainEqual([40, "%"]);
    expect(answer.text).toContain("县本级占全县的40%");
  });

  test("of a county in its city comes from the reports of both", async () => {
    const answer = await ask("宿松的自助终端占安庆多少");
    expect(answer.figures.map((f) => [f.value, f.unit, f.region])).toEqual([
      [40, "台", "宿松县"],
      [320, "台", "安庆市"],
      [12.5, "%", ""],
    ]);
  });

  test("of a county in a province without a report is refused", async () => {
    const answer = await ask("宿松的办件占安徽多少");
    expect(answer.kind).toBe("refusal");
    expect(answer.figures).toEqual([]);
  });
});

test("a share that the report tells answers 里…占几成", async () => {
  const answer = await ask("宿松热线里环保的占多少");
  expect(answer.figures[0]).toMatchObject({ value: 18.5, unit: "%" });
});

describe("how far a measure moved", () => {
  test("is worked out where only its two ends are told", async () => {
    const answer = await ask("宿松全程网办率提高了几个百分点");
    expect(answer.text).toContain("提高7.5个百分点");
    expect(answer.figures.at(-1)).toMatchObject({ value: 7.5, unit: "个百分点" });
    expect(answer.figures.at(-1)?.derived).toMatchObject({ operation: "difference" });
  });

  test("is not told by a level alone", async () => {
    const answer = await ask("宿松热线满意率提高了几个百分点");
    expect(answer).toMatchObject({ kind: "refusal", figures: [] });
  });

  test("is told of items in items", async () => {
    expect((await ask("宿松跨省通办事项增加了多少项")).text).toContain("增加25项");
  });
});

test("a statement begins without the mark of its list", async () => {
  const answer = await ask("宿松全县办件多少件");
  expect(answer.text).toContain("：全县办件50万件");
  expect(answer.citations[0]?.quote).toContain("- 全县办件50万件");
});

describe("the figure that was asked for, and no other one beside it", () => {
  test.each([
    ["宿松热线还有多少件没办完", 120, "件"],
    ["宿松跨省通办能办多少项", 95, "项"],
    ["宿松跨省通办办了几件", 830, "件"],
    ["宿松年底一共有多少户经营主体", 4.2, "万户"],
    ["宿松县本级自己办了多少件", 20, "万件"],
  ])("%s", async (question, value, unit) => {
    expect((await ask(question)).figures[0]).toMatchObject({ value, unit });
  });
});

describe("what one word would confuse", () => {
  let fund: IndexFixture;
  beforeAll(async () => {
    fund = await buildIndex({
      "舒城县住房公积金2024年运行情况.txt": [
        "舒城县住房公积金2024年运行情况",
        "一、缴存",
        "全年缴存额9.6亿元，其中县本级缴存额4.1亿元。",
        "二、提取和贷款",
        "全年提取额7.3亿元。发放贷款860笔、3.5亿元，其中县本级发放320笔、1.4亿元。",
        "“带押过户”办理58宗，涉及贷款金额0.4亿元。",
      ].join("\n"),
    });
  });
  afterAll(() => fund.close());
  const told = async (question: string) =>
    (await fund.assistant.ask({ question })).figures.map((f) => `${f.value}${f.unit}`);

  test("交了多少 is what was paid in, 市本级 after it the same of another level", async () => {
    const figures = await told("舒城公积金24年交了多少钱，县本级多少");
    expect(figures.slice(0, 2)).toEqual(["9.6亿元", "4.1亿元"]);
  });

  test("省了多少钱 is no loan", async () => {
    const answer = await fund.assistant.ask({ question: "舒城带押过户省了多少钱" });
    expect(answer).toMatchObject({ kind: "refusal", figures: [] });
  });
});

describe("two offices set side by side", () => {
  let hotline: IndexFixture;
  beforeAll(async () => {
    hotline = await buildIndex({
      "枞阳县2023年热线办理情况通报.txt":
        "枞阳县2023年12345热线办理情况通报\n一、承办情况\n县公安局承办工单540件，县住房和城乡建设管理局承办工单470件，县教育局承办工单90件。\n",
    });
  });
  afterAll(() => hotline.close());

  test("share what stands before the first and what is asked", async () => {
    const answer = await hotline.assistant.ask({ question: "枞阳热线公安局和住建局谁的工单多，差几件" });
    expect(answer.figures.map((f) => f.value)).toEqual([540, 470, 70]);
    expect(answer.text).toContain("相差70件，公安局较多");
  });

  test("are told one by one where only one is in the report", async () => {
    const answer = await hotline.assistant.ask({ question: "枞阳热线公安局和气象局谁的工单多" });
    expect(answer.figures.map((f) => f.value)).toEqual([540]);
    expect(answer.text).toContain("没有找到气象局的数据");
  });
});
