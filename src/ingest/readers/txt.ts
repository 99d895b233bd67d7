/**
 * A plain text file in, its decoded text out, unchanged: offsets of citations point into exactly this text.
 */
import type { ExtractedText } from "../../domain/index.ts";
import { UserError } from "../../domain/index.ts";
import { decode, isBinary } from "../../text/index.ts";
import { frontMatter } from "./front-matter.ts";
import type { Reader } from "./reader.ts";

/** Takes any text that no other reader takes, in any encoding that `decode` knows. */
export const txtReader: Reader = {
  name: "txt",
  extensions: [".txt", ".text"],
  accepts: (bytes) => !isBinary(bytes),
  read: async (bytes, file) => readPlainText(bytes, file),
};

/** Decodes the file and reads its front matter; throws UserError when only white space is in it. */
export function readPlainText(bytes: Uint8Array, file: string): ExtractedText {
  const { text, warnings } = decode(bytes);
  const { meta, bodyStart } = frontMatter(text);
  if (text.slice(bodyStart).trim() === "") {
    throw new UserError(`文件“${file}”里没有正文文字，请检查后重新放入。`);
  }
  return {
    text,
    bodyStart,
    ...(meta.title ? { title: meta.title } : {}),
    headings: [],
    meta,
    warnings: [...warnings],
  };
}
