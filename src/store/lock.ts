/**
 * One refresh at a time: a lock on the index folder that ends with the process that holds it, however it ends.
 * It is SQLite's own lock on an empty file, which the system lets go of when a process is killed.
 */
import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { UserError } from "../domain/index.ts";
import { explaining } from "./failures.ts";

export interface IndexLock {
  release(): void;
}

export interface LockOptions {
  /** How long to wait for another process, in milliseconds; 0 for not at all. */
  waitMs: number;
  /** Told once when there is somebody to wait for, and then once a minute, in Chinese. */
  onWait?: (message: string) => void;
}

const RETRY_MS = 200;
const MINUTE_MS = 60_000;

/** Locks the index folder, making it when it is not there; throws a UserError when another process keeps it too long. */
export async function lockIndex(folder: string, { waitMs, onWait }: LockOptions): Promise<IndexLock> {
  const started = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  for (;;) {
    const lock = tryLock(folder);
    if (lock) return lock;
    const waited = performance.now() - started;
    if (waited >= waitMs) {
      const patience = waitMs > 0 ? `，等了 ${Math.round(waitMs / MINUTE_MS)} 分钟仍未结束` : "";
      throw new UserError(`另一个进程正在更新索引 ${folder}${patience}。请等它完成后再运行。`);
    }
    if (waited - told >= MINUTE_MS) {
      told = waited;
      onWait?.(`另一个进程正在更新索引 ${folder}，等它完成后接着更新……`);
    }
    await wait(Math.min(RETRY_MS, waitMs - waited));
  }
}

function tryLock(folder: string): IndexLock | null {
  return explaining(folder, () => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    const db = new Database(join(folder, "refresh.lock"), { timeout: 0 });
    try {
      db.exec("BEGIN EXCLUSIVE");
      return { release: () => db.close() };
    } catch (error) {
      db.close();
      if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) return null;
      throw error;
    }
  });
}
