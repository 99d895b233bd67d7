/** lookup_figures as a LangChain tool: figures with their sources, and nothing without one. */
import type { ToolMessage } from "@langchain/core/messages";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FigureLookup, findFigures, lookupFigures } from "../../../src/channels/tools/index.ts";
import { UserError } from "../../../src/domain/index.ts";
import { closeSample, type IndexFixture, sampleIndex } from "../../support/index-fixture.ts";

let index: IndexFixture;

beforeAll(async () => {
  index = await sampleIndex();
});

afterAll(closeSample);

test("tells a model each figure with its quote, and hands the same over as data", async () => {
  const tool = lookupFigures({ assistant: index.assistant });
  expect(tool.name).toBe("lookup_figures");
  const message: ToolMessage = await tool.invoke({
    name: tool.name,
    args: { question: "湛江有多少跨省通办事项" },
    id: "1",
    type: "tool_call",
  });
  expect(message.text).toContain("110项 [1]");
  expect(message.text).toContain("“目前,我市已有110项事项实现省外可办");
  const { found, figures, citations }: FigureLookup = message.artifact;
  expect(found).toBe(true);
  expect(figures[0]).toMatchObject({
    value: 110,
    unit: "项",
    region: "湛江市",
    status: "actual",
    citation: 1,
  });
  expect(citations[0]?.quote).toContain(figures[0]?.raw);
});

test.each([
  [{ measure: "跨省通办事项", region: "湛江", period: "2021" }, "湛江2021年跨省通办事项是多少"],
  [{ question: "湛江2021年的办结率", region: "湛江", period: "2021年" }, "湛江2021年的办结率"],
  [{ question: "有多少跨省通办事项", region: "湛江市" }, "湛江市有多少跨省通办事项"],
])("asks %j as %s", async (query, question) => {
  expect((await findFigures(index.assistant, query)).question).toBe(question);
});

test("gives derived figures with the figures they follow from", async () => {
  const { figures, citations } = await findFigures(index.assistant, {
    question: "湛江和揭东的进驻事项相差多少",
  });
  const derived = figures.find((figure) => figure.derived);
  const operands = derived?.derived?.operands.map((i) => figures[i]) ?? [];
  expect(operands).toHaveLength(2);
  for (const operand of operands) expect(citations.map(({ n }) => n)).toContain(operand?.citation);
});

test.each(["湛江怎样推进跨域通办", "今天天气怎么样", "湛江的地铁有多少公里"])(
  "finds no figure for %s and says so without one",
  async (question) => {
    const { found, figures, message } = await findFigures(index.assistant, { question });
    expect({ found, figures }).toEqual({ found: false, figures: [] });
    expect(message).not.toMatch(/\d+(?:项|%|件|万)/);
  },
);

test("lists what a question without a region may mean, each with its region, as not yet found", async () => {
  const { found, figures, message } = await findFigures(index.assistant, { measure: "办结率" });
  expect(found).toBe(false);
  expect(new Set(figures.map(({ region }) => region)).size).toBeGreaterThan(1);
  expect(message).toContain("没有说是哪个地区");
});

test("asks for a question or a measure", async () => {
  await expect(findFigures(index.assistant, { region: "湛江" })).rejects.toThrow(UserError);
});
