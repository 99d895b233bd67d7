import { describe, expect, it } from "vitest";
import { renderAnswer } from "../../../src/channels/cli/index.ts";
import { sampleAnswer, sampleCitation } from "../sample-answer.ts";

describe("renderAnswer", () => {
  it("shows the text, then each citation with report, section, period, quote and file", () => {
    expect(renderAnswer(sampleAnswer())).toBe(
      [
        "2021年，甲市有110项事项可在省外办理[1]。",
        "注意：两个方向不宜相加。",
        "",
        "[1] 甲市政务服务局2021年工作情况 · 二、主要工作 > （三）跨域通办 · 2021",
        "    “甲市能在省外办的有110项，外省能在甲市办的有881项。”",
        "    reports/jia-2021.txt",
      ].join("\n"),
    );
  });

  it("does not repeat a note that the text holds", () => {
    expect(renderAnswer(sampleAnswer()).split("两个方向不宜相加").length).toBe(2);
  });

  it("keeps escape sequences of a report away from the terminal", () => {
    const answer = sampleAnswer({ citations: [sampleCitation({ quote: "正常\u001b]0;坏\u0007文字" })] });
    expect(renderAnswer(answer)).toContain("“正常]0;坏文字”");
    expect(renderAnswer(answer)).not.toContain("\u001b");
  });

  it("cuts a quote after 400 characters", () => {
    const answer = sampleAnswer({ citations: [sampleCitation({ quote: "长".repeat(500) })] });
    expect(renderAnswer(answer)).toContain(`“${"长".repeat(400)}…（原文较长，只显示开头）”`);
  });

  it("lists choices below a refusal without citations", () => {
    const answer = sampleAnswer({
      kind: "clarify",
      text: "要查哪个地区？",
      citations: [],
      choices: ["甲市的", "乙市的"],
    });
    expect(renderAnswer(answer)).toBe("要查哪个地区？\n\n可以接着问：\n  - 甲市的\n  - 乙市的");
  });

  it("colours marks and files only when asked to", () => {
    expect(renderAnswer(sampleAnswer(), { color: true })).toContain("\u001b[1;36m[1]\u001b[0m");
  });
});
