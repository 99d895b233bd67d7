/**
 * Workbooks as offices write them: what becomes text, what becomes a figure's heading, unit and caption;
 * and workbooks built to fill the memory.
 */
import excel from "exceljs";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ExtractedText } from "../../src/domain/index.ts";
import { quietContext } from "../../src/ingest/readers/index.ts";
import { formatDate, formatNumber } from "../../src/ingest/readers/number-format.ts";
import { xlsxReader } from "../../src/ingest/readers/xlsx.ts";

type Fill = (sheet: excel.Worksheet, book: excel.Workbook) => void;

describe("a sheet with a title, a unit and a header of two rows", () => {
  const read = () =>
    workbook({
      办件统计: (sheet) => {
        sheet.addRows([
          ["云溪县2024年政务服务办件统计表"],
          ["填报单位：云溪县政务局", null, null, "单位：万件"],
          ["事项类别", "办件量", null, "网办率"],
          [null, "2023年", "2024年", null],
          ["社会保障", 12.5, 1234.5, 0.956],
          ["不动产", 3, 4, 1],
          ["注：含乡镇办件。"],
        ]);
        for (const range of ["A1:D1", "A3:A4", "B3:C3", "D3:D4", "A7:D7"]) sheet.mergeCells(range);
        sheet.getColumn(3).numFmt = "#,##0.00";
        sheet.getColumn(4).numFmt = "0.0%";
      },
    });

  it("becomes lines and rows with tabs, numbers as shown", async () => {
    const { text, title } = await read();
    expect(title).toBe("云溪县2024年政务服务办件统计表");
    expect(text).toBe(
      [
        "办件统计",
        "云溪县2024年政务服务办件统计表",
        "填报单位：云溪县政务局  单位：万件",
        "事项类别\t办件量\t网办率\n2023年\t2024年\n社会保障\t12.5\t1,234.50\t95.6%\n不动产\t3\t4.00\t100.0%",
        "注：含乡镇办件。",
      ].join("\n\n"),
    );
  });

  it("has headings for the sheet's name and title", async () => {
    const { text, headings } = await read();
    expect(headings.map((h) => [text.slice(h.start, h.end), h.level])).toEqual([
      ["办件统计", 1],
      ["云溪县2024年政务服务办件统计表", 2],
    ]);
  });

  it("gives each figure its row, both rows of its column heading, and a caption with the unit", async () => {
    const cells = figures(await read());
    expect(cells).toContainEqual(["1,234.50", "社会保障", "办件量 2024年"]);
    expect(cells).toContainEqual(["95.6%", "社会保障", "网办率"]);
    expect(cells).toHaveLength(6);
    expect((await read()).tables?.[0]?.caption).toBe("云溪县2024年政务服务办件统计表 单位：万件");
  });
});

describe("units and years of a table", () => {
  it("come from a column of units, from a row's heading and from bare years in the header", async () => {
    const cells = figures(
      await workbook({
        Sheet1: (sheet) =>
          sheet.addRows([
            ["序号", "指标", "计量单位", 2023, 2024, "同比增长"],
            [1, "办件总量", "万件", 55.2, 60.1, 8.9],
            [2, "窗口（个）", null, 120, 130, 8.3],
            [3, "责任股室", "市政务局", 2, 3, 50],
          ]),
      }),
    );
    expect(cells).toContainEqual(["60.1", "办件总量", "2024年（万件）"]);
    expect(cells).toContainEqual(["8.9", "办件总量", "同比增长"]);
    expect(cells).toContainEqual(["120", "窗口（个）", "2023年（个）"]);
    expect(cells.find(([raw, row]) => raw === "3" && row?.startsWith("责任股室"))?.[2]).toBe("2024年");
    expect(cells.map(([raw]) => raw)).not.toContain("1");
  });

  it("come from months in the header, which are no figures", async () => {
    const cells = figures(
      await workbook({
        Sheet1: (sheet) =>
          sheet.addRows([
            ["指标", "1月", "1-2月"],
            ["办件量（件）", 10, 25],
          ]),
      }),
    );
    expect(cells).toEqual([
      ["10", "办件量（件）", "1月（件）"],
      ["25", "办件量（件）", "1-2月（件）"],
    ]);
  });
});

