/**
 * A folder in, its SQLite database out, opened for reading or writing and checked against the wanted stamp.
 */
import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Database from "better-sqlite3";
import { UserError } from "../domain/index.ts";
import { explaining, isDamage } from "./failures.ts";
import { createTables } from "./schema.ts";
import { stampDifference, stampOf, writeMeta, writeStamp } from "./stamp.ts";
import type { IndexStamp } from "./store.ts";

/** The index in use. */
export const FILE_NAME = "zhengwen.db";
/** An index that is being made to take the place of the one in use. */
export const NEXT_NAME = "zhengwen.db.next";
const BUSY_MS = 5000;

/** Which file the index is at this moment: another value after another file was put in its place. "" for none. */
export function identityOf(folder: string): string {
  return explaining(folder, () => {
    const found = statSync(join(folder, FILE_NAME), { throwIfNoEntry: false });
    return found ? `${found.dev}:${found.ino}` : "";
  });
}

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

/** True when the folder's index, of whatever version, holds a report; throws a UserError when it cannot be read. */
export function holdsReports(folder: string): boolean {
  return explaining(folder, () => {
    if (!readStampRaw(folder)) return false;
    const db = connect(folder, true);
    try {
      return db.prepare("SELECT 1 FROM reports LIMIT 1").get() !== undefined;
    } finally {
      db.close();
    }
  });
}

/** Renames a damaged index to zhengwen.db.damaged, so that a new one can take its place. */
export function putAside(folder: string): void {
  const file = join(folder, FILE_NAME);
  for (const suffix of ["-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
  renameSync(file, `${file}.damaged`);
}

/** Removes what an interrupted rebuild left beside an index that needs none any more. */
export function discardRebuild(folder: string): void {
  explaining(folder, () => removeDatabase(folder, NEXT_NAME));
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

/** Opens an index for writing and makes it when it is not there; one of another version throws a UserError. */
export function openForWriting(folder: string, stamp: IndexStamp): Database.Database {
  return explaining(folder, () => {
    makeFolder(folder);
    return prepare(folder, FILE_NAME, stamp);
  });
}

/**
 * Opens the index that is being made beside the one in use, and makes it when it is not there. What an
 * interrupted making left is gone on with when it has the same stamp.
 */
export function openNext(folder: string, stamp: IndexStamp): Database.Database {
  return explaining(folder, () => {
    makeFolder(folder);
    try {
      const db = prepare(folder, NEXT_NAME, stamp);
      if (isDeepStrictEqual(stampOf(db), stamp)) return db;
      db.close();
    } catch (error) {
      if (!(error instanceof UserError) && !isDamage(error)) throw error;
    }
    removeDatabase(folder, NEXT_NAME);
    return prepare(folder, NEXT_NAME, stamp);
  });
}

/** Throws a UserError when `found` was made by another format, segmenter or extractor than `wanted`. */
function refuseOtherVersion(folder: string, found: IndexStamp, wanted: IndexStamp): void {
  const difference = stampDifference(found, wanted);
  if (!difference) return;
  throw new UserError(`索引 ${folder} 是旧版本做的（${difference}），请运行 npm run ingest 重建。`);
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
}

function prepare(folder: string, name: string, stamp: IndexStamp): Database.Database {
  const db = connect(folder, false, name);
  return checked(db, () => {
    db.pragma("page_size = 8192");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    db.transaction(() => {
      // Asked inside the transaction: another process may have made the tables meanwhile.
      const found = stampOf(db);
      if (!found) {
        createTables(db);
        writeStamp(db, stamp);
        writeMeta(db, "generation", 1);
        writeMeta(db, "made", randomUUID());
        return;
      }
      refuseOtherVersion(folder, found, stamp);
      if (found.extractor !== stamp.extractor) writeStamp(db, { ...found, extractor: stamp.extractor });
    }).immediate();
    db.pragma("foreign_keys = ON");
  });
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

/** A connection to a database of the folder, by default to the index in use. */
export function connect(folder: string, readonly: boolean, name = FILE_NAME): Database.Database {
  return new Database(join(folder, name), { readonly, fileMustExist: readonly, timeout: BUSY_MS });
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

/** Removes a database of the folder with what SQLite keeps beside it. */
export function removeDatabase(folder: string, name: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(folder, `${name}${suffix}`), { force: true });
}
