/**
 * Shares told as a ratio: each part by its name, from and to; scores, scales and clock times are none.
 */
import { describe, expect, test } from "vitest";
import { figuresOf } from "../support/ledger-fixture.ts";

const rows = async (text: string) =>
  (await figuresOf(text)).map((f) => [f.metric, f.value, f.unit, f.role, f.period?.label]);

describe("a ratio of three", () => {
  test("is the three industries' shares, before and after", async () => {
    expect(await rows("三次产业结构由上年的12.1：40.4：47.5调整为11.6：39.9：48.5。")).toEqual([
      ["第一产业占比", 12.1, "%", "from", "2021"],
      ["第二产业占比", 40.4, "%", "from", "2021"],
      ["第三产业占比", 47.5, "%", "from", "2021"],
      ["第一产业占比", 11.6, "%", "value", "2022"],
      ["第二产业占比", 39.9, "%", "value", "2022"],
      ["第三产业占比", 48.5, "%", "value", "2022"],
    ]);
  });

  test("pairs each part with its earlier self", async () => {
    const figures = await figuresOf("三次产业结构由12.1:40.4:47.5调整为11.6:39.9:48.5。");
    const [first, , , firstNow] = figures;
    expect(first?.pairedWith).toBe(firstNow?.id);
    expect(firstNow).toMatchObject({ pairedWith: first?.id, direction: "down" });
  });

  test.each([
    "一二三产业比为6∶44∶50。",
    "三次产业增加值占比分别为6：44：50。",
    "三次产业结构优化为6:44:50。",
  ])("%s", async (text) => {
    expect((await rows(text)).map(([metric, value]) => [metric, value])).toEqual([
      ["第一产业占比", 6],
      ["第二产业占比", 44],
      ["第三产业占比", 50],
    ]);
  });

  test("leaves the words around it to their own numbers", async () => {
    const figures = await figuresOf("三次产业结构为6.2:44.1:49.7，服务业比重提高1.3个百分点。");
    expect(figures.at(-1)).toMatchObject({ metric: "服务业比重提高", value: 1.3, role: "change" });
  });
});

describe("a ratio of two", () => {
  test("is shared out between the names before it", async () => {
    expect(
      (await rows("线上与线下办件比例为82.5：17.5。")).map(([metric, value]) => [metric, value]),
    ).toEqual([
      ["线上占比", 82.5],
      ["线下办件占比", 17.5],
    ]);
  });

  test("to one stays one number", async () => {
    expect((await rows("城乡居民收入比为1.9:1。")).map((row) => row.slice(0, 3))).toEqual([
      ["城乡居民收入比", 1.9, ":1"],
    ]);
  });
});

test.each(["上午9:30:45开始办理。", "友谊赛以3:2结束。", "地图比例尺为1:500。", "甲队乙队比分为61:39。"])(
  "%s tells no share",
  async (text) => {
    expect((await figuresOf(text)).filter((f) => f.unit === "%")).toEqual([]);
  },
);
