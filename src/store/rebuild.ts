/**
 * An index of another version, or a damaged one, made anew: the new one is filled beside it and then put in its
 * place in one step, so that readers of the old one go on until that moment and never see an empty index.
 */
import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { explainFailure, isDamage } from "./failures.ts";
import { connect, FILE_NAME, indexExists, NEXT_NAME, putAside, removeDatabase } from "./open-database.ts";
import { readMeta, stampOf, writeMeta } from "./stamp.ts";

/** Pages copied before other work has its turn: 8 MB. */
const PAGES_AT_ONCE = 1000;

/**
 * Puts the index that was filled with mode "rebuild", and closed, in the place of the one in use.
 * Vectors of texts that both hold are carried over when both have one embedder. A damaged index is kept aside
 * as zhengwen.db.damaged.
 */
export async function finishRebuild(folder: string): Promise<void> {
  try {
    const next = connect(folder, false, NEXT_NAME);
    let sound = indexExists(folder);
    try {
      if (sound) sound = takeOver(next, folder);
      next.pragma("main.wal_checkpoint(TRUNCATE)");
      // SQLite's backup writes all pages in one transaction: a reader sees the old index or the new one.
      if (sound) await next.backup(join(folder, FILE_NAME), { progress: () => PAGES_AT_ONCE });
    } finally {
      next.close();
    }
    if (sound) {
      removeDatabase(folder, NEXT_NAME);
      return;
    }
    if (indexExists(folder)) putAside(folder);
    renameSync(join(folder, NEXT_NAME), join(folder, FILE_NAME));
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

/** Takes vectors and the generation of the index in use over into the new one; false when it is damaged. */
function takeOver(next: Database, folder: string): boolean {
  try {
    const old = connect(folder, true);
    try {
      const [from, to] = [stampOf(old), stampOf(next)];
      if (!from || !to) return true;
      const generation = Number(readMeta(old, "generation") ?? 0);
      writeMeta(next, "generation", Math.max(generation, Number(readMeta(next, "generation"))) + 1);
      if (from.embedder === to.embedder && from.dimensions === to.dimensions) carryVectors(next, folder);
    } finally {
      old.close();
    }
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function carryVectors(next: Database, folder: string): void {
  next.prepare("ATTACH ? AS old").run(join(folder, FILE_NAME));
  const known = next.prepare<[], { name: string }>("SELECT name FROM old.pragma_table_info('texts')").all();
  if (["hash", "vector"].every((name) => known.some((column) => column.name === name))) {
    next.exec(`
      UPDATE main.texts SET vector = (SELECT vector FROM old.texts WHERE old.texts.hash = main.texts.hash)
      WHERE vector IS NULL`);
  }
  next.exec("DETACH old");
}
