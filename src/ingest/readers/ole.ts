/**
 * The bytes of an old Office file (an OLE compound file) in, the streams of its root folder out. Every chain of
 * sectors is followed within the file and never twice, so that what passes here cannot make a parser run for ever.
 */

export interface OleFile {
  /** Names of the streams in the root folder. */
  names: string[];
  /** The bytes of one of them; throws OleError when it is missing or its sectors do not hold it. */
  stream(name: string): Buffer;
}

/** The file is not what its header says; the message is for logs. */
export class OleError extends Error {
  override name = "OleError";
}

interface Entry {
  name: string;
  type: number;
  /** left, right, child. */
  links: [number, number, number];
  start: number;
  size: number;
}

const SIGNATURE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const HEADER_TABLE_ENTRIES = 109;
const STREAM = 2;
const ROOT = 5;

/** True for an OLE compound file, even a damaged one. */
export function isOle(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && SIGNATURE.equals(bytes.subarray(0, 8));
}

/** Reads header, sector tables and folder; throws OleError for a damaged file. */
export function openOle(bytes: Uint8Array): OleFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isOle(bytes) || file.length < 1024) throw new OleError("no compound file");
  const shift = file.readUInt16LE(30);
  if ((shift !== 9 && shift !== 12) || file.readUInt16LE(32) !== 6) throw new OleError("odd sector size");
  const sectorSize = 1 << shift;
  const sectors = Math.ceil(file.length / sectorSize) - 1;
  const sector = (id: number): Buffer => {
    if (id < 0 || id >= sectors) throw new OleError(`sector ${id} lies outside the file`);
    return file.subarray((id + 1) * sectorSize, (id + 2) * sectorSize);
  };

  const fat = readFat(file, sectorSize, sectors, sector);
  const big = (start: number): Buffer => Buffer.concat(chain(fat, start).map(sector));
  const entries = readEntries(big(file.readInt32LE(48)));
  const miniFat = words(big(file.readInt32LE(60)));
  const root = entries.find((entry) => entry.type === ROOT);
  if (!root) throw new OleError("no root folder");
  const mini = big(root.start);
  const streams = rootStreams(entries, root);
  const cutoff = file.readUInt32LE(56);
  return {
    names: [...streams.keys()],
    stream(name) {
      const entry = streams.get(name);
      if (!entry) throw new OleError(`no stream ${name}`);
      const small = entry.size < cutoff;
      const data = small
        ? Buffer.concat(chain(miniFat, entry.start).map((id) => mini.subarray(id * 64, (id + 1) * 64)))
        : big(entry.start);
      if (data.length < entry.size) throw new OleError(`stream ${name} is cut short`);
      return data.subarray(0, entry.size);
    },
  };
}

function readFat(
  file: Buffer,
  sectorSize: number,
  sectors: number,
  sector: (id: number) => Buffer,
): number[] {
  const count = file.readInt32LE(44);
  const more = file.readInt32LE(72);
  if (count < 1 || count > sectors || more < 0 || more > sectors) throw new OleError("odd table size");
  const ids: number[] = [];
  for (let i = 0; i < Math.min(count, HEADER_TABLE_ENTRIES); i++) ids.push(file.readInt32LE(76 + i * 4));
  let next = file.readInt32LE(68);
  for (let i = 0; i < more && ids.length < count; i++) {
    const list = words(sector(next));
    ids.push(...list.slice(0, Math.min(sectorSize / 4 - 1, count - ids.length)));
    next = list.at(-1) ?? -2;
  }
  if (ids.length !== count || new Set(ids).size !== count) throw new OleError("odd sector table");
  return words(Buffer.concat(ids.map(sector)));
}

function chain(table: number[], start: number): number[] {
  const ids: number[] = [];
  const seen = new Set<number>();
  for (let id = start; id >= 0; id = table[id] ?? -2) {
    if (seen.has(id)) throw new OleError("sectors run in a circle");
    seen.add(id);
    ids.push(id);
  }
  return ids;
}

function readEntries(folder: Buffer): Entry[] {
  return Array.from({ length: Math.floor(folder.length / 128) }, (_, i) => {
    const entry = folder.subarray(i * 128, (i + 1) * 128);
    return {
      name: entry.toString("utf16le", 0, Math.min(64, Math.max(0, entry.readInt16LE(64) - 2))),
      type: entry.readUInt8(66),
      links: [entry.readInt32LE(68), entry.readInt32LE(72), entry.readInt32LE(76)],
      start: entry.readInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}

/** Walks the whole tree, other folders too: parsers do, and an entry linked twice makes them do it for ever. */
function rootStreams(entries: Entry[], root: Entry): Map<string, Entry> {
  const streams = new Map<string, Entry>();
  const seen = new Set<Entry>([root]);
  const waiting: { id: number; top: boolean }[] = [{ id: root.links[2], top: true }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.id < 0) continue;
    const entry = entries[next.id];
    if (!entry || seen.has(entry)) throw new OleError("odd folder");
    seen.add(entry);
    if (next.top && entry.type === STREAM) streams.set(entry.name, entry);
    const [left, right, inner] = entry.links;
    waiting.push({ id: left, top: next.top }, { id: right, top: next.top }, { id: inner, top: false });
  }
  return streams;
}

function words(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readInt32LE(i * 4));
}
