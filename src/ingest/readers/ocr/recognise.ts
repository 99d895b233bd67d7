/**
 * Scanned pages and pictures in, their text with its places out, one page after the other, each shown as
 * progress. What cannot be recognised is said in words for people.
 */
import { UserError } from "../../../domain/index.ts";
import { type ReadContext, refuseBeyond } from "../limits.ts";
import type { RecognisedPage } from "../pdf.ts";
import type { SourceKind } from "./messages.ts";
import { OcrError, type OcrProcess, startOcrProcess } from "./ocr-process.ts";

/** Beyond this memory in bytes a process is replaced before the next page. */
const RESTART_RSS = 1024 * 1024 * 1024;

/**
 * Recognises pages of a PDF, counted from 1, one after the other. Throws UserError for a page that takes longer
 * than the context's stepSeconds or cannot be drawn.
 */
export function recognisePdfPages(
  bytes: Uint8Array,
  pages: number[],
  file: string,
  context: ReadContext,
): AsyncGenerator<RecognisedPage> {
  return recognisePages("pdf", bytes, () => pages, file, context);
}

/** Recognises the pages of a picture: one, but for TIFF files of several. Throws as recognisePdfPages does. */
export function recogniseImagePages(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
): AsyncGenerator<RecognisedPage> {
  const all = (count: number): number[] => {
    refuseBeyond(file, "pages", count, context.limits);
    return Array.from({ length: count }, (_, i) => i + 1);
  };
  return recognisePages("image", bytes, all, file, context);
}

/** Recognises a picture, of several pages the first. Throws UserError where it cannot be decoded in time. */
export async function recogniseImage(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
): Promise<RecognisedPage> {
  for await (const page of recognisePages("image", bytes, () => [1], file, context)) return page;
  throw explain(new OcrError("damaged"), "image", file, undefined, context);
}

async function* recognisePages(
  source: SourceKind,
  bytes: Uint8Array,
  choose: (count: number) => number[],
  file: string,
  context: ReadContext,
): AsyncGenerator<RecognisedPage> {
  let running: OcrProcess | null = null;
  let at = 0;
  let pages: number[] = [];
  const tell = (): void => context.onProgress(`识别第 ${at + 1}/${pages.length} 页 ${file}`);
  const start = async (): Promise<OcrProcess> => {
    context.onProgress(`准备识别 ${file}`);
    return startOcrProcess(source, bytes, context.limits.stepSeconds, tell);
  };
  try {
    running = await start();
    pages = choose(running.pages);
    for (; at < pages.length; at++) {
      running ??= await start();
      tell();
      const { page, rss } = await running.recognise(pages[at] ?? 1);
      yield page;
      if (rss <= RESTART_RSS) continue;
      await running.end();
      running = null;
    }
  } catch (error) {
    throw explain(error, source, file, pages[at], context);
  } finally {
    await running?.end();
  }
}

function explain(
  error: unknown,
  source: SourceKind,
  file: string,
  page: number | undefined,
  context: ReadContext,
): unknown {
  if (!(error instanceof OcrError)) return error;
  const what = `${source === "pdf" ? "PDF 文件" : "图片"}“${file}”${page ? `第 ${page} 页` : ""}`;
  const { stepSeconds } = context.limits;
  if (error.why === "too-slow") {
    return new UserError(
      `${what}识别了 ${stepSeconds} 秒仍没有结果，已停止；请换一份小些的扫描件，或调大 ZHENGWEN_MAX_STEP_SECONDS。`,
    );
  }
  if (error.why === "too-many-pixels") {
    return new UserError(`${what}的像素太多，没有识别；请缩小到每边一万像素以内再放入。`);
  }
  if (error.why === "damaged") {
    return new UserError(`${what}已损坏或不完整，无法识别；请重新扫描或下载后再放入。`);
  }
  if (error.why === "no-models") {
    return new UserError(`${what}要用的文字识别组件没有装好；请在项目目录运行 npm install 后重试。`);
  }
  return new UserError(`${what}识别时占用内存过多或意外中断，没有识别；请换一份小些的图片后再放入。`);
}
