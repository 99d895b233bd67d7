/**
 * An index folder in, the same folder out with everything gone that does not fit; what was done is told. Reports
 * that have to be read again are marked or taken out: a refresh brings them back and embeds what is pending.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { explaining, isDamage } from "../failures.ts";
import { TABLES } from "../full-text.ts";
import { connect, FILE_NAME, putAside } from "../open-database.ts";
import { INDEX_FORMAT } from "../schema.ts";
import { bumpGeneration, stampOf } from "../stamp.ts";
import { recountTerms, TermChange } from "../term-counts.ts";
import { deleteFile, dropUnusedTexts } from "../write-report.ts";
import { staleFiles } from "./check-files.ts";
import { integrityProblems, type Survey, survey } from "./survey.ts";

/** Wrong quotes must not be shown meanwhile: such reports leave until they are read again. */
const TAKEN_OUT: readonly string[] = ["body", "spans"];

/**
 * Mends the index of a folder, whose lock the caller holds, and gives what was done, one Chinese line each.
 * A file that SQLite cannot repair is renamed to zhengwen.db.damaged, for a refresh to make a new one.
 * Throws a UserError when the folder cannot be written.
 */
export function mendIndex(folder: string): string[] {
  return explaining(folder, () => {
    const done: string[] = [];
    if (!mendDatabase(folder, done)) {
      putAside(folder);
      done.push(`损坏的索引改名为 ${FILE_NAME}.damaged，将由报告重建`);
    }
    const stale = staleFiles(folder);
    for (const name of stale) rmSync(join(folder, name), { force: true });
    if (stale.length > 0) done.push(`删除了 ${stale.length} 个临时文件`);
    return done;
  });
}

/** False when the file is beyond repair. */
function mendDatabase(folder: string, done: string[]): boolean {
  let db: Database | undefined;
  try {
    db = connect(folder, false);
    const stamp = stampOf(db);
    // Nothing in it yet, or other tables than ours: a refresh makes it anew.
    if (stamp?.format !== INDEX_FORMAT) return true;
    if (!repair(db, done)) return false;
    const found = survey(db, stamp.dimensions);
    const open = db;
    db.transaction(() => {
      const lines = change(open, found);
      // Whatever was taken out, or lost before: the counts follow the full text.
      recountTerms(open);
      if (lines.length > 0) bumpGeneration(open);
      done.push(...lines);
    }).immediate();
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    db?.close();
  }
}

/** What SQLite can make again by itself: indexes from their tables, the full text from the terms that it keeps. */
function repair(db: Database, done: string[]): boolean {
  if (integrityProblems(db).length === 0) return true;
  db.exec("REINDEX");
  for (const table of TABLES) db.exec(`INSERT INTO ${table}_fts (${table}_fts) VALUES ('rebuild')`);
  if (integrityProblems(db).length > 0) return false;
  done.push("重建了索引文件内部的目录");
  return true;
}

function change(db: Database, found: Survey): string[] {
  const lines: string[] = [];
  const note = (count: number, line: (count: number) => string) => {
    if (count > 0) lines.push(line(count));
  };
  const among = (rows: readonly number[]) => JSON.stringify(rows);
  const each = "(SELECT value FROM json_each(?))";
  for (const table of TABLES) {
    for (const rows of [found.strayTerms[table], found.lost[table]]) {
      db.prepare(`DELETE FROM ${table}_fts WHERE rowid IN ${each}`).run(among(rows));
    }
    db.prepare(`DELETE FROM ${table} WHERE row IN ${each}`).run(among(found.lost[table]));
    note(found.strayTerms[table].length, (n) => `去掉了 ${n} 行多余的全文检索`);
    note(found.lost[table].length, (n) => `去掉了 ${n} 行没有报告的内容`);
  }
  for (const [table, column] of [
    ["passages", "text"],
    ["figures", "piece"],
    ["figures", "clause"],
  ]) {
    db.exec(`UPDATE ${table} SET ${column} = NULL WHERE ${column} NOT IN (SELECT row FROM texts)`);
  }
  db.prepare(`UPDATE texts SET vector = NULL WHERE row IN ${each}`).run(among(found.badVectors));
  note(found.badVectors.length, (n) => `去掉了 ${n} 个无效的向量，将重新计算`);
  note(alter(db, found.alteredTexts), (n) => `${n} 条对不上的文字将重新登记`);
  if (found.unusedTexts > 0) dropUnusedTexts(db, "all");
  note(found.unusedTexts, (n) => `去掉了 ${n} 条没有用到的文字`);
  note(reread(db, found), (n) => `${n} 份报告将重新读取`);
  return lines;
}

/** Frees the keys of altered texts and marks the reports that use them. */
function alter(db: Database, rows: number[]): number {
  if (rows.length === 0) return 0;
  const list = JSON.stringify(rows);
  const each = "(SELECT value FROM json_each(?))";
  db.prepare(`UPDATE texts SET vector = NULL, hash = 'altered:' || row WHERE row IN ${each}`).run(list);
  const reports = db
    .prepare<[string, string, string], number>(
      `SELECT report FROM passages WHERE text IN ${each} UNION
       SELECT report FROM figures WHERE piece IN ${each} OR clause IN ${each}`,
    )
    .pluck()
    .all(list, list, list);
  mark(db, reports);
  return rows.length;
}

function reread(db: Database, { unsound }: Survey): number {
  const out = new Set(unsound.filter(({ kind }) => TAKEN_OUT.includes(kind)).map((r) => r.sourceFile));
  for (const sourceFile of out) deleteFile(db, sourceFile, new TermChange());
  const marked = unsound.filter(({ sourceFile }) => !out.has(sourceFile)).map(({ row }) => row);
  mark(db, marked);
  return new Set(unsound.map(({ row }) => row)).size;
}

/** Makes a refresh take the files of these reports for changed ones; until then they go on answering. */
function mark(db: Database, reports: number[]): void {
  db.prepare(
    `UPDATE reports SET extractor = '', file_stamp = '' WHERE source_file IN
       (SELECT source_file FROM reports WHERE row IN (SELECT value FROM json_each(?)))`,
  ).run(JSON.stringify(reports));
}
