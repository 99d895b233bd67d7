/**
 * A Word 97–2003 file (doc) in, its text out: one line per paragraph, table rows as lines, notes and text boxes
 * after the body. Page headers and deleted text are left behind; the format's headings are not read (the outline
 * finds them by their marks), and merged cells only as far as the text shows them.
 */
import { createRequire } from "node:module";
import { type ExtractedText, UserError } from "../../domain/index.ts";
import { docBlocks } from "./doc-blocks.ts";
import { checkDoc } from "./doc-check.ts";
import { foldSpace } from "./html-node.ts";
import { LineWriter } from "./line-writer.ts";
import { isOle, openOle } from "./ole.ts";
import type { Reader } from "./reader.ts";

/** What is used of word-extractor, which ships no types. */
interface WordExtractor {
  extract(source: Buffer): Promise<{
    getBody(options: { filterUnicode: false }): string;
    getFootnotes(options: { filterUnicode: false }): string;
    getEndnotes(options: { filterUnicode: false }): string;
    getTextboxes(options: { filterUnicode: false; includeHeadersAndFooters: false }): string;
  }>;
}

/** Takes OLE files with a Word document in their root folder, and locked Office files, to say that they are. */
export const docReader: Reader = {
  name: "doc",
  extensions: [".doc", ".dot", ".wps"],
  accepts(bytes) {
    if (!isOle(bytes)) return false;
    try {
      const { names } = openOle(bytes);
      return names.includes("WordDocument") || names.includes("EncryptedPackage");
    } catch {
      // Damaged: let `read` say so where the folder's entry can still be seen.
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
        "WordDocument",
        0,
        "utf16le",
      );
    }
  },
  async read(bytes, file) {
    const parts = await extract(bytes, file);
    const writer = new LineWriter();
    for (const part of parts) {
      for (const block of docBlocks(part)) {
        if ("line" in block) writer.paragraph(foldSpace(block.line));
        else writer.table(block.rows);
      }
    }
    const written = writer.extraction();
    if (written.text === "") {
      throw new UserError(`Word 文档“${file}”里没有文字（可能只有图片），请换成有文字的版本后重新放入。`);
    }
    return { ...written, meta: {}, warnings: [] } satisfies ExtractedText;
  },
};

async function extract(bytes: Uint8Array, file: string): Promise<string[]> {
  const Extractor: new () => WordExtractor = createRequire(import.meta.url)("word-extractor");
  const asWritten = { filterUnicode: false } as const;
  try {
    checkDoc(bytes, file);
    const document = await new Extractor().extract(Buffer.from(bytes));
    return [
      document.getBody(asWritten),
      document.getFootnotes(asWritten),
      document.getEndnotes(asWritten),
      document.getTextboxes({ ...asWritten, includeHeadersAndFooters: false }),
    ].map(cleaned);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Word 文档“${file}”已损坏，无法解析，请用 Word 或 WPS 打开后另存为 docx 再放入。`);
  }
}

/** word-extractor 1.0.4 writes the word undefined for an optional hyphen; no report holds it otherwise. */
function cleaned(text: string): string {
  return text
    .replaceAll("undefined", "")
    .replace(/\x1e/g, "-")
    .replace(/[\0-\x08\x0b-\x1f]/g, "");
}
