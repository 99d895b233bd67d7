/**
 * The files of an index folder beside the database: the two files of nearest-vector search, and what an
 * interrupted update left.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { amiss, type Finding, sound } from "../../domain/index.ts";
import { TABLES, type Table } from "../full-text.ts";
import { HNSW_AT_MOST, hnswRecord } from "../hnsw-file.ts";
import { FILE_NAME, NEXT_NAME } from "../open-database.ts";
import { readMeta } from "../stamp.ts";
import { SEARCHED } from "../vectors.ts";

const MEND = "运行 npm run doctor -- --mend";
const NAMES: Record<Table, string> = { passages: "段落", figures: "数字" };

/** The state of the files for nearest-vector search; `hnswAbove` is the number of rows from which one is needed. */
export function checkHnsw(db: Database, folder: string, hnswAbove: number): Finding {
  const problems = TABLES.flatMap((table) => {
    const problem = hnswProblem(db, folder, table, hnswAbove);
    return problem ? [`${NAMES[table]}的${problem}`] : [];
  });
  return problems.length > 0
    ? amiss("index.hnsw", `近邻检索文件：${problems.join("，")}`, MEND)
    : sound("index.hnsw", "近邻检索文件与索引一致");
}

/** Temporary files without an owner; the lock of the folder must be free or held by the caller. */
export function staleFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^(?:passages|figures)\.hnsw\..*|\.tmp$/.test(name))
    .sort();
}

/** What an interrupted or earlier update left in the folder. */
export function checkLeftovers(folder: string): Finding {
  const check = "index.leftovers";
  const stale = staleFiles(folder);
  if (stale.length > 0) {
    const message = `索引文件夹里有 ${stale.length} 个没有用的临时文件（${stale.slice(0, 3).join("、")}）`;
    return amiss(check, message, MEND);
  }
  if (existsSync(join(folder, NEXT_NAME))) {
    return amiss(check, "上次重建索引没有做完", "运行 npm run ingest，会接着做");
  }
  const damaged = readdirSync(folder).filter((name) => name.startsWith(`${FILE_NAME}.damaged`));
  const message = damaged.length > 0 ? `留着损坏过的旧索引 ${damaged[0]}，不用时可以删除` : "没有多余的文件";
  return sound(check, message);
}

function hnswProblem(db: Database, folder: string, table: Table, hnswAbove: number): string {
  const file = join(folder, `${table}.hnsw`);
  const record = hnswRecord(db, table);
  const rows =
    db
      .prepare<[], number>(`SELECT count(*) FROM ${table} WHERE ${SEARCHED[table]} IS NOT NULL`)
      .pluck()
      .get() ?? 0;
  const needed = rows > hnswAbove && rows <= HNSW_AT_MOST;
  if (!record) {
    if (needed) return "还没有建，回答会慢";
    return existsSync(file) ? "是多余的" : "";
  }
  if (!existsSync(file)) return "不见了，回答会慢";
  if (createHash("sha256").update(readFileSync(file)).digest("hex") !== record.sha256)
    return "与登记的不符，没有被使用";
  return record.generation === Number(readMeta(db, "generation")) ? "" : "比索引旧，没有被使用";
}
