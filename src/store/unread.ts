/**
 * Files that could not be read have no report to say so: what was wrong with them is kept beside the reports.
 */
import type { Database } from "better-sqlite3";
import { readMeta } from "./stamp.ts";
import type { FileFailure } from "./store.ts";

/** The key under which the failures are kept. */
export const UNREAD = "unread";

/** Why files, or members of archives, could not be read at the last look. */
export function unreadFiles(db: Database): FileFailure[] {
  const kept = readMeta(db, UNREAD);
  return typeof kept === "string" ? JSON.parse(kept) : [];
}
