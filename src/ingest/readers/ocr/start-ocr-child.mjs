// Starts ocr-child.ts from source. What draws PDFs is imported before the TypeScript loader is registered:
// the loader would take 300 MB and a second to look through it.
if (process.argv[2] === "pdf") {
  await import("pdfjs-dist/legacy/build/pdf.mjs");
  await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
}
const { register } = await import("tsx/esm/api");
register();
await import("./ocr-child.ts");
