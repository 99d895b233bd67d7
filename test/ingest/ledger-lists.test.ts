/**
 * Numbers in lists: each belongs to its own name, whichever way the sentence lists them. Each case is a mistake once
 * made: an item took the first item's name, a rate the segment before, a list ran on into another measure.
 */
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/domain/index.ts";
import { figuresOf } from "../support/ledger-fixture.ts";

async function clauseOf(text: string, raw: string): Promise<string> {
  return (await figure(text, raw)).clause;
}

async function figure(text: string, raw: string): Promise<Figure> {
  const found = (await figuresOf(text)).filter((f) => f.raw === raw);
  expect(found, raw).toHaveLength(1);
  return found[0] as Figure;
}

describe("segments parted by semicolons", () => {
  const trade =
    "其中，房建工程120项，成交金额31.5亿元，节约率9.2%；医疗器械采购64项，成交金额2.8亿元，节约率5.1%；林权流转17项，成交金额0.6亿元，溢价率21%。";

  test.each<[string, string, string]>([
    ["9.2%", "房建工程", "医疗器械"],
    ["5.1%", "医疗器械采购", "房建工程"],
    ["2.8亿元", "医疗器械采购", "房建工程"],
    ["21%", "林权流转", "医疗器械"],
  ])("%s belongs to %s and not to %s", async (raw, own, other) => {
    expect(await clauseOf(trade, raw)).toContain(own);
    expect(await clauseOf(trade, raw)).not.toContain(other);
  });

  test("branches named by an ordinal keep it over their growth", async () => {
    const text = "第一产业增加值18.2亿元，增长2.9%；第二产业增加值77.4亿元，增长6.6%。";
    expect(await clauseOf(text, "2.9%")).toContain("第一产业");
    expect(await clauseOf(text, "6.6%")).toContain("第二产业");
    expect(await clauseOf(text, "6.6%")).not.toContain("第一产业");
  });

  test("whose figures the first segment tells holds on until another says otherwise", async () => {
    const figures = await figuresOf(
      "市本级公共预算收入22.9亿元，下降2.7%；上级补助收入42.4亿元、上年结余12.7亿元；全市税收41亿元。",
    );
    expect(figures.map((f) => [f.raw, f.scope])).toEqual([
      ["22.9亿元", "市本级"],
      ["2.7%", "市本级"],
      ["42.4亿元", "市本级"],
      ["12.7亿元", "市本级"],
      ["41亿元", "全市"],
    ]);
  });
});

describe("items of a list", () => {
  test("after 、 are no parts of the first item", async () => {
    const text = "主要涉及房屋漏水318件、路灯维修207件、占道经营95件。";
    expect(await clauseOf(text, "207件")).toBe("主要涉及,路灯维修多少件");
    expect(await clauseOf(text, "95件")).not.toContain("房屋漏水");
  });

  test("after a label follow each other over commas and brackets", async () => {
    const text =
      "转办较多的部门为：自然资源和规划局960件（同比上升12%），水利局415件（同比下降3%），民政局88件。";
    expect((await figure(text, "960件")).role).toBe("value");
    expect(await clauseOf(text, "415件")).toBe("转办较多的部门为,水利局多少件");
    expect(await clauseOf(text, "88件")).not.toContain("自然资源");
  });

  test("that are places carry the measure of their whole", async () => {
    const text = "全县新建驿站48座，其中温溪镇19座、船寮镇11座。";
    expect(await figure(text, "11座")).toMatchObject({ metric: "船寮镇新建驿站", region: "船寮镇" });
  });

  test("keep what is told of a part apart from its whole", async () => {
    const text = "完成各类交易860宗，其中房建交易210宗，中标金额14.6亿元。";
    expect(await clauseOf(text, "14.6亿元")).toContain("房建交易");
  });
});

