/**
 * A Word 97–2003 file in, nothing out: throws for what the parser would choke on. It trusts the lengths that the
 * file names, so a file of some kilobytes can make it build gigabytes of text.
 */
import { UserError } from "../../domain/index.ts";
import { type OleFile, openOle } from "./ole.ts";

const MAGIC = 0xa5ec;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const WORD_97 = 0xc1;
/** Far more than any report; the whole text is held several times over. */
const MAX_CHARS = 3_000_000;
const MAX_PIECES = 20_000;
/** Pages of 512 bytes of paragraph and of character properties; a report of 500 pages has some thousand. */
const MAX_PROPERTY_PAGES = 10_000;
const MAX_FIELD_DEPTH = 50;

/** Throws UserError for a file with a password, of another Word version, too large or with lengths that do not fit. */
export function checkDoc(bytes: Uint8Array, file: string): void {
  const ole = openOle(bytes);
  if (ole.names.includes("EncryptedPackage")) throw locked(file);
  const main = ole.stream("WordDocument");
  const flags = main.readUInt16LE(0x0a);
  if (main.readUInt16LE(0) !== MAGIC || main.readUInt16LE(2) < WORD_97) {
    throw new UserError(
      `Word 文档“${file}”的版本太旧（早于 Word 97），请用 Word 或 WPS 另存为 docx 后重新放入。`,
    );
  }
  if ((flags & ENCRYPTED) !== 0) throw locked(file);
  checkPieces(main, tableStream(ole, flags), file);
}

function tableStream(ole: OleFile, flags: number): Buffer {
  return ole.stream((flags & SECOND_TABLE) !== 0 ? "1Table" : "0Table");
}

function checkPieces(main: Buffer, table: Buffer, file: string): void {
  const pages = [0x0fe, 0x106].map((at) => Math.max(0, main.readUInt32LE(at) - 4) / 8);
  if (pages.some((count) => count > MAX_PROPERTY_PAGES)) throw tooBig(file);
  let at = main.readUInt32LE(0x1a2);
  const end = at + main.readUInt32LE(0x1a6);
  while (table.readUInt8(at) === 1 && at < end) at += 3 + table.readUInt16LE(at + 1);
  if (table.readUInt8(at) !== 2) throw new RangeError("no piece table");
  const pieces = (table.readUInt32LE(at + 1) - 4) / 12;
  if (!Number.isInteger(pieces) || pieces < 1) throw new RangeError("odd piece table");
  if (pieces > MAX_PIECES) throw tooBig(file);
  at += 5;
  let chars = 0;
  let depth = 0;
  for (let i = 0; i < pieces; i++) {
    const length = table.readUInt32LE(at + (i + 1) * 4) - table.readUInt32LE(at + i * 4);
    chars += Math.max(0, length);
    if (length < 0) throw new RangeError("pieces overlap");
    if (chars > MAX_CHARS) throw tooBig(file);
    const place = table.readUInt32LE(at + (pieces + 1) * 4 + i * 8 + 2);
    const narrow = (place & 0x40000000) !== 0;
    const start = narrow ? (place & ~0x40000000) >>> 1 : place;
    const text = main.subarray(start, start + length * (narrow ? 1 : 2));
    if (text.length < length * (narrow ? 1 : 2)) throw new RangeError("a piece lies outside the file");
    for (let unit = 0; unit < text.length; unit += narrow ? 1 : 2) {
      if (!narrow && text[unit + 1] !== 0) continue;
      if (text[unit] === 0x13) depth++;
      else if (text[unit] === 0x15) depth = Math.max(0, depth - 1);
      if (depth > MAX_FIELD_DEPTH) throw new RangeError("fields without end");
    }
  }
}

function tooBig(file: string): UserError {
  return new UserError(`Word 文档“${file}”的内容太多，请拆成几个文件后重新放入。`);
}

function locked(file: string): UserError {
  return new UserError(`Office 文件“${file}”设了打开密码，无法读取，请去掉密码后重新放入。`);
}
