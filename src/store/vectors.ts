/**
 * Vectors of texts: which are missing, how they are kept, and blocks of them for comparing by cosine.
 */
import type { Database } from "better-sqlite3";
import { UserError } from "../domain/index.ts";
import type { Table } from "./full-text.ts";
import type { FigureVectors } from "./store.ts";

/** Vectors of rows, one after the other in `values`. */
export interface Block {
  rows: number[];
  values: Float32Array;
}

/** The text column whose vector a table is searched by. */
export const SEARCHED: Record<Table, string> = { passages: "text", figures: "clause" };

/** A vector at length 1; one without direction stays zero. Throws a UserError on a wrong length or a value that is no number. */
export function normalised(vector: ArrayLike<number>, dimensions: number): Float32Array {
  if (vector.length !== dimensions) {
    throw new UserError(
      `向量模型给出 ${vector.length} 维的向量，索引需要 ${dimensions} 维。请检查设置中的向量模型，再运行 npm run ingest。`,
    );
  }
  const result = Float32Array.from(vector);
  let square = 0;
  for (const value of result) square += value * value;
  if (!Number.isFinite(square)) {
    throw new UserError("向量模型给出的向量含有无效数值。请检查设置中的向量模型，再运行 npm run ingest。");
  }
  const length = Math.sqrt(square);
  return length > 0 ? result.map((value) => value / length) : result;
}

/** Texts without a vector, oldest first. */
export function pendingTexts(db: Database, limit: number): { hash: string; text: string }[] {
  return db
    .prepare<[number], { hash: string; text: string }>(
      "SELECT hash, text FROM texts WHERE vector IS NULL ORDER BY row LIMIT ?",
    )
    .all(Math.max(0, Math.floor(limit)));
}

/** Number of texts without a vector. */
export function pendingCount(db: Database): number {
  return db.prepare<[], { n: number }>("SELECT count(*) AS n FROM texts WHERE vector IS NULL").get()?.n ?? 0;
}

/** True when some text has a vector. */
export function hasVectors(db: Database): boolean {
  return (
    db.prepare("SELECT 1 FROM texts INDEXED BY texts_embedded WHERE vector IS NOT NULL LIMIT 1").get() !==
    undefined
  );
}

/** Keeps vectors; a hash that is not there any more is passed over. To be called inside a transaction. */
export function keepVectors(
  db: Database,
  rows: { hash: string; vector: number[] }[],
  dimensions: number,
): void {
  const update = db.prepare("UPDATE texts SET vector = ? WHERE hash = ?");
  for (const { hash, vector } of rows) {
    const values = normalised(vector, dimensions);
    update.run(Buffer.from(values.buffer, values.byteOffset, values.byteLength), hash);
  }
}

/** The vectors that one report is searched by. */
export function loadBlock(db: Database, table: Table, report: number, dimensions: number): Block {
  const found = db
    .prepare<[number], { row: number; vector: Buffer }>(
      `SELECT t.row AS row, texts.vector AS vector FROM ${table} t JOIN texts ON texts.row = t.${SEARCHED[table]}
       WHERE t.report = ? AND texts.vector IS NOT NULL ORDER BY t.row`,
    )
    .all(report)
    .filter(({ vector }) => vector.byteLength === dimensions * 4);
  const values = new Float32Array(found.length * dimensions);
  const bytes = new Uint8Array(values.buffer);
  found.forEach(({ vector }, index) => {
    bytes.set(vector, index * dimensions * 4);
  });
  return { rows: found.map(({ row }) => row), values };
}

/** Figures whose vectors stay in memory: two of 2 kB each, so at most about 80 MB. */
const REMEMBERED_FIGURES = 20_000;

export interface FigureVectorsMemory {
  /** Vectors of the named figures that have any; read from the database on first use. */
  get(figureIds: string[], dimensions: number): Map<string, FigureVectors>;
  clear(): void;
}

/** Creates a bounded memory of figures' vectors, to be cleared when the data changes. */
export function createFigureVectors(db: Database): FigureVectorsMemory {
  const held = new Map<string, FigureVectors | null>();
  return {
    get(figureIds, dimensions) {
      let missing = figureIds.filter((id) => !held.has(id));
      if (held.size + missing.length > REMEMBERED_FIGURES) {
        held.clear();
        missing = figureIds;
      }
      const loaded = missing.length > 0 ? loadFigureVectors(db, missing, dimensions) : null;
      for (const id of missing) held.set(id, loaded?.get(id) ?? null);
      const result = new Map<string, FigureVectors>();
      for (const id of figureIds) {
        const vectors = held.get(id);
        if (vectors) result.set(id, vectors);
      }
      return result;
    },
    clear: () => held.clear(),
  };
}

function loadFigureVectors(
  db: Database,
  figureIds: string[],
  dimensions: number,
): Map<string, FigureVectors> {
  const rows = db
    .prepare<[string], { id: string; piece: Buffer | null; clause: Buffer | null }>(
      `SELECT figures.id AS id, p.vector AS piece, c.vector AS clause
       FROM figures LEFT JOIN texts p ON p.row = figures.piece LEFT JOIN texts c ON c.row = figures.clause
       WHERE figures.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(figureIds));
  const result = new Map<string, FigureVectors>();
  for (const row of rows) {
    const piece = toVector(row.piece, dimensions);
    const clause = toVector(row.clause, dimensions);
    if (piece || clause) result.set(row.id, { ...(piece && { piece }), ...(clause && { clause }) });
  }
  return result;
}

function toVector(blob: Buffer | null, dimensions: number): Float32Array | undefined {
  if (blob?.byteLength !== dimensions * 4) return undefined;
  const values = new Float32Array(dimensions);
  new Uint8Array(values.buffer).set(blob);
  return values;
}
