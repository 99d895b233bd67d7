/**
 * Paragraphs and tables in order in, the text with its offsets out: paragraphs parted by a blank line,
 * table rows as lines whose cells are parted by a tab, a table that goes on over a page joined to its beginning.
 */
import type { ExtractedText, TableCell } from "../../domain/index.ts";
import type { TableBlock, TableRow } from "./page-content.ts";
import { joinWrapped, seam } from "./page-fragments.ts";
import type { LaidOut } from "./page-layout.ts";
import { isBig, isCentred, type Line, type Paragraph } from "./page-paragraphs.ts";
import { countRowsAboveNumbers, type GridCell } from "./table.ts";
import { figureCells } from "./table-units.ts";

const MAX_HEADING_CHARS = 60;
const MAX_HEADING_LINES = 4;
const MAX_BOLD_CHARS = 40;
const MAX_CAPTION_CHARS = 60;
/** Where headings hold more of the text than this, the sizes say nothing. */
const MAX_HEADING_SHARE = 0.4;
/** Titles stand among the first paragraphs. */
const TITLE_PARAGRAPHS = 8;
const SENTENCE_END = /[。！？；：:;，,、]$/;
const BOLD = /bold|heavy|black|hei(?:ti)?\b|simhei|黑体|小标宋/i;
/** The name of the paper's kind above its title. */
const LETTERHEAD = /(?:文件|公报|简报|内部资料)$/;
const UNIT_LINE = /^[（(]?单位\s*[:：]/;

/** Writes the blocks of a file with this many pages. */
export function writeBlocks(
  blocks: (Paragraph | TableBlock)[],
  bodySize: number,
  pageCount: number,
): LaidOut {
  const paragraphs = blocks.filter((block) => "lines" in block);
  const levels = headingLevels(paragraphs, bodySize);
  const writer = new Writer();
  for (const block of joinedTables(blocks)) {
    if ("lines" in block) writer.paragraph(block.lines, levels.get(block));
    else writer.table(block);
  }
  const title = titleOf(paragraphs, levels);
  return { ...writer.written(pageCount), ...(title ? { title } : {}) };
}

function joinedTables(blocks: (Paragraph | TableBlock)[]): (Paragraph | TableBlock)[] {
  const joined: (Paragraph | TableBlock)[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (!last || "lines" in last || "lines" in block || !goesOn(last, block)) joined.push(block);
    else {
      const rows = [...last.rows, ...withoutHead(block.rows, last.rows)];
      joined[joined.length - 1] = { ...last, rows, page: block.page };
    }
  }
  return joined;
}

/** True for the next page's part of a table: same columns, nothing between. */
function goesOn(table: TableBlock, next: TableBlock): boolean {
  if (next.page !== table.page + 1) return false;
  if (table.rows[0]?.cells.length !== next.rows[0]?.cells.length) return false;
  const width = table.right - table.x;
  return Math.abs(table.x - next.x) < 0.1 * width && Math.abs(table.right - next.right) < 0.1 * width;
}

/** The rows without the heading rows that are printed again on the new page. */
function withoutHead(rows: TableRow[], before: TableRow[]): TableRow[] {
  const text = (row: TableRow | undefined): string => row?.cells.map((cell) => cell.text).join("\t") ?? "";
  let same = 0;
  while (same < 3 && same < rows.length && text(rows[same]) === text(before[same])) same++;
  return rows.slice(same);
}

/** The paragraphs that are headings by their size or boldness, outer levels for bigger letters. */
function headingLevels(paragraphs: Paragraph[], bodySize: number): Map<Paragraph, number> {
  const bodyBold = mostlyBold(paragraphs);
  const big = new Map<Paragraph, number>();
  const bold: Paragraph[] = [];
  let chars = 0;
  let headingChars = 0;
  for (const paragraph of paragraphs) {
    const [first] = paragraph.lines;
    const text = textOf(paragraph.lines.slice(0, MAX_HEADING_LINES));
    chars += paragraph.lines.reduce((sum, line) => sum + line.text.length, 0);
    if (
      !first ||
      paragraph.lines.length > MAX_HEADING_LINES ||
      text.length > MAX_HEADING_CHARS ||
      SENTENCE_END.test(text)
    )
      continue;
    if (isBig(first, bodySize)) {
      big.set(paragraph, first.size);
      headingChars += text.length;
    } else if (!bodyBold && text.length <= MAX_BOLD_CHARS && isBold(paragraph) && /\p{L}{2}/u.test(text)) {
      bold.push(paragraph);
      headingChars += text.length;
    }
  }
  const levels = new Map<Paragraph, number>();
  if (headingChars > MAX_HEADING_SHARE * chars && paragraphs.length > TITLE_PARAGRAPHS) return levels;
  const sizes = [...new Set(big.values())].sort((a, b) => b - a);
  const steps = sizes.filter((size, i) => i === 0 || (sizes[i - 1] ?? size) / size > 1.05);
  for (const [paragraph, size] of big) {
    const level = steps.findLastIndex((step) => size <= step) + 1;
    levels.set(paragraph, Math.min(6, Math.max(1, level)));
  }
  for (const paragraph of bold) levels.set(paragraph, Math.min(6, steps.length + 1));
  return levels;
}

function isBold({ lines }: Paragraph): boolean {
  return lines.length <= 2 && lines.every((line) => line.font !== null && BOLD.test(line.font));
}

function mostlyBold(paragraphs: Paragraph[]): boolean {
  let bold = 0;
  let all = 0;
  for (const line of paragraphs.flatMap((paragraph) => paragraph.lines)) {
    all += line.text.length;
    if (line.font !== null && BOLD.test(line.font)) bold += line.text.length;
  }
  return bold > 0.4 * all;
}

/** The biggest heading near the top of the first page that holds words. */
function titleOf(paragraphs: Paragraph[], levels: Map<Paragraph, number>): string | undefined {
  const top = paragraphs
    .slice(0, TITLE_PARAGRAPHS)
    .filter(
      (paragraph) => paragraph.lines[0]?.page === paragraphs[0]?.lines[0]?.page && levels.has(paragraph),
    )
    .filter((paragraph) => (textOf(paragraph.lines).match(/\p{Script=Han}/gu)?.length ?? 0) >= 4);
  const named = top.filter((paragraph) => !LETTERHEAD.test(textOf(paragraph.lines)));
  const candidates = (named.length > 0 ? named : top).filter(
    ({ lines: [line] }) => line && (isCentred(line) || levels.size > 0),
  );
  candidates.sort((a, b) => (levels.get(a) ?? 9) - (levels.get(b) ?? 9));
  return candidates[0] && textOf(candidates[0].lines);
}

function textOf(lines: Line[]): string {
  return lines.reduce((text, line) => joinWrapped(text, line.text), "");
}

class Writer {
  #text = "";
  #headings: ExtractedText["headings"] = [];
  #tables: TableCell[] = [];
  #pageStarts: number[] = [];
  /** The last short paragraphs: a table's caption and unit are among them. */
  #before: string[] = [];

  paragraph(lines: Line[], level: number | undefined): void {
    this.#part("\n\n");
    const start = this.#text.length;
    lines.forEach((line, i) => {
      const { cut, space } = seam(lines[i - 1]?.text ?? "", line.text);
      if (cut > 0) this.#text = this.#text.slice(0, -cut);
      this.#text += space;
      this.#reach(line.page, this.#text.length);
      this.#text += line.text;
    });
    if (level !== undefined) this.#headings.push({ start, end: this.#text.length, level });
    const caption = lines.length > 2 ? "" : textOf(lines);
    this.#before = [...this.#before.slice(-1), caption];
  }

  table({ rows }: TableBlock): void {
    const grid: GridCell[][] = [];
    for (const row of rows) {
      if (row.cells.every((cell) => cell.repeated || cell.text === "")) continue;
      this.#part(grid.length === 0 ? "\n\n" : "\n");
      this.#reach(row.page, this.#text.length);
      grid.push(this.#row(row));
    }
    this.#tables.push(...figureCells(grid, this.#caption(), countRowsAboveNumbers(grid)));
    this.#before = [];
  }

  written(pageCount: number): Omit<LaidOut, "title"> {
    this.#reach(pageCount - 1, this.#text.length);
    return {
      text: this.#text,
      pageStarts: this.#pageStarts,
      headings: this.#headings,
      tables: this.#tables,
    };
  }

  /** Writes one row; a merged cell's text stands once and heads every row and column that it covers. */
  #row({ cells }: TableRow): GridCell[] {
    let first = true;
    return cells.map(({ text, repeated }): GridCell => {
      if (repeated) return { text, start: 0, end: 0, repeated };
      if (!first) this.#text += "\t";
      first = false;
      const start = this.#text.length;
      this.#text += text;
      return { text, start, end: this.#text.length, repeated };
    });
  }

  /** The line above the table, with the one before it where the nearer one only tells the unit. */
  #caption(): string {
    const [above, nearest] = this.#before.length > 1 ? this.#before : ["", this.#before[0] ?? ""];
    const fits = (line: string | undefined): boolean =>
      line !== undefined && line.length <= MAX_CAPTION_CHARS && !/[。！？；]$/.test(line);
    if (!fits(nearest)) return "";
    return UNIT_LINE.test(nearest ?? "") && above && fits(above) ? `${above} ${nearest}` : (nearest ?? "");
  }

  /** Notes that everything from `offset` on stands on this page or later. */
  #reach(page: number, offset: number): void {
    while (this.#pageStarts.length <= page) {
      this.#pageStarts.push(this.#pageStarts.length === 0 ? 0 : offset);
    }
  }

  #part(separator: "\n" | "\n\n"): void {
    if (this.#text !== "") this.#text += separator;
  }
}