describe("parallel lists", () => {
  test.each<[string, string, [string, string][]]>([
    [
      "a name with its own measure takes no other",
      "火灾起数、受伤人数分别下降8%、15%。",
      [
        ["8%", "火灾起数下降"],
        ["15%", "受伤人数下降"],
      ],
    ],
    [
      "普及 is one word",
      "厕所普及率、垃圾分类覆盖率分别达到91%、83%。",
      [
        ["91%", "厕所普及率达到"],
        ["83%", "垃圾分类覆盖率达到"],
      ],
    ],
    [
      "marks that give the very number of names part them",
      "茶叶、柑橘、竹笋及菌菇分别出口3亿元、2亿元、1亿元。",
      [
        ["3亿元", "茶叶出口"],
        ["2亿元", "柑橘出口"],
        ["1亿元", "竹笋及菌菇出口"],
      ],
    ],
    [
      "names without 分别, and their growth after them",
      "城镇和农村居民人均可支配收入完成41200元、23900元，分别增长4.1%、6.3%。",
      [
        ["41200元", "城镇人均可支配收入"],
        ["23900元", "农村居民人均可支配收入"],
        ["4.1%", "城镇人均可支配收入增长"],
        ["6.3%", "农村居民人均可支配收入增长"],
      ],
    ],
    [
      "存贷款 names two",
      "金融机构存贷款余额分别增长7.1%、9.4%。",
      [
        ["7.1%", "存款余额增长"],
        ["9.4%", "贷款余额增长"],
      ],
    ],
    [
      "what is told by the year is told so of all",
      "税收收入、游客人次年均分别增长5%、12%。",
      [
        ["5%", "税收收入年均增长"],
        ["12%", "游客人次年均增长"],
      ],
    ],
  ])("%s", async (_what, text, expected) => {
    const figures = await figuresOf(text);
    for (const [raw, piece] of expected) expect(figures.find((f) => f.raw === raw)?.piece).toBe(piece);
  });

  test("end where another unit begins", async () => {
    const text = "省级文明镇、文明村分别增至9个、31个，6部剧目获奖。";
    expect((await figure(text, "9个")).piece).toBe("省级文明镇增至");
    expect((await figure(text, "31个")).piece).toBe("文明村增至");
  });

  test("share the unit of the last number", async () => {
    const figures = await figuresOf(
      "蔬菜、水果产量占比分别提高4、7个百分点，茶叶、竹笋分别出口3.2亿、1.1亿元。",
    );
    expect(figures.map((f) => f.unit)).toEqual(["个百分点", "个百分点", "亿元", "亿元"]);
  });
});

describe("places and levels of a sentence", () => {
  const text =
    "1—4月，青田县共成交项目86个，成交金额7.2亿元，节约金额5100万元。其中，公路工程31个，节资率6.4%。";

  test("go on to the attributes of their subject and to the parts in the next sentence", async () => {
    const { entryOf } = await import("../support/ledger-fixture.ts");
    const report = `丽水市公共资源交易2025年情况\n全市共成交项目410个。\n${text}\n`;
    const { figures } = await entryOf("丽水市2025年交易.txt", report);
    const regions = new Map(figures.map(({ figure: f }) => [f.raw, f.region]));
    expect(regions.get("410个")).toBe("丽水市");
    for (const raw of ["86个", "7.2亿元", "5100万元", "31个", "6.4%"])
      expect(regions.get(raw)).toBe("青田县");
  });
});

describe("numbers that are names", () => {
  test.each([
    ["a date in quotes", "成功应对“9·12”洪涝灾害。"],
    ["三次产业", "三次产业持续优化。"],
    ["a month that lost its dash", "14月份完成招标。"],
  ])("%s books nothing", async (_what, sentence) => {
    expect(await figuresOf(sentence)).toEqual([]);
  });

  test("the verb 完成 ends the measure whole", async () => {
    expect((await figure("固定资产投资完成88.2亿元。", "88.2亿元")).metric).toBe("固定资产投资");
    expect((await figure("出口占比从30%提高到45%。", "30%")).metric).toBe("出口占比");
  });
});
