/**
 * Follows a corpus folder: tells when something in it changed and has come to rest, so that a file is not read while
 * it is being copied. Listens to the file system and looks by itself as well, for folders that do not tell (network
 * shares).
 */
import { type FSWatcher, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readCorpus } from "./list-corpus.ts";

export interface WatchOptions {
  corpus: string;
  /** How long nothing may change before a change is told, in milliseconds. Default 400. */
  quietMs?: number;
  /** How often to look without having been told, in milliseconds. Default 10000. */
  pollMs?: number;
  /** Files that change for longer than this are left out for now, in milliseconds. Default 30000. */
  patienceMs?: number;
}

export interface CorpusWatch {
  /** Resolves after the next change with the files that are still being written; null after close. */
  next(): Promise<ReadonlySet<string> | null>;
  close(): void;
}

type Looks = Map<string, string>;

/** Starts to follow the folder as it is now; changes between two calls of `next` are kept. */
export async function watchCorpus(options: WatchOptions): Promise<CorpusWatch> {
  const { corpus, quietMs = 400, pollMs = 10_000, patienceMs = 30_000 } = options;
  const watchers = new Map<string, FSWatcher>();
  let closed = false;
  let noticed = false;
  let wake = () => {};
  let told = (await looks(corpus)) ?? new Map<string, string>();
  await listen();

  function notice(): void {
    noticed = true;
    wake();
  }

  /** One watcher per folder: Node's recursive watching on Linux asks for every single file. */
  async function listen(): Promise<void> {
    const folders = new Set(await foldersOf(corpus));
    for (const [folder, watcher] of watchers) {
      if (!folders.has(folder)) forget(folder, watcher);
    }
    for (const folder of folders) {
      if (closed || watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, notice);
        watcher.on("error", () => forget(folder, watcher));
        watchers.set(folder, watcher);
      } catch {
        // Too many watchers, or a folder that left: looking every few seconds takes over.
      }
    }
  }

  function forget(folder: string, watcher: FSWatcher): void {
    watcher.close();
    watchers.delete(folder);
  }

  function untilNoticed(): Promise<void> {
    if (noticed || closed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Waits until two looks at the folder are alike; files that still differ after `patienceMs` are unsettled. */
  async function settled(): Promise<{ found: Looks; unsettled: Set<string> } | null> {
    const since = performance.now();
    let before = await looks(corpus);
    for (;;) {
      noticed = false;
      await wait(quietMs);
      const found = await looks(corpus);
      if (!found || closed) return null;
      const unsettled = differing(before, found);
      const patient = performance.now() - since < patienceMs;
      if (unsettled.size === 0 || !patient) return { found, unsettled };
      before = found;
    }
  }

  return {
    async next() {
      for (;;) {
        await untilNoticed();
        if (closed) return null;
        await listen();
        const state = await settled();
        if (closed) return null;
        if (!state || differing(told, state.found).size === 0) continue;
        told = new Map(state.found);
        // What is still being written is a change again next time.
        for (const file of state.unsettled) told.set(file, "");
        if (state.unsettled.size > 0) noticed = true;
        return state.unsettled;
      }
    },
    close() {
      closed = true;
      for (const [folder, watcher] of watchers) forget(folder, watcher);
      wake();
    },
  };
}

/** Null while the folder cannot be read. */
async function looks(corpus: string): Promise<Looks | null> {
  try {
    return new Map((await readCorpus(corpus)).files.map(({ file, looks }) => [file, looks]));
  } catch {
    return null;
  }
}

async function foldersOf(corpus: string): Promise<string[]> {
  try {
    const entries = await readdir(corpus, { withFileTypes: true, recursive: true });
    const inside = entries.filter((e) => e.isDirectory()).map((e) => join(e.parentPath, e.name));
    return [corpus, ...inside];
  } catch {
    return [corpus];
  }
}

function differing(before: Looks | null, after: Looks): Set<string> {
  const names = new Set([...(before?.keys() ?? []), ...after.keys()]);
  return new Set([...names].filter((file) => before?.get(file) !== after.get(file)));
}
