/**
 * Files that hold several reports, and files that only look so.
 */
import { describe, expect, test } from "vitest";
import type { ExtractedText } from "../../src/domain/index.ts";
import { splitReports } from "../../src/ingest/split-reports.ts";
import { createGazetteer } from "../../src/text/index.ts";

const gazetteer = createGazetteer();

function split(text: string, more: Partial<ExtractedText> = {}): ExtractedText[] {
  return splitReports({ text, headings: [], meta: {}, warnings: [], ...more }, gazetteer);
}

/** About 360 characters of a region's report. */
function body(name: string, count: number): string {
  return Array.from(
    { length: 8 },
    (_, i) =>
      `${name}第${i + 1}季窗口办件${count + i}件，群众到窗口办事更加方便，各部门协同配合，平均用时缩短，评价保持良好。`,
  ).join("\n");
}

const QINGTIAN = `青田县政务服务中心2022年工作总结\n${body("青田县", 300)}`;
const DEQING = `德清县行政审批局2022年工作情况报告\n${body("德清县", 700)}`;

const SHORT_QINGTIAN = "青田县政务服务中心2022年工作总结\n全年窗口办件4100件，按时办结率98.5%。";
const SHORT_DEQING = "德清县行政审批局2022年工作总结\n全年窗口办件7200件，按时办结率99.1%。";

describe("short reports in one file", () => {
  test.each<[string, string, string[]]>([
    [
      "under titles of their own",
      `${SHORT_QINGTIAN}\n\n${SHORT_DEQING}\n`,
      ["青田县政务服务中心2022年工作总结", "德清县行政审批局2022年工作总结"],
    ],
    [
      "without years, three of them",
      `青田县政务服务工作总结\n办件410件。\n德清县政务服务工作总结\n办件720件。\n安吉县政务服务工作总结\n办件530件。`,
      ["青田县政务服务工作总结", "德清县政务服务工作总结", "安吉县政务服务工作总结"],
    ],
    [
      "after a long one",
      `${QINGTIAN}\n${SHORT_DEQING}`,
      ["青田县政务服务中心2022年工作总结", "德清县行政审批局2022年工作总结"],
    ],
    [
      "before a long one",
      `${SHORT_QINGTIAN}\n${DEQING}`,
      ["青田县政务服务中心2022年工作总结", "德清县行政审批局2022年工作情况报告"],
    ],
    ["with a rule between them", "青田县全年办件4100件。\n==========\n德清县全年办件7200件。", ["", ""]],
    [
      "where the first has no title",
      `2022年，青田县全年办件4100件。\n${SHORT_DEQING}`,
      ["", "德清县行政审批局2022年工作总结"],
    ],
  ])("are split %s", (_what, text, titles) => {
    expect(split(text).map((part) => part.title ?? "")).toEqual(titles);
  });
});

