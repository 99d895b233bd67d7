/**
 * Brings the index in line with a folder of reports: only added and changed files are read,
 * removed ones leave, one bad file never stops the others. Every report is answerable as soon as it is booked;
 * vectors follow.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UserError } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { Store } from "../store/index.ts";
import { createGazetteer } from "../text/index.ts";
import { contentHash, parseOverrides, readReport, reportId } from "./read-report.ts";

/** The ingest summary of the machine interface; the first three are totals, the next four count files. */
export interface IngestSummary {
  reports: number;
  passages: number;
  figures: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  failed: { file: string; error: string }[];
  warnings: { file: string; warning: string }[];
  seconds: number;
}

export interface RefreshOptions {
  corpus: string;
  store: Store;
  embedder: Embedder;
  /** Files larger than this many bytes fail. */
  maxFileBytes: number;
  onProgress?: (message: string) => void;
}

const META_SUFFIX = ".meta.json";
const EMBED_BATCH = 64;

/** Refreshes the index from the corpus folder and returns the summary. */
export async function refresh(options: RefreshOptions): Promise<IngestSummary> {
  const started = performance.now();
  const progress = options.onProgress ?? (() => {});
  const files = await listFiles(options.corpus);
  const { store } = options;
  const known = new Map(store.reports().map((r) => [r.file, r]));
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  const failed: IngestSummary["failed"] = [];
  const warnings: IngestSummary["warnings"] = [];
  const gazetteer = createGazetteer();
  for (const [i, file] of files.entries()) {
    const before = known.get(file);
    known.delete(file);
    try {
      const input = await readInput(options.corpus, file, options.maxFileBytes);
      if (before?.contentHash === contentHash(input.bytes, input.overridesJson)) {
        counts.unchanged++;
        warnings.push(...before.warnings.map((warning) => ({ file, warning })));
        continue;
      }
      progress(`读取 ${i + 1}/${files.length} ${file}`);
      const overrides = {
        values: input.overridesJson ? parseOverrides(input.overridesJson, `${file}${META_SUFFIX}`) : {},
        json: input.overridesJson,
      };
      const entry = await readReport(file, input.bytes, gazetteer, overrides);
      store.replaceReport(entry);
      warnings.push(...entry.warnings.map((warning) => ({ file, warning })));
      if (before) counts.changed++;
      else counts.added++;
    } catch (error) {
      // A full disk concerns every file that follows, so it ends the refresh.
      if (error instanceof UserError && /磁盘/.test(error.message)) throw error;
      failed.push({ file, error: messageOf(error) });
    }
  }
  for (const file of known.keys()) {
    store.removeReport(reportId(file));
    counts.removed++;
  }
  await embedPending(store, options.embedder, progress);
  const reports = store.reports();
  return {
    reports: reports.length,
    passages: reports.reduce((n, r) => n + r.passageCount, 0),
    figures: reports.reduce((n, r) => n + r.figureCount, 0),
    ...counts,
    failed,
    warnings,
    seconds: Math.round((performance.now() - started) / 10) / 100,
  };
}

/** Embeds every text that has no vector yet, in batches, and refreshes the vector index. */
export async function embedPending(
  store: Store,
  embedder: Embedder,
  progress: (message: string) => void,
): Promise<void> {
  const total = store.pendingCount();
  let done = 0;
  for (;;) {
    const batch = store.pendingTexts(EMBED_BATCH);
    if (batch.length === 0) break;
    const vectors = await embedder.embedDocuments(batch.map((b) => b.text));
    store.saveVectors(
      batch.flatMap((b, i) => {
        const vector = vectors[i];
        return vector ? [{ hash: b.hash, vector }] : [];
      }),
    );
    done += batch.length;
    progress(`计算向量 ${Math.min(done, total)}/${total}`);
  }
  store.finishVectors();
}

async function readInput(
  corpus: string,
  file: string,
  maxFileBytes: number,
): Promise<{ bytes: Uint8Array; overridesJson: string }> {
  const path = join(corpus, file);
  const { size } = await stat(path);
  if (size > maxFileBytes) {
    const megabytes = (n: number) => (n / 1024 / 1024).toFixed(1);
    throw new UserError(
      `文件有 ${megabytes(size)} MB，超过上限 ${megabytes(maxFileBytes)} MB；可调大 ZHENGWEN_MAX_FILE_MB，或把文件拆小。`,
    );
  }
  const bytes = await readFile(path);
  const overridesJson = await readFile(`${path}${META_SUFFIX}`, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
  return { bytes, overridesJson };
}

/**
 * Every report file under the folder, sorted; hidden files and override files are left out.
 * Throws a UserError when the folder is missing or holds none, so that a mistyped path never empties an index.
 */
export async function listFiles(corpus: string): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof readdirAll>>;
  try {
    entries = await readdirAll(corpus);
  } catch (error) {
    if (isMissing(error)) {
      throw new UserError(`找不到报告文件夹 ${corpus}。请用 --corpus 指明文件夹，或设置 ZHENGWEN_CORPUS。`);
    }
    throw new UserError(`报告文件夹 ${corpus} 打不开（${messageOf(error)}）。请检查路径和权限。`);
  }
  if (entries.length === 0) {
    throw new UserError(
      `文件夹 ${corpus} 里没有可读的报告。请放入 txt、md 或 html 报告后再运行 npm run ingest；已有的索引没有改动。`,
    );
  }
  return entries.sort((a, b) => (a < b ? -1 : 1));
}

async function readdirAll(corpus: string): Promise<string[]> {
  const entries = await readdir(corpus, { withFileTypes: true, recursive: true });
  return entries
    .filter(
      (e) =>
        e.isFile() && !e.name.startsWith(".") && !e.name.startsWith("~$") && !e.name.endsWith(META_SUFFIX),
    )
    .map((e) => relative(corpus, join(e.parentPath, e.name)).split(sep).join("/"));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof Error && "code" in error) {
    if (error.code === "EACCES" || error.code === "EPERM") return "没有读取权限，请检查文件权限。";
    if (error.code === "EISDIR") return "这是文件夹，不是文件。";
  }
  return `读取时出错：${error instanceof Error ? error.message : String(error)}`;
}
