import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heldWording } from "../../support/held-wording.ts";
import { buildIndex, type IndexFixture } from "../../support/index-fixture.ts";
import type { Script } from "../../support/scripted-chat.ts";
import { REPORTS } from "./language-corpus.ts";
import { scriptedAssistant } from "./scripted-assistant.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(REPORTS);
});
afterAll(() => index.close());

const QUESTION = "青田县2022年热线办结率是多少";

function assistantWith(script: Script) {
  return scriptedAssistant(index, script, { uses: ["phrase"], timeoutMs: 5000 }).assistant;
}

/** What the reader of a wording saw, each time it changed. */
async function shownOf(wording: string, question = QUESTION) {
  const shown: string[] = [];
  const letters: Script = async function* () {
    yield* wording;
  };
  const answer = await assistantWith(letters).ask({ question, onText: (text) => shown.push(text) });
  return { shown, answer };
}

describe("a wording that streams", () => {
  it("is shown while the model still speaks: words first, the number once its source is named", async () => {
    const model = heldWording(["青田县2022年热线办结率", "为98.", "6%", "[1]", "。满意率为97.2%[1]。"]);
    const shown: string[] = [];
    const seen = async (text: string) => {
      await expect.poll(() => shown.at(-1)).toBe(text);
      return model.said.length;
    };
    const asking = assistantWith(model.script).ask({ question: QUESTION, onText: (t) => shown.push(t) });
    expect(await seen("青田县2022年热")).toBe(1);
    model.goOn();
    expect(await seen("青田县2022年热线办结率")).toBe(2);
    model.goOn();
    model.goOn();
    expect(await seen("青田县2022年热线办结率为98.6%[1]")).toBe(4);
    model.goOn();
    const { text } = await asking;
    expect(text.startsWith("青田县2022年热线办结率为98.6%[1]。满意率为97.2%[1]。\n")).toBe(true);
  });

  it("only ever grows into the answer", async () => {
    const { shown, answer } = await shownOf("2022年，青田县12345热线的办结率为98.6%[1]，满意率为97.2%[1]。");
    expect(shown.length).toBeGreaterThan(5);
    for (const text of shown) expect(answer.text.startsWith(text)).toBe(true);
  });

  it("waits for whose and when, and puts a label where the model does not say it", async () => {
    const { shown, answer } = await shownOf("热线办结率为98.6%[1]，2022年青田县满意率为97.2%[1]。");
    expect(shown[0]).toBe("青田县2022年：热线办结率为98.6%[1]");
    for (const text of shown) expect(answer.text.startsWith(text)).toBe(true);
  });

  it.each([
    ["a wrong number", "青田县2022年热线办结率为99.6%[1]。", /99/],
    ["a right number under another measure", "青田县2022年热线办结率为97.2%[1]。", /97/],
    ["a number without a source", "青田县2022年热线办结率为98.6%。", /98/],
    ["another year", "青田县2021年热线办结率为98.6%[1]。", /2021/],
    ["another region", "缙云县2022年热线办结率为98.6%[1]。", /缙云/],
    ["a number in words", "青田县2022年热线办结率为百分之九十八点六[1]。", /百分|九/],
    ["a count that nobody gave", "青田县2022年两成热线办结率为98.6%[1]。", /两/],
    ["a turn that nobody gave", "青田县2022年热线办结率增长到了98.6%[1]。", /增/],
    ["a plan made of a result", "青田县2022年热线办结率未能达到98.6%[1]。", /未/],
    ["a claim of its own", "青田县2022年热线办结率全省第一，为98.6%[1]。", /全省|第一/],
    ["markup", "青田县2022年<b>热线办结率</b>为98.6%[1]。", /</],
    ["a link", "青田县2022年热线 https://a.example 办结率为98.6%[1]。", /http|example/],
  ])("never shows %s, not for a moment", async (_what, wording, never) => {
    const { shown, answer } = await shownOf(wording);
    for (const text of shown) expect(text).not.toMatch(never);
    const rules = await index.assistant.ask({ question: QUESTION });
    expect(answer).toEqual({ ...rules, mode: "rules", ms: answer.ms });
  });

  it("shows the mended wording in place of the one that failed", async () => {
    let attempts = 0;
    const shown: string[] = [];
    const answer = await assistantWith(() =>
      ++attempts === 1
        ? "青田县2022年热线办结率为98.6%[1]。满意率为99.9%[1]。"
        : "青田县2022年热线办结率为98.6%[1]。",
    ).ask({ question: QUESTION, onText: (text) => shown.push(text) });
    expect(attempts).toBe(2);
    expect(shown.join("")).not.toContain("99.9");
    expect(answer.text.startsWith(shown.at(-1) ?? "-")).toBe(true);
    expect(answer.mode).toBe("model");
  });

  it("tells how long its reader waited for the first words", async () => {
    const reports: unknown[] = [];
    const { assistant } = scriptedAssistant(index, () => "青田县2022年热线办结率为98.6%[1]。", {
      uses: ["phrase"],
      price: { input: 2, output: 8 },
      onReport: (report) => reports.push(report),
    });
    await assistant.ask({ question: QUESTION });
    expect(reports).toEqual([
      expect.objectContaining({ firstWordsMs: expect.any(Number), costYuan: 0.00006, uncounted: 0 }),
    ]);
  });
});
