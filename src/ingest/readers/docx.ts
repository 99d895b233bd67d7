/**
 * A Word document (docx, of Word or WPS) in, its text out: one line per paragraph, headings by style, tables with
 * merged cells. Page headers, deleted revisions, comments, tables of contents and pictures are left behind;
 * footnotes follow the text. Automatic numbers of lists and headings are not in the file's text and stay out.
 */
import { UserError } from "../../domain/index.ts";
import { type DocxParts, docxParts, isDocx } from "./docx-package.ts";
import { styleMap, TITLE_CLASS } from "./docx-styles.ts";
import { BLOCKS, foldSpace, type HtmlNode, walk } from "./html-node.ts";
import { gridOf } from "./html-table.ts";
import { LineWriter } from "./line-writer.ts";
import type { Reader } from "./reader.ts";

/** A longer cell holds paragraphs. */
const MAX_CELL_CHARS = 300;

/** Takes every zip that holds a Word document, whatever its name. */
export const docxReader: Reader = {
  name: "docx",
  extensions: [".docx", ".docm"],
  accepts: (bytes) => isDocx(bytes),
  async read(bytes, file, context) {
    const parts = await docxParts(bytes, file, context);
    const { load } = await import("cheerio");
    const parse = (xml: string): HtmlNode | undefined => load(xml, { xml: true }).root()[0];
    const html = await toHtml(parts.packed, styleMap(parse(parts.styles)), file);
    const root = load(html, null, false).root()[0];
    const { written, titleLines } = writeLines(root);
    if (written.text === "") {
      throw new UserError(
        `Word 文档“${file}”里没有文字（可能只有图片），请换成有文字的版本，或存成 PDF 后放入。`,
      );
    }
    const title = titleOf(written, titleLines, coreTitle(parse(parts.core)));
    const warnings =
      parts.charts > 0 ? [`Word 文档“${file}”里有 ${parts.charts} 张图表，只写在图里的数字没有读入。`] : [];
    return { ...written, ...(title ? { title } : {}), meta: {}, warnings };
  },
};

async function toHtml(packed: DocxParts["packed"], map: string[], file: string): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: packed },
      {
        styleMap: map,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      },
    );
    return value;
  } catch {
    throw new UserError(`Word 文档“${file}”已损坏，无法解析，请用 Word 或 WPS 打开后另存一份再放入。`);
  }
}

interface Written {
  written: ReturnType<LineWriter["extraction"]>;
  /** The first lines in the title's style. */
  titleLines: string[];
}

function writeLines(root: HtmlNode | undefined): Written {
  const writer = new LineWriter();
  const titleLines: string[] = [];
  let pending = "";
  let level: number | null = null;
  let titled = false;
  let titleEnded = false;
  const flush = (): void => {
    const line = foldSpace(pending);
    pending = "";
    if (line === "") return;
    if (titled && !titleEnded) titleLines.push(line);
    titleEnded ||= !titled && titleLines.length > 0;
    // A title further down begins another report of the same file.
    writer.paragraph(line, titled && titleEnded ? 1 : level);
  };
  const leave = (node: HtmlNode): false => {
    if (BLOCKS.has(node.name ?? "")) flush();
    if (levelOf(node) !== null) level = null;
    if (isTitleParagraph(node)) titled = false;
    return false;
  };
  if (root) {
    walk(root, {
      enter(node) {
        if (node.type === "text") {
          pending += node.data ?? "";
          return false;
        }
        if (isNoteMark(node)) return false;
        if (BLOCKS.has(node.name ?? "") || node.name === "br") flush();
        if (node.name === "table" && isTable(node)) {
          writer.table(gridOf(node).rows.map((cells) => ({ cells })));
          return leave(node);
        }
        level = levelOf(node) ?? level;
        titled ||= isTitleParagraph(node);
        return true;
      },
      leave: (node) => void leave(node),
    });
  }
  flush();
  return { written: writer.extraction(), titleLines };
}

/** False for a table that only frames text: one column, a table inside, or most of its text in long cells. */
function isTable(table: HtmlNode): boolean {
  const { rows } = gridOf(table);
  if (!rows.some((row) => row.length > 1)) return false;
  const lengths = rows.flat().map((cell) => (cell.repeated ? 0 : cell.text.length));
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  return sum(lengths.filter((length) => length > MAX_CELL_CHARS)) * 2 <= sum(lengths);
}

/** The raised [1] in a sentence and the arrow that leads back to it. */
function isNoteMark(node: HtmlNode): boolean {
  return node.name === "a" && /^#(?:foot|end)note-/.test(node.attribs?.href ?? "");
}

function isTitleParagraph(node: HtmlNode): boolean {
  return node.attribs?.class === TITLE_CLASS;
}

function levelOf(node: HtmlNode): number | null {
  const level = /^h([1-6])$/.exec(node.name ?? "")?.[1];
  return level === undefined ? null : Number(level);
}

function coreTitle(root: HtmlNode | undefined): string {
  let title = "";
  if (root) {
    walk(root, {
      enter(node) {
        if (node.name === "dc:title")
          title = foldSpace(node.children?.map((one) => one.data ?? "").join("") ?? "");
        return true;
      },
    });
  }
  return title;
}

/** The properties' title where the text bears it out, for it often stays behind from another document. */
function titleOf(
  { text, headings }: Written["written"],
  titleLines: string[],
  core: string,
): string | undefined {
  const top = text.slice(0, 300).replace(/\s/g, "");
  if (/\p{Script=Han}{4}/u.test(core) && top.includes(core.replace(/\s/g, ""))) return core;
  if (titleLines.length > 0) return titleLines.join("");
  const [first, ...others] = headings.filter((heading) => heading.level === 1);
  const sole = first && others.length === 0 && first === headings[0] && first.start < 100;
  return sole ? text.slice(first.start, first.end) : undefined;
}
