/**
 * Headings and heading paths of texts in our own words, shaped like real reports.
 */
import { describe, expect, test } from "vitest";
import type { ExtractedText } from "../../src/domain/index.ts";
import { MAX_DEPTH, outline } from "../../src/ingest/outline/outline.ts";

const LONG =
  "一年来，全县上下围绕企业和群众办事的难点持续用力，窗口服务更加规范，线上渠道更加顺畅，各项指标稳步向好，群众的评价也越来越好。";

function outlineOf(text: string, extracted: Partial<ExtractedText> = {}) {
  return outline(text, { headings: [], meta: {}, warnings: [], ...extracted });
}

function pathOf(text: string, words: string, extracted: Partial<ExtractedText> = {}): string[] {
  const at = text.indexOf(words);
  expect(at).toBeGreaterThanOrEqual(0);
  return outlineOf(text, extracted).headingsAt(at);
}

describe("marked headings", () => {
  test("nest by the kind of their mark and end at the next of the same kind", () => {
    const text = `一、去年情况\n（一）窗口服务\n1.大厅改造\n${LONG}\n（二）网上服务\n平台访问很多。${LONG}\n二、明年安排\n继续努力。${LONG}`;
    const found = outlineOf(text);
    expect(found.headings.map((h) => [h.level, h.text])).toEqual([
      [1, "一、去年情况"],
      [2, "（一）窗口服务"],
      [3, "1.大厅改造"],
      [2, "（二）网上服务"],
      [1, "二、明年安排"],
    ]);
    expect(pathOf(text, "一年来")).toEqual(["一、去年情况", "（一）窗口服务", "1.大厅改造"]);
    expect(pathOf(text, "平台访问")).toEqual(["一、去年情况", "（二）网上服务"]);
    expect(pathOf(text, "继续努力")).toEqual(["二、明年安排"]);
  });

  test("of an appendix stand under its title, and no longer under the last section", () => {
    const text = `一、去年情况\n${LONG}\n二、今年安排\n${LONG}\n附件1\n2026年县十件民生实事\n一、修建农村道路。${LONG}`;
    expect(pathOf(text, "修建农村")).toEqual(["2026年县十件民生实事", "一、修建农村道路"]);
  });

  test("are found behind the question marks of damaged indentation and in traditional characters", () => {
    const text = `????一、工作進展\n???(一)整合熱線。去年整合熱線7條，群眾反映良好。${LONG}`;
    expect(pathOf(text, "去年整合")).toEqual(["一、工作進展", "(一)整合熱線"]);
  });

  test("are not numbers that begin a sentence", () => {
    const text = `一、数据\n1.5万户企业完成登记。${LONG}\n2021年共办理三批。${LONG}`;
    expect(outlineOf(text).headings.map((h) => h.text)).toEqual(["一、数据"]);
  });

  test("are not the items of a list or a table of contents", () => {
    const text = `一、材料\n${LONG}\n1.身份证\n2.户口簿\n3.申请表\n二、时间\n${LONG}`;
    expect(outlineOf(text).headings.map((h) => h.text)).toEqual(["一、材料", "二、时间"]);
  });

  test(`give at most ${MAX_DEPTH} levels, the outermost and the nearest`, () => {
    const text = `第一章 总论\n一、情况\n（一）服务\n1.窗口\n（1）人员\n${LONG}`;
    expect(pathOf(text, "一年来")).toEqual(["第一章 总论", "（一）服务", "1.窗口", "（1）人员"]);
  });
});

