/**
 * The bytes of a PDF in, the opened document out, with everything switched off that a file could misuse:
 * no evaluated code, no fonts given to the system, no pictures decoded. Loads pdfjs-dist on first use.
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { getDocument, PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { UserError } from "../../domain/index.ts";

type DocumentOptions = Exclude<
  Parameters<typeof getDocument>[0],
  string | URL | ArrayBufferView | ArrayBuffer | undefined
>;

/** Opens the document; throws UserError for one that is locked or damaged. Destroy it when done. */
export async function openPdf(bytes: Uint8Array, file: string): Promise<PDFDocumentProxy> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({
    // pdfjs takes the bytes over: the caller keeps the file's own.
    data: bytes.slice(),
    ...harmless(),
    // Pictures are only counted here; whoever recognises them opens the file for itself.
    maxImageSize: 0,
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy().catch(() => {});
    throw refusal(error, file);
  }
}

/** Options under which pdfjs-dist runs and asks for nothing that a file names; what it needs lies in its package. */
export function harmless(): DocumentOptions {
  const home = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  return {
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    verbosity: 0,
    cMapUrl: `${home}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}/standard_fonts/`,
    // Decoders of JBIG2 and JPEG 2000, which scanners like.
    wasmUrl: `${home}/wasm/`,
  };
}

/** A file that cannot be read, in words for people. */
export function damaged(file: string): UserError {
  return new UserError(
    `PDF 文件“${file}”已损坏或不完整，无法读取；请重新下载，或用阅读器打开后另存一份再放入。`,
  );
}

function refusal(error: unknown, file: string): Error {
  if (error instanceof Error && error.name === "PasswordException") {
    return new UserError(`PDF 文件“${file}”加了密码，无法读取；请用密码打开后另存为不加密的 PDF 再放入。`);
  }
  return damaged(file);
}
