/**
 * Where a file is read: a few small text files here and now, because a thread takes longer to start than they take to
 * read; everything else in worker threads.
 */
import { availableParallelism } from "node:os";
import { createGazetteer, type Gazetteer } from "../text/index.ts";
import { createReadPool, type ReadJob, type ReadPool } from "./read-pool.ts";
import { type FileReading, readReports } from "./read-report.ts";
import { binaryKind, type ReadLimits } from "./readers/index.ts";
import type { OnProgress } from "./summary.ts";

export interface FileReader {
  /** Number of files that are worth handing in at once. */
  readonly capacity: number;
  /** Reads one file; rejects with a UserError that says why it cannot be read. */
  read(job: ReadJob): Promise<FileReading>;
  close(): Promise<void>;
}

/** Starting a thread takes 0.5 to 1 s from source, reading a report of this size about 0.05 s. */
const READ_HERE = 10;
const SMALL_BYTES = 128 * 1024;
const MAX_THREADS = 2;

/** Made with the first file that is read here, and kept: a watched folder is refreshed again and again. */
let gazetteer: Gazetteer | undefined;

/** Creates a reader; threads start with the first file that needs one. */
export function createFileReader(limits: ReadLimits, onProgress?: OnProgress): FileReader {
  const size = Math.min(MAX_THREADS, availableParallelism());
  let pool: ReadPool | undefined;
  let here = 0;
  return {
    capacity: size * 2,
    read(job) {
      if (!pool && here < READ_HERE && isSmallText(job.bytes)) {
        here++;
        gazetteer ??= createGazetteer();
        const context = { limits, onProgress: onProgress ?? (() => {}) };
        return readReports(job.file, job.bytes, gazetteer, job.overrides, context);
      }
      pool ??= createReadPool({ size, ...(onProgress ? { onProgress } : {}) });
      return pool.read(job);
    },
    async close() {
      await pool?.close();
    },
  };
}

function isSmallText(bytes: Uint8Array): boolean {
  return bytes.length <= SMALL_BYTES && binaryKind(bytes) === null;
}
