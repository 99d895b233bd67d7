/**
 * The changing half of a store: every change is one transaction that raises the data's generation, so that
 * a process killed at any moment leaves the state before or the state after.
 */
import type { Database } from "better-sqlite3";
import { UserError } from "../domain/index.ts";
import { explaining } from "./failures.ts";
import { TABLES, type Table } from "./full-text.ts";
import { HNSW_AT_MOST, hnswRecord, keepHnswRecord, loadHnsw, removeHnsw, writeHnsw } from "./hnsw-file.ts";
import { bumpGeneration, readMeta, writeMeta, writeStamp } from "./stamp.ts";
import type { IndexStamp, Store } from "./store.ts";
import { TermChange } from "./term-counts.ts";
import { UNREAD } from "./unread.ts";
import { hasVectors, keepVectors, SEARCHED } from "./vectors.ts";
import { deleteFile, dropUnusedTexts, type InsertReport, reportInserter } from "./write-report.ts";

export type Writer = Pick<
  Store,
  | "replaceFiles"
  | "removeFile"
  | "keepTwins"
  | "keepFileStamps"
  | "keepUnread"
  | "saveVectors"
  | "finishVectors"
  | "restamp"
>;

/** What the index is stamped with at this moment, and the embedder that this program uses. */
export interface Session {
  stamp: IndexStamp;
  asked: { name: string; dimensions: number };
  /** What this program reads files with. */
  extractor: string;
}

/** Tables whose rows are searched by vector, each with a file of its own. */
/** Creates the writer of an open database. */
export function createWriter(
  db: Database,
  folder: string,
  hnswAbove: number,
  session: () => Session,
): Writer {
  let insertReport: InsertReport | undefined;

  /** Runs `work` in one transaction; the generation rises unless it says that nothing changed. */
  function change(work: () => boolean): void {
    if (db.readonly) {
      throw new UserError(`索引 ${folder} 是以只读方式打开的，不能修改。请用 npm run ingest 更新索引。`);
    }
    explaining(folder, () =>
      db
        .transaction(() => {
          if (work()) bumpGeneration(db);
        })
        .immediate(),
    );
  }

  /** Writes the table's file when it is needed and stale. Gives its checksum, "" for no file, null for no change. */
  function renewFile(table: Table, generation: number): string | null {
    const { dimensions } = session().stamp;
    const record = hnswRecord(db, table);
    const rows = countOf(db, table);
    if (rows <= hnswAbove || rows > HNSW_AT_MOST || !hasVectors(db)) {
      removeHnsw(folder, table);
      return record ? "" : null;
    }
    const known = record && loadHnsw(folder, table, record, dimensions);
    if (known && record.generation === generation) return null;
    return writeHnsw(db, folder, table, dimensions, known);
  }

  return {
    replaceFiles(changes) {
      if (changes.length === 0) return;
      change(() => {
        const { extractor } = session();
        const pending: number[] = [];
        const terms = new TermChange();
        insertReport ??= reportInserter(db);
        const insert = insertReport;
        for (const { sourceFile, entries, failures = [], fileStamp = "", renamedFrom } of changes) {
          const failed = failures.map(({ file }) => file);
          for (const name of [sourceFile, renamedFrom]) {
            if (name !== undefined) pending.push(...(deleteFile(db, name, terms, failed) ?? []));
          }
          entries.forEach((entry, i) => {
            insert(entry, { extractor, fileStamp, failures: i === 0 ? failures : [] }, terms);
          });
        }
        terms.write(db);
        if (pending.length > 0) dropUnusedTexts(db, pending);
        return true;
      });
    },

    keepFileStamps(files) {
      if (files.length === 0) return;
      change(() => {
        const keep = db.prepare("UPDATE reports SET file_stamp = ? WHERE source_file = ?");
        for (const { sourceFile, fileStamp } of files) keep.run(fileStamp, sourceFile);
        return false;
      });
    },

    removeFile(sourceFile) {
      change(() => {
        const terms = new TermChange();
        const pending = deleteFile(db, sourceFile, terms);
        terms.write(db);
        if (pending) dropUnusedTexts(db, pending);
        return pending !== null;
      });
    },

    keepTwins(twins) {
      change(() => {
        const known = db
          .prepare<[], string>("SELECT id || ' ' || kind || ' ' || of FROM twins")
          .pluck()
          .all();
        const wanted = twins.map(({ id, kind, of }) => `${id} ${kind} ${of}`);
        const lines = new Set(known);
        if (known.length === wanted.length && wanted.every((line) => lines.has(line))) return false;
        db.prepare("DELETE FROM twins").run();
        const add = db.prepare("INSERT INTO twins (id, of, kind) VALUES (?, ?, ?)");
        for (const { id, of, kind } of twins) add.run(id, of, kind);
        return true;
      });
    },

    keepUnread(failures) {
      change(() => {
        const kept = JSON.stringify(failures.map(({ file, error }) => ({ file, error })));
        if (readMeta(db, UNREAD) !== kept) writeMeta(db, UNREAD, kept);
        return false;
      });
    },

    saveVectors(rows) {
      if (rows.length === 0) return;
      change(() => {
        const { stamp, asked } = session();
        if (stamp.embedder !== asked.name) {
          throw new UserError(
            `索引 ${folder} 的向量由 ${stamp.embedder} 生成，不能与 ${asked.name} 的混用。请重新运行 npm run ingest。`,
          );
        }
        keepVectors(db, rows, stamp.dimensions);
        return true;
      });
    },

    finishVectors() {
      change(() => {
        dropUnusedTexts(db, "loose");
        return false;
      });
      explaining(folder, () => {
        const generation = Number(readMeta(db, "generation"));
        // The files are written before the record of them: until that is committed nobody trusts them.
        const renewed = TABLES.map((table) => [table, renewFile(table, generation)] as const);
        if (renewed.every(([, sha256]) => sha256 === null)) return;
        change(() => {
          // What another process changed meanwhile is not in the files.
          if (Number(readMeta(db, "generation")) !== generation) return false;
          for (const [table, renewedSha256] of renewed) {
            const sha256 = renewedSha256 ?? hnswRecord(db, table)?.sha256;
            keepHnswRecord(db, table, sha256 ? { generation: generation + 1, sha256 } : null);
          }
          return true;
        });
      });
    },

    restamp(embedder) {
      change(() => {
        const { stamp } = session();
        if (stamp.embedder === embedder.name && stamp.dimensions === embedder.dimensions) return false;
        db.exec("UPDATE texts SET vector = NULL WHERE vector IS NOT NULL");
        dropUnusedTexts(db, "all");
        writeStamp(db, { ...stamp, embedder: embedder.name, dimensions: embedder.dimensions });
        for (const table of TABLES) keepHnswRecord(db, table, null);
        return true;
      });
    },
  };
}

function countOf(db: Database, table: Table): number {
  const sql = `SELECT count(*) AS n FROM ${table} WHERE ${SEARCHED[table]} IS NOT NULL`;
  return db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
}
