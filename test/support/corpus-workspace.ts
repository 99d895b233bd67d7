/**
 * A folder of made-up reports with an index beside it, for tests that change the folder and refresh.
 */
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Config } from "../../src/config.ts";
import type { IngestSummary } from "../../src/ingest/index.ts";
import { type Embedder, NgramEmbedder } from "../../src/models/index.ts";
import type { Store } from "../../src/store/index.ts";
import { openIndex, refreshIndex } from "../../src/workspace.ts";
import { temporaryWorkspace, writeReports } from "./index-fixture.ts";

/** Two small reports, of three figures together. */
export const A = "青田县政务服务中心2022年工作总结\n全年办件8.2万件，满意率为99.1%。\n";
export const B = "新昌县政务服务中心2022年工作总结\n全年办件6.4万件。\n";

export interface Workspace {
  config: Config;
  write(files: Record<string, string | Uint8Array>): Promise<void>;
  remove(file: string): Promise<void>;
  refresh(embedder?: Embedder): Promise<IngestSummary>;
  /** Reads the index as a question would. */
  read<T>(work: (store: Store) => T): Promise<T>;
}

/** A workspace that leaves with the test. */
export async function workspace(files: Record<string, string | Uint8Array> = {}): Promise<Workspace> {
  const { config, remove } = await temporaryWorkspace();
  onTestFinished(remove);
  await writeReports(config.corpusDir, files);
  return {
    config,
    write: (more) => writeReports(config.corpusDir, more),
    remove: (file) => unlink(join(config.corpusDir, file)),
    refresh: (embedder = new NgramEmbedder()) => refreshIndex(config, embedder),
    read: async (work) => {
      const { store, close } = await openIndex(config);
      try {
        return work(store);
      } finally {
        await close();
      }
    },
  };
}

/** Added, changed, removed and unchanged files. */
export function counts({ added, changed, removed, unchanged }: IngestSummary): number[] {
  return [added, changed, removed, unchanged];
}

export const filesOf = (store: Store) => store.reports().map((report) => report.file);
