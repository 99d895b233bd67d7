/**
 * The PDF reader on files made here with pdfkit, and on ones that are locked or damaged.
 */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { DEFAULT_LIMITS, quietContext } from "../../src/ingest/readers/limits.ts";
import { createPdfReader, pdfReader, type RecognisePages } from "../../src/ingest/readers/pdf.ts";
import { broken, handmade, LONG, type Pdf, paragraph, pdf, read, refusalOf } from "./pdf-fixture.ts";

describe("a report with a text layer", () => {
  const report = () =>
    pdf(
      (doc) => {
        const furniture = (n: number): void => {
          doc.fontSize(9).text("青石县政务服务年度报告", 60, 30, { lineBreak: false });
          doc.text(`— ${n} —`, 285, 780, { lineBreak: false }).fontSize(12);
        };
        doc.font("hei").fontSize(22).text("青石县2023年政务服务", 190, 70, { lineBreak: false });
        doc.text("工作情况报告", 232, 104, { lineBreak: false });
        doc.fontSize(15).text("一、总体情况", 84, 160, { lineBreak: false });
        doc.font("song").fontSize(12);
        paragraph(doc, LONG, 190);
        const [first = "", ...others] = broken(LONG, 38);
        doc.text(first, 84, 700, { lineBreak: false });
        furniture(1);
        doc.addPage();
        for (const [i, line] of others.entries()) doc.text(line, 60, 70 + i * 21, { lineBreak: false });
        furniture(2);
        doc.addPage();
        doc.text("表1 各部门办件情况（单位：件）", 200, 70, { lineBreak: false });
        [
          ["部门", "2022年", "2023年"],
          ["人社局", "10,204", "12,331"],
          ["住建局", "356", "402"],
        ].forEach((cells, r) => {
          cells.forEach((cell, c) => {
            doc.rect(60 + c * 150, 100 + r * 25, 150, 25).stroke();
            doc.text(cell, 70 + c * 150, 105 + r * 25, { lineBreak: false });
          });
        });
        furniture(3);
      },
      { info: { Title: "Microsoft Word - 年报.doc" } },
    );

  test("gives title, whole paragraphs, page starts and headings without heads and page numbers", async () => {
    const extracted = await read(await report());
    const { text, headings, pageStarts, title } = extracted;
    expect(title).toBe("青石县2023年政务服务工作情况报告");
    expect(text.split("\n\n").slice(0, 4)).toEqual([title, "一、总体情况", LONG, LONG]);
    expect(text).not.toContain("年度报告");
    expect(text).not.toContain("—");
    expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual([title, "一、总体情况"]);
    expect(pageStarts).toEqual([
      0,
      text.lastIndexOf(LONG) + (broken(LONG, 38)[0]?.length ?? 0),
      text.indexOf("表1"),
    ]);
    expect(extracted).toMatchObject({ meta: {}, warnings: [], bodyStart: 0 });
    expect(extracted.recognised).toBeUndefined();
  });

  test("gives the figures of a ruled table their headings and caption", async () => {
    const { text, tables } = await read(await report());
    expect(text).toContain("部门\t2022年\t2023年\n人社局\t10,204\t12,331\n住建局\t356\t402");
    const cells = (tables ?? []).map((cell) => ({ ...cell, text: text.slice(cell.start, cell.end) }));
    expect(cells.find((cell) => cell.text === "402")).toMatchObject({
      rowHeading: "住建局",
      columnHeading: "2023年",
      caption: "表1 各部门办件情况（单位：件）",
    });
    expect(cells).toHaveLength(4);
  });

  test("reads two columns one after the other", async () => {
    const bytes = await pdf((doc) => {
      paragraph(doc, LONG, 100, 18, 60);
      paragraph(doc, LONG.replaceAll("县", "区"), 100, 18, 310);
    });
    expect((await read(bytes)).text).toBe(`${LONG}\n\n${LONG.replaceAll("县", "区")}`);
  });

  test("takes the title of the file's properties where the page shows none", async () => {
    const body = (doc: Pdf): void => void paragraph(doc, LONG, 100);
    expect((await read(await pdf(body, { info: { Title: "青石县年度服务报告" } }))).title).toBe(
      "青石县年度服务报告",
    );
    expect((await read(await pdf(body, { info: { Title: "未命名文档.docx" } }))).title).toBeUndefined();
  });

  test("skips a watermark that stands across the page", async () => {
    const bytes = await pdf((doc) => {
      paragraph(doc, LONG, 100);
      doc
        .rotate(45, { origin: [300, 400] })
        .fontSize(60)
        .text("内部资料", 200, 380, { lineBreak: false });
    });
    expect((await read(bytes)).text).toBe(LONG);
  });

  test("tells each page of a long file and none of a short one", async () => {
    const messages: string[] = [];
    const context = { limits: DEFAULT_LIMITS, onProgress: (message: string) => void messages.push(message) };
    const pages = (count: number) =>
      pdf((doc) => {
        for (let i = 0; i < count; i++) {
          if (i > 0) doc.addPage();
          paragraph(doc, LONG, 100);
        }
      });
    await read(await pages(2), context);
    expect(messages).toEqual([]);
    await read(await pages(22), context);
    expect(messages).toHaveLength(22);
    expect(messages[2]).toBe("读取第 3/22 页");
  });
});

