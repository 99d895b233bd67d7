import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraphs, type Span, splitPieces, splitSentences } from "../../src/text/sentences.ts";

const cut = (text: string, spans: Span[]) => spans.map((span) => text.slice(span.start, span.end));
const sentences = (text: string) => cut(text, splitSentences(text));
const pieces = (text: string) => cut(text, splitPieces(text, 0, text.length));

const WRAPPED = [
  "　　为进一步方便企业和群众办事，本市把分散的窗口合并为综合窗口，各县(市、",
  "区)政府按照统一的清单梳理事项，全年共受理业务一万多宗，其中网上办理的占了",
  "九成。下一步继续推进。",
  "（二）优化热线服务",
  "　　热线全年接听来电三万宗。",
].join("\n");

describe("paragraphs", () => {
  it("joins the lines of hard-wrapped text and stops at headings", () => {
    const parts = cut(WRAPPED, paragraphs(WRAPPED));
    expect(parts).toHaveLength(3);
    expect(parts[0]).toContain("各县(市、\n区)政府");
    expect(parts[0]?.endsWith("下一步继续推进。")).toBe(true);
    expect(parts.slice(1)).toEqual(["（二）优化热线服务", "热线全年接听来电三万宗。"]);
  });

  it("keeps a long title apart from the longer paragraph below it", () => {
    const title = "某某市政务服务和数据管理局关于做好年度法治政府建设工作情况的报告";
    const text = `${title}\n${"本局认真落实各项任务，成效明显。".repeat(6)}`;
    expect(cut(text, paragraphs(text))[0]).toBe(title);
  });

  it("gives each line of ordinary text its own span", () => {
    const text = "一、总体情况\r\n\r\n  全年办件一万宗。\r\n● 窗口服务\n—— 热线服务";
    expect(cut(text, paragraphs(text))).toEqual([
      "一、总体情况",
      "全年办件一万宗。",
      "● 窗口服务",
      "—— 热线服务",
    ]);
  });
});

describe("splitSentences", () => {
  it.each<[string, string[]]>([
    ["第一句。第二句！第三句？", ["第一句。", "第二句！", "第三句？"]],
    ["办理3件；办结2件；退回1件。", ["办理3件；办结2件；退回1件。"]],
    ["他说：“已经办好。”随后离开。", ["他说：“已经办好。”", "随后离开。"]],
    ["真的吗？！是的。", ["真的吗？！", "是的。"]],
    ["跑动率0.0029，满意率99.9%。", ["跑动率0.0029，满意率99.9%。"]],
    ["全部办结. 没有积压.", ["全部办结.", "没有积压."]],
    ["见 https://a.cn/x?id=1 页面。完", ["见 https://a.cn/x?id=1 页面。", "完"]],
    ["????全年办理三件。", ["????全年办理三件。"]],
    ["一、总体情况\n全年办件一万宗\n\n下一步", ["一、总体情况", "全年办件一万宗", "下一步"]],
  ])("cuts %s", (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it("reads over the line breaks of hard-wrapped text", () => {
    expect(sentences(WRAPPED)[0]).toMatch(/^为进一步.*\n区\)政府.*\n九成。$/s);
    expect(sentences(WRAPPED)).toHaveLength(4);
  });

  it("cuts a sentence of more than 300 characters at its semicolons", () => {
    const text = `${"窗口受理业务很多，".repeat(20)}完成；${"热线接听来电不少，".repeat(20)}完成。`;
    expect(sentences(text)).toHaveLength(2);
  });

  it("looks only between the given offsets", () => {
    const text = "甲事。乙事。丙事。";
    expect(cut(text, splitSentences(text, 3, 6))).toEqual(["乙事。"]);
  });
});

describe("splitPieces", () => {
  it.each<[string, string[]]>([
    ["办件5件，办结4件、退回1件", ["办件5件", "办结4件", "退回1件"]],
    ["共1,976件，其中甲类300件", ["共1,976件", "其中甲类300件"]],
    ["共1，976件", ["共1，976件"]],
    ["建成“一网、一门、一次”平台，上线", ["建成“一网、一门、一次”平台", "上线"]],
    ["各县(市、区)政府，《办法（甲，乙）》", ["各县(市、区)政府", "《办法（甲，乙）》"]],
    ["时间18:24：开始", ["时间18:24", "开始"]],
    ["未闭合（甲，乙", ["未闭合（甲", "乙"]],
  ])("cuts %s", (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it("tells the mark that ends each piece", () => {
    const text = "甲：乙，丙；丁。";
    expect(splitPieces(text, 0, text.length).map((piece) => piece.separator)).toEqual(["：", "，", "；", ""]);
  });
});

it("gives ordered spans without surrounding whitespace, whatever the text", () => {
  const marks = fc.constantFrom(
    ..."。，、；：！？?.,“”（）() \n\r\u3000甲乙一1a".split(""),
    "\n\n",
    "一、",
    "很长的一行文字".repeat(5),
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(marks).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const whole = { start: 0, end: text.length };
      const inOrder = (spans: Span[], inside: Span) => {
        let previous = inside.start;
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(previous);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(inside.end);
          const part = text.slice(span.start, span.end);
          expect(part).toBe(part.trim());
          previous = span.end;
        }
      };
      inOrder(paragraphs(text), whole);
      const found = splitSentences(text);
      inOrder(found, whole);
      for (const sentence of found) inOrder(splitPieces(text, sentence.start, sentence.end), sentence);
      const kept = (spans: Span[]) => cut(text, spans).join("").replace(/\s/g, "");
      expect(kept(found)).toBe(text.replace(/\s/g, ""));
      expect(kept(paragraphs(text))).toBe(text.replace(/\s/g, ""));
    }),
    { numRuns: 500 },
  );
});
