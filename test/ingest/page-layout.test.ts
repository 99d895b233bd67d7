/**
 * layOut on pages of placed lines, exact ones as a PDF's text layer gives them and uneven ones as recognising gives them.
 */
import { describe, expect, test } from "vitest";
import { layOut, type PageContent, type PageSpan } from "../../src/ingest/readers/page-layout.ts";

const SIZE = 11;
const LEFT = 60;
/** Characters of a full line at SIZE between the margins 60 and 533. */
const FULL = 43;
const STEP = 18;

function span(text: string, x: number, y: number, size = SIZE, font: string | null = "Song"): PageSpan {
  let units = 0;
  for (const char of text) units += /[ -~]/.test(char) ? 0.5 : 1;
  return { text, x, y, width: units * size, height: size, ...(font === null ? {} : { font }) };
}

/** Breaks a paragraph at the margin, its first line indented by two characters. */
function lines(paragraph: string, y: number): PageSpan[] {
  const parts = [paragraph.slice(0, FULL - 2)];
  for (let at = FULL - 2; at < paragraph.length; at += FULL) parts.push(paragraph.slice(at, at + FULL));
  return parts.map((part, i) => span(part, i === 0 ? LEFT + 2 * SIZE : LEFT, y + i * STEP));
}

function page(...spans: PageSpan[]): PageContent {
  return { width: 595, height: 842, spans };
}

const LONG =
  "全县政务大厅去年一共受理群众和企业提交的各类申请六万余件，窗口平均等候时间缩短到九分钟，比前一年又少了三分钟，" +
  "来办事的人普遍反映流程清楚、材料精简，乡镇便民服务站也把高频事项接了过去，路远的老人不用再进城。";
const OTHER =
  "热线平台全年接听来电两万一千通，按时回复的超过九成八，回访满意的占九成五，剩下没有办好的问题都列入台账，" +
  "由分管领导逐件督办，年底前已经销号四百三十件，还有十二件因为牵涉历史遗留问题正在继续协调处理。";

describe("paragraphs", () => {
  test("joins the lines of a paragraph without spaces and parts it from the next by its indent", () => {
    const { text } = layOut([page(...lines(LONG, 100), ...lines(OTHER, 100 + 3 * STEP))]);
    expect(text).toBe(`${LONG}\n\n${OTHER}`);
  });

  test("keeps a space between Latin words at the join and none between digits", () => {
    const first = `${"甲".repeat(36)}use WeChat`;
    const second = "Pay 支付，";
    const { text } = layOut([
      page(
        span(`${"乙".repeat(39)}共办理12`, LEFT, 82),
        span(`34件。${"丙".repeat(38)}`, LEFT, 100),
        span(first, LEFT, 118),
        span(second, LEFT, 136),
      ),
    ]);
    expect(text).toContain("共办理1234件");
    expect(text).toContain("use WeChat Pay 支付");
  });

  test("continues a paragraph over the page break and puts the page's start inside it", () => {
    const all = lines(LONG, 700);
    const { text, pageStarts } = layOut([
      page(...lines(OTHER, 600), ...all.slice(0, 1)),
      page(...all.slice(1).map((line, i) => ({ ...line, y: 80 + i * STEP }))),
    ]);
    expect(text).toBe(`${OTHER}\n\n${LONG}`);
    expect(pageStarts).toEqual([0, text.indexOf(LONG) + FULL - 2]);
  });

  test("keeps a heading line apart from the text around it", () => {
    const { text } = layOut([
      page(
        ...lines(OTHER, 100),
        span("二、下一步打算", LEFT + 2 * SIZE, 100 + 3 * STEP),
        ...lines(LONG, 100 + 4 * STEP),
      ),
    ]);
    expect(text.split("\n\n")).toEqual([OTHER, "二、下一步打算", LONG]);
  });

  test("gives a page without text its place among the page starts", () => {
    const { text, pageStarts } = layOut([page(...lines(LONG, 100)), page(), page(...lines(OTHER, 100))]);
    const second = text.indexOf(OTHER);
    expect(pageStarts).toEqual([0, second, second]);
  });

  test("reads spaces before a line as its indent", () => {
    const indented = lines(OTHER, 100 + 3 * STEP);
    const [first] = indented;
    if (!first) throw new Error("no line");
    const spaced = { ...first, text: `　　${first.text}`, x: LEFT, width: first.width + 2 * SIZE };
    const { text } = layOut([page(...lines(LONG, 100), spaced, ...indented.slice(1))]);
    expect(text).toBe(`${LONG}\n\n${OTHER}`);
  });
});

