/**
 * The readers on small files of our own words, in the encodings and shapes that real ones come in.
 */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type ExtractedText, UserError } from "../../src/domain/index.ts";
import { chooseReader, quietContext } from "../../src/ingest/readers/index.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(source: string | Uint8Array, file: string): Promise<ExtractedText> {
  const bytes = typeof source === "string" ? utf8(source) : source;
  return chooseReader(bytes, file).read(bytes, file, quietContext);
}

function readerOf(source: string | Uint8Array, file: string): string {
  return chooseReader(typeof source === "string" ? utf8(source) : source, file).name;
}

const PAGE = `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>云岭县晒出办事成绩单_云岭县人民政府网</title><style>.nav{}</style><script>var n = 777;</script></head><body>
<div class="topBar">加入收藏 | 今日访问 90210 次</div>
<ul class="mainNav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">办事大厅</a></li></ul>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; 县内要闻</div>
<h1>云岭县晒出办事成绩单</h1>
<p class="info">发布时间：2023年4月6日 &nbsp;来源：云岭融媒 &nbsp;浏览：4455</p>
<div id="zoom"><h2>一、窗口办件</h2><p>　　今年一季度，全县窗口共受理各类申请&nbsp;6123件，
其中网上受理4871件，比上年同期多出三成，群众少跑了许多路。</p>
<p>办理时限平均缩短到2.5天，企业反映<b>明显</b>变快。<br>热线接听准时率为98.6%。</p>
<table><caption>一季度办件统计</caption><tr><th>部门</th><th>受理（件）</th><th>办结率</th></tr>
<tr><td>人社局</td><td>1,204</td><td>99.1%</td></tr><tr><td>住建局</td><td>356</td><td>97%</td></tr></table></div>
<div class="share-box">分享到 微信 微博</div>
<div class="list2"><h3>相关阅读</h3><ul><li><a href="1">全县66个项目开工</a></li><li><a href="2">12条措施公布</a></li><li><a href="3">又有3家企业落户</a></li></ul></div>
<div class="footer2020">版权所有 云ICP备12345678号</div></body></html>`;

describe("plain text", () => {
  test("keeps the decoded text as it is, without the byte-order mark", async () => {
    const body = "  一、总体情况\r\n\r\n全年办件５万件。 \n";
    const extracted = await read(`\ufeff${body}`, "a.txt");
    expect(extracted.text).toBe(body);
    expect(extracted.bodyStart).toBe(0);
  });

  test("reports front matter and where the report begins, and leaves it in the text", async () => {
    const source = '---\ntitle: "某区年报"\nregion: 某市某区 # 手写\nyear: 2022\n---\n正文第一段。\n';
    const extracted = await read(source, "a.txt");
    expect(extracted.text).toBe(source);
    expect(extracted.meta).toEqual({ title: "某区年报", region: "某市某区", year: "2022" });
    expect(extracted.title).toBe("某区年报");
    expect(source.slice(extracted.bodyStart)).toBe("正文第一段。\n");
  });

  test("takes a rule line with text under it for no front matter", async () => {
    const extracted = await read("---\n各位代表，现在报告工作。\n---\n正文。", "a.txt");
    expect(extracted).toMatchObject({ meta: {}, bodyStart: 0 });
  });

  test("reads GB18030 bytes", async () => {
    const text = "我区政务服务中心全年接待群众三万余人次，满意度持续提升，获得企业好评。";
    expect((await read(iconv.encode(text, "gb18030"), "b.txt")).text).toBe(text);
  });
});

