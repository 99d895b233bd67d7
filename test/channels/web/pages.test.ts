import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeSample } from "../../support/index-fixture.ts";
import { recordingAssistant, sampleAnswer, sampleCitation } from "../sample-answer.ts";
import { oneReportLibrary, sampleReport, sampleWebApp, webApp } from "./web-fixture.ts";

let sample: Awaited<ReturnType<typeof sampleWebApp>>;
beforeAll(async () => {
  sample = await sampleWebApp({ requestsPerMinute: 1000 });
});
afterAll(closeSample);

const page = async (path: string) => {
  const response = await sample.app.request(path, { headers: { Accept: "text/html" } });
  return { status: response.status, body: await response.text() };
};
const q = encodeURIComponent;

describe("the answer page", () => {
  it("leads from a citation to the report with the sentence marked", async () => {
    const { body } = await page(`/?q=${q("湛江有多少跨省通办事项")}`);
    const href = /class="open" href="([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(href).toMatch(/^\/reports\/[^?]+\?start=\d+&end=\d+#mark$/);
    const report = await page(href.replace("#mark", ""));
    const marked = /<mark id="mark" tabindex="-1">(.*?)<\/mark>/.exec(report.body)?.[1] ?? "";
    expect(marked.replace(/<\/?b>/g, "")).toMatch(
      /^目前,我市已有110项事项实现省外可办,省外事项实现在湛可办的共有881项/,
    );
    expect(marked).toContain("<b>110项</b>");
  });

  it("offers the measure in other years and regions, and the comparison", async () => {
    const { body } = await page(`/?q=${q("湛江网上可办率是多少")}`);
    expect(body).toContain("换个地区");
    expect(body).toContain(`href="/compare?q=${q("湛江网上可办率是多少")}"`);
  });

  it("shows a comparison as a table and a picture from its own address", async () => {
    const { body } = await page(`/?q=${q("湛江和揭东的12345办结率对比一下")}`);
    expect(body).toContain("<caption>办结率</caption>");
    const src = /<img class="chart" src="([^"]+)"/.exec(body)?.[1] ?? "";
    const picture = await sample.app.request(src);
    expect(picture.headers.get("Content-Type")).toContain("image/svg+xml");
    expect(picture.headers.get("Content-Security-Policy")).toContain("sandbox");
    expect(await picture.text()).toMatch(/^<svg[\s\S]+99\.97%/);
    expect((await sample.app.request("/charts/000000000000000000000000/wide.svg")).status).toBe(404);
  });

  it("marks plans and derived figures, and shows a qualifier with its number", async () => {
    const [base] = sampleAnswer().figures;
    if (!base) throw new Error("no figure");
    const answer = sampleAnswer({
      figures: [
        { ...base, raw: "超过670.7万人", value: 670.7, unit: "万人", status: "plan" },
        {
          ...base,
          raw: "",
          value: 3,
          citation: null,
          derived: { operation: "difference", operands: [0, 1] },
        },
      ],
    });
    const body = await (await webApp(recordingAssistant(answer)).app.request("/?q=1")).text();
    expect(body).toContain(
      '<span class="unit">超过</span><strong>670.7</strong><span class="unit">万人</span>',
    );
    expect(body).toContain('<span class="badge plan">计划</span>');
    expect(body).toContain('<span class="badge">计算得出</span>');
  });
});

describe("/reports", () => {
  it("lists what is covered by region and year", async () => {
    const { body } = await page("/reports");
    expect(body).toContain("5 份报告");
    expect(body).toContain(`href="/figures/${q("湛江市")}?year=2021"`);
    expect(body.match(/<li class="report">/g)).toHaveLength(5);
  });

  it("searches, and says when nothing is found", async () => {
    expect((await page(`/reports?find=${q("湛江")}`)).body.match(/<li class="report">/g)).toHaveLength(1);
    expect((await page(`/reports?find=${q("<b>火星")}`)).body).toContain("没有找到含“&lt;b&gt;火星”的报告");
  });
});

describe("/reports/:id", () => {
  it("shows outline, text, and the table of figures that lead to their places", async () => {
    const { app } = webApp(recordingAssistant());
    const body = await (await app.request("/reports/r1")).text();
    expect(body).toContain('<a href="#h-17">一、跨域通办</a>');
    expect(body).toContain('<h2 id="h-17">一、跨域通办</h2>');
    expect(body).not.toContain('id="mark"');
    const start = sampleReport.text.indexOf("120项");
    expect(body).toContain(`<a href="/reports/r1?start=${start}&amp;end=${start + 4}#mark">120项</a>`);
  });

  it("warns of recognised text, damaged characters and what ingestion found", async () => {
    const library = oneReportLibrary({
      recognised: true,
      warnings: ["没有认出时期"],
      text: sampleReport.text.replace("力争", "力\ufffd"),
    });
    const body = await (await webApp(recordingAssistant(), { library }).app.request("/reports/r1")).text();
    for (const notice of ["文字是从图片识别的", "原文有损坏的字符", "没有认出时期"])
      expect(body).toContain(notice);
  });

  it("says when a cited place is no longer there, and when the report is not", async () => {
    const { app } = webApp(recordingAssistant());
    expect(await (await app.request("/reports/r1?start=90000&end=90010")).text()).toContain(
      "引用的位置已不在",
    );
    expect(await (await app.request("/reports/r1?start=x&end=-1")).text()).not.toContain("引用的位置");
    const missing = await app.request("/reports/r2");
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain("没有这份报告");
  });

  it("shows page marks where the format has pages", async () => {
    const library = oneReportLibrary({ pageStarts: [0, 17] });
    const body = await (await webApp(recordingAssistant(), { library }).app.request("/reports/r1")).text();
    expect(body).toContain('id="page-2"');
    expect(body.indexOf('id="page-2"')).toBeLessThan(body.indexOf('id="h-17"'));
  });

  it("lists 500 figures at first and all of them on demand", async () => {
    const [figure] = sampleReport.figures;
    if (!figure) throw new Error("no figure");
    const library = oneReportLibrary({ figures: Array.from({ length: 620 }, () => figure) });
    const { app } = webApp(recordingAssistant(), { library });
    const rows = async (path: string) =>
      (await (await app.request(path)).text()).match(/data-value="110"/g)?.length;
    expect(await rows("/reports/r1")).toBe(500);
    expect(await rows("/reports/r1?figures=all")).toBe(620);
  });
});

