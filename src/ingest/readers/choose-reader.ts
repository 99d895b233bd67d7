/**
 * The bytes and name of a file in, the reader that takes it out.
 * A file that no reader takes is explained: what it seems to be and which formats are read.
 */
import { UserError } from "../../domain/index.ts";
import { csvReader } from "./csv.ts";
import { docReader } from "./doc.ts";
import { docxReader } from "./docx.ts";
import { htmlReader } from "./html.ts";
import { imageReader } from "./image.ts";
import { mdReader } from "./md.ts";
import { mhtmlReader } from "./mhtml.ts";
import { pdfReader } from "./pdf.ts";
import type { Reader } from "./reader.ts";
import { binaryKind } from "./sniff.ts";
import { txtReader } from "./txt.ts";
import { xlsxReader } from "./xlsx.ts";

/** Readers of formats that are no text, told apart by their first bytes. */
const binaryReaders: readonly Reader[] = [pdfReader, docxReader, xlsxReader, docReader, imageReader];

/** Readers of text, the most particular first: the last one takes any text. */
const textReaders: readonly Reader[] = [mhtmlReader, htmlReader, csvReader, mdReader, txtReader];

/** The formats that are read, in words shown to people. */
const FORMATS = "txt、md、html、pdf、docx、doc、xlsx、csv、图片（png、jpg 等）和 zip";

/** The reader for a file; throws UserError for an empty file and for one that no reader takes. */
export function chooseReader(bytes: Uint8Array, file: string): Reader {
  if (bytes.length === 0) throw new UserError(`文件“${file}”是空的（0 字节），请检查后重新放入。`);
  const kind = binaryKind(bytes);
  const asked = kind === null ? textReaders : binaryReaders;
  const reader = asked.find((candidate) => candidate.accepts(bytes, file));
  if (reader) return reader;
  throw new UserError(
    `文件“${file}”看起来是${kind ?? "二进制文件"}，读不了。能读的格式有 ${FORMATS}；请另存为其中一种后再放入。`,
  );
}
