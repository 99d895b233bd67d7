/**
 * The audit log: who asked what when, and what kind of answer it got. Leaves by itself after the days of retention.
 */
import type Database from "better-sqlite3";
import type { AuditEntry, AuditRecords } from "./records.ts";

const MAX_KEPT = 500_000;
const MAX_CHARS = 2000;
const DAY_MS = 24 * 3600 * 1000;
const SWEEP_EVERY_MS = 3600 * 1000;

/** The audit log of a database; `now` in milliseconds, `days` of retention. */
export function auditRecords(db: Database.Database, now: () => number, days: number): AuditRecords {
  const insert = db.prepare(
    "INSERT INTO audit (at, user_id, chat_id, question, kind, refusal_reason, ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const expire = db.prepare("DELETE FROM audit WHERE at < ?");
  const trim = db.prepare("DELETE FROM audit WHERE id <= ?");
  const select = db.prepare<[number, number], AuditEntry>(
    `SELECT at, user_id AS userId, chat_id AS chatId, question, kind, refusal_reason AS refusalReason, ms
     FROM audit ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const counted = db.prepare<[], number>("SELECT count(*) FROM audit").pluck();
  let sweptAt = Number.NEGATIVE_INFINITY;
  const sweep = () => {
    if (now() - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = now();
    expire.run(new Date(now() - days * DAY_MS).toISOString());
  };
  // Also where retention was shortened, or set to 0, since the last run.
  sweep();
  return {
    add: db.transaction(({ userId, chatId, question, kind, refusalReason, ms }) => {
      if (days === 0) return;
      sweep();
      const at = new Date(now()).toISOString();
      const shown = question.slice(0, MAX_CHARS);
      const { lastInsertRowid } = insert.run(at, userId, chatId, shown, kind, refusalReason, Math.round(ms));
      trim.run(Number(lastInsertRowid) - MAX_KEPT);
    }),
    list: ({ limit, offset }) => select.all(limit, offset),
    count: () => counted.get() ?? 0,
  };
}
