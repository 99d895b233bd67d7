/**
 * Paragraphs and tables in, the bytes of a small Word 97 file out: what the test of the doc reader reads, since no
 * package writes that format. One Unicode piece, no styles, no mini stream; offsets after [MS-DOC] and [MS-CFB].
 */

/** A paragraph, a struck-out revision, or a table: rows of cells, a cell's paragraphs parted by a line break. */
export type DocBlock = string | { deleted: string } | { rows: string[][] };

export interface DocOptions {
  /** Text of the page header. */
  header?: string;
  footnotes?: string;
  /** Says in the file's head that it has a password. */
  encrypted?: boolean;
}

interface Run {
  text: string;
  kind: "plain" | "deleted" | "row-end";
}

const SECTOR = 512;
const TEXT_AT = 1024;
const IN_TABLE_ROW_END = Buffer.from([0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1]);
const DELETED = Buffer.from([3, 0x00, 0x08, 1]);

/** Builds the file. */
export function makeDoc(blocks: DocBlock[], options: DocOptions = {}): Buffer {
  const runs = blocks.flatMap(runsOf);
  const body = runs.map((run) => run.text).join("");
  const notes = options.footnotes === undefined ? "" : `${options.footnotes}\r\r`;
  const header = options.header === undefined ? "" : `${options.header}\r\r`;
  const text = Buffer.from(`${body}${notes}${header}\r`, "utf16le");
  const properties = Buffer.concat([page(runs, "row-end"), page(runs, "deleted")]);
  const main = Buffer.alloc(roundUp(TEXT_AT + text.length, SECTOR) + properties.length);
  text.copy(main, TEXT_AT);
  properties.copy(main, main.length - properties.length);
  const firstPage = (main.length - properties.length) / SECTOR;

  const range = [TEXT_AT, TEXT_AT + text.length];
  const paragraphs = int32s(...range, firstPage);
  const characters = int32s(...range, firstPage + 1);
  const pieces = Buffer.concat([
    int32s(0, text.length / 2),
    Buffer.alloc(2),
    int32s(TEXT_AT),
    Buffer.alloc(2),
  ]);
  const clx = Buffer.concat([Buffer.from([2]), int32s(pieces.length), pieces]);
  const table = Buffer.concat([paragraphs, characters, clx]);

  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(0xc1, 2);
  main.writeUInt16LE(0x0200 | (options.encrypted ? 0x0100 : 0), 0x0a);
  main.writeUInt32LE(TEXT_AT, 0x18);
  int32s(body.length, notes.length, header.length).copy(main, 0x4c);
  int32s(paragraphs.length, characters.length).copy(main, 0xfa);
  int32s(0, paragraphs.length).copy(main, 0x102);
  int32s(paragraphs.length + characters.length, clx.length).copy(main, 0x1a2);
  return makeOle({ WordDocument: main, "1Table": table });
}

/** Packs streams into the root folder of an OLE file: at most 60 kB together. */
export function makeOle(streams: Record<string, Buffer>): Buffer {
  const entries: Buffer[] = [];
  const data: Buffer[] = [];
  const fat: number[] = [-3, -2];
  const names = Object.keys(streams);
  names.forEach((name, i) => {
    // Streams under 4096 bytes would have to stand in the mini stream.
    const size = Math.max(4096, streams[name]?.length ?? 0);
    const sectors = Buffer.alloc(roundUp(size, SECTOR));
    streams[name]?.copy(sectors);
    const start = fat.length;
    for (let n = sectors.length / SECTOR; n > 0; n--) fat.push(n === 1 ? -2 : fat.length + 1);
    entries.push(entry(name, 2, i + 1 < names.length ? i + 2 : -1, -1, start, size));
    data.push(sectors);
  });
  const folder = Buffer.concat([entry("Root Entry", 5, -1, 1, -2, 0), ...entries]);
  if (fat.length > SECTOR / 4 || folder.length > SECTOR) throw new Error("too much for a small OLE file");
  const head = Buffer.alloc(SECTOR, 0xff);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(head);
  head.fill(0, 8, 76);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const) {
    head.writeUInt16LE(value, at);
  }
  int32s(1, 1, 0, 4096, -2, 0, -2, 0, 0).copy(head, 44);
  const sectorTable = Buffer.alloc(SECTOR, 0xff);
  int32s(...fat).copy(sectorTable);
  return Buffer.concat([head, sectorTable, Buffer.concat([folder, Buffer.alloc(SECTOR)], SECTOR), ...data]);
}

function runsOf(block: DocBlock): Run[] {
  if (typeof block === "string") return [{ text: `${block}\r`, kind: "plain" }];
  if ("deleted" in block) return [{ text: block.deleted, kind: "deleted" }];
  return block.rows.flatMap((row): Run[] => [
    { text: row.map((cell) => `${cell.replaceAll("\n", "\r")}\x07`).join(""), kind: "plain" },
    { text: "\x07", kind: "row-end" },
  ]);
}

/** A page of properties: the runs' file offsets, then where each run's property lies; 0 for none. */
function page(runs: Run[], kind: "deleted" | "row-end"): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  const [property, step] =
    kind === "deleted" ? [DELETED, 1] : [Buffer.concat([Buffer.from([0, 4]), IN_TABLE_ROW_END]), 13];
  const plain = Buffer.from([0, 1, 0, 0]);
  const propertyAt = SECTOR - 2 - property.length - (property.length % 2);
  property.copy(bytes, propertyAt);
  plain.copy(bytes, propertyAt - plain.length);
  let at = TEXT_AT;
  runs.forEach((run, i) => {
    bytes.writeUInt32LE(at, i * 4);
    at += run.text.length * 2;
    const none = kind === "deleted" ? 0 : propertyAt - plain.length;
    bytes.writeUInt8((run.kind === kind ? propertyAt : none) / 2, (runs.length + 1) * 4 + i * step);
  });
  bytes.writeUInt32LE(at, runs.length * 4);
  if ((runs.length + 1) * 4 + runs.length * step > propertyAt - plain.length)
    throw new Error("too many runs");
  bytes.writeUInt8(runs.length, SECTOR - 1);
  return bytes;
}

function entry(
  name: string,
  type: number,
  right: number,
  child: number,
  start: number,
  size: number,
): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE(name.length * 2 + 2, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt8(1, 67);
  int32s(-1, right, child).copy(bytes, 68);
  int32s(start, size).copy(bytes, 116);
  return bytes;
}

function int32s(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeInt32LE(value, i * 4);
  return bytes;
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
