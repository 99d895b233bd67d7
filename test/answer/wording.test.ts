/**
 * Questions as people put them: years without a number, wrong characters, lists, what is left out, how a measure
 * stands. Asked of reports in our own words.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex, type IndexFixture, spoken } from "../support/index-fixture.ts";
import { REPORTS } from "./answer-corpus.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex({
    ...REPORTS,
    "庆元县2022.txt": `庆元县12345热线2022年运行情况
一、受理情况
县12345热线全年话务总量为18320通，日均50通。
受理非话务渠道诉求412件，办结405件。
群众来电主要集中在住房保障903件，占诉求量的21.4%；交通出行655件，占诉求量的15.5%；社会保障480件，占诉求量的11.4%。
二、诉求分类
投诉2210件 占比 52.4%

咨询1105件 占比 26.2%

求助640件 占比 15.2%

建议262件 占比 6.2%
三、公共资源交易
全年共完成各类交易96项，其中建设工程41项、政府采购37项、土地出让18宗。
土地出让收入6.4亿元、增长8.1%。
四、主要做法
推行容缺受理，缺件材料可在发证前补齐，群众不必再跑一趟。
规范中介服务，公开收费标准。
健全帮办代办队伍，由专员为企业陪同跑办、全程跟进。
`,
  });
});
afterAll(() => index.close());

const ask = (question: string) => index.assistant.ask({ question });

describe("years that are not named", () => {
  test.each(["青田县热线诉求两年比一下", "青田县诉求这两年变化"])(
    "%s: one figure per year, older first",
    async (q) => {
      const answer = await ask(q);
      expect(answer.kind).toBe("comparison");
      expect(spoken(answer.figures).slice(0, 2)).toEqual(["3.9万件", "4.8万件"]);
    },
  );

  test("哪年 names the year of the greater figure", async () => {
    const answer = await ask("青田县哪年收到的诉求多");
    expect(answer.text).toMatch(/2022年较高/);
  });

  test("比上一年 is calculated where no report tells the change", async () => {
    const answer = await ask("青田县注册用户比上一年多了多少");
    expect(answer.text).toMatch(/相差6\.2万人/);
  });

  test("a region with one year only is not compared with itself", async () => {
    const answer = await ask("缙云县诉求两年比一下");
    expect(answer.kind).not.toBe("comparison");
  });
});

describe("a wrong character", () => {
  test("is read as the name that the index knows, and told", async () => {
    const answer = await ask("青天县满意率是多少");
    expect(spoken(answer.figures)[0]).toBe("97.2%");
    expect(answer.notes).toContain("问题里的“青天县”按“青田县”理解");
    expect(answer.text).toContain("按“青田县”理解");
  });

  test("is told beside a refusal too", async () => {
    const answer = await ask("青天县养老床位有多少张");
    expect(answer.kind).toBe("refusal");
    expect(answer.text).toContain("按“青田县”理解");
  });

  test("never turns one real region into another", async () => {
    const answer = await ask("庆云县满意率是多少");
    expect(answer).toMatchObject({ kind: "refusal", refusal: { reason: "no_report" } });
  });
});

describe("lists", () => {
  test("of rows are told whole, under one citation", async () => {
    const answer = await ask("庆元县诉求分类列一下");
    expect(answer.text).toMatch(/投诉2210件.*咨询1105件.*求助640件.*建议262件/s);
    expect(answer.citations).toHaveLength(1);
  });

  test("of what is most frequent are the report's own sentence", async () => {
    const answer = await ask("庆元县群众反映最多的三类是啥");
    expect(answer.text).toMatch(/住房保障903件.*交通出行655件.*社会保障480件/s);
  });

  test("of each kind are told with the total", async () => {
    const answer = await ask("庆元县各类交易分别几项");
    expect(answer.text).toMatch(/建设工程41项.*政府采购37项.*土地出让18宗/s);
  });
});

describe("an amount and its growth", () => {
  test("are said once where one stretch of the report tells both", async () => {
    const answer = await ask("庆元县卖地收入多少 增幅");
    expect(spoken(answer.figures).slice(0, 2)).toEqual(["6.4亿元", "8.1%"]);
    expect(answer.text.match(/6\.4亿元/g)).toHaveLength(1);
  });
});

describe("two topics", () => {
  test("of one question are both told", async () => {
    const answer = await ask("庆元县容缺受理和帮办代办是怎么做的");
    expect(answer.text).toMatch(/缺件材料/);
    expect(answer.text).toMatch(/陪同跑办/);
  });
});

describe("how a measure stands", () => {
  test.each(["青田县满意率怎样", "青田县满意度情况如何"])("%s is told by its number", async (question) => {
    const answer = await ask(question);
    expect(answer.kind).toBe("figure");
    expect(spoken(answer.figures)[0]).toBe("97.2%");
  });
});

describe("what is left out", () => {
  test("不是打电话的诉求 is what came in by other ways", async () => {
    const answer = await ask("庆元县不是打电话的诉求有多少，办了几件");
    expect(spoken(answer.figures).slice(0, 2)).toEqual(["412件", "405件"]);
  });

  test("is never answered by the very thing", async () => {
    expect((await ask("庆元县不是投诉的诉求有多少件")).kind).toBe("refusal");
  });
});

test("a refusal tells no number of a report's title", async () => {
  const answer = await ask("庆元县12345热线接通率多少");
  expect(answer.kind).toBe("refusal");
  expect(answer.text.replace(/20\d{2}年|“[^”]*”/g, "")).not.toMatch(/\d/);
});
