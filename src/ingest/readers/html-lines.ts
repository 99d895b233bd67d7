/**
 * A parsed page and the choice of its content in, lines of text out, with the offsets of headings and table cells.
 */
import type { ExtractedText, TableCell } from "../../domain/index.ts";
import type { LineChoice } from "./html-content.ts";
import { isDateLine, isFurnitureLine, opensOtherArticles } from "./html-furniture.ts";
import { BLOCKS, foldSpace, type HtmlNode, isUnread, walk } from "./html-node.ts";
import { gridOf, isDataTable, isFigureTable } from "./html-table.ts";
import { LineWriter } from "./line-writer.ts";

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
  #hasSentence = false;
  #writer = new LineWriter({ trustHeadings: true, captionMayStandOff: true });
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
    this.#writer.paragraph(line, this.headingLevel);
  }

  table(node: HtmlNode): void {
    const { rows, caption } = gridOf(node);
    this.otherArticles = false;
    this.#writer.table(
      rows.map((cells) => ({ cells })),
      caption,
    );
  }

  extraction(): Extraction {
    return { ...this.#writer.extraction(), leftOut: this.#leftOut };
  }
}

function headingLevel(node: HtmlNode): number | null {
  const level = /^h([1-6])$/.exec(node.name ?? "")?.[1];
  return level === undefined ? null : Number(level);
}
