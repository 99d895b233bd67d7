/**
 * A comparison as lines in a font of one width: names left, values right, a plan marked.
 */
import type { MeasureTable } from "../../domain/index.ts";
import { visibleText } from "../rendering/index.ts";

/** Half-width columns that a phone shows without wrapping. */
const maxNameColumns = 20;
const maxRows = 30;

/** One line per row; names longer than 10 characters are cut, rows beyond 30 are counted. */
export function textTable(table: MeasureTable): string {
  const rows = table.rows.slice(0, maxRows).map(({ name, figure }) => ({
    name: cut(oneLine(name), maxNameColumns),
    value: `${oneLine(figure.raw)}${figure.status === "plan" ? " 计划" : ""}`,
  }));
  const width = Math.max(0, ...rows.map(({ name }) => columnsOf(name)));
  const lines = rows.map(({ name, value }) => `${name}${" ".repeat(width - columnsOf(name) + 2)}${value}`);
  const left = table.rows.length - rows.length;
  return [...lines, ...(left > 0 ? [`另有 ${left} 行未列出`] : [])].join("\n");
}

function columnsOf(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u2e80-\uffee\u{20000}-\u{3ffff}]/u.test(character) ? 2 : 1),
    0,
  );
}

function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const characters = [...text];
  while (columnsOf(characters.join("")) > columns - 2) characters.pop();
  return `${characters.join("")}…`;
}

function oneLine(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}
