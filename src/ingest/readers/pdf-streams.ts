/**
 * The bytes of a PDF in, how much its packed parts unpack to out, or a refusal when that is beyond the limit:
 * pdfjs would hold a part of gigabytes in memory before it looks at it. Pictures are not counted, they stay packed.
 */
import { Readable } from "node:stream";
import { constants, createInflate } from "node:zlib";
import { type ReadContext, refuseBeyond } from "./limits.ts";

const STREAM = /stream\r?\n/g;
/** A stream's dictionary stands directly before it. */
const DICTIONARY_CHARS = 2000;
const PICTURE = /\/Subtype\s*\/Image\b/;
const MAX_LAYERS = 3;
/** Fonts, lists of objects and metadata: no drawing instructions. */
const NO_CONTENT =
  /\/Length[123]\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType|XML)\b|\/Type\s*\/(?:ObjStm|XRef)\b/;

/**
 * Throws UserError when the file's parts, pictures aside, unpack to more than `limits.unpackedBytes`.
 * Answers the bytes of the biggest part that can hold a page's drawing instructions.
 */
export async function biggestContent(bytes: Uint8Array, file: string, context: ReadContext): Promise<number> {
  const { limits } = context;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  let total = 0;
  let biggest = 0;
  for (const found of source.matchAll(STREAM)) {
    if (source.slice(found.index - 3, found.index) === "end") continue;
    const dictionary = dictionaryBefore(source, found.index);
    if (PICTURE.test(dictionary)) continue;
    const layers = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
    const start = found.index + found[0].length;
    const end = source.indexOf("endstream", start);
    const packed = bytes.subarray(start, end < 0 ? bytes.length : end);
    const size = await unpackedSize(packed, Math.min(layers, MAX_LAYERS), limits.unpackedBytes - total);
    total += size;
    if (!NO_CONTENT.test(dictionary)) biggest = Math.max(biggest, size);
    refuseBeyond(file, "unpackedBytes", total, limits);
  }
  return biggest;
}

function dictionaryBefore(source: string, at: number): string {
  const before = source.slice(Math.max(0, at - DICTIONARY_CHARS), at);
  return before.slice(Math.max(0, before.lastIndexOf(" obj")));
}

/** Bytes that come out, counted up to just past the limit; what cannot be unpacked counts as far as it goes. */
async function unpackedSize(packed: Uint8Array, layers: number, limit: number): Promise<number> {
  if (layers === 0) return packed.length;
  let flow: Readable = Readable.from([packed]);
  const inflates = Array.from({ length: layers }, () =>
    createInflate({ finishFlush: constants.Z_SYNC_FLUSH }),
  );
  for (const inflate of inflates) {
    flow.on("error", () => inflate.destroy());
    flow = flow.pipe(inflate);
  }
  let size = 0;
  try {
    for await (const chunk of flow) {
      size += Buffer.isBuffer(chunk) ? chunk.length : 0;
      if (size > limit) break;
    }
  } catch {
    // Damaged parts are for the parser to judge.
  } finally {
    for (const inflate of inflates) inflate.destroy();
  }
  return size;
}
