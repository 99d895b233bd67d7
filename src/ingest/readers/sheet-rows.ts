/**
 * A row of a sheet in, what it is to the sheet out: data, a title, who filled it in, a note.
 */
import { bareCaption, unitOfCaption } from "./caption-unit.ts";
import type { SheetCell } from "./sheet.ts";

/** title: one text alone; labels: 填报单位：… 单位：…; note: 注：… or whole sentences; data: header and body rows. */
export type RowRole = "blank" | "title" | "labels" | "note" | "data";

/** As the cells of a table write figures, with their unit. */
export const CELL_FIGURE =
  /^[约近超逾达+\-−（(]*\d[\d,，.]*(?:[-–—~～至]\d[\d,，.]*)?[)）]?\s*[%％‰]?余?[\u4e00-\u9fff㎡]{0,3}$/;
const TIME = /^(?:(?:19|20)\d\d(?:年.*)?|(?:\d{1,2}[-–—~～至])?\d{1,2}月份?|第?\d季度)$/;
const NOTE = /^(?:注|备注|附注|说明|填表说明|(?:资料|数据)来源)\s*\d*\s*[:：.、]|^[*※]/;
const LABEL = /^[^:：\d（(]{1,12}[:：]|^附[件表]\s*\d*$/;
const SECTION_MARK = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])/;
const MAX_TITLE_CHARS = 60;
const MAX_LABELS = 6;

/** What the row is, judged by itself. */
export function roleOfRow(row: SheetCell[]): RowRole {
  const own = row.filter((cell) => !cell.repeated && cell.text !== "");
  const [first, second] = own;
  if (!first) return "blank";
  if (NOTE.test(first.text) && own.length <= 2) return "note";
  if (own.length <= MAX_LABELS && own.every((cell) => isLabel(cell.text))) return "labels";
  if (second || row.some((cell) => cell.repeated && cell.text !== first.text)) return "data";
  if (isFigure(first.text)) return "data";
  return first.text.length > MAX_TITLE_CHARS || /[。；]$/.test(first.text) ? "note" : "title";
}

/** True for a row without a figure outside its first cell: 指标, 2024年, 1-6月. */
export function isHeaderRow(row: readonly { text: string }[]): boolean {
  return !row.slice(1).some((cell) => isFigure(cell.text));
}

/** True for the row under a header that only numbers the columns: 甲, 1, 2, 3. */
export function isIndexRow(row: SheetCell[]): boolean {
  const own = row.filter((cell) => !cell.repeated && cell.text !== "").map((cell) => cell.text);
  const letters = own.filter((text, i) => text === "甲乙丙丁"[i]).length;
  const numbers = own.slice(letters);
  return own.length >= 3 && numbers.length > 0 && numbers.every((text, i) => text === String(i + 1));
}

/** True for a line that begins another table without a blank row before it. */
export function startsTable(line: string): boolean {
  return /^(?:附?表|续表)\s*[\d一二三四五六七八九十]/.test(line) || unitOfCaption(line) !== null;
}

/** A row of one text that heads the rows under it, marked 一、 or （一）: as if its cell went across the table. */
export function asSection(row: SheetCell[]): SheetCell[] {
  const first = row[0];
  if (!first || !SECTION_MARK.test(first.text)) return row;
  return row.map((cell, i) => (i === 0 ? cell : { text: first.text, repeated: true }));
}

function isLabel(text: string): boolean {
  return LABEL.test(text) || bareCaption(text) === "";
}

function isFigure(text: string): boolean {
  const plain = text.replace(/\s/g, "");
  return CELL_FIGURE.test(plain) && !TIME.test(plain);
}
