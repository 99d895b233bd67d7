/**
 * A parsed page and the choice of its content in, lines of text out, with the offsets of headings and table cells.
 */
import type { ExtractedText, TableCell } from "../../domain/index.ts";
import type { LineChoice } from "./html-content.ts";
import { isDateLine, isFurnitureLine, opensOtherArticles } from "./html-furniture.ts";
import { BLOCKS, foldSpace, type HtmlNode, isUnread, walk } from "./html-node.ts";
import { gridOf, isDataTable, isFigureTable } from "./html-table.ts";
import { type GridCell, tableCells } from "./table.ts";

export interface Extraction {
  text: string;
  headings: ExtractedText["headings"];
  tables: TableCell[];
  /** Furniture lines that were left out: they tell date and source. */
  leftOut: string[];
}

/** Outside the article only a block that reads as sentences is kept. */
const LEAST_SENTENCE_CHARS = 30;

/** Writes the chosen blocks as lines, parted by blank lines, table rows by single line breaks. */
export function extractLines(root: HtmlNode, choice: LineChoice): Extraction {
  const page = new Page();
  let kept = 0;
  walk(root, {
    enter(node) {
      if (node.type === "text") {
        page.pending += node.data ?? "";
        return false;
      }
      if (isUnread(node) || choice.drop(node)) return false;
      if (BLOCKS.has(node.name ?? "") || node.name === "br") page.flush();
      if (choice.keep(node)) kept++;
      page.loose = kept === 0;
      if (node.name === "table" && isDataTable(node)) {
        if (kept > 0 || isFigureTable(node)) page.table(node);
        return leaving(node);
      }
      page.headingLevel = headingLevel(node) ?? page.headingLevel;
      return true;
    },
    leave: (node) => void leaving(node),
  });
  page.flush();
  return page.extraction();

  function leaving(node: HtmlNode): false {
    if (BLOCKS.has(node.name ?? "")) page.flush();
    if (headingLevel(node) !== null) page.headingLevel = null;
    if (choice.keep(node)) kept--;
    page.loose = kept === 0;
    return false;
  }
}

class Page {
  pending = "";
  loose = true;
  /** True from a label like 相关阅读 on, until whole sentences or a table come. */
  otherArticles = false;
  headingLevel: number | null = null;
  #lines: string[] = [];
  #text: string[] = [];
  #length = 0;
  #hasSentence = false;
  #headings: ExtractedText["headings"] = [];
  #tables: TableCell[] = [];
  #leftOut: string[] = [];

  flush(): void {
    const line = foldSpace(this.pending);
    this.pending = "";
    if (line === "") return;
    const sentences = line.length >= LEAST_SENTENCE_CHARS && /[。！？；]/.test(line);
    this.otherArticles = !sentences && (this.otherArticles || opensOtherArticles(line));
    if (this.otherArticles) return;
    // A date alone on its line is the page's while no text stands before it, and later a signature's.
    const isDate = !this.#hasSentence && isDateLine(line);
    this.#hasSentence ||= /[。！？；]/.test(line);
    if (isDate || isFurnitureLine(line) || (this.loose && !sentences && this.headingLevel !== 1)) {
      this.#leftOut.push(line);
      return;
    }
    this.#part("\n\n");
    if (this.headingLevel !== null) {
      this.#headings.push({ start: this.#length, end: this.#length + line.length, level: this.headingLevel });
    }
    this.#push(line);
  }

  table(node: HtmlNode): void {
    const { rows, caption } = gridOf(node);
    const before = this.#lines.slice(-2).filter((line) => line.length <= 60 && !/[。！？；]$/.test(line));
    const grid: GridCell[][] = [];
    this.otherArticles = false;
    for (const row of rows) {
      if (row.every((cell) => cell.repeated || cell.text === "")) continue;
      this.#part(grid.length === 0 ? "\n\n" : "\n");
      let line = "";
      const cells = row.map((cell): GridCell => {
        if (cell.repeated) return { text: cell.text, start: 0, end: 0, repeated: true };
        if (line !== "") line += "\t";
        const start = this.#length + line.length;
        line += cell.text;
        return { text: cell.text, start, end: start + cell.text.length, repeated: false };
      });
      grid.push(cells);
      this.#push(line);
    }
    this.#tables.push(...tableCells(grid, caption || (before.at(-1) ?? "")));
  }

  extraction(): Extraction {
    return {
      text: this.#text.join(""),
      headings: this.#headings,
      tables: this.#tables,
      leftOut: this.#leftOut,
    };
  }

  /** Blocks are parted by a blank line, so that nothing takes two of them for one wrapped paragraph. */
  #part(separator: "\n" | "\n\n"): void {
    if (this.#length === 0) return;
    this.#text.push(separator);
    this.#length += separator.length;
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#text.push(line);
    this.#length += line.length;
  }
}

function headingLevel(node: HtmlNode): number | null {
  const level = /^h([1-6])$/.exec(node.name ?? "")?.[1];
  return level === undefined ? null : Number(level);
}