describe("several tables", () => {
  it("on one sheet are parted by a blank row and keep the sheet's title behind their own", async () => {
    const { tables = [] } = await workbook({
      Sheet1: (sheet) =>
        sheet.addRows([
          ["云溪县运行情况（单位：件）"],
          ["渠道", "办件量"],
          ["大厅", 100],
          [],
          ["热线部分"],
          ["类别", "工单量"],
          ["咨询", 200],
          [],
          ["投诉", 30],
        ]),
    });
    expect(tables.map((c) => [c.rowHeading, c.columnHeading, c.caption])).toEqual([
      ["大厅", "办件量", "云溪县运行情况 单位：件"],
      ["咨询", "工单量", "热线部分 云溪县运行情况 单位：件"],
      ["投诉", "工单量", "热线部分 云溪县运行情况 单位：件"],
    ]);
  });

  it("on several sheets carry the sheet's name; a hidden sheet is left out and told", async () => {
    const {
      text,
      tables = [],
      warnings,
    } = await workbook({
      "2024年实绩": (sheet) =>
        sheet.addRows([
          ["指标", "数值"],
          ["办件量", 9],
        ]),
      "2025年目标": (sheet) =>
        sheet.addRows([
          ["指标", "数值"],
          ["办件量", 11],
        ]),
      底稿: (sheet) => {
        sheet.addRows([
          ["指标", "数值"],
          ["草稿", 7],
        ]);
        sheet.state = "hidden";
      },
    });
    expect(tables.map((c) => c.caption)).toEqual(["2024年实绩", "2025年目标"]);
    expect(text).not.toContain("草稿");
    expect(warnings.join()).toContain("隐藏的工作表没有读取：底稿");
  });

  it("numbers of columns under the header and section rows do not become figures or headings of columns", async () => {
    const cells = figures(
      await workbook({
        Sheet1: (sheet) =>
          sheet.addRows([
            ["事项", "上年", "本年"],
            ["甲", 1, 2],
            ["一、线上", null, null],
            ["申请", 40, 50],
            ["二、线下", null, null],
            ["申请", 30, 20],
          ]),
      }),
    );
    expect(cells).toEqual([
      ["40", "一、线上 申请", "上年"],
      ["50", "一、线上 申请", "本年"],
      ["30", "二、线下 申请", "上年"],
      ["20", "二、线下 申请", "本年"],
    ]);
  });
});

describe("values of cells", () => {
  it("are what Excel saved and shows; uncomputed formulas and errors are left out and told", async () => {
    const { text, warnings } = await workbook({
      Sheet1: (sheet) => {
        sheet.addRows([["项目", "值"]]);
        const rows: [string, excel.CellValue, string?][] = [
          ["合计", { formula: "1+2", result: 3 }],
          ["占比", { formula: "1/3", result: 1 / 3 }, "0.00%"],
          ["未算", { formula: "A1" } as excel.CellFormulaValue],
          ["错误", { error: "#REF!" }],
          ["富文本", { richText: [{ text: "全市" }, { text: "第一" }] }],
          ["链接", { text: "详见附表", hyperlink: "http://example.invalid/" }],
          ["日期", new Date(Date.UTC(2025, 2, 31)), 'yyyy"年"m"月"d"日"'],
          ["日期二", new Date(Date.UTC(2025, 2, 31)), "yyyy-mm-dd"],
          ["换行", "网上\n办理"],
        ];
        for (const [label, value, format] of rows) {
          const cell = sheet.addRow([label, value]).getCell(2);
          if (format) cell.numFmt = format;
        }
      },
    });
    expect(text.split("\n")).toEqual([
      "项目\t值",
      "合计\t3",
      "占比\t33.33%",
      "未算",
      "错误",
      "富文本\t全市第一",
      "链接\t详见附表",
      "日期\t2025年3月31日",
      "日期二\t2025-03-31",
      "换行\t网上 办理",
    ]);
    expect(warnings.join("\n")).toMatch(/1 个公式没有保存结果[\s\S]*1 个单元格是错误值/);
  });

  it("know the date formats that Chinese Excel does not spell out", async () => {
    const styles = `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>`;
    const sheet =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>截止</t></is></c><c r="B1" s="1"><v>45747</v></c></row>';
    const { text } = await xlsxReader.read(raw(sheet, { "xl/styles.xml": styles }), "a.xlsx", quietContext);
    expect(text).toBe("截止\t2025年3月31日");
  });

  it.each([
    [0.95, "0%", "95%"],
    [0.1 + 0.2, undefined, "0.3"],
    [200 / 3, "General", "66.66666667"],
    [1234567.891, "#,##0.00", "1,234,567.89"],
    [1.005, "0.00", "1.01"],
    [-1234, "#,##0_);(#,##0)", "-1,234"],
    [-12.5, "0.0;[Red]0.0", "-12.5"],
    [0, '0;-0;"-"', "-"],
    [12345, '0!.0,"万"', "1.2万"],
    [123456789, '[>=100000000]0.00,,"百万";0', "123.46百万"],
    [88, '0"件"', "88件"],
    [12.5, "0.##", "12.5"],
    [7, "000", "007"],
    [1234.5, "¥#,##0.00", "1,234.50"],
    [5, "# ?/?", "5"],
  ])("shows %d with the format %s as %s", (value, format, shown) => {
    expect(formatNumber(value, format)).toBe(shown);
  });

  it("shows of a date what the format shows", () => {
    const date = new Date(Date.UTC(2025, 2, 5, 14, 30));
    expect(formatDate(date, 'yyyy"年"m"月"')).toBe("2025年3月");
    expect(formatDate(date, "mm-dd-yy")).toBe("2025-03-05");
    expect(formatDate(date, "yyyy/m/d h:mm")).toBe("2025-03-05 14:30");
  });
});