describe("choosing a reader", () => {
  test("goes by the bytes: a page named .txt is read as html, text named .docx as text", () => {
    expect(readerOf(PAGE, "page.txt")).toBe("html");
    expect(readerOf("正文。", "a.docx")).toBe("txt");
    expect(readerOf("# 标题\n正文。", "a.md")).toBe("md");
    expect(readerOf("只有文字，没有标签。", "a.html")).toBe("txt");
    expect(readerOf("<div><p>没有文档头的片段。</p></div>", "a.html")).toBe("html");
  });

  test.each([
    ["%PDF-1.7\n%\xe2\xe3\0\0", "PDF"],
    ["PK\x03\x04\x14\0\0\0\0\0word/document.xml", "Word"],
    ["PK\x03\x04\x14\0\0\0\0\0xl/workbook.xml", "表格"],
    ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片"],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0k\0b\0o\0o\0k\0", "表格"],
    ["\x01\0\x02\0\0\0\xff\0\0\0\0\0\x03", "二进制"],
  ])("explains a binary file named .txt (%#)", (bytes, kind) => {
    const choose = () => chooseReader(Buffer.from(bytes, "latin1"), "办件.txt");
    expect(choose).toThrow(UserError);
    expect(choose).toThrow(/办件\.txt.*txt、md、html/);
    expect(choose).toThrow(kind);
  });

  test("refuses an empty file and one of white space", async () => {
    expect(() => chooseReader(new Uint8Array(), "空.txt")).toThrow(/空\.txt.*空的/);
    await expect(read(" \n\u3000\n", "空白.txt")).rejects.toThrow(/空白\.txt.*没有正文/);
  });
});

describe("Markdown", () => {
  const source = [
    "# 某县数字政府年报",
    "",
    "## 一、平台建设 ##",
    "",
    "| 项目 | 2021年 | 2022年 |",
    "|---|--:|--:|",
    "| 上线事项 | 1,320 | 1\\|500 |",
    "| 用户 | 8万 | 9.5万 |",
    "",
    "```",
    "# 不是标题",
    "```",
  ].join("\n");

  test("finds headings outside fences, and the only top one is the title", async () => {
    const { text, headings, title } = await read(source, "a.md");
    expect(text).toBe(source);
    expect(headings.map(({ start, end, level }) => [text.slice(start, end), level])).toEqual([
      ["某县数字政府年报", 1],
      ["一、平台建设", 2],
    ]);
    expect(title).toBe("某县数字政府年报");
  });

  test("gives table cells their row and column headings", async () => {
    const { text, tables } = await read(source, "a.md");
    expect(tables?.map((c) => [c.rowHeading, c.columnHeading, text.slice(c.start, c.end)])).toEqual([
      ["上线事项", "2021年", "1,320"],
      ["上线事项", "2022年", "1\\|500"],
      ["用户", "2021年", "8万"],
      ["用户", "2022年", "9.5万"],
    ]);
  });
});

