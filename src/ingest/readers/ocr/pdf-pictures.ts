/**
 * The bytes of a PDF in, its pages drawn as pictures out, one at a time, with everything switched off
 * that a file could misuse.
 */
import { createCanvas } from "@napi-rs/canvas";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { harmless } from "../pdf-document.ts";
import { MAX_PIXELS, MAX_SIDE, type PictureSource, withoutAlpha } from "./picture.ts";

/** Opens the document for drawing. */
export async function openPdfPictures(bytes: Uint8Array): Promise<PictureSource> {
  const document = await getDocument({
    data: bytes,
    ...harmless(),
    maxImageSize: MAX_PIXELS,
  }).promise;
  return {
    pages: document.numPages,
    async picture(number) {
      const page = await document.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: MAX_SIDE / Math.max(plain.width, plain.height) });
      const width = Math.max(1, Math.round(viewport.width));
      const height = Math.max(1, Math.round(viewport.height));
      const canvas = createCanvas(width, height);
      const context = canvas.getContext("2d");
      context.fillStyle = "#ffffff";
      context.fillRect(0, 0, width, height);
      // The canvas of this package is the browser's in all that pdfjs asks of it.
      const drawn = canvas as unknown as Parameters<typeof page.render>[0]["canvas"];
      await page.render({ canvas: drawn, viewport }).promise;
      page.cleanup();
      return withoutAlpha(context.getImageData(0, 0, width, height).data, width, height);
    },
  };
}
