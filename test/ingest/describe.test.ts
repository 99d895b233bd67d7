/**
 * Title, region and period of made-up reports, and which source each came from.
 */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { entryOf } from "../support/ledger-fixture.ts";

describe("a report's region", () => {
  test.each<[string, string, string, string, string]>([
    ["the title", "a.txt", "丽水市青田县政务服务中心2022年工作总结\n办件8.2万件。", "青田县", "title"],
    ["the file name", "青田县2022.txt", "全年工作总结报告\n我县办件8.2万件。", "青田县", "file-name"],
    ["the text", "001.txt", "青田县行政审批局持续优化服务。青田县办件8.2万件。", "青田县", "text"],
    [
      "its townships where the text never names it",
      "002.txt",
      "我县继续深化改革。环峰镇便民服务中心建成投用。昭关镇、仙踪镇设立代办点16个。",
      "含山县",
      "gazetteer",
    ],
  ])("comes from %s", async (_what, file, text, name, source) => {
    const { report } = await entryOf(file, text);
    expect(report.region?.name).toBe(name);
    expect(report.describedFrom.region).toBe(source);
  });

  test("of front matter wins over the text", async () => {
    const { report } = await entryOf(
      "a.md",
      "---\nregion: 德清县\n---\n# 青田县2022年总结\n\n办件8.2万件。\n",
    );
    expect(report).toMatchObject({ region: { name: "德清县" }, describedFrom: { region: "front-matter" } });
  });

  test("of an override wins over front matter", async () => {
    const text = "---\nregion: 德清县\n---\n# 2022年总结\n\n办件8.2万件。\n";
    const { report } = await entryOf("a.md", text, { region: "青田县" });
    expect(report).toMatchObject({ region: { name: "青田县" }, describedFrom: { region: "override" } });
  });

  test("stays unknown, with a warning that names the fix, rather than guessed", async () => {
    const { report, warnings } = await entryOf("总结.txt", "某单位2022年总结\n全年办件8.2万件。");
    expect(report.region).toBeNull();
    expect(warnings.join()).toMatch(/没有认出报告所属的地区.*\.meta\.json/);
  });
});

describe("a report's period", () => {
  test.each<[string, string, string, string]>([
    ["the year of the title", "a.txt", "青田县政务服务中心2022年工作总结\n办件8.2万件。", "2022"],
    ["the half year of the title", "a.txt", "青田县2023年上半年工作总结\n办件8.2万件。", "2023-01/2023-06"],
    ["the file name", "青田县2021年总结.txt", "工作\n办件8.2万件。", "2021"],
    ["the text", "青田县.txt", "2020年，青田县政务服务中心提升服务。办件8.2万件。", "2020"],
    [
      "the year before, for a report to a congress",
      "a.txt",
      "青田县2024年政府工作报告\n各位代表：\n办件8.2万件。",
      "2023",
    ],
  ])("is %s", async (_what, file, text, label) => {
    const { report } = await entryOf(file, text);
    expect(report.period?.label).toBe(label);
  });

  test("of an override wins", async () => {
    const text = "青田县政务服务中心2022年工作总结\n办件8.2万件。";
    const { report, figures } = await entryOf("a.txt", text, { period: "2019年" });
    expect(report).toMatchObject({ period: { label: "2019" }, describedFrom: { period: "override" } });
    expect(figures.map(({ figure }) => figure.period?.label)).toEqual(["2019"]);
  });

  test("stays unknown, with a warning, where nothing dates the text", async () => {
    const { report, warnings } = await entryOf("a.txt", "青田县政务服务中心持续改进服务。办件8.2万件。");
    expect(report.period).toBeNull();
    expect(warnings.join()).toContain("没有认出报告的时期");
  });
});

describe("a report's title and organisation", () => {
  test("are the title line and the body that it names", async () => {
    const { report } = await entryOf("a.txt", "首页\n青田县政务服务管理局2022年工作总结\n办件8.2万件。");
    expect(report.title).toBe("青田县政务服务管理局2022年工作总结");
    expect(report.organisation).toBe("青田县政务服务管理局");
  });

  test("are simplified for a traditional text of Big5, whose figures keep their characters", async () => {
    const text = "青田縣政務服務管理局2022年工作總結\n辦件8.2萬件,群眾滿意率為99.1%。";
    const { report, figures } = await entryOf("a.txt", iconv.encode(text, "big5"));
    expect(report).toMatchObject({ organisation: "青田县政务服务管理局", region: { name: "青田县" } });
    expect(figures.map(({ figure }) => figure.raw)).toEqual(["8.2萬件", "99.1%"]);
  });

  test("of html come from the page and not from its navigation", async () => {
    const html =
      '<html><head><meta charset="utf-8"><title>青田县2022年总结_青田县政府网</title></head><body><ul class="nav"><li><a href="/">首页 99 条</a></li></ul><h1>青田县政务服务管理局2022年工作总结</h1><p>全年办件8.2万件。</p><div class="footer">浏览 3206 次</div></body></html>';
    const { report, figures } = await entryOf("a.html", html);
    expect(report).toMatchObject({ region: { name: "青田县" }, period: { label: "2022" } });
    expect(report.title).toContain("青田县");
    expect(figures.map(({ figure }) => figure.raw)).toEqual(["8.2万件"]);
  });

  test("read the publishing date that the page gives", async () => {
    const { report } = await entryOf("a.txt", "青田县2022年总结\n发布时间：2023-01-16\n办件8.2万件。");
    expect(report.publishedOn).toBe("2023-01-16");
  });
});
