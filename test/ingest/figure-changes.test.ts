/**
 * Which figures a refresh reports as new, changed or gone: two versions of invented reports through the real ledger.
 */
import { describe, expect, test } from "vitest";
import { describeChange, figureChanges, reportChange } from "../../src/ingest/changes/figure-changes.ts";
import { entryOf, figuresOf } from "../support/ledger-fixture.ts";

async function told(before: string, after: string): Promise<string[]> {
  return figureChanges(await figuresOf(before), await figuresOf(after)).map(describeChange);
}

const SENTENCES = [
  "全年办理政务服务事项25.6万件，网上可办率达97.05%。",
  "大厅设置综合窗口46个，进驻单位38家。",
  "热线受理工单3206件，同比增长5.3%，满意率98.2%。",
];

describe("figureChanges", () => {
  test("tells the figure whose number alone differs", async () => {
    const changed = SENTENCES.join("").replace("97.05%", "98.10%");
    expect(await told(SENTENCES.join(""), changed)).toEqual(["青田县 2022年：网上可办率 97.05% → 98.10%"]);
  });

  test("finds nothing in the same sentences in another order", async () => {
    expect(await told(SENTENCES.join(""), SENTENCES.toReversed().join(""))).toEqual([]);
  });

  test.each([
    ["全年共受理热线工单3206件。", "2022年，热线平台受理工单3206件。"],
    ["网上可办率达97.05%。", "网上可办率提升至97.05%。"],
    ["全年办件25.6万件。", "全年办件256000件。"],
    ["归集数据12,000条。", "归集数据1.2万条。"],
  ])("finds nothing where only the wording differs: %s", async (before, after) => {
    expect(await told(before, after)).toEqual([]);
  });

  test("pairs a changed number across a small edit of its sentence", async () => {
    const changes = await told("大厅共设置综合窗口46个。", "政务大厅新设置综合窗口52个。");
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatch(/综合窗口 46个 → 52个$/);
  });

  test("tells a qualifier that came or went, since it is part of the figure", async () => {
    expect(await told("实名用户超27万人。", "实名用户27万人。")).toEqual([
      expect.stringMatching(/超27万人 → 27万人$/),
    ]);
  });

  test("never tells one measure as the change of another", async () => {
    const changes = await told("发现高危漏洞4930起，处置率为91%。", "发现中危漏洞2340起，处置率为91%。");
    expect(changes).toEqual([
      expect.stringMatching(/^新增：.*中危漏洞 2340起$/),
      expect.stringMatching(/^不再出现：.*高危漏洞 4930起$/),
    ]);
  });

  test("keeps parallel items apart when each of them changes", async () => {
    const before = "其中省级事项110项、市级事项230项、县级事项340项。";
    const after = "其中省级事项112项、市级事项233项、县级事项340项。";
    expect(await told(`梳理事项清单，${before}`, `梳理事项清单，${after}`)).toEqual([
      "青田县 2022年：省级事项 110项 → 112项",
      "青田县 2022年：市级事项 230项 → 233项",
    ]);
  });

  test("aligns repeated measures by their values first", async () => {
    const text = (numbers: number[]) => numbers.map((n) => `举办培训${n}场。`).join("");
    expect(await told(text([10, 20]), text([10, 15, 20]))).toEqual([expect.stringMatching(/^新增：.*15场$/)]);
    expect(await told(text([10, 20]), text([10, 21]))).toEqual([expect.stringMatching(/20场 → 21场$/)]);
  });

  test("takes one more mention of a known figure for no news", async () => {
    expect(await told("综合窗口46个。", "综合窗口46个。会议指出，综合窗口46个。")).toEqual([]);
  });

  test("does not take another period's figure for a change", async () => {
    const changes = await told("2021年，办结率为91%。", "2022年，办结率为93%。");
    expect(changes).toEqual(["新增：青田县 2022年：办结率 93%", "不再出现：青田县 2021年：办结率 91%"]);
  });

  test("tells a plan as a plan, and both ends of a range once", async () => {
    expect(await told("", "2023年力争网上可办率达到99%以上。")).toEqual([
      expect.stringMatching(/^新增：青田县 2023年：.*网上可办率（计划） 99%以上$/),
    ]);
    expect(await told("办理时限为3—5天。", "办理时限为3—6天。")).toEqual([
      expect.stringMatching(/3—5天 → 3—6天$/),
    ]);
  });

  test("puts values before growth rates and ranks, and says what grew", async () => {
    const changes = await told(
      "全省排名第4位。热线受理工单3206件，同比增长5.3%。",
      "全省排名第3位。热线受理工单3310件，同比增长8.7%。",
    );
    expect(changes).toEqual([
      expect.stringMatching(/受理工单 3206件 → 3310件$/),
      expect.stringMatching(/受理工单 同比增长 5\.3% → 8\.7%$/),
      expect.stringMatching(/第4位 → 第3位$/),
    ]);
  });

  test("follows the cells of a table and gives them the unit of their heading", async () => {
    const rows = (count: number) =>
      [
        ["事项", "办件量（件）"],
        ["婚姻登记", 512],
        ["户籍业务", count],
      ]
        .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
        .join("");
    const page = (count: number) =>
      `<html><body><h1>青田县2022年统计</h1><p>各项办件情况如下表。</p><table>${rows(count)}</table></body></html>`;
    const [before, after] = [await entryOf("a.html", page(3184)), await entryOf("a.html", page(3190))];
    const changes = figureChanges(
      before.figures.map(({ figure }) => figure),
      after.figures.map(({ figure }) => figure),
    );
    expect(changes.map(describeChange)).toEqual([expect.stringMatching(/户籍业务办件量 3184件 → 3190件$/)]);
  });
});

describe("reportChange", () => {
  test("keeps the weightiest changes and counts the rest", async () => {
    const figures = await figuresOf(SENTENCES.join(""));
    const report = { title: "青田县总结", file: "青田.txt" };
    const added = reportChange(report, null, figures, 2);
    expect(added).toMatchObject({ report: "青田县总结", file: "青田.txt", kind: "added", more: 5 });
    expect(added.changes.map((c) => c.after)).toEqual(["25.6万件", "97.05%"]);
    expect(reportChange(report, figures, null).kind).toBe("removed");
    expect(reportChange(report, figures, figures)).toMatchObject({ kind: "changed", changes: [], more: 0 });
  });
});
