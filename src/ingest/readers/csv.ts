/**
 * A table file in (csv, tsv), its rows out as lines of text and table cells, like a workbook of one sheet.
 */
import type { ExtractedText } from "../../domain/index.ts";
import { UserError } from "../../domain/index.ts";
import { decode, isBinary } from "../../text/index.ts";
import { type ReadContext, refuseBeyond } from "./limits.ts";
import { extensionOf, type Reader } from "./reader.ts";
import { type PlacedText, sheetOf } from "./sheet.ts";
import { writeSheets } from "./sheet-text.ts";

const DELIMITERS = [",", "\t", ";", "，"];
/** Characters and rows looked at to find the delimiter. */
const SAMPLE_CHARS = 65_536;
const SAMPLE_ROWS = 50;
/** Share of the rows that a delimiter must part into the same number of cells; titles and notes are the rest. */
const LEAST_SHARE = 0.5;
/** Broken quotes that are told with their line. */
const MAX_TOLD = 5;

/** Takes files named .csv or .tsv whose lines one delimiter parts alike; any other goes on as plain text. */
export const csvReader: Reader = {
  name: "csv",
  extensions: [".csv", ".tsv"],
  accepts: (bytes, file) =>
    csvReader.extensions.includes(extensionOf(file)) &&
    !isBinary(bytes) &&
    delimiterOf(decode(bytes).text) !== null,
  read: readTableFile,
};

async function readTableFile(bytes: Uint8Array, file: string, context: ReadContext): Promise<ExtractedText> {
  const { text, warnings } = decode(bytes);
  const filled: PlacedText[] = [];
  const broken: number[] = [];
  let row = 0;
  for (const cells of records(text, delimiterOf(text) ?? ",", (at) => broken.push(at))) {
    row++;
    cells.forEach((cell, i) => {
      const shown = cell.replace(/[\s\u00a0\ufeff]+/g, " ").trim();
      if (shown !== "") filled.push({ row, column: i + 1, text: shown });
    });
    refuseBeyond(file, "cells", filled.length, context.limits);
  }
  if (filled.length === 0) throw new UserError(`文件“${file}”里没有内容，请检查后重新放入。`);
  return {
    ...writeSheets([sheetOf(file, "", filled, [])]),
    meta: {},
    warnings: [...warnings, ...brokenQuotes(file, text, broken)],
  };
}

/** Tells the lines whose quotes do not pair, so that somebody looks whether the cells stand where they belong. */
function brokenQuotes(file: string, text: string, offsets: number[]): string[] {
  if (offsets.length === 0) return [];
  const lines = [
    ...new Set(offsets.slice(0, MAX_TOLD).map((at) => text.slice(0, at).split(/\r\n|\r|\n/).length)),
  ];
  const more = offsets.length > MAX_TOLD ? `等 ${offsets.length} 处` : "";
  return [
    `“${file}”第 ${lines.join("、")} 行${more}的引号没有配对，按普通文字读取，格子可能错位；请改好引号后重新放入。`,
  ];
}

/** The character that parts most rows into the same number of cells, at least two; null for none. */
function delimiterOf(text: string): string | null {
  let best: { delimiter: string; rows: number } | null = null;
  const sample = text.slice(0, SAMPLE_CHARS);
  for (const delimiter of DELIMITERS) {
    const widths = new Map<number, number>();
    let total = 0;
    for (const cells of records(sample, delimiter)) {
      if (cells.every((cell) => cell.trim() === "")) continue;
      widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
      if (++total >= SAMPLE_ROWS) break;
    }
    const alike = Math.max(0, ...[...widths].filter(([width]) => width > 1).map(([, rows]) => rows));
    if (alike > 0 && alike >= total * LEAST_SHARE && alike > (best?.rows ?? 0))
      best = { delimiter, rows: alike };
  }
  return best?.delimiter ?? null;
}

/**
 * The records of RFC 4180, with any one-character delimiter: quoted cells hold delimiters, line breaks and "".
 * @param onBroken told the offset of each quote that opens a cell and does not close it
 */
function* records(
  text: string,
  delimiter: string,
  onBroken: (at: number) => void = () => {},
): Generator<string[]> {
  const special = new RegExp(`["\\r\\n${delimiter}]`, "g");
  let cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let cell = "";
    if (text[at] === '"') {
      let from = at + 1;
      let end = text.indexOf('"', from);
      while (end >= 0 && text[end + 1] === '"') {
        cell += text.slice(from, end + 1);
        from = end + 2;
        end = text.indexOf('"', from);
      }
      const quoted = end < 0 ? "" : cell + text.slice(from, end);
      const holds = quoted.includes(delimiter) || quoted.includes("\n");
      // Without a mate, or with one that opens a later cell, it is a plain character, and what it seems to hold are cells.
      if (end < 0 || (holds && !endsCell(text, end + 1, delimiter))) {
        onBroken(at);
        cell = "";
      } else {
        cell = quoted;
        at = end + 1;
      }
    }
    special.lastIndex = at;
    let stop = special.exec(text);
    while (stop?.[0] === '"') stop = special.exec(text);
    const end = stop?.index ?? text.length;
    cells.push(cell + text.slice(at, end));
    at = end + 1;
    if (stop?.[0] === delimiter) continue;
    if (stop?.[0] === "\r" && text[at] === "\n") at++;
    yield cells;
    cells = [];
  }
}

/** True where a cell may end: at a delimiter, a line break or the end of the text, with blanks before it at most. */
function endsCell(text: string, from: number, delimiter: string): boolean {
  let at = from;
  while (text[at] === " " && delimiter !== " ") at++;
  return at >= text.length || text[at] === delimiter || text[at] === "\r" || text[at] === "\n";
}