describe("heads, feet and page numbers", () => {
  const head = (n: number): PageSpan => span(`青石县政务公开简报　总第${40 + n}期`, LEFT, 35, 9);

  test("leaves out what stands at the same place of every page", () => {
    const pages = [LONG, OTHER, LONG].map((body, i) =>
      page(head(i), ...lines(body, 100), span(`— ${i + 1} —`, 285, 806, 9)),
    );
    const { text } = layOut(pages);
    expect(text).not.toContain("简报");
    expect(text).not.toMatch(/—/);
    expect(text).toContain(OTHER);
  });

  test("leaves out a page number of a single page", () => {
    for (const foot of ["— 3 —", "第3页 共10页", "- 3 -", "第 3 页"]) {
      const { text } = layOut([page(...lines(LONG, 100), span(foot, 280, 806, 9))]);
      expect(text).toBe(LONG);
    }
  });

  test("keeps headings that differ by their year and words that stand on one page only", () => {
    const pages = [2021, 2022, 2023].map((year) =>
      page(span(`${year}年办件情况`, LEFT, 60), ...lines(LONG, 100), span("数据来自县统计局", LEFT, 700)),
    );
    const { text } = layOut([...pages.slice(0, 2), page(...lines(OTHER, 100))]);
    expect(text).toContain("2021年办件情况");
    expect(text).toContain("2022年办件情况");
    expect(layOut([page(span("2024-03-05", LEFT, 35, 9), ...lines(LONG, 100))]).text).toContain("2024-03-05");
  });
});

describe("columns", () => {
  test("reads a page of two columns one after the other, below a title over both", () => {
    const column = (text: string, x: number): PageSpan[] =>
      Array.from({ length: 6 }, (_, i) => span(text.slice(i * 20, i * 20 + 20), x, 120 + i * STEP));
    const left = LONG.slice(0, 116);
    const right = OTHER.slice(0, 116);
    const { text } = layOut([
      page(span("县政务大厅年度服务情况通报", 205, 60, 16), ...column(left, LEFT), ...column(right, 320)),
    ]);
    expect(text.replace(/\s/g, "")).toBe(`县政务大厅年度服务情况通报${left}${right}`);
  });
});

describe("tables without lines", () => {
  const xs = [60, 200, 320, 440];
  const row = (y: number, ...cells: string[]): PageSpan[] =>
    cells.map((text, i) => span(text, xs[i] ?? 0, y));

  test("keeps rows as lines of cells and gives each figure its headings and caption", () => {
    const { text, tables } = layOut([
      page(
        ...lines(LONG, 100),
        span("表1 各镇办件情况", 240, 200),
        ...row(230, "乡镇", "受理（件）", "办结（件）", "满意率"),
        ...row(250, "青石镇", "5,600", "5,598", "99.2%"),
        ...row(270, "柳河镇", "4,100", "4,077", "98.8%"),
        ...lines(OTHER, 320),
      ),
    ]);
    expect(text).toContain(
      "乡镇\t受理（件）\t办结（件）\t满意率\n青石镇\t5,600\t5,598\t99.2%\n柳河镇\t4,100",
    );
    expect(text.endsWith(`\n\n${OTHER}`)).toBe(true);
    const cell = tables.find(({ start, end }) => text.slice(start, end) === "4,077");
    expect(cell).toMatchObject({
      rowHeading: "柳河镇",
      columnHeading: "办结（件）",
      caption: "表1 各镇办件情况",
    });
  });

  test("joins the second line of a wrapped cell to its cell", () => {
    const { text } = layOut([
      page(
        ...row(100, "部门", "受理", "办结", "满意率"),
        ...row(130, "人力资源和社", "812", "800", "97%"),
        span("会保障局", 60, 143),
        ...row(160, "住建局", "356", "350", "96%"),
      ),
    ]);
    expect(text).toBe("部门\t受理\t办结\t满意率\n人力资源和社会保障局\t812\t800\t97%\n住建局\t356\t350\t96%");
  });

  test("joins the parts of a table on two pages and drops its repeated heading row", () => {
    const heading = (y: number): PageSpan[] => row(y, "部门", "受理", "办结", "满意率");
    const { text, tables } = layOut([
      page(
        ...heading(100),
        ...row(120, "人社局", "812", "800", "97%"),
        ...row(140, "住建局", "356", "350", "96%"),
      ),
      page(...heading(60), ...row(80, "教育局", "77", "76", "95%"), ...row(100, "水利局", "12", "11", "94%")),
    ]);
    expect(text.match(/部门/g)).toHaveLength(1);
    const cell = tables.find(({ start, end }) => text.slice(start, end) === "76");
    expect(cell).toMatchObject({ rowHeading: "教育局", columnHeading: "办结" });
  });
});

