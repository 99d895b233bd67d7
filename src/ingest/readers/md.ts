/**
 * A Markdown file in, its decoded text out, unchanged, with the headings and table cells that its marks show.
 */
import type { ExtractedText, TableCell } from "../../domain/index.ts";
import { isBinary } from "../../text/index.ts";
import { extensionOf, type Reader } from "./reader.ts";
import type { GridCell } from "./table.ts";
import { figureCells } from "./table-units.ts";
import { readPlainText } from "./txt.ts";

interface Line {
  start: number;
  text: string;
}

/** Takes text whose name ends in .md: nothing in the bytes tells Markdown from plain text. */
export const mdReader: Reader = {
  name: "md",
  extensions: [".md", ".markdown"],
  accepts: (bytes, file) => mdReader.extensions.includes(extensionOf(file)) && !isBinary(bytes),
  read: async (bytes, file) => {
    const extracted = readPlainText(bytes, file);
    const lines = linesOutsideFences(extracted.text, extracted.bodyStart ?? 0);
    const headings = lines.flatMap(headingOf);
    const title = extracted.title ?? soleTopHeading(extracted.text, headings);
    return {
      ...extracted,
      ...(title === undefined ? {} : { title }),
      headings,
      tables: tablesOf(lines),
    };
  },
};

/** A blank line stands for each fenced line, so that nothing inside a fence is taken for a mark. */
function linesOutsideFences(text: string, from: number): Line[] {
  const lines: Line[] = [];
  let fence: string | null = null;
  let start = from;
  for (const line of text.slice(from).split("\n")) {
    const mark: string | undefined = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    const inside = fence !== null || mark !== undefined;
    lines.push({ start, text: inside ? "" : line.replace(/\r$/, "") });
    if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence;
    start += line.length + 1;
  }
  return lines;
}

function headingOf(line: Line): ExtractedText["headings"] {
  const found = /^(\s{0,3}(#{1,6})[ \t]+)(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line.text);
  const title = found?.[3] ?? "";
  if (!found || title === "") return [];
  const start = line.start + (found[1] ?? "").length;
  return [{ start, end: start + title.length, level: (found[2] ?? "").length }];
}

function soleTopHeading(text: string, headings: ExtractedText["headings"]): string | undefined {
  const top = headings.filter((heading) => heading.level === 1);
  const [first] = headings;
  return first && top.length === 1 && first === top[0] ? text.slice(first.start, first.end) : undefined;
}

function tablesOf(lines: Line[]): TableCell[] {
  const cells: TableCell[] = [];
  for (let i = 1; i < lines.length; i++) {
    const head = lines[i - 1];
    const rule = lines[i];
    if (!head?.text.includes("|") || !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rule?.text ?? "")) {
      continue;
    }
    if (!rule?.text.includes("|")) continue;
    const rows: GridCell[][] = [cellsOf(head)];
    let next = i + 1;
    for (let row = lines[next]; row?.text.includes("|"); row = lines[++next]) rows.push(cellsOf(row));
    cells.push(...figureCells(rows, captionBefore(lines, i - 2), 1));
    i = next;
  }
  return cells;
}

function cellsOf(line: Line): GridCell[] {
  const inner = /^\s*\|?/.exec(line.text)?.[0].length ?? 0;
  const cells: GridCell[] = [];
  const cell = /((?:\\.|[^|\\])*)(?:\||$)/gy;
  cell.lastIndex = inner;
  for (let found = cell.exec(line.text); found && found[0] !== ""; found = cell.exec(line.text)) {
    const raw = found[1] ?? "";
    const start = line.start + found.index + (raw.length - raw.trimStart().length);
    const text = raw.trim();
    if (text === "" && cell.lastIndex >= line.text.length && !found[0].endsWith("|")) break;
    cells.push({ text, start, end: start + text.length, repeated: false });
  }
  return cells;
}

/** The nearest line of text above the table when it is short enough to be a caption. */
function captionBefore(lines: Line[], last: number): string {
  for (let i = last; i >= Math.max(0, last - 2); i--) {
    const text = (lines[i]?.text ?? "")
      .replace(/^[#>\s]+/, "")
      .replace(/\*\*/g, "")
      .trim();
    if (text !== "") return text.length <= 60 && !/[。！？]$/.test(text) ? text : "";
  }
  return "";
}
