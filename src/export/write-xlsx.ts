/**
 * Rows in, an Excel workbook out, written row by row: headings stay in view, every column can be filtered.
 */
import { PassThrough, type Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Workbook, Worksheet } from "exceljs";
import { columns } from "./columns.ts";
import type { ExportRow } from "./export-rows.ts";

export interface XlsxOptions {
  /** Rows of one sheet; more go on in another sheet. Default 1,000,000: Excel reads 1,048,576 at most. */
  maxRowsPerSheet?: number;
}

const MAX_ROWS_PER_SHEET = 1_000_000;
/** What Excel takes in one cell; a longer one makes it call the file damaged. */
const MAX_CELL_CHARS = 32_767;
const ROWS_PER_TURN = 500;

/** The workbook's bytes, for sending it somewhere. */
export async function writeXlsx(rows: Iterable<ExportRow>, options: XlsxOptions = {}): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeXlsxTo(stream, rows, options)]);
  return bytes;
}

/** Writes the workbook to a stream and ends it; memory stays bounded however many rows come. Rejects when the stream fails. */
export async function writeXlsxTo(
  stream: Writable,
  rows: Iterable<ExportRow>,
  { maxRowsPerSheet = MAX_ROWS_PER_SHEET }: XlsxOptions = {},
): Promise<void> {
  const failed = new Promise<never>((_, reject) => stream.once("error", reject));
  await Promise.race([write(stream, rows, maxRowsPerSheet), failed]);
}

async function write(stream: Writable, rows: Iterable<ExportRow>, maxRowsPerSheet: number): Promise<void> {
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  let sheet = addSheet(book, 1);
  let sheets = 1;
  let count = 0;
  for (const row of rows) {
    if (count > 0 && count % maxRowsPerSheet === 0) {
      sheet.commit();
      sheet = addSheet(book, ++sheets);
    }
    sheet.addRow(columns.map(({ key }) => cell(row[key]))).commit();
    count++;
    // The writer knows no back pressure: give the stream its turn, and wait while it is full.
    if (count % ROWS_PER_TURN === 0) {
      do await nextTurn();
      while (stream.writableNeedDrain);
    }
  }
  sheet.commit();
  await book.commit();
}

function addSheet(book: Workbook, n: number): Worksheet {
  const sheet = book.addWorksheet(n === 1 ? "数字" : `数字${n}`, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ heading, width }) => ({ header: heading, width }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.commit();
  return sheet;
}

/** Numbers as numbers, text as text: a string cell of a workbook is never a formula. */
function cell(value: string | number | null): string | number | null {
  return typeof value === "string" ? value.slice(0, MAX_CELL_CHARS).replace(/\p{Cs}/gu, "\ufffd") : value;
}
