/**
 * The stamp of an index: what it was made with, how that is kept in the meta table, and how two differ.
 */
import type { Database } from "better-sqlite3";
import type { IndexStamp } from "./store.ts";

/** The stamp that an open database carries; null for one that nothing was ever written to. */
export function stampOf(db: Database): IndexStamp | null {
  const tables = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM sqlite_master").get();
  if (!tables?.n) return null;
  const value = readMeta(db, "stamp");
  if (typeof value !== "string" || !value.startsWith("{")) throw new NoStampError();
  return JSON.parse(value);
}

/** Keeps the stamp. To be called inside a transaction. */
export function writeStamp(db: Database, stamp: IndexStamp): void {
  const { format, segmenter, extractor, embedder, dimensions } = stamp;
  writeMeta(db, "stamp", JSON.stringify({ format, segmenter, extractor, embedder, dimensions }));
}

/** What makes an index with stamp `found` unreadable for a program that writes `wanted`, in Chinese; "" for nothing. */
export function stampDifference(found: IndexStamp, wanted: IndexStamp): string {
  const parts: string[] = [];
  if (found.format !== wanted.format) parts.push(`格式 ${found.format} → ${wanted.format}`);
  if (found.segmenter !== wanted.segmenter) parts.push(`分词 ${found.segmenter} → ${wanted.segmenter}`);
  return parts.join("，");
}

/** A value of the meta table; undefined when it is not there. */
export function readMeta(db: Database, key: string): unknown {
  return db.prepare<[string], { value: unknown }>("SELECT value FROM meta WHERE key = ?").get(key)?.value;
}

/** Keeps a value in the meta table. */
export function writeMeta(db: Database, key: string, value: string | number): void {
  db.prepare(
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  ).run(key, value);
}

/** Marks the data as changed, so that every reader drops its caches. To be called inside a transaction. */
export function bumpGeneration(db: Database): number {
  const next = Number(readMeta(db, "generation") ?? 0) + 1;
  writeMeta(db, "generation", next);
  return next;
}

/** A database with tables that are not ours counts as a damaged index. */
class NoStampError extends Error {
  override name = "NoStampError";
  readonly code = "SQLITE_NOTADB";
  constructor() {
    super("没有索引标记");
  }
}
