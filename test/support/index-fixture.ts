/**
 * Real indexes for tests: reports in, a refreshed index with an assistant over it out. Embeds with n-grams, so that
 * no model and no network is needed. Every folder leaves when the fixture is closed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createAssistant, type TracedAssistant } from "../../src/answer/index.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import type { Answer, Figure } from "../../src/domain/index.ts";
import type { IngestSummary } from "../../src/ingest/index.ts";
import { NgramEmbedder } from "../../src/models/index.ts";
import type { Store } from "../../src/store/index.ts";
import { openIndex, refreshIndex } from "../../src/workspace.ts";

/** The sample reports of the project. */
export const SAMPLE_CORPUS = "corpus";

export interface IndexFixture {
  store: Store;
  assistant: TracedAssistant;
  summary: IngestSummary;
  config: Config;
  /** Holds corpus/ and index/. */
  dir: string;
  close(): Promise<void>;
}

export interface IndexOptions {
  /** Milliseconds since the epoch, for the memory of conversations. */
  now?: () => number;
  homeRegion?: string;
}

/** A new folder with empty corpus/ and index/ and the settings that point there. */
export async function temporaryWorkspace(): Promise<{ dir: string; config: Config; remove(): void }> {
  const dir = mkdtempSync(join(tmpdir(), "zhengwen-test-"));
  await mkdir(join(dir, "corpus"));
  const config = loadConfig({
    ZHENGWEN_EMBEDDER: "ngrams",
    ZHENGWEN_CORPUS: join(dir, "corpus"),
    ZHENGWEN_INDEX: join(dir, "index"),
  });
  return { dir, config, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Writes files into a folder, making the folders that their names hold. */
export async function writeReports(
  folder: string,
  files: Record<string, string | Uint8Array>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** An index over the given files (name to content), ready to be asked. */
export async function buildIndex(
  files: Record<string, string | Uint8Array>,
  options: IndexOptions = {},
): Promise<IndexFixture> {
  const workspace = await temporaryWorkspace();
  await writeReports(workspace.config.corpusDir, files);
  return openFixture(workspace, options);
}

/** An index over a folder of reports that stays where it is. */
export async function buildIndexOf(corpusDir: string, options: IndexOptions = {}): Promise<IndexFixture> {
  const { dir, config, remove } = await temporaryWorkspace();
  return openFixture({ dir, config: { ...config, corpusDir }, remove }, options);
}

async function openFixture(
  { dir, config, remove }: Awaited<ReturnType<typeof temporaryWorkspace>>,
  options: IndexOptions,
): Promise<IndexFixture> {
  const summary = await refreshIndex(config, new NgramEmbedder());
  const { store, embedder, close } = await openIndex(config);
  return {
    store,
    assistant: createAssistant({ store, embedder, ...options }),
    summary,
    config,
    dir,
    close: async () => {
      await close();
      remove();
    },
  };
}

let sample: Promise<IndexFixture> | undefined;

/** The index over the sample corpus, built once per test file. */
export function sampleIndex(): Promise<IndexFixture> {
  sample ??= buildIndexOf(SAMPLE_CORPUS);
  return sample;
}

/** Asks the sample corpus; questions of one conversation follow each other. */
export async function askSample(question: string, conversation?: string): Promise<Answer> {
  const { assistant } = await sampleIndex();
  return assistant.ask({ question, ...(conversation === undefined ? {} : { conversation }) });
}

/** Frees the sample index; for afterAll. */
export async function closeSample(): Promise<void> {
  const built = await sample;
  sample = undefined;
  await built?.close();
}

/** Every figure of an index, in the order of reports and text. */
export function figuresIn(store: Store): Figure[] {
  return store.reports().flatMap((report) => store.figuresOf(report.id));
}

/** Value and unit side by side, as a person writes them. */
export function spoken(figures: readonly { value: number | null; unit: string }[]): string[] {
  return figures.map(({ value, unit }) => `${value}${unit}`);
}
