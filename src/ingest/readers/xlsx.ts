/**
 * An Excel workbook in, its visible sheets out as lines of text and table cells, values as the sheet shows them.
 * Formulas are not computed: what Excel saved as their result is read.
 */
import type { CellValue } from "exceljs";
import type { ExtractedText } from "../../domain/index.ts";
import { UserError } from "../../domain/index.ts";
import type { ReadContext } from "./limits.ts";
import { formatDate, formatNumber } from "./number-format.ts";
import type { Reader } from "./reader.ts";
import { type PlacedText, type Sheet, sheetOf } from "./sheet.ts";
import { writeSheets } from "./sheet-text.ts";
import { binaryKind } from "./sniff.ts";
import { slimPackage } from "./xlsx-package.ts";
import { damaged, zipDirectory } from "./zip-directory.ts";

/** Takes workbooks of Excel 2007 and later and of WPS, whatever their name; not the old xls nor the binary xlsb. */
export const xlsxReader: Reader = {
  name: "xlsx",
  extensions: [".xlsx", ".xlsm"],
  accepts: isWorkbook,
  read: readWorkbook,
};

function isWorkbook(bytes: Uint8Array): boolean {
  const kind = binaryKind(bytes);
  if (kind === null) return false;
  try {
    return zipDirectory(bytes, "").some((entry) => entry.name.toLowerCase() === "xl/workbook.xml");
  } catch {
    // A damaged workbook is this reader's too, to say so.
    return kind.includes("xlsx");
  }
}

async function readWorkbook(bytes: Uint8Array, file: string, context: ReadContext): Promise<ExtractedText> {
  const slim = await slimPackage(bytes, file, context);
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  try {
    await workbook.xlsx.load(arrayBufferOf(slim.bytes));
  } catch {
    throw damaged(file);
  }
  const sheets: Sheet[] = [];
  const hidden: string[] = [];
  let [uncomputed, errors] = [0, 0];
  workbook.worksheets.forEach((worksheet, i) => {
    if (worksheet.state !== "visible") {
      hidden.push(worksheet.name);
      return;
    }
    uncomputed += slim.uncomputed[i] ?? 0;
    const filled: PlacedText[] = [];
    worksheet.eachRow((row, rowNumber) => {
      row.eachCell((cell, column) => {
        if (cell.type === excel.ValueType.Error) errors++;
        const text = shownValue(cell.value, cell.numFmt);
        if (text !== "") filled.push({ row: rowNumber, column, text });
      });
    });
    if (filled.length > 0) sheets.push(sheetOf(file, worksheet.name, filled, slim.merged[i] ?? []));
  });
  if (sheets.length === 0) {
    throw new UserError(`文件“${file}”的工作表里没有内容（隐藏的工作表不读取），请检查后重新放入。`);
  }
  return {
    ...writeSheets(sheets),
    meta: {},
    unread: uncomputed + errors,
    warnings: warningsOf(file, hidden, uncomputed, errors),
  };
}

function shownValue(value: CellValue, format: string | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return formatNumber(value, format);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") return foldText(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : formatDate(value, format ?? "");
  if ("richText" in value) return foldText(value.richText.map((run) => run.text).join(""));
  return "text" in value ? foldText(String(value.text)) : "";
}

/** One line: a line break inside a cell becomes a space. */
function foldText(text: string): string {
  return text
    .replace(/_x000[DA]_/gi, " ")
    .replace(/[\s\u00a0\u200b\ufeff]+/g, " ")
    .trim();
}

function warningsOf(file: string, hidden: string[], uncomputed: number, errors: number): string[] {
  const warnings: string[] = [];
  if (hidden.length > 0) {
    warnings.push(`“${file}”里隐藏的工作表没有读取：${hidden.join("、")}；需要时请取消隐藏。`);
  }
  if (uncomputed > 0) {
    warnings.push(
      `“${file}”里有 ${uncomputed} 个公式没有保存结果，没有读取；请用 Excel 或 WPS 打开并保存一次。`,
    );
  }
  if (errors > 0) {
    warnings.push(`“${file}”里有 ${errors} 个单元格是错误值（如 #REF!），没有读取。`);
  }
  return warnings;
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
