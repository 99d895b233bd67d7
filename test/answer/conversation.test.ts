/**
 * Follow-ups, choices and comparisons: what a question takes from its chat, and what it never does.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAssistant } from "../../src/answer/index.ts";
import { NgramEmbedder } from "../../src/models/index.ts";
import { buildIndex, type IndexFixture, spoken } from "../support/index-fixture.ts";
import { REPORTS } from "./answer-corpus.ts";

const MINUTE = 60_000;
let index: IndexFixture;
let clock = 0;
let chats = 0;
beforeAll(async () => {
  index = await buildIndex(REPORTS, { now: () => clock });
});
afterAll(() => index.close());

/** A new chat: each question follows the one before. */
function chat(): (question: string) => ReturnType<IndexFixture["assistant"]["ask"]> {
  const conversation = `chat-${chats++}`;
  return (question) => index.assistant.ask({ conversation, question });
}

describe("a follow-up", () => {
  test("满意率呢 keeps the region and period of the question before", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线办结率是多少");
    const answer = await ask("满意率呢？");
    expect(answer.kind).toBe("figure");
    expect(answer.figures[0]).toMatchObject({ value: 97.2, unit: "%", region: "青田县", period: "2022" });
  });

  test("那X呢 replaces the region and keeps the measure", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线满意率是多少");
    const answer = await ask("那缙云呢？");
    expect(answer.figures[0]).toMatchObject({ value: 98.1, region: "缙云县", period: "2022" });
    expect(answer.citations.map((c) => c.region)).toEqual(["缙云县"]);
  });

  test("of a year replaces the period and keeps region and measure", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线满意率是多少");
    expect((await ask("2021年呢"))?.figures[0]).toMatchObject({
      value: 95.8,
      region: "青田县",
      period: "2021",
    });
  });

  test("about another region of which there is no report is refused", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线满意率是多少");
    expect(await ask("那温州呢")).toMatchObject({ refusal: { reason: "no_report" }, figures: [] });
  });

  test("that is nothing but a place asks the last question of it", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线满意率是多少");
    expect((await ask("缙云")).figures[0]).toMatchObject({ value: 98.1, region: "缙云县" });
    expect((await ask("青田呢")).figures[0]).toMatchObject({ value: 97.2, region: "青田县" });
  });

  test("goes on after a follow-up", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线办结率是多少");
    await ask("那缙云呢？");
    expect((await ask("满意率呢？")).figures[0]).toMatchObject({ value: 98.1, region: "缙云县" });
  });
});

describe("a comparison of what was told", () => {
  test("sets the last two figures side by side: 哪个高, 差多少", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线满意率是多少");
    await ask("缙云呢");
    const higher = await ask("哪个高");
    expect(higher.kind).toBe("comparison");
    expect(higher.figures.slice(0, 2).map((f) => f.value)).toEqual([98.1, 97.2]);
    expect(higher.text).toContain("缙云县较高");
    expect((await ask("差多少")).figures.find((f) => f.derived)).toMatchObject({
      value: 0.9,
      unit: "个百分点",
    });
  });

  test("goes on with another measure: 满意率呢", async () => {
    const ask = chat();
    await ask("青田和缙云2022年12345办结率对比一下");
    const answer = await ask("满意率呢");
    expect(answer.kind).toBe("comparison");
    expect(answer.figures.map((f) => f.value)).toEqual([97.2, 98.1]);
  });

  test("has nothing to compare in a new chat", async () => {
    const answer = await chat()("哪个高");
    expect(answer.kind).not.toBe("comparison");
    expect(answer.figures).toEqual([]);
  });
});

describe("chats", () => {
  test("never see each other", async () => {
    const [one, other] = [chat(), chat()];
    await one("青田县2022年12345热线办结率是多少");
    await other("缙云县12345热线办结率是多少");
    expect((await one("满意率呢？")).figures[0]).toMatchObject({ region: "青田县", value: 97.2 });
    expect((await other("满意率呢？")).figures[0]).toMatchObject({ region: "缙云县", value: 98.1 });
    expect((await chat()("满意率呢？")).kind).toBe("clarify");
  });

  test("without a name remember nothing", async () => {
    await index.assistant.ask({ question: "青田县2022年12345热线办结率是多少" });
    expect((await index.assistant.ask({ question: "满意率呢？" })).kind).toBe("clarify");
  });

  test("are remembered for half an hour after the last question", async () => {
    const ask = chat();
    await ask("青田县2022年12345热线办结率是多少");
    clock += 29 * MINUTE;
    expect((await ask("满意率呢？")).figures[0]).toMatchObject({ region: "青田县" });
    clock += 29 * MINUTE;
    expect((await ask("办结率呢？")).figures[0]).toMatchObject({ region: "青田县" });
    clock += 31 * MINUTE;
    expect((await ask("满意率呢？")).kind).toBe("clarify");
  });
});

