import { describe, expect, it } from "vitest";
import {
  barChart,
  chartOf,
  createPictures,
  figureCard,
  figureLabel,
  lineChart,
  tableChart,
  toPng,
} from "../../../src/channels/charts/index.ts";
import { textWidth, wrap } from "../../../src/channels/charts/text-width.ts";
import type { MeasureTable } from "../../../src/domain/index.ts";
import { figure, keyFigures, ledgerFigure, regionTable, yearTable } from "./sample-table.ts";

/** Width and height that a PNG's header tells. */
function pngSize(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  expect([...bytes.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  return [view.getUint32(16), view.getUint32(20)];
}

/** The texts of an SVG in the order they are drawn. */
function texts(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join("|");
}

describe("a chart", () => {
  it("writes values as the report does, marks a plan, and names every report at the bottom", async () => {
    const svg = await barChart(regionTable);
    expect(texts(svg)).toContain("达到95%以上（计划）");
    expect(texts(svg)).toContain("99.97%");
    expect(texts(svg)).toContain("来源：《甲市政务服务局2021年工作情况》");
    expect(texts(svg)).toContain("丙市高新技术产业开发区管理|委员会2022年上半年");
  });

  it("puts 万 and plain numbers on one scale and years in their order", async () => {
    const shown = texts(await lineChart(yearTable));
    expect(shown.indexOf("2018年")).toBeLessThan(shown.indexOf("2021年"));
    expect(shown).toContain("单位：件");
    expect(shown).toContain("2.13万件");
  });

  it("says when its axis does not begin at 0", async () => {
    const rates: MeasureTable = {
      ...yearTable,
      rows: yearTable.rows.map((row, i) => ({
        ...row,
        figure: figure({ raw: `9${i}%`, value: 90 + i, period: `201${i}` }),
      })),
    };
    expect(texts(await lineChart(rates))).toContain("纵轴不从 0 开始");
    expect(texts(await lineChart(yearTable))).not.toContain("纵轴不从 0 开始");
  });

  it("is a line for one region over years, bars over regions, and none for a single number", async () => {
    expect([chartOf(yearTable), chartOf(regionTable)]).toEqual(["line", "bar"]);
    const single = { ...regionTable, rows: regionTable.rows.slice(0, 1) };
    expect(chartOf(single)).toBeNull();
    expect(texts(await tableChart(yearTable))).toContain("甲市：全年受理件数");
  });

  it("becomes a PNG of double size", async () => {
    const svg = await barChart(regionTable);
    const [width, height] = pngSize(await toPng(svg));
    expect(width).toBe(1520);
    expect(height).toBe(2 * Number(/height="(\d+)/.exec(svg)?.[1]));
  });
});

describe("a figure card", () => {
  it("shows groups, figures as written, plans marked, and the sources", async () => {
    const svg = await figureCard(keyFigures);
    expect(texts(svg)).toContain("甲市 2021年 政务服务主要数字");
    expect(texts(svg)).toContain("超过670.7万人");
    expect(texts(svg)).toContain("100%（计划）");
    expect(texts(svg)).toContain("《甲市政务服务局2021年工作情况》");
    expect(pngSize(await toPng(svg))[0]).toBe(1520);
  });

  it("tells place and period of a figure that is not of the heading's", () => {
    const figure = ledgerFigure({ raw: "5%", value: 5, region: "乙区", period: "2021年末" });
    expect(figureLabel(figure, keyFigures)).toBe("办结率（乙区，2021年末）");
    expect(figureLabel({ ...figure, region: "甲市", period: "2021年" }, keyFigures)).toBe("办结率");
  });

  it("is sound XML whatever a report says", async () => {
    const [group] = keyFigures.groups;
    const hostile = { title: "<b>&\u0007\ud800", figures: group?.figures ?? [] };
    const svg = await figureCard({ ...keyFigures, groups: [hostile] });
    expect(svg).toContain("&lt;b&gt;&amp;");
    expect(pngSize(await toPng(svg))[0]).toBe(1520);
  });
});

describe("createPictures", () => {
  it("draws one at a time and goes on after a failure", async () => {
    const pictures = createPictures();
    const order: string[] = [];
    const slow = pictures.png(async () => {
      order.push("first begins");
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push("first ends");
      throw new Error("drawing failed");
    });
    const next = pictures.png(async () => {
      order.push("second begins");
      return `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>`;
    });
    await expect(slow).rejects.toThrow("drawing failed");
    expect(pngSize(await next)).toEqual([8, 8]);
    expect(order).toEqual(["first begins", "first ends", "second begins"]);
  });

  it("gives up on a picture that takes too long and refuses a long queue", async () => {
    const pictures = createPictures({ timeLimitMs: 10, maxWaiting: 0 });
    const endless = pictures.png(() => new Promise(() => {}));
    await expect(pictures.png(async () => "<svg/>")).rejects.toThrow("正在画的图太多");
    await expect(endless).rejects.toThrow("画图用时过长");
  });
});

describe("wrap", () => {
  it("breaks by width, keeps closing marks on their line and cuts with an ellipsis", () => {
    expect(wrap("一二三四五六七", 10, 40, 2)).toEqual(["一二三四", "五六七"]);
    expect(wrap("一二三四，五", 10, 40, 2)).toEqual(["一二三四，", "五"]);
    expect(wrap("一二三四五六七八九十", 10, 40, 2)).toEqual(["一二三四", "五六七…"]);
    expect(textWidth("一a", 10)).toBeLessThan(20);
  });
});
