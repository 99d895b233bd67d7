/**
 * A folder in, the records kept in its database out. Made on first use; several processes may share it.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { UserError } from "../domain/index.ts";
import { auditRecords } from "./audit-records.ts";
import { feedbackRecords } from "./feedback-records.ts";
import type { Records } from "./records.ts";
import { subscriptionRecords } from "./subscription-records.ts";
import { type Owner, updateRecords } from "./update-records.ts";

export interface RecordsOptions {
  folder: string;
  /** Days that the audit log keeps a question; 0 keeps none. */
  auditDays: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Who handles the updates; this process when left out. */
  owner?: Owner;
}

const FILE_NAME = "records.db";
const FORMAT = 1;
const BUSY_MS = 5000;

const SCHEMA = `
  CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, chat TEXT NOT NULL, question TEXT NOT NULL,
    answer TEXT NOT NULL, evidence TEXT NOT NULL, note TEXT NOT NULL
  );
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user_id INTEGER, chat_id INTEGER, question TEXT NOT NULL,
    kind TEXT NOT NULL, refusal_reason TEXT, ms INTEGER NOT NULL
  );
  CREATE INDEX audit_at ON audit (at);
  CREATE TABLE subscriptions (
    chat_id INTEGER NOT NULL, code TEXT NOT NULL, region TEXT NOT NULL, PRIMARY KEY (chat_id, code)
  ) WITHOUT ROWID;
  CREATE TABLE updates (
    bot_id INTEGER NOT NULL, update_id INTEGER NOT NULL, owner TEXT, attempts INTEGER NOT NULL, json TEXT,
    PRIMARY KEY (bot_id, update_id)
  ) WITHOUT ROWID;
  CREATE INDEX updates_pending ON updates (bot_id, update_id) WHERE json IS NOT NULL;
  CREATE TABLE owners (owner TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, seen_at INTEGER NOT NULL);
`;

/** Opens the records; throws a UserError that names the folder when it cannot be written or is of a later version. */
export function openRecords(options: RecordsOptions): Records {
  const { folder, auditDays, now = Date.now } = options;
  const owner = options.owner ?? {
    id: randomBytes(8).toString("hex"),
    host: hostname(),
    pid: process.pid,
  };
  const db = open(folder);
  return {
    feedback: feedbackRecords(db, now),
    audit: auditRecords(db, now, auditDays),
    subscriptions: subscriptionRecords(db),
    updatesOf: (botId) => updateRecords(db, { botId, owner, now }),
    close: () => void db.close(),
  };
}

function open(folder: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    db = new Database(join(folder, FILE_NAME), { timeout: BUSY_MS });
    db.pragma("journal_mode = WAL");
    // A killed process loses nothing; only a power cut may lose the last moments.
    db.pragma("synchronous = NORMAL");
    prepare(db, folder);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error && "code" in error ? String(error.code) : "原因不明";
    throw new UserError(
      `记录文件夹 ${folder} 打不开（${reason}）。请检查 ZHENGWEN_DATA 和文件夹的读写权限；${FILE_NAME} 已损坏时，请换一份备份或移走它。`,
    );
  }
}

function prepare(db: Database.Database, folder: string): void {
  db.transaction(() => {
    const format = Number(db.pragma("user_version", { simple: true }));
    if (format > FORMAT) {
      throw new UserError(
        `记录文件夹 ${folder} 是更新版本的程序写的。请升级程序，或用 ZHENGWEN_DATA 换一个文件夹。`,
      );
    }
    if (format === FORMAT) return;
    db.exec(SCHEMA);
    db.pragma(`user_version = ${FORMAT}`);
  }).immediate();
}
