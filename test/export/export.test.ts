/**
 * The ledger of invented reports as rows, CSV, JSON lines and an Excel workbook that is read back.
 */
import { PassThrough } from "node:stream";
import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  csvLines,
  type ExportRow,
  exportFilter,
  exportRows,
  jsonLines,
  writeXlsx,
  writeXlsxTo,
} from "../../src/export/index.ts";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

let fixture: IndexFixture;
beforeAll(async () => {
  fixture = await buildIndex({
    "青田县2022年总结.txt":
      "青田县政务服务中心2022年工作总结\n一、主要工作\n全年办件超25.6万件，网上可办率97.05%。2021年办结率为91%。\n二、2023年工作计划\n力争网上可办率达到99%。\n",
    "安吉县2021年总结.txt": "安吉县2021年政务服务工作总结\n一、主要工作\n全年受理热线工单3206件。\n",
  });
});
afterAll(() => fixture.close());

const rowsFor = (region?: string, year?: string) => [
  ...exportRows(fixture.store, exportFilter(fixture.store, { region, year })),
];

function row(fields: Partial<ExportRow>): ExportRow {
  const [first] = rowsFor();
  if (!first) throw new Error("no row");
  return { ...first, ...fields };
}

async function readBack(bytes: Buffer): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  // exceljs declares an older Buffer than Node's.
  await book.xlsx.load(new Uint8Array(bytes).buffer as never);
  return book;
}

describe("exportRows", () => {
  test("gives one row per figure with its sentence and span", () => {
    const rows = rowsFor();
    expect(rows.map((r) => r.raw)).toEqual(["3206件", "超25.6万件", "97.05%", "91%", "99%"]);
    expect(rows[1]).toMatchObject({
      region: "青田县",
      period: "2022年",
      value: 25.6,
      unit: "万件",
      qualifier: "超",
      status: "实绩",
      file: "青田县2022年总结.txt",
      section: "一、主要工作",
      page: null,
      sentence: "全年办件超25.6万件，网上可办率97.05%。",
    });
    expect(rows[4]).toMatchObject({ status: "计划", period: "2023年" });
    const text = fixture.store.text(fixture.store.reports()[1]?.id ?? "");
    expect(rows.slice(1).map((r) => text.slice(r.start, r.end))).toEqual(rows.slice(1).map((r) => r.raw));
  });

  test.each([
    ["青田", undefined, 4],
    ["青田县", "2022年", 2],
    ["浙江", undefined, 5],
    [undefined, "2021", 2],
    ["安吉县", "2022", 0],
  ])("keeps region %s and year %s", (region, year, count) => {
    expect(rowsFor(region, year)).toHaveLength(count);
  });

  test("refuses a region without reports with the ones there are, and a year that is none", () => {
    expect(() => rowsFor("三亚")).toThrow(/没有“三亚”的数字。现有报告的地区：安吉县、青田县/);
    expect(() => rowsFor(undefined, "去年")).toThrow(/四位数字/);
  });
});

describe("CSV and JSON lines", () => {
  test("begin with the mark that Excel looks for and Chinese headings", () => {
    const [head, first] = [...csvLines(rowsFor())];
    expect(head).toMatch(
      /^\uFEFF地区,时期,指标,数值,单位,原文写法,限定词,性质,报告,文件,章节,页,原句,起,止\r\n$/,
    );
    expect(first).toMatch(/^安吉县,2021年,.*,3206,件,3206件,,实绩,.*\r\n$/);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+SUM(A1)", "'+SUM(A1)"],
    ["@cmd", "'@cmd"],
    ["-2+3", "'-2+3"],
    [" =1", "' =1"],
    ["\t=1", "'\t=1"],
    ["＝1", "'＝1"],
    ["-3.5%", "-3.5%"],
    ["3—5天", "3—5天"],
    ['说“好”,"行"', '"说“好”,""行"""'],
    ["两\n行", '"两\n行"'],
  ])("write the text %j as %j", (metric, written) => {
    const [, line] = [...csvLines([row({ metric })])];
    expect(line).toContain(`,${written},`);
  });

  test("keep negative numbers as numbers and leave null empty", () => {
    expect([...csvLines([row({ value: -3.5 })])][1]).toContain(",-3.5,");
    expect([...csvLines([row({ value: null, metric: "等级" })])][1]).toContain(",等级,,");
  });

  test("give each row as one JSON object", () => {
    const rows = rowsFor();
    expect([...jsonLines(rows)].map((line) => JSON.parse(line))).toEqual(rows);
  });
});

describe("writeXlsx", () => {
  test("writes every row, numbers as numbers, with frozen and filtered headings", async () => {
    const rows = [...rowsFor(), row({ value: -3.5, metric: "=HYPERLINK(1)", page: 7 })];
    const book = await readBack(await writeXlsx(rows));
    const sheet = book.getWorksheet("数字");
    expect(sheet?.rowCount).toBe(rows.length + 1);
    expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(sheet?.autoFilter).toBe("A1:O1");
    expect(sheet?.getColumn(13).width).toBeGreaterThan(50);
    expect(sheet?.getRow(3).values).toEqual([
      undefined,
      ...["青田县", "2022年", expect.stringContaining("办件"), 25.6, "万件", "超25.6万件", "超", "实绩"],
      ...[expect.any(String), "青田县2022年总结.txt", "一、主要工作", undefined],
      ...["全年办件超25.6万件，网上可办率97.05%。", expect.any(Number), expect.any(Number)],
    ]);
    const last = sheet?.lastRow;
    expect(last?.getCell(3).type).toBe(exceljs.ValueType.String);
    expect(last?.getCell(3).value).toBe("=HYPERLINK(1)");
    expect([last?.getCell(4).value, last?.getCell(12).value]).toEqual([-3.5, 7]);
  });

  test("goes on in another sheet when one is full", async () => {
    const book = await readBack(await writeXlsx(rowsFor(), { maxRowsPerSheet: 2 }));
    expect(book.worksheets.map((s) => [s.name, s.rowCount])).toEqual([
      ["数字", 3],
      ["数字2", 3],
      ["数字3", 2],
    ]);
  });

  test("cuts what Excel cannot hold and drops characters that break the file", async () => {
    const book = await readBack(
      await writeXlsx([row({ sentence: "长".repeat(40_000), metric: "损\u0001坏\ud800字<&>" })]),
    );
    const written = book.getWorksheet("数字")?.getRow(2);
    expect(String(written?.getCell(13).value)).toHaveLength(32_767);
    expect(written?.getCell(3).value).toBe("损坏\ufffd字<&>");
  });

  test("writes the headings alone when there are no rows, and rejects when the stream fails", async () => {
    const book = await readBack(await writeXlsx([]));
    expect(book.getWorksheet("数字")?.rowCount).toBe(1);
    const broken = new PassThrough();
    const written = writeXlsxTo(broken, rowsFor());
    broken.destroy(new Error("disk gone"));
    await expect(written).rejects.toThrow("disk gone");
  });
});
