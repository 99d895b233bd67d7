/**
 * The readers on small files of our own words, in the encodings and shapes that real ones come in.
 */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type ExtractedText, UserError } from "../../src/domain/index.ts";
import { chooseReader, quietContext } from "../../src/ingest/readers/index.ts";
import { mhtmlReader } from "../../src/ingest/readers/mhtml.ts";

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
    ["PK\x03\x04\x14\0\0\0\0\0word/document.xml", "Word"],
    ["7z\xbc\xaf\x27\x1c\0\x04", "压缩包"],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0k\0b\0o\0o\0k\0", "表格"],
    ["\x01\0\x02\0\0\0\xff\0\0\0\0\0\x03", "二进制"],
  ])("explains a binary file that no reader takes (%#)", (bytes, kind) => {
    const choose = () => chooseReader(Buffer.from(bytes, "latin1"), "办件.txt");
    expect(choose).toThrow(UserError);
    expect(choose).toThrow(/办件\.txt.*txt、md、html/);
    expect(choose).toThrow(kind);
  });

  test("goes by the bytes, not by the name", () => {
    const pdf = Buffer.from("%PDF-1.7\n%\xe2\xe3\0\0", "latin1");
    expect(chooseReader(pdf, "办件.txt").name).toBe("pdf");
    expect(chooseReader(Buffer.from("办件7件。"), "办件.pdf").name).toBe("txt");
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

  test("takes the unit of a figure from the table's column of units", async () => {
    const page = `<html><body><p>全县主要指标见下表，数据由县统计局汇总后发布。</p><table>
      <tr><td>指标名称</td><td>计量单位</td><td>2023年</td><td>同比增速（%）</td></tr>
      <tr><td>生产总值</td><td>亿元</td><td>210.4</td><td>5.1</td></tr>
      <tr><td>政务办件</td><td>万件</td><td>36.8</td><td>2.7</td></tr></table></body></html>`;
    const { text, tables } = await read(page, "t.html");
    expect(tables?.map((c) => [c.rowHeading, c.columnHeading, text.slice(c.start, c.end)])).toEqual([
      ["生产总值", "2023年（亿元）", "210.4"],
      ["生产总值", "同比增速（%）", "5.1"],
      ["政务办件", "2023年（万件）", "36.8"],
      ["政务办件", "同比增速（%）", "2.7"],
    ]);
  });

  test("takes a first row across the table, and the line above one that gives the unit, for its name", async () => {
    const rows = "<tr><td>镇</td><td>收入</td></tr><tr><td>甲镇</td><td>31.5</td></tr>";
    const inside = `<p>各镇情况由县局汇总，仅供参考，详见下面的表格。</p><table><tr><td colspan="2">各镇财政收入</td></tr>${rows}</table>`;
    const above = `<p>各镇财政收入</p><p>单位：万元</p><table>${rows}</table><p>以上由县局汇总，仅供各镇参考使用。</p>`;
    const captions = async (body: string) =>
      (await read(`<html><body>${body}</body></html>`, "t.html")).tables?.map((cell) => cell.caption);
    expect(await captions(inside)).toEqual(["各镇财政收入"]);
    expect(await captions(above)).toEqual(["各镇财政收入 单位：万元"]);
  });

  test("reads a caption that one more line parts from its table, and a long marked heading", async () => {
    const heading = `关于${"进一步优化办事流程的".repeat(9)}说明`;
    const page = `<html><body><h2>${heading}</h2><p>各镇办件量</p><p>以下数据由县局汇总，经各镇核对后发布。</p>
      <table><tr><td>镇</td><td>办件</td></tr><tr><td>甲镇</td><td>31件</td></tr></table></body></html>`;
    const { text, headings, tables } = await read(page, "t.html");
    expect(headings.map((h) => text.slice(h.start, h.end))).toEqual([heading]);
    expect(tables?.map((cell) => cell.caption)).toEqual(["各镇办件量"]);
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

  test("drops what stands inside the article and is none of it: ads, buttons, codes, other articles", async () => {
    const page = `<html><body><div id="c"><h1>云岭县窗口服务年度情况</h1><p>2024-02-06 09:30</p>
      <p>分享到： 微信 微博 QQ空间</p><p>【打印】 【关闭】</p><p>全县设立便民点210处，覆盖所有行政村和社区。</p>
      <div class="ad">全场5折 仅限3天</div><p>广告 主播等你来 8888</p><!-- 内部编号 4471 -->
      <template><p>模板文字 5512 件。</p></template><p class="hidden">隐藏文字写着 6613 件，读者看不到。</p>
      <p>热线全年接听12.4万次，群众满意率为98.6%。</p><p>${"各镇窗口同步延长服务时间，群众随到随办。".repeat(6)}</p><p>扫一扫在手机打开当前页</p>
      <div class="k3"><h3>推荐阅读</h3><ul><li>全县66个项目集中开工</li><li>12条新措施公布</li></ul></div>
      <p>相关链接：</p><p>又有37家企业落户</p></div></body></html>`;
    const { text, meta } = await read(page, "c.html");
    expect(text.split(/\n+/)).toEqual([
      "云岭县窗口服务年度情况",
      "全县设立便民点210处，覆盖所有行政村和社区。",
      "热线全年接听12.4万次，群众满意率为98.6%。",
      "各镇窗口同步延长服务时间，群众随到随办。".repeat(6),
    ]);
    expect(meta.publishedOn).toBe("2024-02-06");
  });

  test("keeps the date of a signature, and text that goes on after a list of links", async () => {
    const page = `<html><body><div><p>全县设立便民点210处，覆盖所有行政村和社区，群众办事少跑路，企业也方便。</p><p>相关阅读</p><p>十条措施公布</p>
      <p>热线全年接听12.4万次，比上年多一成，群众满意率为98.6%，位居全市前列，得到好评。</p>
      <p>云岭县政务服务局</p><p>2024年2月6日</p></div></body></html>`;
    const { text } = await read(page, "d.html");
    expect(text).toContain("热线全年接听12.4万次");
    expect(text.endsWith("云岭县政务服务局\n\n2024年2月6日")).toBe(true);
    expect(text).not.toContain("十条措施");
  });

  test("lists attachments by name and address", async () => {
    const page = `<html><body><div><p>全县设立便民点210处，覆盖所有行政村和社区。</p>
      <p><a href="/upload/P01.xls">便民点名单</a> <a href="down.do?id=3">办事指南.docx</a> <a href="/a.html">首页</a>
      <a href="/upload/%E9%99%84%E8%A1%A8.pdf"></a> <a href="javascript:open('x.pdf')">预览</a></p></div></body></html>`;
    expect((await read(page, "e.html")).meta.attachments?.split("\n")).toEqual([
      "便民点名单 (/upload/P01.xls)",
      "办事指南.docx (down.do?id=3)",
      "附表.pdf (/upload/%E9%99%84%E8%A1%A8.pdf)",
    ]);
  });

  test("reads a hundred thousand elements and attributes of megabytes in seconds", async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `<i>${i}</i>`).join("");
    const long = `<div class="${"a b ".repeat(500_000)}" style="${"x:y;".repeat(500_000)}">`;
    const page = `<html><body>${long}<p>全县设立便民点210处。</p><p>${many}</p></div></body></html>`;
    const start = performance.now();
    expect((await read(page, "big.html")).text).toContain("全县设立便民点210处。");
    expect(performance.now() - start).toBeLessThan(10_000);
  }, 20_000);

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

describe("web archives", () => {
  const page =
    "<html><head><title>云岭县办件情况通报</title></head><body><p>全县窗口办件=6123件，网上办理4871件。</p></body></html>";
  const archive = (encoding: string, body: string, charset = "utf-8"): string =>
    [
      "From: <Saved by a browser>",
      "Snapshot-Content-Location: http://example.invalid/a.html",
      "Subject: =?utf-8?Q?x?=",
      "MIME-Version: 1.0",
      'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--1"',
      "",
      "",
      "----b--1",
      `Content-Type: text/html; charset=${charset}`,
      `Content-Transfer-Encoding: ${encoding}`,
      "Content-Location: http://example.invalid/a.html",
      "",
      body,
      "----b--1",
      "Content-Type: image/png",
      "Content-Transfer-Encoding: base64",
      "",
      "iVBORw0KGgo=",
      "----b--1--",
      "",
    ].join("\r\n");
  const quoted = (bytes: Uint8Array): string =>
    [...bytes]
      .map((byte) =>
        byte > 0x7e || byte === 0x3d
          ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}`
          : String.fromCharCode(byte),
      )
      .reduce((text, unit, i) => text + unit + (i % 20 === 19 ? "=\r\n" : ""), "");

  test.each([
    ["quoted-printable", quoted(utf8(page)), "utf-8"],
    ["base64", Buffer.from(page).toString("base64").replace(/.{76}/g, "$&\r\n"), "utf-8"],
    ["quoted-printable", quoted(iconv.encode(page, "gb18030")), "gb2312"],
  ])("of %s give the text of their page (%#)", async (encoding, body, charset) => {
    const bytes = utf8(archive(encoding, body, charset));
    expect(mhtmlReader.accepts(bytes, "a.mht")).toBe(true);
    const { text, title, meta } = await mhtmlReader.read(bytes, "a.mht", quietContext);
    expect(text).toBe("云岭县办件情况通报\n\n全县窗口办件=6123件，网上办理4871件。");
    expect(title).toBe("云岭县办件情况通报");
    expect(meta.url).toBe("http://example.invalid/a.html");
  });

  test("are told from pages, texts and letters", () => {
    for (const text of [
      page,
      "标题: 正文\n内容。",
      "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n信",
    ]) {
      expect(mhtmlReader.accepts(utf8(text), "a.mht")).toBe(false);
    }
  });

  test("without a page are explained", async () => {
    const bytes = utf8(archive("7bit", "x").replace("text/html; charset", "text/css; charset"));
    await expect(mhtmlReader.read(bytes, "空.mht", quietContext)).rejects.toThrow(
      /空\.mht.*没有找到网页正文/,
    );
  });
});
