/**
 * The docx reader on files made by the docx package with texts of our own, and on packages that mean harm.
 */
import {
  DeletedTextRun,
  Document,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  InsertedTextRun,
  type ISectionOptions,
  Packer,
  Paragraph,
  StyleLevel,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalMergeType,
} from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { ExtractedText } from "../../src/domain/index.ts";
import { docxReader } from "../../src/ingest/readers/docx.ts";
import { quietContext } from "../../src/ingest/readers/limits.ts";
import { cellsOf } from "../support/cells.ts";
import { refusalOf } from "../support/refusal.ts";

type Children = ISectionOptions["children"];
type DocumentOptions = ConstructorParameters<typeof Document>[0];

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const revision = { id: 1, author: "a", date: "2023-01-01T00:00:00Z" };

async function make(children: Children, options: Partial<DocumentOptions> = {}): Promise<Uint8Array> {
  const headers = { default: new Header({ children: [new Paragraph("云岭县内部资料第77期")] }) };
  return new Uint8Array(
    await Packer.toBuffer(new Document({ ...options, sections: [{ headers, children }] })),
  );
}

function read(bytes: Uint8Array): Promise<ExtractedText> {
  return docxReader.read(bytes, "某报告.docx", quietContext);
}

async function readMade(children: Children, options: Partial<DocumentOptions> = {}): Promise<ExtractedText> {
  return read(await make(children, options));
}

