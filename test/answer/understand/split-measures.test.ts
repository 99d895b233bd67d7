/**
 * Measures that a question only lists: which words are one measure each, and which stay together.
 */
import { describe, expect, test } from "vitest";
import { understand } from "../../../src/answer/understand/index.ts";
import { namesMeasure, splitMeasures } from "../../../src/answer/understand/split-measures.ts";
import { createGazetteer } from "../../../src/text/index.ts";

const gazetteer = createGazetteer();
const own = (question: string) => understand(question, gazetteer, []).slots.map((slot) => slot.own);

describe("words that name a measure", () => {
  test.each(["办件量", "回访满意率", "节约资金", "社零", "审批时限", "群众满意度"])("are %s", (words) => {
    expect(namesMeasure(words)).toBe(true);
  });

  test.each(["服务质量", "工作制度", "一季度", "公安部门", "办事效率", "率"])("are not %s", (words) => {
    expect(namesMeasure(words)).toBe(false);
  });
});

describe("listed measures", () => {
  test.each<[string, string[]]>([
    ["青田热线接听量和解决率", ["热线接听量", "解决率"]],
    ["青田办结量、按期办结率是多少", ["办结量", "按期办结率"]],
    ["青田收件量、办结量及满意度", ["收件量", "办结量", "满意度"]],
    ["青田GDP和财政收入", ["gdp", "财政收入"]],
    ["青田社零和固投怎么样", ["社零", "固投"]],
    ["青田办结数满意率", ["办结数", "满意率"]],
    ["青田直办转办各多少", ["直办", "转办"]],
  ])("of %s are %j", (question, measures) => {
    expect(own(question)).toEqual(measures);
  });

  test.each<[string, string[]]>([
    ["青田政府投资和社会投资审批时限", ["政府投资审批时限", "社会投资审批时限"]],
    ["青田一产和三产增加值多少", ["一产增加值", "三产增加值"]],
    ["青田城镇与农村居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]],
    ["青田进口和出口额", ["进口额", "出口额"]],
  ])("of %s share their head: %j", (question, measures) => {
    expect(own(question)).toEqual(measures);
  });

  test.each(["交通和公安部门办件量", "养老与托育服务", "满意率", "企业和群众办事"])(
    "are not cut out of %s",
    (words) => {
      expect(splitMeasures(words)).toEqual([words]);
    },
  );

  test("keep the year that stands before the region", () => {
    const { slots } = understand("2022年青田受理量和办结率", gazetteer, []);
    expect(slots.map((slot) => slot.periods.map((p) => p.text).join())).toEqual(["2022年", "2022年"]);
  });

  test("stay one question where they are set against each other", () => {
    expect(own("青田受理量和办结量差多少")).toHaveLength(1);
    expect(own("青田办结率和满意率谁高")).toHaveLength(1);
  });

  test("are compared one by one where regions are set against each other", () => {
    expect(own("青田和缙云办件量和满意率对比")).toEqual(["办件量", "满意率"]);
  });
});

describe("the unit", () => {
  test("is that of the last noun: 社会投资审批时限 is a time", () => {
    const [slot] = understand("青田社会投资审批时限多少", gazetteer, []).slots;
    expect(slot?.unit.families).toEqual(["duration"]);
  });

  test("of 时限压了多少 may be a percentage or a time", () => {
    const [slot] = understand("青田审批时限压了多少", gazetteer, []).slots;
    expect(slot?.unit.families).toEqual(["percent", "duration"]);
  });
});

describe("what stands before a blank", () => {
  test.each<[string, string[]]>([
    ["青田12345 平均几天办完", ["12345 平均 办完"]],
    ["青田跨省通办 多少项", ["跨省通办"]],
    ["青田GDP 增速多少", ["gdp", "增速"]],
  ])("%s asks %j", (question, measures) => {
    expect(own(question)).toEqual(measures);
  });
});

describe("how a change is asked", () => {
  test.each([
    "青田粮食产量同比下降多少",
    "青田粮食产量同比下降了百分之几",
    "青田粮食产量比上年下降了多少",
    "青田粮食产量比上年掉了多少",
  ])("%s names the measure alone", (question) => {
    const [slot] = understand(question, gazetteer, []).slots;
    expect(slot?.own.split(" ")[0]).toBe("粮食产量");
  });

  test("申请 keeps its 请", () => {
    expect(own("青田申请了多少专项债")[0]).toContain("申请");
  });
});
