/**
 * A PDF in, its text out: the text layer where there is one, recognised text where a page is only a picture,
 * all pages laid out together. Reads nothing that the file could run or fetch.
 */
import { type ExtractedText, UserError } from "../../domain/index.ts";
import { type ReadContext, refuseBeyond } from "./limits.ts";
import { type LaidOut, layOut, type PageContent } from "./page-layout.ts";
import { damaged, openPdf } from "./pdf-document.ts";
import { type PdfPage, readPdfPage } from "./pdf-page.ts";
import { biggestContent } from "./pdf-streams.ts";
import { extensionOf, type Reader } from "./reader.ts";
import { binaryKind } from "./sniff.ts";

/** What recognising a scanned page gives; places in pixels of the page's picture, confidence 0 to 1. */
export interface RecognisedPage {
  /** Counted from 1. */
  page: number;
  width: number;
  height: number;
  lines: { text: string; x: number; y: number; width: number; height: number; confidence: number }[];
}

/** Recognises pages of a PDF, counted from 1, one after the other. */
export type RecognisePages = (
  bytes: Uint8Array,
  pages: number[],
  file: string,
  context: ReadContext,
) => AsyncIterable<RecognisedPage>;

/** A page with fewer characters is a picture with a page number. */
const LEAST_CHARS = 10;
/** A page without text that paints more paths than this has its text drawn. */
const DRAWN_TEXT_PATHS = 50;
/** From this share of unreadable characters on the text layer is worth less than the page's picture. */
const UNREADABLE_SHARE = 0.3;
/** Bigger drawings are maps and traps: their lines would fill the memory, so only their text is read. */
const MAX_DRAWING_BYTES = 4 * 1024 * 1024;
/** Shorter files are read before anyone wonders. */
const PROGRESS_PAGES = 20;
const JUNK_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)|untitled|无标题|未命名|文档\s*\d*$|document\s*\d*$|新建|幻灯片|ppt|slide|print|wps)|\.(?:docx?|wps|pdf|xlsx?|pptx?|indd|cdr|txt|html?)$|[\ufffd\\/]/i;

/** Takes PDF files, whatever their name. */
export const pdfReader: Reader = createPdfReader(recogniseLazily);

/** A PDF reader that gives scanned pages to `recognise`. */
export function createPdfReader(recognise: RecognisePages): Reader {
  const reader: Reader = {
    name: "pdf",
    extensions: [".pdf"],
    accepts: (bytes, file) =>
      binaryKind(bytes) === "PDF 文件" || (reader.extensions.includes(extensionOf(file)) && hasMark(bytes)),
    read: (bytes, file, context) => readPdf(bytes, file, context, recognise),
  };
  return reader;
}

/** Loads the recogniser only when a scanned page is met. */
async function* recogniseLazily(...args: Parameters<RecognisePages>): AsyncGenerator<RecognisedPage> {
  const { recognisePdfPages } = await import("./ocr/index.ts");
  yield* recognisePdfPages(...args);
}

async function readPdf(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
  recognise: RecognisePages,
): Promise<ExtractedText> {
  const drawn = (await biggestContent(bytes, file, context)) <= MAX_DRAWING_BYTES;
  const { pages, failed, title } = await readPages(bytes, file, context, drawn);
  const scans = scannedPages(pages, hasPictures(bytes));
  const contents: PageContent[] = pages.map(
    (page) => page?.content ?? { width: 595, height: 842, spans: [], rules: [] },
  );
  const weights = { chars: 0, confidence: 0 };
  const recognised: number[] = [];
  if (scans.length > 0) {
    for await (const scan of recognise(bytes, scans, file, context)) {
      const chars = scan.lines.reduce((sum, line) => sum + line.text.length, 0);
      if (chars === 0) continue;
      contents[scan.page - 1] = { width: scan.width, height: scan.height, spans: scan.lines };
      recognised.push(scan.page);
      weights.chars += chars;
      weights.confidence += scan.lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0);
    }
  }
  const laid = layOut(contents);
  if (laid.text === "") throw nothingReadable(file, scans.length > 0);
  const unreadable = pages.some(
    (page, i) => page !== null && page.unreadable > 0 && !recognised.includes(i + 1),
  );
  return {
    ...laidOut(laid, title),
    ...(weights.chars > 0 ? { recognised: { confidence: weights.confidence / weights.chars } } : {}),
    warnings: [
      ...(recognised.length > 0
        ? [`第 ${pageList(recognised)} 页是扫描图片，文字由识别得来，请核对原件`]
        : []),
      ...(unreadable ? ["有些字符的字体没有注明是什么字，显示为乱码，请核对原件"] : []),
      ...(failed.length > 0 ? [`第 ${pageList(failed)} 页已损坏，没有读到`] : []),
    ],
  };
}

