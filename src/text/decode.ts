/**
 * Turns the bytes of a text file into text. In: bytes, and whether they are a web page. Out: text without
 * byte-order mark, the encoding found, warnings in Chinese. The bytes decide, not the file's name.
 * Bytes that no encoding explains become U+FFFD; whoever describes the report warns about them.
 */
import iconv from "iconv-lite";
import { isCommonCharacter } from "./common-characters.ts";
import { fold } from "./fold.ts";

/** The encodings that reports come in. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

/** A text with how it was read. */
export interface Decoded {
  text: string;
  encoding: Encoding;
  /** Chinese messages for the person who reads the ingest summary. */
  warnings: string[];
}

const REPLACEMENT = "\uFFFD";
/** Bytes looked at to tell encodings apart; even, as UTF-16 needs. */
const SAMPLE_BYTES = 65_536;
/** Least share of common characters that a declared encoding must give; wrong ones stay under 0.3. */
const PLAUSIBLE = 0.45;
const SIGNATURES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
];
const DECLARED: Record<string, Encoding> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  gb2312: "gb18030",
  "gb_2312-80": "gb18030",
  csgb2312: "gb18030",
  gbk: "gb18030",
  gb18030: "gb18030",
  "x-gbk": "gb18030",
  big5: "big5",
  "big5-hkscs": "big5",
  "cn-big5": "big5",
  "x-x-big5": "big5",
};

/** Decodes `bytes`; never throws. `html` lets a meta charset count where it decodes cleanly. */
export function decode(bytes: Uint8Array, options: { html?: boolean } = {}): Decoded {
  const marked = markedEncoding(bytes);
  if (marked !== null) return finish(bytes, marked);
  const declared = options.html ? declaredEncoding(bytes) : null;
  if (declared !== null && isPlausible(bytes, declared)) return finish(bytes, declared);
  const found = detect(bytes);
  const result = finish(bytes, found);
  if (declared === null || declared === found) return result;
  const warning = `网页声明的编码（${declared}）与内容不符，已按 ${found} 读取；如有乱码，请把文件另存为 UTF-8。`;
  return { ...result, warnings: [warning, ...result.warnings] };
}

/** True when the bytes are no text: a known file signature, or NUL bytes that are not UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  if (SIGNATURES.some((signature) => signature.every((byte, index) => bytes[index] === byte))) return true;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (!sample.includes(0)) return false;
  return markedEncoding(bytes) === null && zeroPattern(bytes) === null;
}

function markedEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

function declaredEncoding(bytes: Uint8Array): Encoding | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const name = /<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  return name === undefined ? null : (DECLARED[name.toLowerCase()] ?? null);
}

function isPlausible(bytes: Uint8Array, encoding: Encoding): boolean {
  if (encoding === "utf-8") return isStrictUtf8(bytes);
  const text = read(bytes.subarray(0, SAMPLE_BYTES), encoding);
  const clean = !text.slice(0, -2).includes(REPLACEMENT);
  return clean && (!/\p{Script=Han}/u.test(text) || commonness(text) >= PLAUSIBLE);
}

function detect(bytes: Uint8Array): Encoding {
  const zeros = zeroPattern(bytes);
  if (zeros !== null) return zeros;
  if (isStrictUtf8(bytes) && readsAsChineseOrAscii(bytes)) return "utf-8";
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide: Encoding[] = bytes.length % 2 === 0 ? ["utf-16le", "utf-16be"] : [];
  let best: Encoding = "gb18030";
  let bestScore = Number.NEGATIVE_INFINITY;
  // The order settles ties: GB18030 is the likeliest in these files.
  for (const encoding of ["gb18030", "utf-8", "big5", ...wide] as const) {
    const score = commonness(read(sample, encoding));
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return best;
}

/** A few GBK words are also valid UTF-8, but of scripts that reports are not written in. */
function readsAsChineseOrAscii(bytes: Uint8Array): boolean {
  const text = read(bytes.subarray(0, SAMPLE_BYTES), "utf-8");
  return !/[^\u0000-\u007f]/.test(text) || /[\u2000-\uffff]/.test(text.slice(0, -1));
}

function isStrictUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 without a mark: ASCII in it leaves zeros on one side of the pairs only. */
function zeroPattern(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (!sample.includes(0)) return null;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const encoding = odd > even ? "utf-16le" : "utf-16be";
  if (Math.min(even, odd) > Math.max(even, odd) / 20) return null;
  const text = read(sample.subarray(0, sample.length - (sample.length % 2)), encoding);
  const odds = [...text].filter(
    (character) =>
      !/[\t\n\r\x20-\x7e\u00a0-\u00ff\u2000-\u206f\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\uff00-\uffef]|\p{Script=Han}/u.test(
        character,
      ),
  );
  return odds.length <= text.length / 10 && commonness(text) > 0 ? encoding : null;
}

/**
 * How much `text` looks like ordinary Chinese: the share of common characters among the non-ASCII letters,
 * less what only wrong decoding brings. 1 at most; text of ASCII only scores 0.5.
 */
function commonness(text: string): number {
  let letters = 0;
  let common = 0;
  let broken = 0;
  for (const character of fold(text)) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80 && code >= 0x20) continue;
    if (/[\t\n\r\u2000-\u206f\u3000-\u303f]/.test(character)) continue;
    letters += 1;
    if (isCommonCharacter(character)) common += 1;
    else if (character === REPLACEMENT || code < 0x20 || (code >= 0xe000 && code <= 0xf8ff)) broken += 1;
  }
  return letters === 0 ? 0.5 : (common - 2 * broken) / letters;
}

function read(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "gb18030" || encoding === "big5") return iconv.decode(Buffer.from(bytes), encoding);
  return new TextDecoder(encoding).decode(bytes);
}

function finish(bytes: Uint8Array, encoding: Encoding): Decoded {
  return { text: read(bytes, encoding).replace(/^\uFEFF/, ""), encoding, warnings: [] };
}
