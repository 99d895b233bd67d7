/**
 * An index folder in, one finding per check out: the file, its stamp, SQLite's own examination, rows that belong
 * together, vectors, offsets and the files beside the database. Opens the index for reading; changes nothing.
 */
import type { Database } from "better-sqlite3";
import { amiss, amissBy, type Finding, sound, UserError } from "../../domain/index.ts";
import { explainFailure, isDamage } from "../failures.ts";
import { TABLES } from "../full-text.ts";
import { HNSW_ABOVE } from "../nearest.ts";
import { connect, indexExists } from "../open-database.ts";
import { INDEX_FORMAT } from "../schema.ts";
import { stampDifference, stampOf } from "../stamp.ts";
import type { FileFailure, IndexStamp } from "../store.ts";
import { unreadFiles } from "../unread.ts";
import { checkHnsw, checkLeftovers } from "./check-files.ts";
import { integrityProblems, type Survey, survey, type Unsound, type UnsoundKind } from "./survey.ts";

export interface CheckOptions {
  folder: string;
  /** What this program cuts words with and reads files with. */
  segmenter: string;
  extractor: string;
  /** Rows from which nearest-vector search needs a file. Default 20000, as for openStore. */
  hnswAbove?: number;
}

/** A file as the index knows it. */
export interface IndexedFile {
  sourceFile: string;
  contentHash: string;
}

export interface IndexCheck {
  findings: Finding[];
  /** The stamp; null when there is no index or it cannot be read. */
  stamp: IndexStamp | null;
  /** Every file that reports were read from; null when that cannot be told. */
  files: IndexedFile[] | null;
  /** Why files could not be read when the index was last refreshed. */
  unread: FileFailure[];
}

const INGEST = "运行 npm run ingest";
const MEND = "运行 npm run doctor -- --mend";
const MAX_SHOWN = 3;

/** Examines the index of a folder. Never throws for what is wrong with it. */
export function checkIndex(options: CheckOptions): IndexCheck {
  const { folder } = options;
  const findings: Finding[] = [];
  let stamp: IndexStamp | null = null;
  let files: IndexedFile[] | null = null;
  let unread: FileFailure[] = [];
  let db: Database | undefined;
  try {
    if (!indexExists(folder)) {
      findings.push(amiss("index.file", `还没有索引 ${folder}`, INGEST));
      return { findings, stamp, files, unread };
    }
    db = connect(folder, true);
    stamp = stampOf(db);
    findings.push(sound("index.file", `索引 ${folder} 可以打开`));
    const difference = stampDifferenceOf(stamp, options);
    if (!stamp || difference) {
      findings.push(amiss("index.stamp", `索引是另一个版本做的（${difference || "没有标记"}）`, INGEST));
      return { findings, stamp, files, unread };
    }
    findings.push(sound("index.stamp", `索引的版本与程序一致，向量来自 ${stamp.embedder}`));
    const open = db;
    const known = stamp;
    // One state of the data for all checks, whatever a refresh commits meanwhile.
    db.transaction(() => {
      findings.push(...examine(open, known, options));
      files = filesOf(open);
      unread = unreadFiles(open);
    })();
  } catch (error) {
    findings.push(failure(error, folder));
  } finally {
    db?.close();
  }
  return { findings, stamp, files, unread };
}

function examine(db: Database, stamp: IndexStamp, options: CheckOptions): Finding[] {
  const problems = integrityProblems(db);
  if (problems.length > 0) {
    // What the other checks would read of a broken file is worth nothing.
    const message = `索引文件内部有 ${problems.length} 处损坏（${problems[0]}）`;
    return [amiss("index.integrity", message, MEND)];
  }
  const found = survey(db, stamp.dimensions);
  return [
    sound("index.integrity", "索引文件内部完好"),
    checkExtractor(db, options.extractor),
    checkReports("index.counts", found, ["counts"], "报告、段落、数字的行数一致", amounts(found)),
    checkTerms(found),
    checkReports("index.offsets", found, ["spans", "body"], "每个数字和段落都与原文的位置相符", ""),
    checkOrphans(found),
    checkVectors(found, stamp),
    checkHnsw(db, options.folder, options.hnswAbove ?? HNSW_ABOVE),
    checkLeftovers(options.folder),
  ];
}

