/**
 * The inside of a reading thread: one file in, its reports out. Messages are defined in read-pool.ts.
 */
import { parentPort } from "node:worker_threads";
import { UserError } from "../domain/index.ts";
import { createGazetteer } from "../text/index.ts";
import type { FromWorker, ReadJob } from "./read-pool.ts";
import { readReports } from "./read-report.ts";

const gazetteer = createGazetteer();

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

parentPort?.on("message", (job: ReadJob) => {
  const onProgress = (message: string) => tell({ kind: "progress", message });
  readReports(job.file, job.bytes, gazetteer, job.overrides, { limits: job.limits, onProgress }).then(
    (reading) => tell({ kind: "done", reading }),
    (error: unknown) => {
      const told = error instanceof UserError;
      tell({ kind: "failed", told, message: error instanceof Error ? error.message : String(error) });
    },
  );
});
tell({ kind: "ready" });