describe("web pages", () => {
  test("reads a GB18030 page declared gb2312, article whole, furniture and its numbers gone", async () => {
    const { text } = await read(iconv.encode(PAGE, "gb18030"), "page.html");
    expect(text.split(/\n+/)).toEqual([
      "云岭县晒出办事成绩单",
      "一、窗口办件",
      "今年一季度，全县窗口共受理各类申请 6123件，其中网上受理4871件，比上年同期多出三成，群众少跑了许多路。",
      "办理时限平均缩短到2.5天，企业反映明显变快。",
      "热线接听准时率为98.6%。",
      "部门\t受理（件）\t办结率",
      "人社局\t1,204\t99.1%",
      "住建局\t356\t97%",
    ]);
  });

  test("gives title, date and source, and drops the site's name from the title", async () => {
    const withHeading = await read(PAGE.replace("charset=gb2312", "charset=utf-8"), "page.html");
    expect(withHeading.title).toBe("云岭县晒出办事成绩单");
    expect(withHeading.meta).toMatchObject({ publishedOn: "2023-04-06", source: "云岭融媒" });
    const noHeading = PAGE.replace(/<h1>.*<\/h1>/, "").replace("charset=gb2312", "charset=utf-8");
    expect((await read(noHeading, "page.html")).title).toBe("云岭县晒出办事成绩单");
  });

  test("records headings and table cells at their offsets", async () => {
    const { text, headings, tables } = await read(
      PAGE.replace("charset=gb2312", "charset=utf-8"),
      "page.html",
    );
    expect(headings.map((h) => text.slice(h.start, h.end))).toContain("一、窗口办件");
    expect(
      tables?.map((c) => [c.caption, c.rowHeading, c.columnHeading, text.slice(c.start, c.end)]),
    ).toEqual([
      ["一季度办件统计", "人社局", "受理（件）", "1,204"],
      ["一季度办件统计", "人社局", "办结率", "99.1%"],
      ["一季度办件统计", "住建局", "受理（件）", "356"],
      ["一季度办件统计", "住建局", "办结率", "97%"],
    ]);
  });

  test("spreads cells that span rows and columns over what they head", async () => {
    const page = `<html><body><p>各镇办件情况见下表，数据截至年底，由县局汇总后公布。</p><table>
      <tr><td rowspan="2">镇</td><td colspan="2">办件量</td></tr><tr><td>线上</td><td>线下</td></tr>
      <tr><td>甲镇</td><td>120</td><td>45</td></tr></table></body></html>`;
    const { text, tables } = await read(page, "t.html");
    expect(tables?.map((c) => [c.rowHeading, c.columnHeading, text.slice(c.start, c.end)])).toEqual([
      ["甲镇", "办件量 线上", "120"],
      ["甲镇", "办件量 线下", "45"],
    ]);
  });

  test("leaves serial numbers out and carries a section row down", async () => {
    const page = `<html><body><p>各项指标见下表，由某县统计部门汇总，供各单位参考。</p><table>
      <tr><td>序号</td><td>指标</td><td>2021年</td><td>2022年</td></tr>
      <tr><td>1</td><td>办件量</td><td>3.2</td><td>4.1</td></tr><tr><td colspan="4">热线</td></tr>
      <tr><td>2</td><td>来电</td><td>－</td><td>88</td></tr></table></body></html>`;
    const { text, tables } = await read(page, "t.html");
    expect(tables?.map((c) => [c.rowHeading, c.columnHeading, text.slice(c.start, c.end)])).toEqual([
      ["办件量", "2021年", "3.2"],
      ["办件量", "2022年", "4.1"],
      ["热线 来电", "2022年", "88"],
    ]);
  });

  test("keeps an article whose container is named like furniture", async () => {
    const paragraphs = Array.from(
      { length: 6 },
      (_, i) => `<p>第${i + 1}项工作进展顺利，全年完成${i + 30}件，群众普遍认可。</p>`,
    );
    const page = `<html><body><div class="right side"><h1>年度工作小结材料</h1>${paragraphs.join("")}</div></body></html>`;
    const { text } = await read(page, "s.html");
    expect(text.match(/件，群众/g)).toHaveLength(6);
  });

  test("leaves hidden copies out", async () => {
    const page = `<html><body><div id="c"><p>全县设立便民点210处，覆盖所有行政村和社区。</p></div>
      <div style="display: none"><p>全县设立便民点210处，覆盖所有行政村和社区。</p></div></body></html>`;
    expect((await read(page, "h.html")).text).toBe("全县设立便民点210处，覆盖所有行政村和社区。");
  });

  test("survives a page nested fifty thousand levels deep", async () => {
    const depth = 50_000;
    const page = `<html><body>${"<div>".repeat(depth)}<p>最里面写着办结率为88%。</p>${"</div>".repeat(depth)}</body></html>`;
    expect((await read(page, "deep.html")).text).toBe("最里面写着办结率为88%。");
  });

  test("explains a page without text", async () => {
    const page = "<!doctype html><html><body><div id=app></div><script>boot()</script></body></html>";
    await expect(read(page, "空壳.html")).rejects.toThrow(/空壳\.html.*没有正文/);
  });
});
