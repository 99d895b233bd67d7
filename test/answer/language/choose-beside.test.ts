import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verify } from "../../../src/answer/index.ts";
import type { Answer } from "../../../src/domain/index.ts";
import { buildIndex, type IndexFixture } from "../../support/index-fixture.ts";
import type { ChatRequest, Script } from "../../support/scripted-chat.ts";
import { scriptedAssistant } from "./scripted-assistant.ts";

/** Two figures and two passages between which the words of a question cannot decide. */
const FILES = {
  "云和县2022.txt": `云和县政务服务中心2022年工作总结
一、办件情况
全年受理事项办件12万件。全年办理事项办件11万件。
二、县大厅
综合窗口的建设由专班推进，群众办事只进一扇门。
三、乡镇
乡镇综合窗口的建设由乡镇负责，干部轮流坐班。
四、队伍
窗口人员每月培训，考核结果上墙。
`,
};
const HOW_MANY = "云和县2022年办件量是多少";
const HOW = "云和县综合窗口怎么建设的";
const UNTOLD = "云和县窗口人员的餐饮补贴和住宿安排有什么做法";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(FILES);
});
afterAll(() => index.close());

/** Takes the offer whose text holds the words; given keys in place of that where there are none. */
async function choosing(question: string, taken: string | string[]) {
  const rules = await index.assistant.ask({ question });
  const script: Script = (request) => JSON.stringify({ keys: keysOf(request, taken) });
  const { assistant, chat } = scriptedAssistant(index, script, { uses: ["choose"] });
  return { rules, answer: await assistant.ask({ question }), requests: chat.model.requests };
}

function keysOf(request: ChatRequest, taken: string | string[]): string[] {
  if (Array.isArray(taken)) return taken;
  const offers = [...request.section("资料").matchAll(/^([A-Z]{2}\d\d)　(.*)$/gm)];
  return offers.filter(([, , text]) => text?.includes(taken)).map(([, key = ""]) => key);
}

function problemsOf(answer: Answer): string[] {
  const source = {
    text: (id: string) => index.store.text(id),
    figures: (id: string) => index.store.figuresOf(id),
    titles: () => new Set(index.store.reports().map((r) => r.title)),
    regions: () => index.store.reports().map((r) => r.region?.name ?? ""),
  };
  return verify(answer, source).map(({ detail }) => detail);
}

describe("a figure that a model chooses", () => {
  it("is told beside the rules' answer, which stays the headline", async () => {
    const { rules, answer } = await choosing(HOW_MANY, "12万件");
    expect(rules.figures.map((f) => f.raw)).toEqual(["11万件"]);
    expect(answer.figures.map((f) => f.raw)).toEqual(["11万件", "12万件"]);
    expect(answer.text).toBe(
      `${rules.text}\n注意：也可能问的是云和县2022年：全年受理事项办件12万件[2]（由语言模型挑出，请核对原文）。`,
    );
    expect(answer.citations.map((c) => c.quote)).toEqual([
      "全年办理事项办件11万件。",
      "全年受理事项办件12万件。",
    ]);
    expect([answer.mode, problemsOf(answer)]).toEqual(["model", []]);
  });

  it.each([
    ["the rules' own", "11万件"],
    ["a key that was never given", ["ZZ99"]],
    ["no key", []],
  ])("changes nothing when it is %s", async (_what, taken) => {
    const { rules, answer } = await choosing(HOW_MANY, taken);
    expect(answer).toEqual({ ...rules, mode: "rules", ms: answer.ms });
  });
});

describe("a passage that a model chooses", () => {
  it("is told after the rules' own, in the report's words, with marks that go on", async () => {
    const { rules, answer, requests } = await choosing(HOW, "由专班推进");
    expect(requests.map(({ use }) => use)).toEqual(["choose", "choose"]);
    expect(rules.text).toContain("轮流坐班");
    expect(answer.text).toBe(
      `${rules.text}\n相关的还有（由语言模型挑出，请核对原文）：\n云和县2022年：\n综合窗口的建设由专班推进，群众办事只进一扇门[2]。`,
    );
    expect(answer.citations[1]?.quote).toBe("综合窗口的建设由专班推进，群众办事只进一扇门。");
    expect([answer.kind, answer.mode, problemsOf(answer)]).toEqual([rules.kind, "model", []]);
  });

  it.each([
    ["the rules' own", "轮流坐班"],
    ["a key that was never given", ["ZZ99", "1"]],
    ["all of them", ""],
  ])("changes nothing when it is %s", async (_what, taken) => {
    const { rules, answer } = await choosing(HOW, taken);
    expect(answer).toEqual({ ...rules, mode: "rules", ms: answer.ms });
  });

  it("is an offer beside a refusal where the rules refuse, never the answer", async () => {
    const { rules, answer } = await choosing(UNTOLD, "每月培训");
    expect([rules.kind, answer.kind, answer.figures]).toEqual(["refusal", "refusal", []]);
    expect(answer.text).toBe(
      `${rules.text}\n也许相关的是云和县2022年：\n窗口人员每月培训，考核结果上墙[1]。\n注意：上面这一段由语言模型挑出，未必就是所问的，请核对原文。`,
    );
    expect(problemsOf(answer)).toEqual([]);
  });
});