describe("ruled tables", () => {
  test("reads merged headings, wrapped cells and cells in the middle of their height by the lines", () => {
    const xs = [60, 200, 300, 400];
    const ys = [100, 125, 150, 190, 215];
    const rules = [
      ...ys.map((y) => ({ x: y === 125 ? 200 : 60, y, width: y === 125 ? 200 : 340, height: 0.5 })),
      ...xs.map((x) => ({ x, y: x === 300 ? 125 : 100, width: 0.5, height: x === 300 ? 90 : 115 })),
    ];
    const spans = [
      span("部门", 110, 120),
      span("办件量", 270, 107),
      span("2022年", 230, 132),
      span("2023年", 330, 132),
      span("人力资源和社会", 65, 155),
      span("保障局", 65, 171),
      span("10,204", 230, 163),
      span("12,331", 330, 163),
      span("住建局", 65, 197),
      span("356", 230, 197),
      span("402", 330, 197),
    ];
    const { text, tables } = layOut([{ ...page(...spans), rules }]);
    expect(text.split("\n")).toEqual([
      "部门\t办件量",
      "2022年\t2023年",
      "人力资源和社会保障局\t10,204\t12,331",
      "住建局\t356\t402",
    ]);
    const cell = tables.find(({ start, end }) => text.slice(start, end) === "12,331");
    expect(cell).toMatchObject({ rowHeading: "人力资源和社会保障局", columnHeading: "办件量 2023年" });
  });
});

describe("headings", () => {
  test("takes bigger lines for headings, joins a title of two lines, and ranks by size", () => {
    const { text, headings, title } = layOut([
      page(
        span("青石县二〇二三年政务服务", 150, 60, 22),
        span("工作情况报告", 230, 92, 22),
        span("总体情况", LEFT, 140, 14),
        ...lines(LONG, 170),
        span("主要问题", LEFT, 240, 14),
        ...lines(OTHER, 270),
      ),
    ]);
    expect(title).toBe("青石县二〇二三年政务服务工作情况报告");
    expect(headings.map(({ start, end, level }) => [text.slice(start, end), level])).toEqual([
      [title, 1],
      ["总体情况", 2],
      ["主要问题", 2],
    ]);
  });

  test("takes short bold lines of the text's size for headings", () => {
    const { text, headings } = layOut([
      page(span("总体情况", LEFT, 100, SIZE, "SimHei"), ...lines(LONG, 120), ...lines(OTHER, 190)),
    ]);
    expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual(["总体情况"]);
  });
});

test("lays out recognised lines in pixels whose heights and edges are uneven", () => {
  const uneven = [3, -2, 4, 0, -3, 2, 1, -4];
  const recognised = [...lines(LONG, 100), ...lines(OTHER, 100 + 3 * STEP)].map((line, i) => {
    const by = (n: number): number => n * 3.3;
    const off = uneven[i % uneven.length] ?? 0;
    return {
      text: line.text,
      x: by(line.x) + off,
      y: by(line.y) - off,
      width: by(line.width) - off,
      height: by(line.height) * (1 + off / 40),
    };
  });
  const { text, headings } = layOut([{ width: 595 * 3.3, height: 842 * 3.3, spans: recognised }]);
  expect(text).toBe(`${LONG}\n\n${OTHER}`);
  expect(headings).toEqual([]);
});
