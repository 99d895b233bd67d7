/**
 * PDFs made in memory for the tests of the reader: drawn with pdfkit or written object by object.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { quietContext, type ReadContext } from "../../src/ingest/readers/limits.ts";
import { pdfReader } from "../../src/ingest/readers/pdf.ts";
import { refusalOf as refusalOfWork } from "../support/refusal.ts";

/** What the tests use of pdfkit, which comes without types. */
export interface Pdf {
  font(name: string): Pdf;
  fontSize(size: number): Pdf;
  registerFont(name: string, file: string): Pdf;
  text(text: string, x: number, y: number, options: { lineBreak: boolean }): Pdf;
  rect(x: number, y: number, width: number, height: number): Pdf;
  stroke(): Pdf;
  rotate(degrees: number, options: { origin: [number, number] }): Pdf;
  image(picture: Buffer, x: number, y: number, options: { width: number; height: number }): Pdf;
  addPage(): Pdf;
  on(event: "data" | "end" | "error", listener: (chunk: Buffer) => void): Pdf;
  end(): void;
}
interface PdfOptions {
  info?: { Title: string };
  userPassword?: string;
  pdfVersion?: string;
}

const require = createRequire(import.meta.url);
const PDFDocument: new (options: object) => Pdf = require("pdfkit");
const FONTS = join(dirname(require.resolve("@embedpdf/fonts-sc")), "../fonts");

/** A PDF in memory whose fonts are named song and hei; `draw` begins on an empty A4 page. */
export function pdf(draw: (doc: Pdf) => void, options: PdfOptions = {}): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const doc = new PDFDocument({ size: "A4", margin: 60, ...options });
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", (error) => reject(error));
    doc.registerFont("song", join(FONTS, "NotoSansHans-Regular.otf"));
    doc.registerFont("hei", join(FONTS, "NotoSansHans-Bold.otf"));
    doc.font("song").fontSize(12);
    draw(doc);
    doc.end();
  });
}

export const read = (bytes: Uint8Array, context: ReadContext = quietContext, file = "材料.pdf") =>
  pdfReader.read(bytes, file, context);

export const refusalOf = (bytes: Uint8Array, context: ReadContext = quietContext): Promise<string> =>
  refusalOfWork(read(bytes, context));

/** A PDF written object by object; the cross-reference table is left for the reader to rebuild. */
export function handmade(...objects: string[]): Uint8Array {
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join("");
  return new Uint8Array(Buffer.from(`%PDF-1.4\n${body}trailer\n<</Root 1 0 R>>\n%%EOF`, "latin1"));
}

export const LONG =
  "全县政务大厅去年一共受理群众和企业提交的各类申请62187件，窗口平均等候时间缩短到9分钟，比前一年又少了3分钟，" +
  "来办事的人普遍反映流程清楚、材料精简，乡镇便民服务站也把高频事项接了过去，路远的老人不用再进城。";

/** The lines of a paragraph as a word processor breaks it, the first indented by two characters. */
export function broken(text: string, perLine: number): string[] {
  const lines = [""];
  let room = perLine - 2;
  for (const part of text.match(/\d+|./gu) ?? []) {
    const width = /^\d/.test(part) ? part.length / 2 : 1;
    if (width > room) {
      lines.push("");
      room = perLine;
    }
    room -= width;
    lines[lines.length - 1] += part;
  }
  return lines;
}

export function paragraph(doc: Pdf, text: string, y: number, perLine = 38, x = 60): void {
  broken(text, perLine).forEach((line, i) => {
    doc.text(line, i === 0 ? x + 24 : x, y + i * 21, { lineBreak: false });
  });
}
