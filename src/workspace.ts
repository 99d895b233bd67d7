/**
 * Puts settings to work: the embedder, the index in its folder, a refresh, an open index for answering.
 * Beside assistant.ts and telegram-service.ts the only place where rooms are wired together.
 */

import type { Config } from "./config.ts";
import {
  type Booked,
  type BookOptions,
  bookFiles,
  EXTRACTOR_VERSION,
  embedPending,
  type IngestSummary,
  listCorpus,
  type OnProgress,
  type ReadLimits,
  summarise,
} from "./ingest/index.ts";
import { createEmbedder, type Embedder, NgramEmbedder } from "./models/index.ts";
import {
  discardRebuild,
  finishRebuild,
  holdsReports,
  INDEX_FORMAT,
  type IndexStamp,
  indexExists,
  lockIndex,
  needsRebuild,
  openStore,
  readStamp,
  type Store,
} from "./store/index.ts";
import { SEGMENTER_VERSION } from "./text/index.ts";

export interface WorkspaceHooks {
  /** Progress and notices for the person at the keyboard, in Chinese; never the answer itself. */
  onProgress?: OnProgress;
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
    { onProgress: (message) => progress(message) },
  );
  if (notice) progress(notice);
  return embedder;
}

/** The settings that a refresh needs. */
export type RefreshConfig = Pick<
  Config,
  "corpusDir" | "indexDir" | "maxFileMb" | "maxPages" | "maxCells" | "maxUnpackedMb" | "maxStepSeconds"
>;

export interface RefreshIndexOptions extends WorkspaceHooks, Pick<BookOptions, "unsettled" | "failedBefore"> {
  /** False: do not wait for another process that is refreshing this index, but fail. Default true. */
  wait?: boolean;
}

const MAX_WAIT_MS = 10 * 60_000;

/**
 * Refreshes the index from the corpus folder, making it when there is none. One refresh at a time: a second one
 * waits up to 10 minutes. An index of another version, or a damaged one, is made anew beside the one in use.
 */
export async function refreshIndex(
  config: RefreshConfig,
  embedder: Embedder,
  options: RefreshIndexOptions = {},
): Promise<IngestSummary> {
  const started = performance.now();
  const { corpusDir: corpus, indexDir: folder } = config;
  const { onProgress, unsettled, failedBefore, wait = true } = options;
  // Before anything is made: without reports the index stays as it is.
  await listCorpus(corpus);
  const lock = await lockIndex(folder, {
    waitMs: wait ? MAX_WAIT_MS : 0,
    ...(onProgress ? { onWait: onProgress } : {}),
  });
  try {
    const book = (store: Store) =>
      bookFiles({
        corpus,
        store,
        limits: limitsOf(config),
        ...(onProgress ? { onProgress } : {}),
        ...(unsettled ? { unsettled } : {}),
        ...(failedBefore ? { failedBefore } : {}),
      });
    const stamp = stampOf(embedder);
    const rebuilt = await rebuildWhereNeeded(folder, stamp, book, options);
    const store = openStore({ folder, mode: "write", stamp });
    try {
      if (store.stamp.embedder !== embedder.name) {
        onProgress?.(`索引原来用的是 ${store.stamp.embedder}，现在改用 ${embedder.name} 重新计算向量。`);
      }
      store.restamp({ name: embedder.name, dimensions: embedder.dimensions });
      const booked = rebuilt ?? (await book(store));
      await embedPending(store, embedder, onProgress ?? (() => {}));
      return summarise(store, booked, started);
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

/** Makes an index anew that this version cannot use; null where there is nothing to make anew. */
async function rebuildWhereNeeded(
  folder: string,
  stamp: IndexStamp,
  book: (store: Store) => Promise<Booked>,
  { onProgress }: WorkspaceHooks,
): Promise<Booked | null> {
  if (!indexExists(folder) || !needsRebuild(folder, stamp)) {
    discardRebuild(folder);
    return null;
  }
  onProgress?.(rebuildNotice(folder));
  const next = openStore({ folder, mode: "rebuild", stamp });
  let booked: Booked;
  try {
    booked = await book(next);
  } finally {
    next.close();
  }
  await finishRebuild(folder);
  return booked;
}

/** The reading limits that settings name. */
export function limitsOf(config: RefreshConfig): ReadLimits {
  const megabyte = 1024 * 1024;
  return {
    fileBytes: config.maxFileMb * megabyte,
    pages: config.maxPages,
    cells: config.maxCells,
    unpackedBytes: config.maxUnpackedMb * megabyte,
    stepSeconds: config.maxStepSeconds,
  };
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
  if (!indexExists(config.indexDir) || !holdsReports(config.indexDir)) {
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
  const outdated = store.reports().filter(({ extractor }) => extractor !== EXTRACTOR_VERSION).length;
  if (outdated > 0) {
    hooks.onProgress?.(
      `索引里有 ${outdated} 份报告是旧版本的程序读的，答案可能不如重新读取后的完整；请运行 npm run ingest 更新。`,
    );
  }
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

function rebuildNotice(folder: string): string {
  try {
    readStamp(folder);
    return "索引是另一个版本做的，正在重新读取全部报告；完成以前，正在运行的程序仍用原来的索引回答。";
  } catch {
    return "原来的索引已损坏，正在重新读取全部报告；损坏的索引会改名保留。";
  }
}

const VERSIONS = { format: INDEX_FORMAT, segmenter: SEGMENTER_VERSION, extractor: EXTRACTOR_VERSION };
const NGRAM_NAME = new NgramEmbedder().name;

function stampOf(embedder: Embedder): IndexStamp {
  return { ...VERSIONS, embedder: embedder.name, dimensions: embedder.dimensions };
}
