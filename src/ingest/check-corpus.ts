/**
 * A corpus folder and what the index knows of it in, one finding per check out: the folder, files that cannot be
 * read, and files whose content is not what the index holds. Changes nothing.
 */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { amiss, amissBy, type Finding, sound, UserError } from "../domain/index.ts";
import { messageOf } from "./explain-error.ts";
import { type CorpusFile, listCorpus, META_SUFFIX } from "./list-corpus.ts";
import { contentHash, parseOverrides } from "./read-report.ts";

export interface CorpusCheckOptions {
  corpus: string;
  /** Files larger than this many bytes are not read. */
  maxFileBytes: number;
  /** Every file of the index; null where there is no index to compare with. */
  indexed: readonly { sourceFile: string; contentHash: string }[] | null;
  /** Why files could not be read at the last refresh. */
  unread?: readonly { file: string; error: string }[];
  onProgress?: (message: string) => void;
}

interface Problem {
  file: string;
  why: string;
}

const MAX_SHOWN = 5;
const HANDLE = "按括号里的原因处理这些文件，再运行 npm run ingest";
const INGEST = "运行 npm run ingest，读不成的会说明原因";

/** Examines the folder of reports. Never throws for what is wrong with it. */
export async function checkCorpus(options: CorpusCheckOptions): Promise<Finding[]> {
  const { corpus, maxFileBytes, indexed, unread = [] } = options;
  try {
    const { files, warnings } = await listCorpus(corpus);
    const problems: Problem[] = warnings.map(({ file, warning }) => ({ file, why: warning }));
    const hashes = new Map<string, string>();
    for (const [i, listed] of files.entries()) {
      if (i > 0 && i % 1000 === 0) options.onProgress?.(`核对报告文件 ${i}/${files.length}`);
      const looked = await look(corpus, listed, maxFileBytes, indexed !== null);
      if (looked.why) problems.push({ file: listed.file, why: looked.why });
      hashes.set(listed.file, looked.hash);
    }
    return [
      sound("corpus.folder", `报告文件夹 ${corpus} 里有 ${files.length} 个文件`),
      unreadable(problems),
      ...(indexed ? [upToDate(hashes, indexed, unread)] : []),
    ];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [amissBy("corpus.folder", error)];
  }
}

/** Why a file cannot be read, "" for no reason, and the hash of its content, "" where it is not known. */
async function look(
  corpus: string,
  { file, size, described }: CorpusFile,
  maxFileBytes: number,
  hashed: boolean,
): Promise<{ why: string; hash: string }> {
  if (size === 0) return { why: "是空文件", hash: "" };
  const path = join(corpus, file);
  try {
    const json = described ? await readFile(path + META_SUFFIX, "utf8") : "";
    if (json) parseOverrides(json, file + META_SUFFIX);
    if (size > maxFileBytes) return { why: "超过大小上限 ZHENGWEN_MAX_FILE_MB", hash: "" };
    if (hashed) return { why: "", hash: contentHash(await readFile(path), json) };
    await (await open(path)).close();
    return { why: "", hash: "" };
  } catch (error) {
    return { why: messageOf(error), hash: "" };
  }
}

function unreadable(problems: Problem[]): Finding {
  const check = "corpus.files";
  if (problems.length === 0) return sound(check, "报告文件都可以读取");
  const shown = problems.slice(0, MAX_SHOWN).map(({ file, why }) => `${file}（${why.replace(/。$/, "")}）`);
  const message = `${problems.length} 个文件没法读取：${shown.join("、")}${problems.length > MAX_SHOWN ? " 等" : ""}`;
  return amiss(check, message, HANDLE);
}

function upToDate(
  hashes: Map<string, string>,
  indexed: NonNullable<CorpusCheckOptions["indexed"]>,
  failures: NonNullable<CorpusCheckOptions["unread"]>,
): Finding {
  const check = "corpus.index";
  const known = new Map<string, Set<string>>();
  for (const { sourceFile, contentHash: hash } of indexed) {
    known.set(sourceFile, (known.get(sourceFile) ?? new Set()).add(hash));
  }
  const reasons = new Map(failures.map(({ file, error }) => [file, error]));
  const withReason = (file: string) => {
    const reason = reasons.get(file)?.replace(/。$/, "");
    return reason === undefined ? file : `${file}（${reason}）`;
  };
  const missing = [...hashes.keys()].filter((file) => !known.has(file));
  const unread = missing.filter((file) => reasons.has(file));
  const fresh = missing.filter((file) => !reasons.has(file));
  const changed = [...hashes].flatMap(([file, hash]) => {
    const read = known.get(file);
    return hash && read && !(read.size === 1 && read.has(hash)) ? [file] : [];
  });
  const removed = [...known.keys()].filter((file) => !hashes.has(file));
  // Members of archives whose other members were read.
  const members = failures
    .map(({ file }) => file)
    .filter((file) => [...known.keys()].some((archive) => file.startsWith(`${archive}/`)));
  const failed = [...unread, ...members];
  const parts = [
    named(failed.map(withReason), "上次没有读成"),
    named(fresh, "是新加的，还没有读"),
    named(changed.map(withReason), "改过，还没有重读"),
    named(removed, "已经删除，索引里还有"),
  ].filter(Boolean);
  return parts.length > 0
    ? amiss(check, parts.join("；"), failed.length > 0 ? HANDLE : INGEST)
    : sound(check, "索引与报告文件夹一致");
}

function named(files: string[], what: string): string {
  if (files.length === 0) return "";
  const shown = files.slice(0, MAX_SHOWN).join("、");
  return `${files.length} 个文件${what}：${shown}${files.length > MAX_SHOWN ? " 等" : ""}`;
}
