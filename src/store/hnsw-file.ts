/**
 * The HNSW file of a table: built from the vectors in SQLite, which stay the record. What SQLite says of
 * the file (generation, checksum) decides whether it is loaded; a damaged or stale one never is.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import hnswlib, { type HierarchicalNSW } from "hnswlib-node";
import type { Table } from "./full-text.ts";
import { readMeta, writeMeta } from "./stamp.ts";
import { SEARCHED } from "./vectors.ts";

/** What SQLite keeps of a written file. */
export interface HnswRecord {
  /** Generation of the data that the file holds. */
  generation: number;
  sha256: string;
}

/**
 * Rows up to which the graph is built: at 512 numbers a vector it then takes 450 MB of every reading process. Beyond,
 * vectors are compared inside the reports that the words find.
 */
export const HNSW_AT_MOST = 200_000;

const NEIGHBOURS = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 128;

/** The record of a table's file; null for none. */
export function hnswRecord(db: Database, table: Table): HnswRecord | null {
  const value = readMeta(db, `hnsw.${table}`);
  return typeof value === "string" && value ? JSON.parse(value) : null;
}

/** Loads the file that the record describes; null when it is missing or not the one described. */
export function loadHnsw(
  folder: string,
  table: Table,
  record: HnswRecord,
  dimensions: number,
): HierarchicalNSW | null {
  const file = fileOf(folder, table);
  try {
    // hnswlib trusts what it reads, so only bytes that were written by writeHnsw may reach it.
    if (sha256Of(file) !== record.sha256) return null;
    const index = new hnswlib.HierarchicalNSW("cosine", dimensions);
    index.readIndexSync(file);
    index.setEf(EF_SEARCH);
    return index;
  } catch {
    return null;
  }
}

/** Writes the table's file anew, reusing the points of `old`; returns the checksum of the file. */
export function writeHnsw(
  db: Database,
  folder: string,
  table: Table,
  dimensions: number,
  old: HierarchicalNSW | null,
): string {
  const live = db
    .prepare<[number], { row: number }>(
      `SELECT t.row AS row FROM ${table} t JOIN texts ON texts.row = t.${SEARCHED[table]}
       WHERE texts.vector IS NOT NULL AND length(texts.vector) = ?`,
    )
    .all(dimensions * 4)
    .map(({ row }) => row);
  const index = build(db, table, dimensions, live, old);
  const file = fileOf(folder, table);
  const temporary = `${file}.tmp`;
  try {
    index.writeIndexSync(temporary);
    // A full disk can cut the file short without an error: what was written must read back.
    new hnswlib.HierarchicalNSW("cosine", dimensions).readIndexSync(temporary);
    const sha256 = sha256Of(temporary);
    renameSync(temporary, file);
    return sha256;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Keeps what is to be known of a written file; null for none. To be called inside a transaction. */
export function keepHnswRecord(db: Database, table: Table, record: HnswRecord | null): void {
  writeMeta(db, `hnsw.${table}`, record ? JSON.stringify(record) : "");
}

/** Removes the table's file. */
export function removeHnsw(folder: string, table: Table): void {
  rmSync(fileOf(folder, table), { force: true });
}

function build(
  db: Database,
  table: Table,
  dimensions: number,
  live: number[],
  old: HierarchicalNSW | null,
): HierarchicalNSW {
  const known = new Set(old?.getIdsList() ?? []);
  const wanted = new Set(live);
  const gone = [...known].filter((row) => !wanted.has(row));
  const fresh = live.filter((row) => !known.has(row));
  // Points marked as deleted stay in the graph and slow it down: past a fifth a new one is better.
  const reuse = old !== null && gone.length * 5 <= live.length;
  const index = reuse ? old : new hnswlib.HierarchicalNSW("cosine", dimensions);
  if (reuse) {
    const needed = known.size + fresh.length;
    if (needed > index.getMaxElements()) index.resizeIndex(needed);
    for (const row of gone) markDeleted(index, row);
  } else {
    index.initIndex({
      maxElements: Math.max(1, live.length),
      m: NEIGHBOURS,
      efConstruction: EF_CONSTRUCTION,
    });
  }
  const vectorOf = db.prepare<[number], { vector: Buffer }>(
    `SELECT texts.vector AS vector FROM ${table} t JOIN texts ON texts.row = t.${SEARCHED[table]} WHERE t.row = ?`,
  );
  for (const row of reuse ? fresh : live) {
    const blob = vectorOf.get(row)?.vector;
    if (blob)
      index.addPoint(
        Array.from({ length: dimensions }, (_, i) => blob.readFloatLE(i * 4)),
        row,
      );
  }
  return index;
}

function markDeleted(index: HierarchicalNSW, row: number): void {
  try {
    index.markDelete(row);
  } catch {
    // Already marked by an earlier refresh: hnswlib lists such points and refuses to mark them twice.
  }
}

function fileOf(folder: string, table: Table): string {
  return join(folder, `${table}.hnsw`);
}

function sha256Of(file: string): string {
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : "";
}