describe("a file of two reports", () => {
  test("is split at the title of another county's, and offsets stay the file's", () => {
    const text = `${QINGTIAN}\n\n${DEQING}\n`;
    const parts = split(text);
    expect(parts.map((part) => part.title)).toEqual([
      "青田县政务服务中心2022年工作总结",
      "德清县行政审批局2022年工作情况报告",
    ]);
    const [first, second] = parts;
    expect(text.startsWith(first?.text ?? "?")).toBe(true);
    expect(first?.text).not.toContain("德清");
    expect(second?.bodyStart).toBe(text.indexOf("德清县行政"));
    expect(second?.text).toBe(text);
    expect(first?.warnings.join()).toContain("2 份报告");
  });

  test("is split where a title is wrapped, traditional or marked as a heading", () => {
    const wrapped = `${QINGTIAN}\n德清县行政审批局关于2022年\n优化服务工作情况的报告\n${body("德清县", 700)}`;
    const traditional = `${QINGTIAN}\n德清縣行政審批局2022年工作總結\n${body("德清縣", 700)}`;
    const marked = `# ${QINGTIAN}\n\n# ${DEQING}`;
    for (const text of [wrapped, traditional, marked]) expect(split(text)).toHaveLength(2);
    expect(split(wrapped)[1]?.title).toBe("德清县行政审批局关于2022年优化服务工作情况的报告");
    expect(split(traditional)[1]?.title).toBe("德清縣行政審批局2022年工作總結");
  });

  test("is split between two years of one county", () => {
    const later = QINGTIAN.replaceAll("2022", "2023");
    expect(split(`${QINGTIAN}\n\n${later}`).map((part) => part.title)).toEqual([
      "青田县政务服务中心2022年工作总结",
      "青田县政务服务中心2023年工作总结",
    ]);
  });

  test("is split at a rule or a dateline where the second half has no title", () => {
    const rule = `${body("青田县", 300)}\n==========\n${body("德清县", 700)}`;
    const dateline = `某某社青田4月2日电 ${body("青田县", 300)}\n某某社德清4月3日电 ${body("德清县", 700)}`;
    for (const text of [rule, dateline]) expect(split(text)).toHaveLength(2);
  });

  test("gives each part its own headings and table cells, and its share of the metadata", () => {
    const text = `${QINGTIAN}\n\n${DEQING}`;
    const at = text.indexOf("德清县行政");
    const cell = (start: number) => ({
      start,
      end: start + 2,
      rowHeading: "",
      columnHeading: "",
      caption: "",
    });
    const parts = split(text, {
      title: "两县总结汇编",
      headings: [
        { start: 0, end: 5, level: 1 },
        { start: at, end: at + 5, level: 1 },
      ],
      tables: [cell(at + 40)],
      meta: { title: "两县总结汇编", publishedOn: "2023-02-01" },
    });
    expect(parts.map((part) => part.headings.map((h) => h.start))).toEqual([[0], [at]]);
    expect(parts.map((part) => part.tables?.length)).toEqual([0, 1]);
    expect(parts.map((part) => part.meta)).toEqual([
      { publishedOn: "2023-02-01" },
      { publishedOn: "2023-02-01" },
    ]);
  });
});

describe("a file of one report stays whole", () => {
  test.each<[string, string]>([
    [
      "with sections about its own cities",
      `浙江省2022年政务服务工作报告\n${body("浙江省", 100)}\n杭州市2022年工作情况\n${body("杭州市", 200)}\n宁波市2022年工作情况\n${body("宁波市", 300)}`,
    ],
    [
      "with rules between sections about its cities",
      `浙江省2022年政务服务工作报告\n${body("浙江省", 100)}\n======\n${body("杭州市", 200)}\n======\n${body("宁波市", 300)}`,
    ],
    ["with next year's plan", `${QINGTIAN}\n2023年工作计划\n${body("青田县", 500)}`],
    [
      "with a list of other reports' titles",
      `${QINGTIAN}\n德清县2022年工作总结\n安吉县2022年工作总结\n长兴县2022年工作总结`,
    ],
    ["with a second title over nothing", `${QINGTIAN}\n德清县2022年工作总结\n（略）`],
    [
      "with a few words on another place after it",
      `${QINGTIAN}\n德清县窗口办件700件，可供参考。\n本县办件增长较快。`,
    ],
    [
      "with a short text on its own place under another's title",
      `${SHORT_QINGTIAN}\n德清县2022年工作总结\n青田县窗口另有代办620件。`,
    ],
    ["with a rule before its footer", `${SHORT_QINGTIAN}\n==========\n来源：德清县新闻网，浏览35次。`],
    [
      "with a head of the page before its title",
      `德清新闻网 2022年12月5日 浏览35次。\n${SHORT_QINGTIAN}\n各窗口另有代办620件。`,
    ],
    [
      "with numbered headings that name other places",
      `${QINGTIAN}\n三、德清县2022年工作情况\n${body("德清县", 700)}`,
    ],
    ["with other reports quoted by name", `${QINGTIAN}\n《德清县2022年工作总结》\n${body("青田县", 500)}`],
    [
      "with a title of another place over its own text",
      `${QINGTIAN}\n德清县2022年帮扶情况\n${body("青田县", 500)}`,
    ],
  ])("%s", (_what, text) => {
    expect(split(text)).toEqual([{ text, headings: [], meta: {}, warnings: [] }]);
  });

  test("whose rows of a table name other places", () => {
    const rows = ["德清县2022年工作情况\t700", "安吉县2022年工作情况\t800"].join("\n");
    expect(split(`${QINGTIAN}\n${rows}\n${body("青田县", 500)}`)).toHaveLength(1);
  });

  test("whose region a person has written into the front matter", () => {
    expect(split(`${QINGTIAN}\n\n${DEQING}`, { meta: { region: "丽水市" } })).toHaveLength(1);
  });
});
