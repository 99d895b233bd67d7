/**
 * The bytes of a zip in, what its central directory lists out: names, sizes, where the data lie. Unpacks nothing.
 * The parsers behind docx and xlsx go by this directory too, so that what is checked here is what they will read.
 */
import { UserError } from "../../domain/index.ts";

export interface ZipEntry {
  /** Decoded, with forward slashes; not yet cleaned. */
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  /** As the directory says: may lie. */
  unpackedBytes: number;
  /** The packed data. */
  data: Uint8Array;
  isLink: boolean;
}

/** More members are no report; real Office files hold some dozens. */
const MAX_MEMBERS = 2000;
const END = Buffer.from("PK\x05\x06", "latin1");
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 1;
const UTF8_NAME = 1 << 11;

/** Lists the members; throws UserError for an archive that is damaged, encrypted, of an unusual make or too full. */
export function zipDirectory(bytes: Uint8Array, file: string): ZipEntry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(END);
  if (end < 0 || end + 22 > zip.length) throw damaged(file);
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  if (count > MAX_MEMBERS) {
    throw new UserError(`压缩包“${file}”里的文件多于 ${MAX_MEMBERS} 个，请拆成几个压缩包后再放入。`);
  }
  if (start + zip.readUInt32LE(end + 12) !== end) throw damaged(file);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL) throw damaged(file);
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push(entryAt(zip, at, nameLength, file));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  // A count that is too low would hide members from the check but not from other parsers.
  if (at !== end) throw damaged(file);
  return entries;
}

/** The error for an archive that does not hold what its directory says. */
export function damaged(file: string): UserError {
  return new UserError(`文件“${file}”已损坏或没有传完整，无法解开，请重新取得后再放入。`);
}

function entryAt(zip: Buffer, at: number, nameLength: number, file: string): ZipEntry {
  const flags = zip.readUInt16LE(at + 8);
  const method = zip.readUInt16LE(at + 10);
  if ((flags & ENCRYPTED) !== 0) {
    throw new UserError(`压缩包“${file}”设了密码，无法读取，请去掉密码后重新放入。`);
  }
  if (method !== 0 && method !== 8) {
    throw new UserError(`压缩包“${file}”用了少见的压缩方式，无法读取，请用普通的 zip 方式重新打包。`);
  }
  const local = zip.readUInt32LE(at + 42);
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw damaged(file);
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const to = from + zip.readUInt32LE(at + 20);
  if (to > zip.length) throw damaged(file);
  const mode = zip.readUInt32LE(at + 38) >>> 16;
  return {
    name: decodeName(zip.subarray(at + 46, at + 46 + nameLength), (flags & UTF8_NAME) !== 0),
    method,
    unpackedBytes: zip.readUInt32LE(at + 24),
    data: zip.subarray(from, to),
    isLink: (mode & 0o170000) === 0o120000,
  };
}

/** Chinese Windows writes names in GBK and sets no flag; macOS writes UTF-8 and sets none either. */
function decodeName(name: Uint8Array, utf8: boolean): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: !utf8 }).decode(name);
  } catch {
    text = new TextDecoder("gb18030").decode(name);
  }
  return text.replaceAll("\\", "/").normalize("NFC");
}
