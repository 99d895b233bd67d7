/**
 * Rows in, lines of text out: CSV that Excel opens without harm, and JSON lines for programs.
 */
import { columns } from "./columns.ts";
import type { ExportRow } from "./export-rows.ts";

const BYTE_ORDER_MARK = "\uFEFF";
/** A cell that a spreadsheet would run as a formula (OWASP, CSV injection), full-width forms included. */
const FORMULA = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?[%‰]?$/;

/**
 * CSV with Chinese headings, CRLF and a byte-order mark, by which Excel knows UTF-8. Text that begins like a
 * formula gets an apostrophe in front; numbers, negative ones too, stay numbers.
 */
export function* csvLines(rows: Iterable<ExportRow>): Generator<string> {
  yield `${BYTE_ORDER_MARK}${columns.map(({ heading }) => heading).join(",")}\r\n`;
  for (const row of rows) yield `${columns.map(({ key }) => csvCell(row[key])).join(",")}\r\n`;
}

/** One JSON object with the fields of ExportRow per line. */
export function* jsonLines(rows: Iterable<ExportRow>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
