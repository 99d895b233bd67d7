/**
 * Settings in, one finding per check of the whole installation out; and the mending of what can be mended.
 * Wires the rooms' own checks together; changes nothing but by `mend`.
 */
import { type Config, loadConfig, settings } from "./config.ts";
import { amiss, amissBy, type Finding, sound, UserError } from "./domain/index.ts";
import { checkCorpus, EXTRACTOR_VERSION, type IngestSummary, listCorpus } from "./ingest/index.ts";
import { checkModel } from "./models/index.ts";
import { checkIndex, indexExists, lockIndex, mendIndex } from "./store/index.ts";
import { SEGMENTER_VERSION } from "./text/index.ts";
import { embedderFrom, refreshIndex, type WorkspaceHooks } from "./workspace.ts";

type Environment = Record<string, string | undefined>;

const MEGABYTE = 1024 * 1024;
const MAX_WAIT_MS = 10 * 60_000;
const OURS = /^ZHENGWEN_/;

/**
 * Every wrong setting of an environment as a finding, with the settings that hold when the wrong ones are left out.
 * Names that begin like ours and are no setting count as mistyped.
 */
export function examineSettings(env: Environment): { config: Config; findings: Finding[] } {
  const known = new Set(settings.map(({ name }) => name));
  const findings = Object.keys(env)
    .filter((name) => OURS.test(name) && !known.has(name))
    .map((name) => amiss("settings", `没有 ${name} 这项设置`, "对照 .env.example 改正名称，或删掉它"));
  const rest: Environment = { ...env };
  for (;;) {
    try {
      const config = loadConfig(rest);
      return { config, findings: findings.length > 0 ? findings : [sound("settings", "设置都有效")] };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const problems = error.message.split("\n").filter((line) => line.startsWith("- "));
      const names = problems.flatMap((line) => /ZHENGWEN_[A-Z_]+/.exec(line) ?? []);
      if (names.length === 0) throw error;
      for (const line of problems) {
        findings.push(amiss("settings", line.slice(2).replace(/。$/, ""), "在 .env 文件或环境变量里改正"));
      }
      for (const name of names) delete rest[name];
    }
  }
}

/** Examines the corpus, the model and the index that settings name. Never throws for what is wrong with them. */
export async function examine(config: Config, hooks: WorkspaceHooks = {}): Promise<Finding[]> {
  const { onProgress } = hooks;
  onProgress?.("正在检查索引……");
  const busy = await inUse(config.indexDir);
  const index = checkIndex({
    folder: config.indexDir,
    segmenter: SEGMENTER_VERSION,
    extractor: EXTRACTOR_VERSION,
  });
  onProgress?.("正在核对报告文件……");
  const corpus = await checkCorpus({
    corpus: config.corpusDir,
    maxFileBytes: config.maxFileMb * MEGABYTE,
    indexed: index.files,
    unread: index.unread,
    ...(onProgress ? { onProgress } : {}),
  });
  const model = await checkModel({
    embedder: config.embedder,
    modelFolder: config.modelDir,
    indexEmbedder: index.stamp?.embedder ?? null,
  });
  return [...corpus, model, ...busy, ...index.findings];
}

/**
 * Mends the index: takes out what does not fit, then refreshes, which reads again, embeds and rebuilds. Gives what
 * was done, one Chinese line each. Throws a UserError where the corpus or the index cannot be used at all.
 */
export async function mend(config: Config, hooks: WorkspaceHooks = {}): Promise<string[]> {
  const { corpusDir, indexDir } = config;
  // Without reports nothing could be read again: then the index stays as it is.
  await listCorpus(corpusDir);
  const done: string[] = [];
  if (indexExists(indexDir)) {
    const lock = await lockIndex(indexDir, {
      waitMs: MAX_WAIT_MS,
      ...(hooks.onProgress ? { onWait: hooks.onProgress } : {}),
    });
    try {
      done.push(...mendIndex(indexDir));
    } finally {
      lock.release();
    }
  }
  const embedder = await embedderFrom(config, hooks);
  try {
    return [...done, ...told(await refreshIndex(config, embedder, hooks))];
  } finally {
    await embedder.dispose?.();
  }
}

function told({ added, changed, removed, reread, failed }: IngestSummary): string[] {
  const parts = [
    [added, "新增"],
    [changed, "更新"],
    [reread, "重读"],
    [removed, "移除"],
    [failed.length, "失败"],
  ] as const;
  const some = parts.filter(([count]) => count > 0).map(([count, what]) => `${what} ${count}`);
  return [
    ...(some.length > 0 ? [`更新了索引：${some.join("，")}`] : []),
    ...failed.map(({ file, error }) => `没有读成 ${file}：${error.replace(/。$/, "")}`),
  ];
}

/** A finding when another process is refreshing, or the folder does not let anybody refresh; none otherwise. */
async function inUse(folder: string): Promise<Finding[]> {
  try {
    if (!indexExists(folder)) return [];
    const lock = await lockIndex(folder, { waitMs: 0 });
    lock.release();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [amissBy("index.writable", error)];
  }
}
