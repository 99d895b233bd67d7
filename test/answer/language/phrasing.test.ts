import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPhrasing } from "../../../src/answer/language/check-phrasing.ts";
import { createGazetteer } from "../../../src/text/index.ts";
import { buildIndex, type IndexFixture } from "../../support/index-fixture.ts";
import type { Script } from "../../support/scripted-chat.ts";
import { REPORTS } from "./language-corpus.ts";
import { scriptedAssistant } from "./scripted-assistant.ts";

const FILES = {
  ...REPORTS,
  "松阳县2022.txt": `松阳县政务服务中心2022年工作总结
一、2022年工作情况
2021年、2022年办件量分别为31万件和35万件，其中网上办件由12万件增加到19万件，同比增长58.3%。
古市镇办理8600件，玉岩镇办理3100件，未办结的还有27件。
`,
};

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(FILES);
});
afterAll(() => index.close());

/** What is wrong with a wording of the answer to the question. */
async function problemsOf(question: string, text: string): Promise<string[]> {
  const { answer, trace } = await index.assistant.explain({ question });
  expect([question, answer.kind]).toEqual([question, "figure"]);
  const rows = new Map(
    answer.citations.map((c) => [
      c.n,
      index.store.figuresOf(c.report).filter((row) => row.start >= c.start && row.end <= c.end),
    ]),
  );
  const asked = (trace?.results ?? []).flatMap((r) => (r.kind === "found" ? [r.best.profile.figure] : []));
  return checkPhrasing(text, { answer, rows, gazetteer: createGazetteer(), asked }, true);
}

const HOTLINE = "青田县2022年热线办结率是多少";
const ONLINE = "松阳县2022年网上办件有多少";

describe("checkPhrasing", () => {
  it.each([
    [HOTLINE, "2022年，青田县12345热线的办结率为98.6%[1]。"],
    [HOTLINE, "青田县热线办结率是98.6%[1]，满意率是97.2%[1]。"],
    [HOTLINE, "办结率达到98.6%[1]。"],
    ["青田县便民服务点有多少个", "青田县共有132个便民服务点[1]。"],
    ["青田县培训窗口人员多少人次", "2022年青田县培训窗口人员超过600人次[1]。"],
    ["青田县2023年智能终端目标是多少台", "青田县计划在2023年让智能终端达到90台[1]。"],
    ["缙云县跨省通办事项有多少", "2022年，缙云县的跨省通办事项共有76项[1]。"],
  ])("passes for %s: %s", async (question, text) => {
    expect(await problemsOf(question, text)).toEqual([]);
  });

  it.each([
    ["a neighbour's measure", HOTLINE, "青田县热线满意率为98.6%[1]，办结率为97.2%[1]。"],
    ["a neighbour's number alone", HOTLINE, "青田县热线办结率为97.2%[1]。"],
    ["no measure for a second number", HOTLINE, "青田县热线办结率为98.6%[1]，另有97.2%[1]。"],
    ["numbers swapped behind 分别", HOTLINE, "青田县办结率、满意率分别为97.2%和98.6%[1]。"],
    ["the number of another year", HOTLINE, "青田县2021年热线办结率为98.6%[1]。"],
    ["last year as a word", HOTLINE, "青田县去年热线办结率为98.6%[1]。"],
    ["a county that the report is not of", HOTLINE, "遂昌县热线办结率为98.6%[1]。"],
    ["the same number for the whole city", HOTLINE, "丽水市热线办结率为98.6%[1]。"],
    ["a rank that nobody gave", HOTLINE, "青田县热线办结率为98.6%，全省第一[1]。"],
    ["a comparison that nobody gave", HOTLINE, "青田县热线办结率为98.6%，高于缙云县[1]。"],
    ["a growth that nobody gave", HOTLINE, "青田县热线办结率增长98.6%[1]。"],
    ["a number without digits", HOTLINE, "青田县热线办结率为98.6%，近半数诉求当天办结[1]。"],
    ["a percent in words", HOTLINE, "青田县热线办结率为百分之九十八点六[1]。"],
    ["a number cut short", HOTLINE, "青田县热线办结率为8.6%[1]。"],
    ["a number prolonged", "青田县便民服务点有多少个", "青田县便民服务点共有132个百[1]。"],
    ["a range of it", "青田县便民服务点有多少个", "青田县便民服务点共有100—132个[1]。"],
    ["a lost qualifier", "青田县培训窗口人员多少人次", "青田县培训窗口人员600人次[1]。"],
    ["a plan as done", "青田县2023年智能终端目标是多少台", "青田县2023年智能终端达到90台[1]。"],
    ["a plan of this year", "青田县2023年智能终端目标是多少台", "青田县2022年智能终端的目标是90台[1]。"],
    ["from and to swapped", ONLINE, "松阳县网上办件由19万件增加到12万件[1]。"],
    ["a fall for a growth", ONLINE, "松阳县网上办件由12万件减少到19万件[1]。"],
    ["the denied told as done", "松阳县未办结的有多少件", "松阳县办结了27件[1]，未办结0件[1]。"],
    ["a sentence without mark", HOTLINE, "青田县热线办结率为98.6%[1]。群众都很满意。"],
    [
      "words that the report does not say",
      HOTLINE,
      "青田县热线办结率为98.6%[1]，说明领导班子廉洁高效深受爱戴[1]。",
    ],
    ["the figure left out", HOTLINE, "青田县热线收到了群众诉求[1]。"],
    ["a mark of nothing", HOTLINE, "青田县热线办结率为98.6%[3]。"],
    ["a heading", HOTLINE, "## 青田县热线办结率为98.6%[1]。"],
  ])("refuses %s", async (_what, question, text) => {
    expect(await problemsOf(question, text)).not.toEqual([]);
  });
});