describe("inline headings", () => {
  test("are the first short sentence of a marked paragraph, which stays text", () => {
    const text = `一、成效\n（一）推动掌上办理，方便群众。目前上线事项420项。${LONG}\n接着还推广了自助机。${LONG}`;
    const heading = outlineOf(text).headings[1];
    expect(heading).toMatchObject({ text: "（一）推动掌上办理，方便群众", inline: true, level: 2 });
    expect(text.slice(heading?.start, heading?.end)).toBe("（一）推动掌上办理，方便群众");
    expect(pathOf(text, "接着还")).toEqual(["一、成效", "（一）推动掌上办理，方便群众"]);
  });

  test("一是 heads its sentences inside a paragraph and nothing after the paragraph", () => {
    const text = `（一）提升能力。一是办好培训。全年培训12场。二是建好队伍。新增帮办员35名，${LONG}\n另外，各镇也有行动。${LONG}`;
    expect(pathOf(text, "全年培训")).toEqual(["（一）提升能力", "一是办好培训"]);
    expect(pathOf(text, "新增帮办员")).toEqual(["（一）提升能力", "二是建好队伍"]);
    expect(pathOf(text, "另外")).toEqual(["（一）提升能力"]);
  });

  test("a sentence that is the finding itself heads nothing but ends its neighbour's scope", () => {
    const text = `一、标准\n（一）基本情况。${LONG}\n（二）全县补助标准为每人每月600元。`;
    expect(pathOf(text, "全县补助")).toEqual(["一、标准"]);
  });

  test("has its span in the source when the sentence is wrapped over two lines", () => {
    const filler = `${LONG.slice(0, 38)}\n${LONG.slice(38)}\n`.repeat(3);
    const text = `${filler}（一）围绕群众和企业办事中反映比较集中的突出问题改进作风、提升\n效能。已解决41件。${LONG.slice(0, 30)}\n${filler}`;
    const heading = outlineOf(text).headings.find((h) => h.text.startsWith("（一）"));
    expect(heading?.text).toBe("（一）围绕群众和企业办事中反映比较集中的突出问题改进作风、提升效能");
    expect(text.slice(heading?.start, heading?.end).replace("\n", "")).toBe(heading?.text);
  });
});

describe("headings without a mark", () => {
  test("are short lines between long paragraphs", () => {
    const text = `某县工作报告\n县长 张三\n${LONG}\n“十四五”时期工作情况\n${LONG}\n（一）扩大投资\n${LONG}\n来年重点任务\n${LONG}`;
    expect(pathOf(text, "一年来")).toEqual([]);
    expect(outlineOf(text).headings.map((h) => [h.level, h.text])).toEqual([
      [1, "“十四五”时期工作情况"],
      [2, "（一）扩大投资"],
      [1, "来年重点任务"],
    ]);
  });

  test("stand below 一、 where it leads the sections", () => {
    const text = `一、成绩\n${LONG}\n民生保障扎实有力\n${LONG}\n二、打算\n${LONG}`;
    expect(outlineOf(text).headings.map((h) => [h.level, h.text])).toEqual([
      [1, "一、成绩"],
      [2, "民生保障扎实有力"],
      [1, "二、打算"],
    ]);
  });

  test.each([
    "下载",
    "【字号：大 中 小】",
    "来源：某某日报",
    "时间：2024-02-03",
    "省长 李四",
    "某县人民政府",
    "2024年2月3日",
  ])("are not furniture, persons or signatures: %s", (line) => {
    const text = `${LONG}\n${line}\n短行`;
    expect(outlineOf(text).headings).toEqual([]);
    if (!line.includes("政府")) expect(outlineOf(`${LONG}\n${line}\n${LONG}`).headings).toEqual([]);
  });
});

describe("headings of the format", () => {
  test("nest by their level, and the one that repeats the title is left out", () => {
    const text = `某市年报\n\n总体情况\n\n${LONG}\n\n分项情况\n\n热线\n\n受理来电。${LONG}`;
    const at = (words: string, level: number) => {
      const start = text.indexOf(words);
      return { start, end: start + words.length, level };
    };
    const headings = [at("某市年报", 1), at("总体情况", 2), at("分项情况", 2), at("热线", 3)];
    expect(pathOf(text, "受理来电", { headings, title: "某市年报" })).toEqual(["分项情况", "热线"]);
  });
});