describe("a workbook built to do harm", () => {
  it("with a million styled empty cells is read for the cells that are filled", async () => {
    const empty = Array.from({ length: 1000 }, (_, i) => `<c r="A${i + 2}" s="0"/>`)
      .join("")
      .repeat(1000);
    const sheet = `<row r="1">${text("A1", "办件量")}<c r="B1"><v>5</v></c></row><row r="2">${empty}</row>`;
    const before = process.memoryUsage().rss;
    const { text: read } = await xlsxReader.read(raw(sheet), "a.xlsx", quietContext);
    expect(read).toBe("办件量\t5");
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it("with ranges as large as a sheet can be is read in no time", async () => {
    const sheet = `<row r="1">${text("A1", "办件量")}<c r="B1"><v>5</v></c></row><row r="1048576">${text("XFD1048576", "末尾")}</row>`;
    const after = `<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"/></dataValidations>`;
    const started = performance.now();
    const { text: read } = await xlsxReader.read(
      raw(
        sheet,
        {},
        after,
        '<definedNames><definedName name="a">s!$A$1:$XFD$1048576</definedName></definedNames>',
      ),
      "a.xlsx",
      quietContext,
    );
    expect(read).toContain("办件量");
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it("with too many filled cells is refused with the setting's name", async () => {
    const row = Array.from({ length: 1000 }, () => '<c r="A1"><v>1</v></c>').join("");
    const bytes = raw(`<row r="1">${row}</row>`.repeat(300));
    await expect(xlsxReader.read(bytes, "大表.xlsx", quietContext)).rejects.toThrow(
      /“大表\.xlsx”的单元格多于 200000 个.*ZHENGWEN_MAX_CELLS/,
    );
  });

  it("with millions of strings that no cell shows is refused", async () => {
    const strings = `<sst xmlns="${MAIN}">${"<si><t>a</t></si>".repeat(300_000)}</sst>`;
    const bytes = raw('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { "xl/sharedStrings.xml": strings });
    await expect(xlsxReader.read(bytes, "a.xlsx", quietContext)).rejects.toThrow(/ZHENGWEN_MAX_CELLS/);
  });

  it("with cells strewn over the whole sheet is refused as no table", async () => {
    const letters = (n: number): string =>
      n < 0 ? "" : letters(Math.floor(n / 26) - 1) + String.fromCharCode(65 + (n % 26));
    const rows = Array.from(
      { length: 5000 },
      (_, i) => `<row r="${i + 1}">${text(`${letters(i)}${i + 1}`, "办")}</row>`,
    );
    await expect(xlsxReader.read(raw(rows.join("")), "a.xlsx", quietContext)).rejects.toThrow(/太分散/);
  });

  it.each([["xl/workbook.xml"], ["xl/sharedStrings.xml"]])("with entities in %s is refused", async (part) => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    await expect(xlsxReader.read(raw("", { [part]: bomb }), "坏.xlsx", quietContext)).rejects.toThrow(
      /“坏\.xlsx”里有正常 Office 文件不会有的实体声明/,
    );
  });

  it("that is damaged is taken, to say so", async () => {
    const whole = await bytesOf({ Sheet1: (sheet) => sheet.addRow(["办件量", 5]) });
    const half = whole.subarray(0, whole.length / 2);
    expect(xlsxReader.accepts(half, "a.bin")).toBe(true);
    await expect(xlsxReader.read(half, "半截.xlsx", quietContext)).rejects.toThrow(/“半截\.xlsx”已损坏/);
    const garbled = raw('<row r="1"><c><v>1</v></c></row>');
    await expect(xlsxReader.read(garbled, "a.xlsx", quietContext)).rejects.toThrow(/a\.xlsx/);
  });

  it("without anything in its sheets is refused", async () => {
    await expect(workbook({ Sheet1: () => {} })).rejects.toThrow(/工作表里没有内容/);
  });
});

it("takes workbooks by what is in them, not by their name", async () => {
  expect(xlsxReader.accepts(await bytesOf({ a: (sheet) => sheet.addRow([1]) }), "报表.doc")).toBe(true);
  expect(xlsxReader.accepts(zipSync({ "a.xlsx": strToU8("x") }), "a.xlsx")).toBe(false);
  expect(xlsxReader.accepts(strToU8("办件量"), "a.xlsx")).toBe(false);
});

async function bytesOf(sheets: Record<string, Fill>): Promise<Uint8Array> {
  const book = new excel.Workbook();
  for (const [name, fill] of Object.entries(sheets)) fill(book.addWorksheet(name), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function workbook(sheets: Record<string, Fill>): Promise<ExtractedText> {
  return xlsxReader.read(await bytesOf(sheets), "表.xlsx", quietContext);
}

/** Each figure cell's text as its offsets give it, with its headings. */
function figures({ text, tables = [] }: ExtractedText): string[][] {
  return tables.map((c) => [text.slice(c.start, c.end), c.rowHeading, c.columnHeading]);
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function text(place: string, value: string): string {
  return `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

/** A workbook of one sheet with exactly these rows. */
function raw(rows: string, more: Record<string, string> = {}, afterRows = "", names = ""): Uint8Array {
  const parts: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>${names}</workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData>${afterRows}</worksheet>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}
