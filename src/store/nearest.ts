/**
 * A vector in, the rows with the nearest vectors out. Compares with every vector of the chosen reports while
 * they are few, which is exact; asks the HNSW file when they are many and the file is up to date.
 */
import type { Database } from "better-sqlite3";
import type { HierarchicalNSW } from "hnswlib-node";
import type { RowHit, Table } from "./full-text.ts";
import { HNSW_AT_MOST, hnswRecord, loadHnsw } from "./hnsw-file.ts";
import { createRecent } from "./recent.ts";
import { type Block, loadBlock } from "./vectors.ts";

/** A report as nearest-vector search needs it. */
export interface Member {
  row: number;
  /** Number of its rows, an upper bound of its vectors. */
  count: number;
}

export interface Nearest {
  /**
   * The rows of `members` nearest to `vector` (of length 1), best first. `all` says that no report is left out.
   * None for more than HNSW_AT_MOST rows: reading every vector takes longer than anybody waits.
   */
  search(vector: Float32Array, members: Member[], all: boolean, limit: number): RowHit[];
  /** Forgets everything that was read. */
  clear(): void;
}

/** Rows of the searched reports up to which every vector is compared: exact, and fast enough. */
export const HNSW_ABOVE = 20_000;

/** Creates the search over one table; `hnswAbove` is the number of rows up to which every vector is compared. */
export function createNearest(
  db: Database,
  folder: string,
  table: Table,
  hnswAbove: number,
  current: () => { generation: number; dimensions: number },
): Nearest {
  const blocks = createRecent<number, Block>(2 * hnswAbove, (block) => Math.max(1, block.rows.length));
  let graph: HierarchicalNSW | null | undefined;

  function loadGraph(): HierarchicalNSW | null {
    const { generation, dimensions } = current();
    const record = hnswRecord(db, table);
    if (record?.generation !== generation) return null;
    return loadHnsw(folder, table, record, dimensions);
  }

  function compareAll(vector: Float32Array, members: Member[], limit: number): RowHit[] {
    const best: RowHit[] = [];
    const { dimensions } = current();
    for (const { row: report } of members) {
      const block = blocks.get(report, () => loadBlock(db, table, report, dimensions));
      block.rows.forEach((row, index) => {
        offer(best, { row, score: dot(vector, block.values, index * dimensions) }, limit);
      });
    }
    return best;
  }

  function askGraph(
    index: HierarchicalNSW,
    vector: Float32Array,
    members: Member[],
    all: boolean,
    k: number,
  ) {
    const allowed = all ? null : rowsOf(db, table, members);
    index.setEf(Math.max(128, 2 * k));
    const found = index.searchKnn(
      [...vector],
      Math.min(k, index.getCurrentCount()),
      allowed ? (row) => allowed.has(row) : undefined,
    );
    return found.neighbors
      .map((row, i): RowHit => ({ row, score: 1 - (found.distances[i] ?? 1) }))
      .sort((a, b) => b.score - a.score || a.row - b.row);
  }

  return {
    search(vector, members, all, limit) {
      const k = Math.floor(limit);
      const total = members.reduce((sum, { count }) => sum + count, 0);
      if (k < 1 || total === 0 || total > HNSW_AT_MOST) return [];
      if (total <= hnswAbove) return compareAll(vector, members, k);
      if (graph === undefined) graph = loadGraph();
      if (graph) {
        try {
          const hits = askGraph(graph, vector, members, all, k);
          if (hits.length === k) return hits;
        } catch {
          graph = null;
        }
      }
      // A graph that cannot answer, or not in full, costs time and never an answer.
      return compareAll(vector, members, k);
    },
    clear() {
      blocks.clear();
      graph = undefined;
    },
  };
}

function rowsOf(db: Database, table: Table, members: Member[]): Set<number> {
  const rows = db
    .prepare<[string], { row: number }>(
      `SELECT row FROM ${table} WHERE report IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(members.map(({ row }) => row)));
  return new Set(rows.map(({ row }) => row));
}

function dot(vector: Float32Array, values: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i] as number) * (values[offset + i] as number);
  return sum;
}

/** Keeps `best` the `limit` highest hits in falling order; of equals the earlier row stays in front. */
function offer(best: RowHit[], hit: RowHit, limit: number): void {
  const last = best.at(-1);
  if (last && best.length >= limit && hit.score <= last.score) return;
  let at = best.length;
  while (at > 0 && (best[at - 1] as RowHit).score < hit.score) at--;
  best.splice(at, 0, hit);
  if (best.length > limit) best.pop();
}
