/**
 * One page of an opened PDF in, its text with places, its ruled lines and how readable it is out.
 * Text that stands across the page is a watermark and left out, unless the whole page is turned.
 */
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PageContent, PageSpan } from "./page-content.ts";
import { plainCharacters, unreadableCount, visibleCount } from "./pdf-characters.ts";
import { type Matrix, type OperationCodes, rulesOf, times } from "./pdf-rules.ts";

export interface PdfPage {
  content: PageContent;
  /** Characters that show something. */
  visible: number;
  /** Characters that the file does not say the meaning of. */
  unreadable: number;
  /** Paths that the page paints: text may be drawn by them. */
  paths: number;
}

type TextContent = Awaited<ReturnType<PDFPageProxy["getTextContent"]>>;
type TextItem = Extract<TextContent["items"][number], { str: string }>;

/** Share of the font size that stands above the baseline. */
const ASCENT = 0.88;
/** Pieces of text that are read of one page; a full newspaper page has a tenth. */
const MAX_SPANS = 30_000;
const MAX_TILT = 0.05;

/** Reads the page; `codes` are the numbers of pdfjs's operations, null where its lines are not to be read. */
export async function readPdfPage(page: PDFPageProxy, codes: OperationCodes | null): Promise<PdfPage> {
  // The operations come first: they load the fonts, whose names tell bold from regular.
  const operations = codes && (await page.getOperatorList());
  const texts = await textItems(page);
  const turned = turnOf(texts.map((item) => item.transform));
  const viewport = page.getViewport({ scale: 1, rotation: (page.rotate + turned) % 360 });
  const toPage = asMatrix(viewport.transform);
  const spans: PageSpan[] = [];
  for (const item of texts) {
    const span = spanOf(item, toPage, fontName(page, item.fontName));
    if (span && isOnPage(span, viewport)) spans.push(span);
  }
  const text = spans.map((span) => span.text).join("");
  const { rules, paths } = operations ? rulesOf(operations, codes, toPage) : { rules: [], paths: 0 };
  return {
    content: { width: viewport.width, height: viewport.height, spans, rules },
    visible: visibleCount(text),
    unreadable: unreadableCount(text),
    paths,
  };
}

/** The page's pieces of text, up to the limit: a page of millions is given up on the way. */
async function textItems(page: PDFPageProxy): Promise<TextItem[]> {
  const reader = page.streamTextContent({ disableNormalization: true }).getReader();
  const texts: TextItem[] = [];
  for (;;) {
    const { value, done }: { value?: TextContent; done: boolean } = await reader.read();
    if (done || !value) return texts;
    texts.push(...value.items.filter((item): item is TextItem => "str" in item));
    if (texts.length >= MAX_SPANS) {
      await reader.cancel(new Error("enough text"));
      return texts.slice(0, MAX_SPANS);
    }
  }
}

function spanOf(item: TextItem, toPage: Matrix, font: string): PageSpan | null {
  if (item.str.trim() === "") return null;
  const [a, b, c, d, x, baseline] = times(toPage, asMatrix(item.transform));
  if (Math.abs(Math.atan2(b, a)) > MAX_TILT) return null;
  const height = Math.hypot(c, d);
  return {
    text: plainCharacters(item.str),
    x,
    y: baseline - ASCENT * height,
    width: item.width,
    height,
    font,
  };
}

function isOnPage(span: PageSpan, page: { width: number; height: number }): boolean {
  const middle = span.y + span.height / 2;
  return span.x + span.width > 0 && span.x < page.width && middle > 0 && middle < page.height;
}

/** The quarter turns, in degrees, that set most of the page's text upright. */
function turnOf(transforms: number[][]): number {
  const turns = new Map<number, number>();
  for (const [a = 1, b = 0] of transforms) {
    const degrees = (Math.round((Math.atan2(b, a) * 2) / Math.PI) * 90 + 360) % 360;
    turns.set(degrees, (turns.get(degrees) ?? 0) + 1);
  }
  return [...turns].sort((p, q) => q[1] - p[1])[0]?.[0] ?? 0;
}

function fontName(page: PDFPageProxy, id: string): string {
  const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null;
  if (typeof font !== "object" || font === null) return id;
  const name = "name" in font && typeof font.name === "string" ? font.name : id;
  return "bold" in font && font.bold === true && !/bold/i.test(name) ? `${name}-Bold` : name;
}

function asMatrix([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[]): Matrix {
  return [a, b, c, d, e, f];
}