function languageAssistant(script: Script) {
  return scriptedAssistant(index, script, { uses: ["phrase"] });
}

describe("a phrased answer", () => {
  it("says so, keeps its notes, and states only figures that it words", async () => {
    const { assistant } = languageAssistant(() => "青田县综窗受理率计划在2023年提高到95%以上[1]。");
    const answer = await assistant.ask({ question: "青田县综窗受理率要提高到多少" });
    expect(answer.mode).toBe("model");
    expect(answer.text).toBe(
      "青田县综窗受理率计划在2023年提高到95%以上[1]。\n注意：这是计划目标，不是已完成的数。\n（由语言模型组织文字，数字已逐个与原文核对）",
    );
    expect(answer.figures.map((f) => f.raw)).toEqual(["95%以上"]);
  });

  it("gets the label that the model left out", async () => {
    const { assistant } = languageAssistant(() => "办结率为98.6%[1]。");
    const { text } = await assistant.ask({ question: HOTLINE });
    expect(text.split("\n")[0]).toBe("青田县2022年：办结率为98.6%[1]。");
  });

  it("shows nothing of a sentence that lies, and ends as the rules' answer", async () => {
    const { assistant, chat } = languageAssistant(
      () => "青田县2022年热线办结率为98.6%[1]。满意率为99.9%[1]。",
    );
    const shown: string[] = [];
    const answer = await assistant.ask({ question: HOTLINE, onText: (text) => shown.push(text) });
    expect(shown.join("")).not.toContain("99.9");
    const rules = await index.assistant.ask({ question: HOTLINE });
    expect(answer).toEqual({ ...rules, mode: "rules", ms: answer.ms });
    expect(chat.model.requests).toHaveLength(2);
  });

  it("is mended once, the model being told why", async () => {
    let attempts = 0;
    const { assistant, chat } = languageAssistant(() =>
      ++attempts === 1 ? "青田县2022年热线办结率为99.6%[1]。" : "青田县2022年热线办结率为98.6%[1]。",
    );
    const answer = await assistant.ask({ question: HOTLINE });
    expect(answer.mode).toBe("model");
    expect(chat.model.requests[1]?.section("上一次的毛病，请改正")).toContain("99.6");
  });

  it("leaves comparisons, refusals and judged claims to the rules", async () => {
    const { assistant, chat } = languageAssistant(() => "青田县2022年热线办结率为98.6%[1]。");
    for (const question of [
      "青田县和缙云县2022年满意率哪个高",
      "青田县2020年办结率是多少",
      "青田县2022年办结率才90%对吗",
    ]) {
      expect((await assistant.ask({ question })).mode).toBe("rules");
    }
    expect(chat.model.requests).toEqual([]);
  });
});
