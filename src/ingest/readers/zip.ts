/**
 * The bytes of a zip in, its members out, unpacked within the limits; a check that unpacks and keeps nothing for the
 * formats whose own parser unpacks (docx, xlsx). A member that holds more than the archive's directory says is refused.
 */
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { UserError } from "../../domain/index.ts";
import { type ReadContext, refuseBeyond } from "./limits.ts";
import { damaged, type ZipEntry, zipDirectory } from "./zip-directory.ts";

export interface ZipMember {
  /** Path inside the archive with forward slashes; never climbs out of it. */
  path: string;
  bytes: Uint8Array;
}

/** Called with each piece of each member's unpacked bytes, in order; may throw to refuse the file. */
export type Inspect = (member: string, piece: Uint8Array) => void;

/** Files that programs leave behind, and that no person means to hand in. */
const LEFT_BEHIND = /(?:^|\/)(?:__MACOSX\/|\.[^/]*(?:\/|$)|~\$[^/]*$|(?:Thumbs\.db|desktop\.ini)$)/i;

/**
 * The names of all members, after everything was unpacked once and thrown away.
 * @throws UserError when more comes out than the limits allow, and for an archive that is damaged or encrypted
 */
export async function checkZip(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
  inspect: Inspect = () => {},
): Promise<string[]> {
  const entries = zipDirectory(bytes, file);
  refuseTooMuch(entries, file, context);
  for (const entry of entries) {
    for await (const piece of unpacked(entry, file)) inspect(entry.name, piece);
  }
  return entries.map((entry) => entry.name);
}

/**
 * The members that are files a person meant to hand in; an archive among them stays packed.
 * @throws UserError as checkZip does, and for a path that is absolute or climbs out
 */
export async function unpackZip(bytes: Uint8Array, file: string, context: ReadContext): Promise<ZipMember[]> {
  const entries = zipDirectory(bytes, file).filter((entry) => !entry.name.endsWith("/") && !entry.isLink);
  const wanted = entries
    .map((entry) => ({ entry, path: cleanPath(entry.name, file) }))
    .filter(({ path }) => !LEFT_BEHIND.test(path));
  refuseTooMuch(
    wanted.map(({ entry }) => entry),
    file,
    context,
  );
  const members: ZipMember[] = [];
  for (const { entry, path } of wanted) {
    const pieces: Uint8Array[] = [];
    for await (const piece of unpacked(entry, file)) {
      pieces.push(piece);
    }
    members.push({ path, bytes: Buffer.concat(pieces) });
  }
  return members;
}

/** True for a plain zip, even a damaged one; false for the documents that are zips inside (Office, ODF, OFD, epub). */
export function isArchive(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 65_536));
  const start = head.toString("latin1");
  if (!/^PK(?:\x03\x04|\x05\x06)/.test(start)) return false;
  let names: string[];
  try {
    names = zipDirectory(bytes, "").map((entry) => entry.name);
  } catch {
    return !/\[Content_Types\]\.xml|(?:word|xl|ppt)\/|OFD\.xml|^.{30}mimetype/s.test(start);
  }
  if (names.includes("OFD.xml") || names[0] === "mimetype") return false;
  return !(names.includes("[Content_Types].xml") && names.some((name) => /^(?:word|xl|ppt)\//.test(name)));
}

/** Refuses what the directory admits to; `unpacked` holds every member to it. */
function refuseTooMuch(entries: ZipEntry[], file: string, context: ReadContext): void {
  const told = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  refuseBeyond(file, "unpackedBytes", told, context.limits);
}

/** The bytes of a member, in pieces; stops as soon as more comes out than the directory says. */
async function* unpacked(entry: ZipEntry, file: string): AsyncGenerator<Uint8Array> {
  let length = 0;
  try {
    for await (const piece of piecesOf(entry)) {
      length += piece.length;
      if (length > entry.unpackedBytes) break;
      yield piece;
    }
  } catch {
    throw damaged(file);
  }
  if (length !== entry.unpackedBytes) throw damaged(file);
}

function piecesOf(entry: ZipEntry): AsyncIterable<Uint8Array> {
  const packed = Readable.from([entry.data]);
  return entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 65_536 }));
}

function cleanPath(name: string, file: string): string {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (/^(?:\/|[a-z]:)/i.test(name) || parts.includes("..") || /\p{Cc}/u.test(name)) {
    throw new UserError(
      `压缩包“${file}”里有指向外面的路径“${shown(name)}”，可能有害，没有读取；请确认来源可靠后重新打包。`,
    );
  }
  return parts.join("/");
}

function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, "?").slice(0, 60);
}
