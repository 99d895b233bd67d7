/**
 * A picture of a page in (png, jpg, webp, bmp, gif, tiff), its recognised text laid out as a page out.
 * What is recognised is never certain, and every such text says so.
 */
import { type ExtractedText, UserError } from "../../domain/index.ts";
import type { ReadContext } from "./limits.ts";
import { layOut, type PageContent } from "./page-layout.ts";
import type { Reader } from "./reader.ts";
import { binaryKind } from "./sniff.ts";

/** A picture with fewer Chinese characters and digits is no page of a report. */
const LEAST_CHARS = 8;
/** Below this confidence one character in twenty or more is wrong. */
const UNSURE = 0.85;

/** Takes pictures by their first bytes, whatever their name. */
export const imageReader: Reader = {
  name: "image",
  extensions: [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff"],
  accepts: (bytes) => binaryKind(bytes) === "图片",
  read: readImage,
};

async function readImage(bytes: Uint8Array, file: string, context: ReadContext): Promise<ExtractedText> {
  const { recogniseImagePages } = await import("./ocr/index.ts");
  const contents: PageContent[] = [];
  let chars = 0;
  let sum = 0;
  for await (const { width, height, lines } of recogniseImagePages(bytes, file, context)) {
    contents.push({ width, height, spans: lines });
    for (const { text, confidence } of lines) {
      chars += text.length;
      sum += confidence * text.length;
    }
  }
  const { text, headings, pageStarts, tables, title } = layOut(contents);
  if ((text.match(/[\p{Script=Han}\d]/gu)?.length ?? 0) < LEAST_CHARS) {
    throw new UserError(
      `图片“${file}”里几乎没有识别出文字；请换一张更清晰、文字端正的图片，或放入有文字的版本。`,
    );
  }
  const confidence = sum / chars;
  return {
    text,
    bodyStart: 0,
    headings,
    pageStarts,
    tables,
    meta: {},
    ...(title ? { title } : {}),
    recognised: { confidence },
    warnings: [
      "文字由图片识别得来，请核对原件",
      ...(confidence < UNSURE ? ["图片不够清晰，识别出的文字和数字可能有错，引用前务必对照原件"] : []),
    ],
  };
}
