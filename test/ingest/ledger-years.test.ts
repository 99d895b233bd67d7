/**
 * Which year of several a figure is booked for: eras of a work report, levels and sums of a span, where a change
 * started, and what is told by the year. Each case is a mistake once made.
 */
import { describe, expect, test } from "vitest";
import { entryOf } from "../support/ledger-fixture.ts";

/** Period labels by number as written, of the rows of a city's work report of 2026. */
async function yearsOf(...paragraphs: string[]): Promise<Record<string, string>> {
  const text = ["丽水市2026年政府工作报告", ...paragraphs].join("\n");
  const { figures } = await entryOf("丽水市2026年政府工作报告.txt", text);
  return Object.fromEntries(figures.map(({ figure }) => [figure.raw, figure.period?.label ?? ""]));
}

describe("a change over several years", () => {
  test.each<[string, string, string]>([
    ["五年来，财政收入从86.4亿元增加到112.7亿元。", "86.4亿元", "112.7亿元"],
    ["“十四五”时期，居民收入由2.9万元提高到4.1万元。", "2.9万元", "4.1万元"],
    ["2020年到2025年，快递业务量从1.3亿件增至5.2亿件。", "1.3亿件", "5.2亿件"],
  ])("starts before it and ends with it: %s", async (paragraph, from, to) => {
    expect(await yearsOf("一、“十四五”时期工作回顾", paragraph)).toMatchObject({
      [from]: "2020",
      [to]: "2025",
    });
  });

  test("keeps the years that its ends name", async () => {
    const years = await yearsOf(
      "一、“十四五”时期工作回顾",
      "五年来，全市生产总值从2020年的1540亿元增长到2025年的2148亿元，存款余额从3100亿元增长到4700亿元。",
    );
    expect(years).toMatchObject({
      "1540亿元": "2020",
      "2148亿元": "2025",
      "3100亿元": "2020",
      "4700亿元": "2025",
    });
  });

  test("has no year for its start where one year alone is told", async () => {
    expect(await yearsOf("一、2025年工作回顾", "2025年，审批事项由160项减少至95项。")).toMatchObject({
      "160项": "",
      "95项": "2025",
    });
  });

  test("may start at the end of a plan that it names", async () => {
    const years = await yearsOf("一、2025年工作回顾", "用水总量由“十三五”末的8.6亿立方米降到7.9亿立方米。");
    expect(years).toMatchObject({ "8.6亿立方米": "2020 年末", "7.9亿立方米": "2025" });
  });
});

describe("a figure told over five years", () => {
  test.each<[string, string, string]>([
    ["五年来，经济总量连上台阶，达到2148亿元。", "2148亿元", "2025"],
    ["五年来，森林覆盖率稳定在81%以上。", "81%以上", "2025"],
    ["五年来，三甲医院、高校分别达到12家、7所。", "7所", "2025"],
    ["五年来，累计新增停车位5.2万个。", "5.2万个", "2021/2025"],
    ["五年来，完成交通投资460亿元。", "460亿元", "2021/2025"],
    ["五年来，工业增加值年均增长6.3%。", "6.3%", "2021/2025"],
    ["五年来，营商环境位次稳居全省第3位。", "第3位", "2025"],
  ])("is a level of the last one or a sum of all: %s", async (paragraph, raw, label) => {
    expect((await yearsOf("一、“十四五”时期工作回顾", paragraph))[raw]).toBe(label);
  });

  test("and told by the year is none of one year", async () => {
    const plain = await yearsOf(
      "一、2025年工作回顾",
      "零售总额达到820亿元，年均增长5.4%。PM2.5年均浓度21微克。",
    );
    expect(plain).toMatchObject({ "5.4%": "", "820亿元": "2025", "21微克": "2025" });
    const both = await yearsOf("一、2025年和“十四五”时期工作回顾", "零售总额达到820亿元，年均增长5.4%。");
    expect(both["5.4%"]).toBe("2021/2025");
  });
});

describe("an era", () => {
  test("opened after an address, or after a sentence without figures, holds", async () => {
    const years = await yearsOf(
      "一、“十四五”时期和2025年工作回顾",
      "这五年，改造老旧小区620个。",
      "各位代表！刚刚过去的2025年，是极不平凡的一年。",
      "出台惠企政策32项。",
    );
    expect(years).toMatchObject({ "620个": "2021/2025", "32项": "2025" });
  });

  test("of a list's introduction holds for its items and ends with them", async () => {
    const years = await yearsOf(
      "一、2025年工作回顾",
      "（一）工业提质。新增规上企业46家。",
      "各位代表！2025年是“十四五”收官之年。五年来，我们砥砺前行。",
      "——实力更强。新建产业园13个。",
      "——民生更好。新增学位3.4万个。",
      "开展志愿服务780场。",
    );
    expect(years).toMatchObject({
      "46家": "2025",
      "13个": "2021/2025",
      "3.4万个": "2021/2025",
      "780场": "2025",
    });
  });

  test("gives way where the numbering before it goes on, and holds where a new one begins", async () => {
    const aside = await yearsOf(
      "一、2025年工作回顾",
      "（一）工业提质。新增规上企业46家。",
      "过去五年，新建产业园13个。",
      "（二）农业提效。新建冷库27座。",
    );
    expect(aside).toMatchObject({ "46家": "2025", "13个": "2021/2025", "27座": "2025" });
    const anew = await yearsOf(
      "一、2025年和“十四五”时期工作回顾",
      "——工业提质。新增规上企业46家。",
      "各位代表！回望过去五年，我们奋力拼搏。",
      "（一）持续转型。新建产业园13个。",
      "（二）持续惠民。五年来，新增学位3.4万个。",
      "（三）持续开放。新辟航线9条。",
    );
    expect(anew).toMatchObject({
      "46家": "2025",
      "13个": "2021/2025",
      "3.4万个": "2021/2025",
      "9条": "2021/2025",
    });
  });
});

test("a span that closes in the year told is no plan", async () => {
  const { figures } = await entryOf(
    "丽水市2026年政府工作报告.txt",
    "丽水市2026年政府工作报告\n一、“十四五”时期工作回顾\n2020年到2025年，城镇化率从61%提高到66%。\n",
  );
  expect(figures.map(({ figure }) => figure.status)).toEqual(["actual", "actual"]);
});

test("what was carried over from the year before is a part of this year's account", async () => {
  const text = "丽水市2025年政府信息公开工作年度报告\n收到申请2810件，上年结转64件，合计2874件。\n";
  const { figures } = await entryOf("丽水市2025年.txt", text);
  expect(figures.map(({ figure }) => figure.period?.label)).toEqual(["2025", "2025", "2025"]);
});

test("a share before a comparison is a value, no base", async () => {
  const text = "丽水市2025年工作总结\n一、主要工作\n民间投资占比达到42.5%，比上年提高3个百分点。\n";
  const { figures } = await entryOf("丽水市2025年.txt", text);
  expect(figures.map(({ figure }) => figure.role)).toEqual(["value", "change"]);
});