function stampDifferenceOf(stamp: IndexStamp | null, { segmenter }: CheckOptions): string {
  return stamp ? stampDifference(stamp, { ...stamp, format: INDEX_FORMAT, segmenter }) : "";
}

function checkExtractor(db: Database, extractor: string): Finding {
  const older =
    db
      .prepare<[string], number>("SELECT count(*) FROM reports WHERE extractor <> ?")
      .pluck()
      .get(extractor) ?? 0;
  return older > 0
    ? amiss("index.extractor", `${older} 份报告是旧版本的程序读的`, INGEST)
    : sound("index.extractor", "全部报告都是这个版本的程序读的");
}

function amounts({ reports, passages, figures }: Survey): string {
  return `：${reports} 份报告、${passages} 段、${figures} 个数字`;
}

function checkReports(
  check: string,
  { unsound }: Survey,
  kinds: UnsoundKind[],
  fine: string,
  more: string,
): Finding {
  const hit = unsound.filter(({ kind }) => kinds.includes(kind));
  return hit.length > 0 ? amiss(check, listed(hit), MEND) : sound(check, `${fine}${more}`);
}

function listed(unsound: Unsound[]): string {
  const shown = unsound.slice(0, MAX_SHOWN).map(({ file, detail }) => `${file}（${detail}）`);
  return `${unsound.length} 份报告的内容不一致：${shown.join("、")}${unsound.length > MAX_SHOWN ? " 等" : ""}`;
}

function checkTerms(found: Survey): Finding {
  const stray = TABLES.reduce((sum, table) => sum + found.strayTerms[table].length, 0);
  if (stray > 0) return amiss("index.fulltext", `全文检索里有 ${stray} 行找不到对应的段落或数字`, MEND);
  return checkReports("index.fulltext", found, ["terms"], "全文检索与段落、数字一一对应", "");
}

function checkOrphans(found: Survey): Finding {
  const lost = TABLES.reduce((sum, table) => sum + found.lost[table].length, 0);
  const parts = [
    lost > 0 ? `${lost} 个段落或数字没有报告` : "",
    found.unusedTexts > 0 ? `${found.unusedTexts} 条文字没有用到` : "",
    found.alteredTexts.length > 0 ? `${found.alteredTexts.length} 条文字与登记的不符` : "",
  ].filter(Boolean);
  if (parts.length > 0) return amiss("index.orphans", `有多余或对不上的行：${parts.join("，")}`, MEND);
  return checkReports("index.orphans", found, ["texts"], "没有多余的行", "");
}

function checkVectors(
  { pending, embedded, badVectors }: Survey,
  { embedder, dimensions }: IndexStamp,
): Finding {
  const check = "index.vectors";
  if (badVectors.length > 0) {
    return amiss(check, `${badVectors.length} 个向量无效（长度不是 ${dimensions} 维，或数值不对）`, MEND);
  }
  if (pending > 0) return amiss(check, `还有 ${pending} 条文字没有算向量`, INGEST);
  return sound(check, `${embedded} 个向量齐全（${embedder}，${dimensions} 维）`);
}

function filesOf(db: Database): IndexedFile[] {
  return db
    .prepare<[], IndexedFile>(
      `SELECT DISTINCT source_file AS sourceFile, coalesce(json_extract(body, '$.contentHash'), '') AS contentHash
       FROM reports WHERE json_valid(body) ORDER BY source_file`,
    )
    .all();
}

function failure(error: unknown, folder: string): Finding {
  if (isDamage(error)) {
    const reason = error instanceof Error ? error.message : String(error);
    return amiss("index.file", `索引 ${folder} 已损坏，读不出来（${reason}）`, MEND);
  }
  const explained = explainFailure(error, folder);
  if (!(explained instanceof UserError)) throw explained;
  return amissBy("index.file", explained);
}
