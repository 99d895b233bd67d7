/**
 * Which period a figure answers for: a month is not the months up to it, a year's end is told as the year's, and
 * months named once hold for every year that is compared.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex, type IndexFixture, spoken } from "../support/index-fixture.ts";

const trade = (year: number, total: string, rail: string) => `景宁县外贸${year}年前三季度
${year}年前三季度，景宁县外贸进出口总值${total}亿元。经班列进出口${rail}亿元。
`;

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex({
    "景宁县外贸2023.txt": trade(2023, "46.2", "3.1"),
    "景宁县外贸2024.txt": trade(2024, "51.7", "4.4"),
    "龙泉市2024公报.txt":
      "龙泉市2024年国民经济和社会发展统计公报\n年末全市常住人口24.9万人。地区生产总值居全省第61位。\n",
    "庆元县2024公报.txt":
      "庆元县2024年国民经济和社会发展统计公报\n全县地区生产总值98.4亿元，按不变价格计算，比上年增长5.7%。第二产业增加值31.2亿元，占生产总值的比重为31.7%。人均地区生产总值69541元。\n",
  });
});
afterAll(() => index.close());
const ask = (question: string) => index.assistant.ask({ question });

describe("months named once", () => {
  test.each(["景宁前三季进出口 24年比23年多多少", "景宁前三季度进出口2024和2023年相差多少"])(
    "hold for every year compared, and years asked for need no warning: %s",
    async (question) => {
      const answer = await ask(question);
      expect(answer.figures.filter((f) => !f.derived).map((f) => f.value)).toEqual([51.7, 46.2]);
      expect(answer.figures.find((f) => f.derived)?.value).toBeCloseTo(5.5);
      expect(answer.notes.join()).not.toContain("时期不同");
    },
  );
});

describe("a figure of a longer span", () => {
  test("is no month's", async () => {
    const answer = await ask("景宁2024年9月份进出口多少亿");
    expect(answer).toMatchObject({ kind: "refusal", figures: [] });
    expect(answer.refusal?.nearest?.[0]).toMatchObject({ value: 51.7 });
  });

  test("answers for the year's end where it is told so", async () => {
    expect(spoken((await ask("龙泉2024年末常住人口多少")).figures)[0]).toBe("24.9万人");
  });
});

describe("the whole year", () => {
  let half: IndexFixture;
  beforeAll(async () => {
    half = await buildIndex({
      "云和县2024年上半年政务服务工作总结.txt":
        "云和县2024年上半年政务服务工作总结\n上半年，全县热线受理诉求3.1万件。\n",
    });
  });
  afterAll(() => half.close());

  test("is told by no part of it, which is offered as what it is", async () => {
    const answer = await half.assistant.ask({ question: "云和2024全年热线受理诉求多少件" });
    expect(answer).toMatchObject({ kind: "refusal", figures: [] });
    expect(answer.refusal?.nearest?.[0]).toMatchObject({ value: 3.1, period: "2024-01/2024-06" });
  });

  test("is not meant where only the year is named: the half is told as one", async () => {
    const answer = await half.assistant.ask({ question: "云和2024年热线受理诉求多少件" });
    expect(answer.figures[0]).toMatchObject({ value: 3.1, period: "2024-01/2024-06" });
  });
});

test("what was put right never reaches into a period: 前九个月省了多少 is no 月薪", async () => {
  const answer = await ask("景宁24年前九个月省了多少钱");
  expect(answer.text).not.toContain("理解");
});

test("a rank tells no amount", async () => {
  expect(await ask("龙泉地区生产总值多少亿元")).toMatchObject({ kind: "refusal", figures: [] });
  expect(spoken((await ask("龙泉地区生产总值排全省第几")).figures)[0]).toBe("61位");
});

test("an amount and its growth asked in one breath are not the amount a head and a share", async () => {
  const answer = await ask("庆元24年gdp多少涨了几个点");
  expect(spoken(answer.figures).slice(0, 2)).toEqual(["98.4亿元", "5.7%"]);
});
