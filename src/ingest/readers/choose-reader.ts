/**
 * The bytes and name of a file in, the reader that takes it out.
 * A file that no reader takes is explained: what it seems to be and which formats are read.
 */
import { UserError } from "../../domain/index.ts";
import { htmlReader } from "./html.ts";
import { mdReader } from "./md.ts";
import type { Reader } from "./reader.ts";
import { binaryKind } from "./sniff.ts";
import { txtReader } from "./txt.ts";

/** Every reader, the most particular first: the last one takes any text. */
export const readers: readonly Reader[] = [htmlReader, mdReader, txtReader];

/** The reader for a file; throws UserError for an empty file and for one that no reader takes. */
export function chooseReader(bytes: Uint8Array, file: string): Reader {
  if (bytes.length === 0) throw new UserError(`文件“${file}”是空的（0 字节），请检查后重新放入。`);
  const kind = binaryKind(bytes);
  const reader = kind === null ? readers.find((candidate) => candidate.accepts(bytes, file)) : undefined;
  if (reader) return reader;
  throw new UserError(
    `文件“${file}”看起来是${kind ?? "二进制文件"}，不是文字。本版读取 txt、md、html，请另存为其中一种后再放入。`,
  );
}
