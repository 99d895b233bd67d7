/**
 * Puts settings to work: the embedder, the index in its folder, a refresh, an open index for answering.
 * The only place where the rooms are wired together; main.ts and scripts/ call it.
 */

import type { Config } from "./config.ts";
import { EXTRACTOR_VERSION, type IngestSummary, listFiles, refresh } from "./ingest/index.ts";
import { createEmbedder, type Embedder, NgramEmbedder } from "./models/index.ts";
import {
  INDEX_FORMAT,
  type IndexStamp,
  indexExists,
  needsRebuild,
  openStore,
  readStamp,
  type Store,
} from "./store/index.ts";
import { SEGMENTER_VERSION } from "./text/index.ts";

export interface WorkspaceHooks {
  /** Progress and notices for the person at the keyboard, in Chinese; never the answer itself. */
  onProgress?: (message: string) => void;
}

/** The embedder that settings name; the notice about a missing model goes to the hooks. */
export async function embedderFrom(config: Config, hooks: WorkspaceHooks = {}): Promise<Embedder> {
  const progress = hooks.onProgress ?? (() => {});
  const { embedder, notice } = await createEmbedder(
    {
      embedder: config.embedder,
      modelFolder: config.modelDir,
      download: config.modelDownload,
      ...(config.modelSource === undefined ? {} : { modelSource: config.modelSource }),
      ...(config.hubEndpoint === undefined ? {} : { hubEndpoint: config.hubEndpoint }),
      ...(config.embeddingBaseUrl === undefined ? {} : { baseUrl: config.embeddingBaseUrl }),
      ...(config.embeddingApiKey === undefined ? {} : { apiKey: config.embeddingApiKey }),
    },
    { onProgress: progress },
  );
  if (notice) progress(notice);
  return embedder;
}

/** Refreshes the index from the corpus folder, making it when there is none. */
export async function refreshIndex(
  config: Pick<Config, "corpusDir" | "indexDir" | "maxFileMb">,
  embedder: Embedder,
  hooks: WorkspaceHooks = {},
): Promise<IngestSummary> {
  const stamp = stampOf(embedder);
  // Before anything is made or emptied: without reports the index stays as it is.
  await listFiles(config.corpusDir);
  const rebuild = indexExists(config.indexDir) && needsRebuild(config.indexDir, stamp);
  if (rebuild) hooks.onProgress?.(rebuildNotice(config.indexDir));
  const store = openStore({ folder: config.indexDir, mode: "write", stamp, rebuild });
  try {
    if (store.stamp.embedder !== embedder.name) {
      hooks.onProgress?.(`索引原来用的是 ${store.stamp.embedder}，现在改用 ${embedder.name} 重新计算向量。`);
    }
    store.restamp({ name: embedder.name, dimensions: embedder.dimensions });
    return await refresh({
      corpus: config.corpusDir,
      store,
      embedder,
      maxFileBytes: config.maxFileMb * 1024 * 1024,
      ...(hooks.onProgress ? { onProgress: hooks.onProgress } : {}),
    });
  } finally {
    store.close();
  }
}

export interface OpenIndex {
  store: Store;
  /** The embedder of the index; n-grams when the index's own cannot be had, and then vectors are not used. */
  embedder: Embedder;
  close(): Promise<void>;
}

/** Opens the index for answering; builds it from the corpus folder first when there is none. */
export async function openIndex(config: Config, hooks: WorkspaceHooks = {}): Promise<OpenIndex> {
  let embedder: Embedder | undefined;
  if (!indexExists(config.indexDir) || holdsNothing(config.indexDir)) {
    embedder = await embedderFrom(config, hooks);
    hooks.onProgress?.(`还没有索引，先读取 ${config.corpusDir} 里的报告。`);
    const summary = await refreshIndex(config, embedder, hooks);
    for (const { file, error } of summary.failed) hooks.onProgress?.(`没有读成 ${file}：${error}`);
  }
  const stamped = readStamp(config.indexDir)?.embedder ?? "";
  if (!embedder) {
    const asked = config.embedder;
    embedder =
      asked === "auto" && stamped === NGRAM_NAME ? new NgramEmbedder() : await embedderFrom(config, hooks);
  }
  const store = openStore({ folder: config.indexDir, mode: "read", stamp: stampOf(embedder) });
  if (stamped === NGRAM_NAME && config.embedder === "auto") {
    hooks.onProgress?.(
      "索引用的是内置的字符模型，换一种说法的问题会找得差一些；运行 npm run model 取得模型，再运行 npm run ingest 即可。",
    );
  } else if (stamped !== embedder.name) {
    hooks.onProgress?.(
      `索引的向量是用 ${stamped} 做的，这次不能使用；运行 npm run ingest 可改用 ${embedder.name}。`,
    );
  }
  return {
    store,
    embedder,
    close: async () => {
      store.close();
      await embedder.dispose?.();
    },
  };
}

/** True for an index that a first refresh left without a single report, because all failed or it was killed. */
function holdsNothing(folder: string): boolean {
  const stamp = readStamp(folder);
  if (!stamp) return true;
  if (needsRebuild(folder, { ...stamp, ...VERSIONS })) return false;
  const store = openStore({ folder, mode: "read", stamp });
  try {
    return store.reports().length === 0;
  } finally {
    store.close();
  }
}

function rebuildNotice(folder: string): string {
  try {
    readStamp(folder);
    return "索引是另一个版本做的，正在重新读取全部报告。";
  } catch {
    return "原来的索引已损坏，已在原处改名保留；正在重新读取全部报告。";
  }
}

const VERSIONS = { format: INDEX_FORMAT, segmenter: SEGMENTER_VERSION, extractor: EXTRACTOR_VERSION };
const NGRAM_NAME = new NgramEmbedder().name;

function stampOf(embedder: Embedder): IndexStamp {
  return { ...VERSIONS, embedder: embedder.name, dimensions: embedder.dimensions };
}