describe("scanned pages", () => {
  const PICTURE = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  );
  const SCANNED = "扫描出来的这一页写着全年办结四千三百件。";

  test("are recognised, laid out in page order and told in a warning with their confidence", async () => {
    const asked: { pages: number[]; file: string }[] = [];
    const recognise: RecognisePages = async function* (_bytes, pages, file) {
      asked.push({ pages, file });
      for (const page of pages) {
        yield {
          page,
          width: 1190,
          height: 1684,
          lines: [
            { text: SCANNED, x: 168, y: 200, width: 480, height: 24, confidence: 0.9 },
            { text: "— 2 —", x: 570, y: 1600, width: 60, height: 20, confidence: 0.5 },
          ],
        };
      }
    };
    const bytes = await pdf((doc) => {
      paragraph(doc, LONG, 100);
      doc.addPage().image(PICTURE, 0, 0, { width: 595, height: 842 });
      doc.addPage();
      paragraph(doc, LONG, 100);
    });
    const { text, pageStarts, recognised, warnings } = await createPdfReader(recognise).read(
      bytes,
      "混合.pdf",
      quietContext,
    );
    expect(asked).toEqual([{ pages: [2], file: "混合.pdf" }]);
    expect(text).toBe(`${LONG}\n\n${SCANNED}\n\n${LONG}`);
    expect(pageStarts).toEqual([0, text.indexOf(SCANNED), text.lastIndexOf(LONG)]);
    expect(recognised?.confidence).toBeCloseTo((0.9 * SCANNED.length + 0.5 * 5) / (SCANNED.length + 5));
    expect(warnings).toEqual(["第 2 页是扫描图片，文字由识别得来，请核对原件"]);
  });

  test("are refused with a way out when nothing is recognised in them", async () => {
    const bytes = await pdf((doc) => void doc.image(PICTURE, 0, 0, { width: 595, height: 842 }));
    const nothing: RecognisePages = async function* () {};
    await expect(createPdfReader(nothing).read(bytes, "扫描.pdf", quietContext)).rejects.toThrow(
      /“扫描\.pdf”.*没有识别出文字/,
    );
  });
});

describe("characters", () => {
  /** One line in a standard font whose letters a, b and c are declared to mean the given characters. */
  function meaning(...codes: string[]): Uint8Array {
    const map = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${codes.length} beginbfchar ${codes.map((code, i) => `<${(0x61 + i).toString(16)}> <${code}>`).join(" ")} endbfchar endcmap end`;
    const content = `BT /F 12 Tf 72 700 Td (${"abc".slice(0, codes.length).repeat(6)}) Tj ET`;
    return handmade(
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
      `<</Length ${map.length}>>\nstream\n${map}\nendstream`,
    );
  }

  test("that are radicals or compatibility forms become the ones that people write", async () => {
    const { text, warnings } = await read(meaning("2f00", "f90a", "2f3e"));
    expect(text).toBe("一金户".repeat(6));
    expect(warnings).toEqual([]);
  });

  test("of a Chinese font that the file does not hold are decoded by its encoding", async () => {
    const words = "政务服务中心办件量";
    const content = `BT /F 12 Tf 72 700 Td <${iconv.encode(words, "gbk").toString("hex")}> Tj ET`;
    const bytes = handmade(
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>",
      "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    );
    expect((await read(bytes)).text).toBe(words);
  });

  test("without a meaning are kept and warned about once", async () => {
    const nothing: RecognisePages = async function* () {};
    const bytes = meaning("4e00", "4e8c", "e123");
    const { text, warnings } = await createPdfReader(nothing).read(bytes, "a.pdf", quietContext);
    expect(text).toBe("一二\ue123".repeat(6));
    expect(warnings).toEqual(["有些字符的字体没有注明是什么字，显示为乱码，请核对原件"]);
  });
});

describe("files that cannot be read", () => {
  test("say that they are locked with a password", async () => {
    const bytes = await pdf((doc) => void paragraph(doc, LONG, 100), {
      userPassword: "secret",
      pdfVersion: "1.7",
    });
    expect(await refusalOf(bytes)).toMatch(/“材料\.pdf”加了密码.*不加密/);
  });

  test("say that they are damaged", async () => {
    const noise = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 + (i >> 3)) & 255));
    expect(await refusalOf(new Uint8Array(Buffer.concat([Buffer.from("%PDF-1.7\n"), noise])))).toMatch(
      /已损坏/,
    );
    const whole = await pdf((doc) => void paragraph(doc, LONG, 100));
    const cut = await read(whole.slice(0, 400)).catch((error: unknown) => error);
    expect(cut).toBeInstanceOf(UserError);
  });

  test("say that there are more pages than the limit", async () => {
    const bytes = await pdf((doc) => {
      for (let i = 0; i < 4; i++) doc.addPage();
    });
    const context = { ...quietContext, limits: { ...DEFAULT_LIMITS, pages: 3 } };
    expect(await refusalOf(bytes, context)).toMatch(/有 5 页，超过上限 3 页/);
  });

  test("say that they hold neither text nor pictures", async () => {
    expect(await refusalOf(await pdf(() => {}))).toMatch(/没有文字也没有图片/);
  });
});

test("takes files by their first bytes, and by their name when other bytes come first", async () => {
  const bytes = await pdf((doc) => void paragraph(doc, LONG, 100));
  expect(pdfReader.accepts(bytes, "没有后缀")).toBe(true);
  expect(pdfReader.accepts(new TextEncoder().encode("正文"), "其实是文字.pdf")).toBe(false);
  const prefixed = new Uint8Array(Buffer.concat([Buffer.from("\r\nHTTP header\r\n"), bytes]));
  expect(pdfReader.accepts(prefixed, "a.pdf")).toBe(true);
});