/** A package with nothing but a main part; `body` is its XML. */
function bare(body: string, before = "", more: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "word/document.xml": strToU8(
      `<?xml version="1.0"?>${before}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ),
    ...more,
  });
}

/** The same package with one part's text changed. */
function edited(bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part] ?? new Uint8Array()))) });
}

function titles(extracted: ExtractedText): [number, string][] {
  return extracted.headings.map(({ start, end, level }) => [level, extracted.text.slice(start, end)]);
}

const cell = (text: string, options: object = {}): TableCell =>
  new TableCell({ ...options, children: text.split("\n").map((line) => new Paragraph(line)) });
const row = (...texts: string[]): TableRow => new TableRow({ children: texts.map((text) => cell(text)) });

describe("paragraphs and headings", () => {
  test("give one line each, in order, headings with their level", async () => {
    const extracted = await readMade([
      new Paragraph({ text: "一、窗口办件", heading: HeadingLevel.HEADING_1 }),
      new Paragraph({
        children: [new TextRun("全年受理"), new TextRun({ text: "6123", bold: true }), new TextRun("件。")],
      }),
      new Paragraph({ text: "（一）网上办理", heading: HeadingLevel.HEADING_2 }),
      new Paragraph({ text: "网办率80%。", bullet: { level: 0 } }),
      new Paragraph({ text: "掌办率60%。", bullet: { level: 1 } }),
    ]);
    expect(extracted.text).toBe(
      "一、窗口办件\n\n全年受理6123件。\n\n（一）网上办理\n\n网办率80%。\n\n掌办率60%。",
    );
    expect(titles(extracted)).toEqual([
      [1, "一、窗口办件"],
      [2, "（一）网上办理"],
    ]);
  });

  test("take any style that stands on a heading style, and 标题 2 by its name", async () => {
    const extracted = await readMade(
      [
        new Paragraph({ text: "一、单位自定的样式", style: "own" }),
        new Paragraph({ text: "正文一句。" }),
        new Paragraph({ text: "（一）中文样式名", style: "cn" }),
        new Paragraph({ text: "整段正文误用了标题样式，其实是一句话。", style: "own" }),
      ],
      {
        styles: {
          paragraphStyles: [
            { id: "own", name: "本单位'一级", basedOn: "Heading1" },
            { id: "cn", name: "标题 2" },
            { id: "Heading1", name: "heading 1", paragraph: { outlineLevel: 0 } },
          ],
        },
      },
    );
    expect(titles(extracted)).toEqual([
      [1, "一、单位自定的样式"],
      [2, "（一）中文样式名"],
    ]);
  });

  test("leave out page headers, deleted revisions and tables of contents", async () => {
    const extracted = await readMade(
      [
        new TableOfContents("目录", {
          headingStyleRange: "1-3",
          stylesWithLevels: [new StyleLevel("toc 1", 1)],
        }),
        new Paragraph({ text: "一、总体情况……3", style: "TOC1" }),
        new Paragraph({
          children: [
            new TextRun("办件"),
            new DeletedTextRun({ ...revision, text: "5000" }),
            new InsertedTextRun({ ...revision, text: "5200" }),
            new TextRun("件。"),
          ],
        }),
      ],
      { styles: { paragraphStyles: [{ id: "TOC1", name: "toc 1" }] } },
    );
    expect(extracted.text).toBe("办件5200件。");
  });

  test("put footnotes after the text and no mark into the sentence", async () => {
    const extracted = await readMade(
      [
        new Paragraph({
          children: [
            new TextRun("群众满意率99.2%"),
            new FootnoteReferenceRun(1),
            new TextRun("，再创新高。"),
          ],
        }),
        new Paragraph("第二段。"),
      ],
      { footnotes: { 1: { children: [new Paragraph("由第三方测评。")] } } },
    );
    expect(extracted.text).toBe("群众满意率99.2%，再创新高。\n\n第二段。\n\n由第三方测评。");
  });

  test("keep the text of text boxes as paragraphs of their own", async () => {
    const box =
      '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>';
    const extracted = await read(bare(`<w:p><w:r><w:t>正文。</w:t></w:r>${box}</w:p>`));
    expect(extracted.text).toBe("正文。\n\n框内12件");
  });
});

describe("the title", () => {
  const body = [
    new Paragraph({ text: "云岭县2023年", heading: HeadingLevel.TITLE }),
    new Paragraph({ text: "政务服务年报", heading: HeadingLevel.TITLE }),
    new Paragraph({ text: "一、概况", heading: HeadingLevel.HEADING_1 }),
    new Paragraph("办件12件。"),
  ];

  test("is the paragraphs in the title's style, put together, and no heading", async () => {
    const extracted = await readMade(body);
    expect(extracted.title).toBe("云岭县2023年政务服务年报");
    expect(titles(extracted)).toEqual([[1, "一、概况"]]);
  });

  test("is the properties' where the text begins with it, not where it stayed from another file", async () => {
    const plain = [new Paragraph("云岭县政务服务年报"), new Paragraph("办件12件。")];
    expect((await readMade(plain, { title: "云岭县政务服务年报" })).title).toBe("云岭县政务服务年报");
    expect((await readMade(plain, { title: "平川市2019年工作总结" })).title).toBeUndefined();
    expect((await readMade(plain, { title: "Word 文档" })).title).toBeUndefined();
  });

  test("is the only heading of the first level when the text begins with it", async () => {
    const extracted = await readMade([
      new Paragraph({ text: "办件情况通报", heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ text: "一、概况", heading: HeadingLevel.HEADING_2 }),
    ]);
    expect(extracted.title).toBe("办件情况通报");
  });

  test("never makes the day of saving a publishing date", async () => {
    expect((await readMade(body)).meta).toEqual({});
  });
});

describe("tables", () => {
  test("give figure cells their row, both header rows and the caption with the unit", async () => {
    const extracted = await readMade([
      new Paragraph("表1 各部门办件统计"),
      new Paragraph("单位：万件"),
      new Table({
        rows: [
          new TableRow({
            children: [
              cell("部门", { verticalMerge: VerticalMergeType.RESTART }),
              cell("受理量", { columnSpan: 2 }),
              cell("办结率\n（%）", { verticalMerge: VerticalMergeType.RESTART }),
            ],
          }),
          new TableRow({
            children: [
              cell("", { verticalMerge: VerticalMergeType.CONTINUE }),
              cell("线上"),
              cell("窗口"),
              cell("", { verticalMerge: VerticalMergeType.CONTINUE }),
            ],
          }),
          row("人社局", "1.2", "0.4", "99.1"),
          row("住建局", "0.8", "0.3", "97"),
        ],
      }),
      new Paragraph("以上为全年数。"),
    ]);
    expect(extracted.text).toBe(
      "表1 各部门办件统计\n\n单位：万件\n\n部门\t受理量\t办结率（%）\n线上\t窗口\n人社局\t1.2\t0.4\t99.1\n住建局\t0.8\t0.3\t97\n\n以上为全年数。",
    );
    const caption = "表1 各部门办件统计 单位：万件";
    expect(cellsOf(extracted)).toEqual([
      ["1.2", "人社局", "受理量 线上", caption],
      ["0.4", "人社局", "受理量 窗口", caption],
      ["99.1", "人社局", "办结率（%）", caption],
      ["0.8", "住建局", "受理量 线上", caption],
      ["0.3", "住建局", "受理量 窗口", caption],
      ["97", "住建局", "办结率（%）", caption],
    ]);
  });

  test("take a first row across the whole table as its caption", async () => {
    const extracted = await readMade([
      new Table({
        rows: [
          new TableRow({ children: [cell("热线统计（单位：件）", { columnSpan: 2 })] }),
          row("月份", "来电"),
          row("1月", "310"),
          row("2月", "295"),
        ],
      }),
    ]);
    expect(cellsOf(extracted)).toEqual([
      ["310", "1月", "来电", "热线统计（单位：件）"],
      ["295", "2月", "来电", "热线统计（单位：件）"],
    ]);
  });

  test("that only frame text are read as paragraphs, and sentences in cells as running text", async () => {
    const framed = await readMade([
      new Table({ rows: [row("第一段有3件。\n第二段有4件。")] }),
      new Table({ rows: [row("事项", "说明"), row("进驻", "已进驻12个部门；另有3个部门派人轮值。")] }),
    ]);
    expect(framed.text).toBe(
      "第一段有3件。\n\n第二段有4件。\n\n事项\t说明\n进驻\t已进驻12个部门；另有3个部门派人轮值。",
    );
    expect(framed.tables).toEqual([]);
  });
});

describe("which files are taken", () => {
  test("goes by what is inside, whatever the name", async () => {
    const docx = await make([new Paragraph("正文。")]);
    expect(docxReader.accepts(docx, "报告.txt")).toBe(true);
    expect(docxReader.accepts(docx.subarray(0, docx.length / 2), "报告")).toBe(true);
    const others: Record<string, Uint8Array>[] = [
      { "[Content_Types].xml": strToU8("<Types/>"), "ppt/presentation.xml": strToU8("<p/>") },
      { "word/说明.txt": strToU8("放在 word 文件夹里的文字") },
      { "年报.docx": docx },
    ];
    for (const parts of others) expect(docxReader.accepts(zipSync(parts), "报告.docx")).toBe(false);
    expect(docxReader.accepts(strToU8("word/ 纯文字"), "报告.docx")).toBe(false);
  });

  test("strict Office Open XML is read as well", async () => {
    const strict = bare("<w:p><w:r><w:t>严格格式的正文。</w:t></w:r></w:p>");
    const bytes = edited(strict, "word/document.xml", (xml) =>
      xml.replace(W, 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'),
    );
    expect((await read(bytes)).text).toBe("严格格式的正文。");
  });
});

describe("files that cannot be read", () => {
  const paragraph = "<w:p><w:r><w:t>正文。</w:t></w:r></w:p>";

  test("a package that unpacks to hundreds of megabytes is refused without filling memory", async () => {
    const bomb = bare(paragraph, "", { "word/media/a.bin": new Uint8Array(300 * 1024 * 1024) });
    const before = process.memoryUsage().rss;
    expect(await refusalOf(read(bomb))).toMatch(/某报告\.docx.*超过上限 200/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  }, 60_000);

  test("a main part of endless text or elements is refused", async () => {
    expect(await refusalOf(read(bare("<w:p/>".repeat(400_000))))).toMatch(/某报告\.docx.*内容太多/);
    const long = bare(`<w:p><w:r><w:t>${"x".repeat(35 * 1024 * 1024)}</w:t></w:r></w:p>`);
    expect(await refusalOf(read(long))).toMatch(/内容太多/);
    const packed = bare(`<w:p><w:r><w:t>${"x".repeat(7_000_000)}</w:t></w:r></w:p>`);
    expect(await refusalOf(read(packed))).toMatch(/内容太多/);
  });

  test("entities that multiply are refused before any parser sees them", async () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join(
      "",
    );
    const bytes = bare(
      "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>",
      `<!DOCTYPE w [<!ENTITY a0 "哈哈">${laughs}]>`,
    );
    expect(await refusalOf(read(bytes))).toMatch(/某报告\.docx.*实体定义/);
  });

  test("a hundred thousand tags inside each other are refused", async () => {
    const deep = `${"<w:ins>".repeat(100_000)}${paragraph}${"</w:ins>".repeat(100_000)}`;
    expect(await refusalOf(read(bare(deep)))).toMatch(/某报告\.docx.*嵌套超过/);
    const hidden = `<!-- ${"</w:ins>".repeat(20_000)} -->${"<w:ins>".repeat(20_000)}${paragraph}${"</w:ins>".repeat(20_000)}`;
    expect(await refusalOf(read(bare(hidden)))).toMatch(/已损坏/);
  });

  test("a truncated file, broken XML and a file without text are told apart", async () => {
    const docx = await make([new Paragraph("正文。".repeat(500))]);
    expect(await refusalOf(read(docx.subarray(0, docx.length - 200)))).toMatch(/某报告\.docx.*没有传完整/);
    expect(await refusalOf(read(bare("<w:p><w:r>")))).toMatch(/某报告\.docx.*已损坏/);
    expect(await refusalOf(readMade([new Paragraph("")]))).toMatch(/某报告\.docx.*没有文字/);
  });

  test("a picture whose link leads nowhere does not stop the text", async () => {
    const blip =
      '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId99" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>';
    const inline = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">${blip}</wp:inline></w:drawing></w:r>`;
    expect((await read(bare(`<w:p>${inline}</w:p>${paragraph}`))).text).toBe("正文。");
  });

  test("numbers that are only in charts are warned about", async () => {
    const chart = { "word/charts/chart1.xml": strToU8("<c/>") };
    expect((await read(bare(paragraph, "", chart))).warnings).toEqual([
      "Word 文档“某报告.docx”里有 1 张图表，只写在图里的数字没有读入。",
    ]);
  });
});
