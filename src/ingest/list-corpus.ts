/**
 * A corpus folder in, the report files in it out, each with how it looks to the file system. Links to files are
 * followed, links to folders are not; what is passed over is told.
 */
import { type Dirent, realpathSync, type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UserError } from "../domain/index.ts";
import { isMissing, messageOf } from "./explain-error.ts";

/** NAME.meta.json beside NAME describes it. */
export const META_SUFFIX = ".meta.json";

export interface CorpusFile {
  /** Path relative to the corpus, with forward slashes. */
  file: string;
  /** Size in bytes. */
  size: number;
  /** True when an override file stands beside it. */
  described: boolean;
  /** Size, times and number of the file and of its override file: equal for a file that nobody touched. */
  looks: string;
  /** True while the last change is so fresh that another one might leave `looks` as it is. */
  young: boolean;
}

export interface CorpusListing {
  /** Ordered by path. */
  files: CorpusFile[];
  warnings: { file: string; warning: string }[];
}

/** A change within this time of the last one may leave the times of a file as they are (2 s on FAT). */
const YOUNG_MS = 2000;

/**
 * Every report file under the folder; hidden files, lock files and override files are left out.
 * Throws a UserError when the folder is missing or holds none, so that a mistyped path never empties an index.
 */
export async function listCorpus(corpus: string): Promise<CorpusListing> {
  const listing = await readCorpus(corpus);
  if (listing.files.length === 0) {
    throw new UserError(
      `文件夹 ${corpus} 里没有可读的报告。请放入报告（Word、PDF、Excel、网页、文字等）后再运行 npm run ingest；已有的索引没有改动。`,
    );
  }
  return listing;
}

/** What listCorpus gives, for a folder that may hold nothing. */
export async function readCorpus(corpus: string): Promise<CorpusListing> {
  let entries: Dirent[];
  try {
    entries = await readdir(corpus, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (isMissing(error)) {
      throw new UserError(`找不到报告文件夹 ${corpus}。请用 --corpus 指明文件夹，或设置 ZHENGWEN_CORPUS。`);
    }
    throw new UserError(`报告文件夹 ${corpus} 打不开（${messageOf(error)}）。请检查路径和权限。`);
  }
  const pathOf = pathsIn(corpus);
  const names = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => ({ file: pathOf(entry), link: entry.isSymbolicLink() }))
    .filter(({ file }) => !/(?:^|\/)(?:\.|~\$)[^/]*$/.test(file))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const known = new Set(names.map(({ file }) => file));
  const listing: CorpusListing = { files: [], warnings: [] };
  const spelled = new Set<string>();
  for (const { file, link } of names) {
    if (file.endsWith(META_SUFFIX)) continue;
    const warning =
      (link && whyNotFollowed(corpus, file, known)) ||
      (spelled.has(file.normalize("NFC")) && "文件名与另一个文件只差字符的写法，没有读取；请改名。");
    if (warning) {
      listing.warnings.push({ file, warning });
      continue;
    }
    spelled.add(file.normalize("NFC"));
    const looks = looksOf(corpus, file, known.has(file + META_SUFFIX));
    if (looks) listing.files.push(looks);
  }
  return listing;
}

/** Null for a file that left since the folder was read. */
function looksOf(corpus: string, file: string, described: boolean): CorpusFile | null {
  const path = join(corpus, file);
  const found = [path, ...(described ? [path + META_SUFFIX] : [])].map((name) =>
    statSync(name, { throwIfNoEntry: false }),
  );
  const [own] = found;
  if (!own) return null;
  const young = found.some(
    (stats) => stats && Date.now() - Math.max(stats.ctimeMs, stats.mtimeMs) < YOUNG_MS,
  );
  return { file, size: own.size, described, young, looks: found.map(looksOfOne).join(" ") };
}

function looksOfOne(stats: Stats | undefined): string {
  return stats ? [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(":") : "";
}

/** Why a link is not read, in Chinese; "" for a link to a file outside that is. */
function whyNotFollowed(corpus: string, file: string, known: Set<string>): string {
  try {
    const target = realpathSync(join(corpus, file));
    if (!statSync(target).isFile()) return "这是指向文件夹的链接，没有读取；请把其中的报告放进来。";
    const inside = relative(realpathSync(corpus), target).split(sep).join("/");
    return known.has(inside) ? `这是指向“${inside}”的链接，那份文件已经读取。` : "";
  } catch {
    return "这个链接指向的文件不存在或打不开，没有读取。";
  }
}

/** Paths of entries relative to the corpus; each folder's own is worked out once. */
function pathsIn(corpus: string): (entry: Dirent) => string {
  const folders = new Map<string, string>();
  return ({ parentPath, name }) => {
    let folder = folders.get(parentPath);
    if (folder === undefined) {
      const inside = relative(corpus, parentPath).split(sep).join("/");
      folder = inside === "" ? "" : `${inside}/`;
      folders.set(parentPath, folder);
    }
    return folder + name;
  };
}