/** Every page's text layer, null for pages that cannot be read; the document is closed again. */
async function readPages(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
  drawn: boolean,
): Promise<{ pages: (PdfPage | null)[]; failed: number[]; title: string | undefined }> {
  const { OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const document = await openPdf(bytes, file);
  try {
    refuseBeyond(file, "pages", document.numPages, context.limits);
    const title = await titleOf(document);
    const pages: (PdfPage | null)[] = [];
    const failed: number[] = [];
    for (let n = 1; n <= document.numPages; n++) {
      if (document.numPages > PROGRESS_PAGES) context.onProgress(`读取第 ${n}/${document.numPages} 页`);
      try {
        const page = await document.getPage(n);
        pages.push(await readPdfPage(page, drawn ? OPS : null));
        page.cleanup();
      } catch {
        pages.push(null);
        failed.push(n);
      }
    }
    if (failed.length === pages.length) throw damaged(file);
    return { pages, failed, title };
  } finally {
    await document.destroy();
  }
}

/** The title that the file's properties give, unless it is the name of the file it was made from. */
async function titleOf(document: {
  getMetadata: () => Promise<{ info: object }>;
}): Promise<string | undefined> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const title =
    "Title" in info && typeof info.Title === "string" ? info.Title.replace(/\s+/g, " ").trim() : "";
  const han = title.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han >= 4 && title.length <= 80 && !JUNK_TITLE.test(title) ? title : undefined;
}

/** What stands on the page is trusted before what stands in the file's properties. */
function laidOut(laid: LaidOut, fileTitle: string | undefined): Omit<ExtractedText, "warnings"> {
  const title = laid.title ?? fileTitle;
  return {
    text: laid.text,
    bodyStart: 0,
    headings: laid.headings,
    pageStarts: laid.pageStarts,
    tables: laid.tables,
    meta: {},
    ...(title ? { title } : {}),
  };
}

/** Numbers of the pages whose text is to be recognised. */
function scannedPages(pages: (PdfPage | null)[], pictures: boolean): number[] {
  return pages.flatMap((page, i) => {
    if (page === null) return [];
    const garbled = page.unreadable > UNREADABLE_SHARE * page.visible;
    const empty = page.visible < LEAST_CHARS && (pictures || page.paths > DRAWN_TEXT_PATHS);
    return empty || (garbled && page.visible >= LEAST_CHARS) ? [i + 1] : [];
  });
}

/** A picture is always an object of its own in the file, its dictionary in plain letters. */
function hasPictures(bytes: Uint8Array): boolean {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return /\/Subtype\s*\/Image\b/.test(source);
}

function hasMark(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");
}

function nothingReadable(file: string, scanned: boolean): UserError {
  return new UserError(
    scanned
      ? `PDF 文件“${file}”是扫描图片，没有识别出文字；请换一份更清晰的扫描件，或放入有文字的版本。`
      : `PDF 文件“${file}”里没有文字也没有图片，请检查后重新放入。`,
  );
}

/** 3、5—8 for the pages 3, 5, 6, 7, 8. */
function pageList(pages: number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && page === last.to + 1) last.to = page;
    else runs.push({ from: page, to: page });
  }
  return runs
    .flatMap(({ from, to }) =>
      to - from > 1 ? [`${from}—${to}`] : to > from ? [`${from}`, `${to}`] : [`${from}`],
    )
    .join("、");
}
