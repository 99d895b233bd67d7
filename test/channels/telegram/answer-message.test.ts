import { describe, expect, it } from "vitest";
import { answerBlocks } from "../../../src/channels/telegram/answer-message.ts";
import { messagePages } from "../../../src/channels/telegram/message-pages.ts";
import type { Answer } from "../../../src/domain/index.ts";
import { sampleAnswer, sampleCitation } from "../sample-answer.ts";

function htmlOf(answer: Answer, options = {}): string {
  return messagePages(answerBlocks(answer, options))
    .map(({ html }) => html)
    .join("\n=====\n");
}

describe("an answer's message", () => {
  it("sets the headline figure bold once and caveats in italics", () => {
    const html = htmlOf(
      sampleAnswer({ text: "甲市有110项，另有110项[1]。\n注意：两个方向不宜相加。", citations: [] }),
    );
    expect(html).toBe("甲市有<b>110项</b>，另有110项[1]。\n<i>注意：两个方向不宜相加。</i>");
  });

  it("sets no part of another number bold", () => {
    const html = htmlOf(sampleAnswer({ text: "共2110项，其中110项[1]。", notes: [], citations: [] }));
    expect(html).toBe("共2110项，其中<b>110项</b>[1]。");
  });

  it("sets the number bold where the text words the figure otherwise", () => {
    const figures = [{ ...sampleAnswer().figures[0], raw: "达110 项" }] as Answer["figures"];
    expect(htmlOf(sampleAnswer({ text: "共110项[1]。", figures, notes: [], citations: [] }))).toBe(
      "共<b>110</b>项[1]。",
    );
  });

  it("says that a plan is one where the text does not", () => {
    const [figure] = sampleAnswer().figures;
    const figures = figure ? [{ ...figure, status: "plan" as const }] : [];
    const plain = sampleAnswer({ figures, notes: [], citations: [], text: "甲市110项[1]。" });
    expect(htmlOf(plain)).toContain("<i>（计划数，不是实绩）</i>");
    expect(htmlOf({ ...plain, text: "甲市2022年计划为110项[1]。" })).not.toContain("不是实绩");
  });

  it("folds a long citation, leaves a short one open, tells page, year and section", () => {
    const html = htmlOf(
      sampleAnswer({
        citations: [sampleCitation({ page: 3 }), sampleCitation({ n: 2, quote: "长".repeat(200) })],
      }),
    );
    expect(html.match(/<blockquote>/g)).toHaveLength(1);
    expect(html.match(/<blockquote expandable>/g)).toHaveLength(1);
    expect(html).toContain("二、主要工作 &gt; （三）跨域通办 · 2021");
    expect(html).toContain("reports/jia-2021.txt 第3页");
  });

  it("says which quotes were recognised from pictures", () => {
    const isRecognised = (id: string) => id === "r1";
    expect(htmlOf(sampleAnswer(), { isRecognised })).toContain("\n<i>（文字由图片识别，请与原件核对）</i>");
    expect(htmlOf(sampleAnswer())).not.toContain("图片识别");
  });

  it("goes on in further pages without losing a citation", () => {
    const citations = Array.from({ length: 20 }, (_, i) =>
      sampleCitation({ n: i + 1, quote: "句".repeat(500) }),
    );
    const pages = messagePages(answerBlocks(sampleAnswer({ citations })));
    expect(pages.length).toBeGreaterThan(2);
    const all = pages.map(({ plain }) => plain).join("");
    for (const { n } of citations) expect(all).toContain(`[${n}] 甲市`);
  });
});