describe("a question without region", () => {
  test("that several regions could answer lists them and offers each as a choice", async () => {
    const answer = await index.assistant.ask({ question: "12345热线满意率是多少" });
    expect(answer.kind).toBe("clarify");
    expect(answer.text).toContain("没有说是哪个地区");
    expect(answer.choices).toEqual(
      expect.arrayContaining(["缙云县12345热线满意率是多少", "青田县12345热线满意率是多少"]),
    );
    expect(new Set(answer.figures.map((f) => f.region))).toEqual(new Set(["缙云县", "青田县"]));
    expect(answer.figures.every((f) => f.citation !== null)).toBe(true);
  });

  test("that one region alone can answer is answered with that region named", async () => {
    const answer = await index.assistant.ask({ question: "政务大厅设置综合窗口多少个" });
    expect(answer).toMatchObject({ kind: "figure", figures: [{ value: 46, region: "缙云县" }] });
    expect(answer.text).toContain("缙云县");
  });

  test("means the chat's home region by 我县", async () => {
    const { store } = index;
    const assistant = createAssistant({ store, embedder: new NgramEmbedder(), homeRegion: "缙云县" });
    const answer = await assistant.ask({ question: "我县2022年12345热线满意率是多少" });
    expect(answer.figures[0]).toMatchObject({ value: 98.1, region: "缙云县" });
  });
});

describe("a comparison", () => {
  test("subtracts across 万, cites both operands and names the larger", async () => {
    const answer = await index.assistant.ask({
      question: "青田和缙云2022年12345热线收到的群众诉求相差多少件",
    });
    expect(answer.kind).toBe("comparison");
    expect(spoken(answer.figures)).toEqual(["4.8万件", "31500件", "16500件"]);
    expect(answer.figures[2]).toMatchObject({
      citation: null,
      derived: { operation: "difference", operands: [0, 1] },
    });
    expect(answer.citations.map((c) => c.region)).toEqual(["青田县", "缙云县"]);
    expect(answer.text).toMatch(/相差16500件，青田县较多/);
  });

  test("of two percentages is in percentage points", async () => {
    const answer = await index.assistant.ask({ question: "青田和缙云2022年12345热线满意率相差多少" });
    const computed = answer.figures.find((f) => f.derived);
    expect(computed).toMatchObject({ value: 0.9, unit: "个百分点" });
  });

  test("lists both regions and says when one has no such figure", async () => {
    const answer = await index.assistant.ask({ question: "丽水和缙云的跨省通办事项分别有多少项" });
    expect(answer.kind).toBe("comparison");
    expect(spoken(answer.figures).slice(0, 2)).toEqual(["214项", "76项"]);
    const half = await index.assistant.ask({ question: "青田和缙云的跨省通办事项分别有多少项" });
    expect(spoken(half.figures)).toContain("76项");
    expect(spoken(half.figures)).not.toContain("214项");
    expect(half.text).toContain("没有找到青田县");
  });

  test("names the larger one when asked which", async () => {
    const answer = await index.assistant.ask({ question: "青田和缙云2022年12345热线满意率哪个高" });
    expect(spoken(answer.figures.filter((f) => !f.derived)).sort()).toEqual(["97.2%", "98.1%"]);
    expect(answer.text).toContain("缙云县较高");
  });
});

describe("a question that names region and measure itself", () => {
  test("takes no period and no context from its chat", async () => {
    const ask = chat();
    await ask("青田县2021年12345热线满意率是多少");
    expect((await ask("缙云县实名注册用户多少")).figures[0]).toMatchObject({ value: 186000, period: "2022" });
    expect((await ask("青田县实名注册用户多少")).figures[0]).toMatchObject({ value: 27.5, period: "2022" });
  });
});

describe("a place alone", () => {
  test("in a new chat is answered with what there is of it", async () => {
    const answer = await chat()("青田县");
    expect(answer.kind).toBe("list");
    expect(answer.text).toContain("青田县");
  });
});

describe("a question about a place that nobody knows", () => {
  test("is not answered with another place's figure", async () => {
    const answer = await chat()("火星网上可办率是多少");
    expect(answer.kind).toBe("refusal");
    expect(answer.figures).toEqual([]);
  });
});
