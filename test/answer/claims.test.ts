/**
 * Questions that claim a number or an order: the answer says whether the report agrees, and gives the figure anyway.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimsOf } from "../../src/answer/understand/claims.ts";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";
import { REPORTS } from "./answer-corpus.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(REPORTS);
});
afterAll(() => index.close());

describe("the claims of a question", () => {
  test.each([
    ["网上可办率才90%对吗", "网上可办率才几个百分点对吗"],
    ["跨省通办事项是不是有110项", "跨省通办事项是不是有多少项"],
    ["是不是说明甲比乙多办了三倍", "是不是说明甲比乙多办了多少倍"],
  ])("%s is asked as %s", (question, asked) => {
    expect(claimsOf(question)).toMatchObject({ asked, numbers: [{ relation: "equal" }] });
  });

  test.each([
    ["自助终端是不是比2000台多一倍", "自助终端是不是多少台", { value: 4000, unit: "台", relation: "about" }],
    ["自助终端比2000台少吗", "自助终端多少台吗", { value: 2000, relation: "under" }],
    ["满意率不到一半吧", "满意率几个百分点吧", { value: 50, unit: "%", relation: "under" }],
    ["满意率九成以上吗", "满意率几个百分点吗", { value: 90, unit: "%", relation: "atLeast" }],
    ["注册用户670多万吧", "注册用户多少吧", { value: 670, unit: "万", relation: "odd" }],
    ["注册用户近700万人?", "注册用户多少人?", { value: 700, unit: "万人", relation: "near" }],
    ["注册用户60到70万人吧", "注册用户多少人吧", { value: 60, to: 70, relation: "between" }],
    ["不超过90台吧", "多少台吧", { value: 90, relation: "atMost" }],
    ["办结率比去年高30个点吗", "办结率比去年高几个百分点吗", { value: 30, unit: "%" }],
    ["诉求翻了一番?", "诉求?", { value: 100, unit: "%", relation: "grown" }],
  ])("%s is asked as %s", (question, asked, claim) => {
    expect(claimsOf(question)).toMatchObject({ asked, numbers: [claim] });
  });

  test.each([
    "2021年满意率是多少",
    "12345热线收了多少件",
    "前三名是哪几个",
    "2021年满意率高吗",
    "15件实事都办完了吗",
  ])("%s claims no number", (question) => {
    expect(claimsOf(question)).toMatchObject({ asked: question, numbers: [] });
  });

  test.each([
    ["满意率超过95%对吗", "over"],
    ["窗口不到50个吧", "under"],
  ])("%s claims %s", (question, relation) => {
    expect(claimsOf(question).numbers[0]?.relation).toBe(relation);
  });
});

describe("an answer to a claim", () => {
  const ask = (question: string) => index.assistant.ask({ question });

  test("that is wrong says so before the figure", async () => {
    const answer = await ask("丽水网上可办率才90%对吗");
    expect(answer.text).toMatch(/^问题里说的“90%”与报告不符/);
    expect(answer.figures[0]).toMatchObject({ value: 96.4, unit: "%" });
  });

  test("that is right says so", async () => {
    const answer = await ask("缙云跨省通办事项是不是有76项");
    expect(answer.text).toMatch(/^问题里说的“76项”与报告相符/);
    expect(answer.figures[0]).toMatchObject({ value: 76, unit: "项" });
  });

  test.each([
    ["青田实名注册用户超过25万人了吧", "相符"],
    ["青田实名注册用户不到25万人吧", "不符"],
  ])("%s: %s", async (question, verdict) => {
    const answer = await ask(question);
    expect(answer.text.split("\n")[0]).toContain(verdict);
    expect(answer.figures[0]).toMatchObject({ value: 27.5, unit: "万人" });
  });

  test("with a scale and no unit is compared with the figure's own", async () => {
    const answer = await ask("青田实名注册用户超过30万了吧");
    expect(answer.text.split("\n")[0]).toContain("不符");
  });

  test.each<[string, RegExp]>([
    ["缙云综合窗口是不是比40个多一倍", /“比40个多一倍”与报告不符/],
    ["缙云综合窗口比40个多吗", /“比40个多”与报告相符/],
    ["缙云综合窗口40多个吧", /“40多个”与报告相符/],
    ["缙云综合窗口约45个吧", /“约45个”与报告相符/],
    ["缙云综合窗口约60个吧", /“约60个”与报告不符/],
    ["缙云综合窗口40到45个吧", /与报告不符/],
    ["丽水网上可办率96%吧", /“96%”与报告大致相符/],
    ["丽水网上可办率100%吧", /“100%”与报告不符/],
    ["丽水网上可办率不到一半吧", /“不到一半”与报告不符/],
    ["丽水网上可办率九成以上吗", /“九成以上”与报告相符/],
    ["青田实名注册用户近28万人？", /“近28万人”与报告相符/],
    ["青田培训窗口人员超过600人次吗", /“超过600人次”与报告相符/],
  ])("%s", async (question, verdict) => {
    expect((await ask(question)).text.split("\n")[0]).toMatch(verdict);
  });

  test("on a growth that the report does not tell gets no verdict", async () => {
    const answer = await ask("缙云综合窗口翻了一番？");
    expect(answer.text.split("\n")[0]).toMatch(/^单凭下面的数判断不了“翻了一番”/);
    expect(answer.figures[0]).toMatchObject({ value: 46 });
  });

  test("on how far two regions are apart is judged by the distance, not by the order alone", async () => {
    const asked = "缙云2022年的12345满意率比青田高30个点吗";
    expect((await ask(asked)).text).toContain("“30个点”与此不符");
  });

  test("on a multiple is judged by what the figures give", async () => {
    const answer = await ask("丽水的跨省通办事项是不是缙云的5倍");
    expect(answer.kind).toBe("comparison");
    expect(answer.figures.find((f) => f.derived)).toMatchObject({ value: 2.82, unit: "倍" });
    expect(answer.text).toContain("“5倍”与此不符");
  });

  test("on the order of two regions is contradicted when it is the other way round", async () => {
    const answer = await ask("缙云2022年的12345办结率比青田高，对吗");
    expect(answer.kind).toBe("comparison");
    expect(answer.text).toContain("问题里的说法与此相反");
    expect((await ask("青田2022年的12345办结率比缙云高，对吗")).text).toContain("问题里的说法与此相符");
  });
});

describe("a claimed scale", () => {
  let amounts: IndexFixture;
  beforeAll(async () => {
    amounts = await buildIndex({
      "庆元县2024.txt":
        "庆元县2024年政务服务工作总结\n一、2024年工作情况\n全县地区生产总值达到965.3亿元。\n区域合作格局形成，跨过万亿级关口，突破2万亿元。\n",
    });
  });
  afterAll(() => amounts.close());

  test.each([
    ["庆元地区生产总值超过900亿了吗", "与报告相符"],
    ["庆元地区生产总值超过1万亿了吗", "与报告不符"],
  ])("does not choose the figure: %s", async (question, verdict) => {
    const answer = await amounts.assistant.ask({ question });
    expect(answer.figures[0]).toMatchObject({ value: 965.3, unit: "亿元" });
    expect(answer.text.split("\n")[0]).toContain(verdict);
  });
});
