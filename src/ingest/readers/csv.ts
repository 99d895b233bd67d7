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
  let row = 0;
  for (const cells of records(text, delimiterOf(text) ?? ",")) {
    row++;
    cells.forEach((cell, i) => {
      const shown = cell.replace(/[\s\u00a0\ufeff]+/g, " ").trim();
      if (shown !== "") filled.push({ row, column: i + 1, text: shown });
    });
    refuseBeyond(file, "cells", filled.length, context.limits);
  }
  if (filled.length === 0) throw new UserError(`文件“${file}”里没有内容，请检查后重新放入。`);
  return { ...writeSheets([sheetOf(file, "", filled, [])]), meta: {}, warnings: [...warnings] };
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

/** The records of RFC 4180, with any one-character delimiter: quoted cells hold delimiters, line breaks and "". */
function* records(text: string, delimiter: string): Generator<string[]> {
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
      // A quote that never closes is a plain character.
      if (end >= 0) {
        cell += text.slice(from, end);
        at = end + 1;
      } else {
        cell = "";
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
