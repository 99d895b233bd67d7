/**
 * Which updates of a bot were received and which are handled, so that a killed process loses no question and answers
 * none twice. An unhandled update belongs to the process that received it, until that process is gone.
 */
import type Database from "better-sqlite3";
import type { PendingUpdate, UpdateRecords } from "./records.ts";

/** A process that handles updates. */
export interface Owner {
  id: string;
  host: string;
  pid: number;
}

interface OwnerRow {
  owner: string;
  host: string;
  pid: number;
  seenAt: number;
}

const MAX_KEPT = 20_000;
const TRIM_EVERY = 500;
/** A process that has not beaten for so long is gone, wherever it ran. */
const SILENT_MS = 20_000;

/** The updates of one bot; `now` in milliseconds. */
export function updateRecords(
  db: Database.Database,
  { botId, owner, now }: { botId: number; owner: Owner; now: () => number },
): UpdateRecords {
  const insert = db.prepare(
    "INSERT OR IGNORE INTO updates (bot_id, update_id, owner, attempts, json) VALUES (?, ?, ?, 1, ?)",
  );
  const finish = db.prepare(
    "UPDATE updates SET json = NULL, owner = NULL WHERE bot_id = ? AND update_id = ?",
  );
  const trim = db.prepare(
    `DELETE FROM updates WHERE bot_id = ? AND json IS NULL AND update_id < (
       SELECT update_id FROM updates WHERE bot_id = ? ORDER BY update_id DESC LIMIT 1 OFFSET ?)`,
  );
  const pending = db.prepare<[number], PendingUpdate & { owner: string }>(
    `SELECT update_id AS updateId, json AS "update", attempts, owner FROM updates
     WHERE bot_id = ? AND json IS NOT NULL ORDER BY update_id`,
  );
  const take = db.prepare(
    "UPDATE updates SET owner = ?, attempts = attempts + 1 WHERE bot_id = ? AND update_id = ?",
  );
  const counted = db
    .prepare<[number], number>("SELECT count(*) FROM updates WHERE bot_id = ? AND json IS NOT NULL")
    .pluck();
  const beat = db.prepare(
    `INSERT INTO owners (owner, host, pid, seen_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (owner) DO UPDATE SET seen_at = excluded.seen_at`,
  );
  const owners = db.prepare<[], OwnerRow>("SELECT owner, host, pid, seen_at AS seenAt FROM owners");
  const forget = db.prepare("DELETE FROM owners WHERE owner = ?");
  let received = 0;

  const beatNow = () => void beat.run(owner.id, owner.host, owner.pid, now());
  beatNow();
  return {
    receive: db.transaction((updates: readonly { updateId: number; update: string }[]) => {
      const fresh = updates.filter(
        ({ updateId, update }) => insert.run(botId, updateId, owner.id, update).changes > 0,
      );
      received += fresh.length;
      if (received >= TRIM_EVERY) {
        received = 0;
        trim.run(botId, botId, MAX_KEPT);
      }
      return fresh.map(({ updateId }) => updateId);
    }),
    done: (updateId) => void finish.run(botId, updateId),
    adopt: (limit) =>
      db
        .transaction(() => {
          const rows = owners.all();
          const living = new Set(rows.filter((row) => lives(row)).map((row) => row.owner));
          for (const row of rows) if (!living.has(row.owner)) forget.run(row.owner);
          const orphans = pending.all(botId).filter((one) => !living.has(one.owner));
          return orphans.slice(0, limit).map(({ updateId, update, attempts }) => {
            take.run(owner.id, botId, updateId);
            return { updateId, update, attempts: attempts + 1 };
          });
        })
        .immediate(),
    beat: beatNow,
    pendingCount: () => counted.get(botId) ?? 0,
  };

  function lives(row: OwnerRow): boolean {
    if (row.owner === owner.id) return true;
    if (now() - row.seenAt > SILENT_MS) return false;
    // After a restart on the same machine nobody has to wait: the system knows whether the process is there.
    return row.host !== owner.host || (row.pid !== owner.pid && isRunning(row.pid));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
