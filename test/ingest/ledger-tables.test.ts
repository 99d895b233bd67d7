/**
 * Cells of web tables as figures: which row and column name them, in which unit, with which sign, of which year.
 */
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/domain/index.ts";
import { entryOf } from "../support/ledger-fixture.ts";

async function cells(body: string): Promise<Figure[]> {
  const page = `<html><head><title>青田县2022年政务服务统计</title></head><body><h1>青田县2022年政务服务统计</h1>${body}</body></html>`;
  const { figures } = await entryOf("青田县2022.html", page);
  return figures.map(({ figure }) => figure).filter((f) => f.cell);
}

const row = (...texts: string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join("")}</tr>`;

describe("columns that stand side by side twice", () => {
  const table = `<p>全年受理诉求8640件，同比下降3.1%，详情如下：</p><table>
    ${row("总量", "来源", "数量", "占比", "类型", "数量", "占比")}
    <tr><td rowspan="3">8640</td><td>来电</td><td>6200</td><td>71.8%</td><td>咨询</td><td>5100</td><td>59.0%</td></tr>
    ${row("网站", "1900", "22.0%", "投诉", "2600", "30.1%")}
    ${row("来访", "540", "6.2%", "建议", "940", "10.9%")}</table>`;

  test("label their cells by their own group", async () => {
    const found = (await cells(table)).map((f) => [f.metric, f.raw]);
    expect(found).toContainEqual(["来访", "540"]);
    expect(found).toContainEqual(["投诉", "2600"]);
    expect(found).toContainEqual(["建议占比", "10.9%"]);
  });

  test("a number beside all rows is their total", async () => {
    expect((await cells(table)).find((f) => f.raw === "8640")?.metric).toBe("总量");
  });

  test("a total told above the table gives its unit to what it counts", async () => {
    const found = await cells(table);
    expect(found.find((f) => f.raw === "2600")).toMatchObject({
      unit: "件",
      clause: "全年受理诉求,投诉多少件",
    });
    expect(found.find((f) => f.raw === "30.1%")?.unit).toBe("%");
  });

  test("a remark between figures starts no group", async () => {
    const found = await cells(
      `<table>${row("乡镇", "得分", "等次", "名次")}${row("甲镇", "96", "优", "1")}${row("乙镇", "88", "良", "2")}</table>`,
    );
    expect(found.map((f) => f.metric)).toEqual(["甲镇得分", "甲镇名次", "乙镇得分", "乙镇名次"]);
  });
});

describe("growth columns", () => {
  const table = `<p>2022年全县生产总值（单位：亿元）</p><table>
    ${row("指标", "绝对数", "比上年增长%")}
    ${row("生产总值", "186.4", "4.2")}${row("批发和零售业", "14.6", "-2.0")}${row("金融业", "9.1", "6.3")}</table>`;

  test("are percentages of their own year, with their sign", async () => {
    const found = await cells(table);
    expect(found.find((f) => f.raw === "-2.0")).toMatchObject({
      value: -2,
      unit: "%",
      role: "change",
      direction: "down",
      period: { label: "2022" },
    });
  });

  test("leave the amounts their unit, and the branches their 增加值", async () => {
    const found = await cells(table);
    expect(found.find((f) => f.raw === "9.1")).toMatchObject({
      metric: "金融业增加值",
      unit: "亿元",
      value: 9.1,
    });
    expect(found.find((f) => f.raw === "186.4")).toMatchObject({ metric: "生产总值", unit: "亿元" });
  });
});