describe("/figures/:region", () => {
  it("shows a region's key figures, each leading to its place", async () => {
    const { body, status } = await page(`/figures/${q("湛江")}`);
    expect(status).toBe(200);
    expect(body).toContain("湛江市2021年重点数字");
    expect(body).toMatch(/<a href="\/reports\/[^"]+#mark" title="看原文"><strong>97\.05<\/strong>%<\/a>/);
  });

  it("offers the regions that have reports when the name is nobody's", async () => {
    const { body, status } = await page(`/figures/${q("<火星>")}`);
    expect(status).toBe(404);
    expect(body).toContain("没有“&lt;火星&gt;”的报告");
    expect(body).toContain(`href="/figures/${q("湛江市")}"`);
  });
});

describe("/compare", () => {
  it("sets a measure side by side over the regions that have it", async () => {
    const { body } = await page(`/compare?q=${q("湛江网上可办率是多少")}`);
    for (const raw of ["97.05%", "70.01%", "69.76%"]) expect(body).toContain(`>${raw}`);
    expect(body).toMatch(/<img class="chart" src="\/charts\//);
  });

  it("says so when there is nothing to compare, and asks nothing before a question", async () => {
    expect((await page("/compare")).body).toContain("看它在各地、各年是多少");
    expect((await page(`/compare?q=${q("今天天气怎么样")}`)).body).toContain('class="error"');
  });
});

describe("hostile text", () => {
  const hostile = `</mark><script>alert(1)</script><img src=x>"'&\u202e逆\u202c\u200b１⃣0️⃣项`;

  it("from a report is shown as text on every page", async () => {
    const [figure] = sampleReport.figures;
    if (!figure) throw new Error("no figure");
    const bad = {
      ...figure,
      raw: hostile,
      metric: hostile,
      region: hostile,
      section: hostile,
      period: hostile,
    };
    const region = { code: "9901", name: hostile, level: "city" } as const;
    const part = {
      title: hostile,
      file: hostile,
      organisation: hostile,
      region,
      warnings: [hostile],
      text: `${hostile}\n${hostile}\n`,
      outline: [{ title: hostile, level: 1, start: 0 }],
      figures: [bad],
    };
    const citation = sampleCitation({ quote: hostile, title: hostile, section: hostile, file: hostile });
    const library = {
      ...oneReportLibrary(part),
      findRegions: () => [region],
      keyFigures: () => ({
        region,
        years: [2021, 2020],
        year: 2021,
        groups: [{ title: hostile, figures: [bad] }],
        citations: [citation],
      }),
      alternatives: async () => ({ years: [hostile], regions: [hostile] }),
      table: async () => ({
        metric: hostile,
        rows: [1, 2].map(() => ({ name: hostile, figure: bad, citation })),
      }),
      suggestions: () => [hostile],
    };
    const answer = sampleAnswer({ text: hostile, figures: [bad], citations: [citation], notes: [hostile] });
    const { app } = webApp(recordingAssistant(answer), { library });
    for (const path of [
      `/?q=${q(hostile)}`,
      "/",
      "/reports",
      "/reports/r1?start=1&end=9",
      "/figures/x",
      "/compare?q=1",
    ]) {
      const body = await (await app.request(path)).text();
      expect([path, body.match(/<script|<img src=x|[\u202e\u200b]/g)]).toEqual([path, ["<script"]]);
      const chart = /<img class="chart" src="([^"]+)"/.exec(body)?.[1];
      if (chart) expect(await (await app.request(chart)).text()).not.toMatch(/<script|<img/);
    }
  });

  it("as a question is refused or answered, never run: 4,096 characters, emoji digits, direction marks", async () => {
    const long = await page(`/?q=${q("长".repeat(4096))}`);
    expect(long.status).toBe(400);
    expect(long.body).toContain("问题有 4096 个字");
    for (const question of [hostile, "１１０项是什么", "1️⃣1️⃣0️⃣", "\u202e湛江有多少跨省通办事项", "%", "\0"]) {
      const { status, body } = await page(`/?q=${q(question)}`);
      expect([question, status < 500, body.match(/<script/g)?.length]).toEqual([question, true, 1]);
    }
  });
});
