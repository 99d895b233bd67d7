/**
 * Reads files in worker threads: bytes in, reports out. A file that gives no sign of life in time, or needs more
 * memory than a thread may have, fails alone: its thread is ended and another takes its place.
 */
import { Worker } from "node:worker_threads";
import { UserError } from "../domain/index.ts";
import type { Overrides } from "./describe/index.ts";
import type { FileReading } from "./read-report.ts";
import type { ReadLimits } from "./readers/index.ts";

export interface ReadJob {
  /** Path relative to the corpus, with forward slashes. */
  file: string;
  bytes: Uint8Array;
  overrides: { values: Overrides; json: string };
  limits: ReadLimits;
}

/** What a thread says. */
export type FromWorker =
  | { kind: "ready" }
  | { kind: "progress"; message: string }
  | { kind: "done"; reading: FileReading }
  | { kind: "failed"; told: boolean; message: string };

export interface ReadPoolOptions {
  /** Number of threads, at least 1. */
  size: number;
  /** Memory of one thread's JavaScript heap, in MB. Default 512. */
  heapMb?: number;
  /** Signs of life of readers that take long: “识别第 3/12 页”. */
  onProgress?: (message: string) => void;
  /** What a thread runs; for tests. */
  script?: URL;
}

export interface ReadPool {
  /** Number of files that are worth handing in at once: one per thread at work and one that waits for it. */
  readonly capacity: number;
  /** Reads one file; rejects with a UserError that says why it cannot be read. */
  read(job: ReadJob): Promise<FileReading>;
  /** Ends every thread; files still being read are given up. */
  close(): Promise<void>;
}

interface Waiting {
  job: ReadJob;
  resolve(reading: FileReading): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  current: Waiting | null;
  timer: NodeJS.Timeout | undefined;
  ready: boolean;
}

/** Starting from source compiles it first; a loaded machine takes its time. */
const START_SECONDS = 60;

/** Creates a pool; threads start with the first file that needs them. */
export function createReadPool(options: ReadPoolOptions): ReadPool {
  const { size, heapMb = 512, onProgress, script = scriptUrl() } = options;
  const threads = new Set<Thread>();
  const queue: Waiting[] = [];
  let closed = false;

  function next(): void {
    if (closed || queue.length === 0) return;
    let thread = [...threads].find(({ current }) => current === null);
    if (!thread && threads.size < size) thread = start();
    const waiting = thread && queue.shift();
    if (!thread || !waiting) return;
    thread.current = waiting;
    if (thread.ready) hand(thread);
    next();
  }

  function start(): Thread {
    const worker = new Worker(script, {
      execArgv: [],
      // What parsers print must not mix with the result on stdout.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    const thread: Thread = { worker, current: null, timer: undefined, ready: false };
    threads.add(thread);
    watchOver(thread, START_SECONDS);
    worker.on("message", (message: FromWorker) => hear(thread, message));
    worker.on("error", (error) => end(thread, explain(thread, error)));
    worker.on("exit", (code) => end(thread, new Error(`读取进程意外结束（${code}）`)));
    return thread;
  }

  function hand(thread: Thread): void {
    const job = thread.current?.job;
    if (!job) return;
    watchOver(thread, job.limits.stepSeconds);
    thread.worker.postMessage(job);
  }

  function hear(thread: Thread, message: FromWorker): void {
    const waiting = thread.current;
    if (message.kind === "ready") {
      thread.ready = true;
      clearTimeout(thread.timer);
      hand(thread);
    } else if (message.kind === "progress") {
      if (waiting) watchOver(thread, waiting.job.limits.stepSeconds);
      onProgress?.(message.message);
    } else if (waiting) {
      clearTimeout(thread.timer);
      thread.current = null;
      if (message.kind === "done") waiting.resolve(message.reading);
      else waiting.reject(message.told ? new UserError(message.message) : new Error(message.message));
      next();
    }
  }

  function watchOver(thread: Thread, seconds: number): void {
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => end(thread, tooLong(thread, seconds)), seconds * 1000);
  }

  /** Takes a thread out of the pool; its file fails with `error`. */
  function end(thread: Thread, error: Error): void {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    thread.current?.reject(error);
    thread.current = null;
    next();
  }

  function tooLong(thread: Thread, seconds: number): Error {
    const file = thread.current?.job.file ?? "";
    if (!thread.ready) return new Error(`读取进程 ${seconds} 秒仍没有启动`);
    return new UserError(
      `文件“${file}”读了 ${seconds} 秒仍没有结果，已跳过；请检查文件，或调大 ZHENGWEN_MAX_STEP_SECONDS。`,
    );
  }

  function explain(thread: Thread, error: unknown): Error {
    const file = thread.current?.job.file ?? "";
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
      return new UserError(
        `文件“${file}”读取时要用的内存超过 ${heapMb} MB，已跳过；请检查文件，或把它拆小。`,
      );
    }
    return error instanceof Error ? error : new Error(String(error));
  }

  return {
    capacity: size * 2,
    read: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        next();
      }),
    async close() {
      closed = true;
      const open = [...threads];
      threads.clear();
      for (const thread of open) clearTimeout(thread.timer);
      await Promise.all(open.map(({ worker }) => worker.terminate()));
    },
  };
}

/** Built code runs as it is; a source file needs the loader that start-read-worker.mjs registers. */
function scriptUrl(): URL {
  const built = !import.meta.url.endsWith(".ts");
  return new URL(built ? "./read-worker.js" : "./start-read-worker.mjs", import.meta.url);
}
