/**
 * A folder in, its SQLite database out, opened for reading or writing and checked against the wanted stamp.
 */
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { UserError } from "../domain/index.ts";
import { explaining, isDamage } from "./failures.ts";
import { createTables, dropTables, emptyTables } from "./schema.ts";
import { bumpGeneration, readMeta, stampDifference, stampOf, writeMeta, writeStamp } from "./stamp.ts";
import type { IndexStamp } from "./store.ts";

const FILE_NAME = "zhengwen.db";
const BUSY_MS = 5000;

/** True when the folder holds an index, sound or not. */
export function indexExists(folder: string): boolean {
  return explaining(folder, () => {
    const found = statSync(join(folder, FILE_NAME), { throwIfNoEntry: false });
    return found !== undefined && found.size > 0;
  });
}

/** The stamp of the folder's index, null when there is none; throws a UserError when it cannot be read. */
export function readStamp(folder: string): IndexStamp | null {
  return explaining(folder, () => readStampRaw(folder));
}

/** True when an index is there that `stamp` cannot read or write: made by another version, or damaged. */
export function needsRebuild(folder: string, stamp: IndexStamp): boolean {
  return explaining(folder, () => {
    try {
      const found = readStampRaw(folder);
      return found !== null && stampDifference(found, stamp) !== "";
    } catch (error) {
      if (isDamage(error)) return true;
      throw error;
    }
  });
}

/** Opens an existing index for reading; throws a UserError when it is missing, damaged or of another version. */
export function openForReading(folder: string, stamp: IndexStamp): Database.Database {
  return explaining(folder, () => {
    if (!indexExists(folder)) {
      throw new UserError(`找不到索引 ${folder}。请先运行 npm run ingest 建立索引，或检查设置中的索引路径。`);
    }
    accessSync(join(folder, FILE_NAME), constants.R_OK);
    const db = connect(folder, true);
    return checked(db, () => {
      const found = stampOf(db);
      if (!found) throw new UserError(`索引 ${folder} 是空的。请先运行 npm run ingest 建立索引。`);
      refuseOtherVersion(folder, found, stamp);
    });
  });
}

/**
 * Opens an index for writing and makes it when it is not there. One of another version throws a UserError
 * unless `rebuild` is set, which takes every report out of it, or puts a damaged file aside.
 */
export function openForWriting(folder: string, stamp: IndexStamp, rebuild: boolean): Database.Database {
  return explaining(folder, () => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    try {
      return prepare(folder, stamp, rebuild);
    } catch (error) {
      if (!rebuild || !isDamage(error)) throw error;
      putAside(folder);
      return prepare(folder, stamp, false);
    }
  });
}

/** Throws a UserError when `found` was made by another format, segmenter or extractor than `wanted`. */
function refuseOtherVersion(folder: string, found: IndexStamp, wanted: IndexStamp): void {
  const difference = stampDifference(found, wanted);
  if (!difference) return;
  throw new UserError(`索引 ${folder} 是旧版本做的（${difference}），请运行 npm run ingest 重建。`);
}

function prepare(folder: string, stamp: IndexStamp, rebuild: boolean): Database.Database {
  const db = connect(folder, false);
  return checked(db, () => {
    db.pragma("page_size = 8192");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    const found = stampOf(db);
    if (!found) {
      db.transaction(() => {
        // Another process may have made the tables while this one waited for its turn.
        if (!stampOf(db)) startAfresh(db, stamp, 0);
      }).immediate();
    } else if (!rebuild) {
      refuseOtherVersion(folder, found, stamp);
    } else if (found.format !== stamp.format) {
      db.pragma("foreign_keys = OFF");
      db.transaction(() => {
        const generation = Number(readMeta(db, "generation") ?? 0);
        dropTables(db);
        startAfresh(db, stamp, generation);
      }).immediate();
    } else {
      db.transaction(() => {
        emptyTables(db);
        // The vectors stay, so the embedder stays too: restamp changes it.
        writeStamp(db, { ...stamp, embedder: found.embedder, dimensions: found.dimensions });
        bumpGeneration(db);
      }).immediate();
    }
    db.pragma("foreign_keys = ON");
  });
}

function startAfresh(db: Database.Database, stamp: IndexStamp, generation: number): void {
  createTables(db);
  writeStamp(db, stamp);
  writeMeta(db, "generation", generation + 1);
}

function readStampRaw(folder: string): IndexStamp | null {
  if (!indexExists(folder)) return null;
  const db = connect(folder, true);
  try {
    return stampOf(db);
  } finally {
    db.close();
  }
}

function connect(folder: string, readonly: boolean): Database.Database {
  return new Database(join(folder, FILE_NAME), { readonly, fileMustExist: readonly, timeout: BUSY_MS });
}

function checked(db: Database.Database, check: () => void): Database.Database {
  try {
    check();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function putAside(folder: string): void {
  const file = join(folder, FILE_NAME);
  renameSync(file, `${file}.damaged`);
  for (const suffix of ["-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
}
