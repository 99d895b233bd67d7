/**
 * A refresh in a process of its own, so that a service goes on answering while thousands of files are read:
 * settings in, progress and the summary out. The readers of this process see the new state as it is booked.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Config } from "./config.ts";
import { UserError } from "./domain/index.ts";
import type { IngestSummary, ProgressStep } from "./ingest/index.ts";
import type { WorkspaceHooks } from "./workspace.ts";

/** What the process is told: all it needs, once. */
export interface RefreshOrder {
  config: Config;
}

/** What the process tells. */
export type RefreshNews =
  | { kind: "progress"; message: string; step?: ProgressStep }
  | { kind: "done"; summary: IngestSummary }
  | { kind: "failed"; told: boolean; message: string };

export interface BackgroundRefresh {
  /** The summary; rejects with a UserError where a person can mend what stopped it. */
  done: Promise<IngestSummary>;
  /** Ends the process; what was booked stays, and the next refresh goes on from there. */
  stop(): void;
}

/** Refreshes the index of the settings in a process of its own. A refresh that is running already is waited for. */
export function refreshInBackground(config: Config, hooks: WorkspaceHooks = {}): BackgroundRefresh {
  const child = start();
  const done = new Promise<IngestSummary>((resolve, reject) => {
    let heard = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      heard = (heard + text).slice(-2000);
    });
    child.on("error", reject);
    child.on("message", (news: RefreshNews) => {
      if (news.kind === "progress") hooks.onProgress?.(news.message, news.step);
      else if (news.kind === "done") resolve(news.summary);
      else reject(news.told ? new UserError(news.message) : new Error(news.message));
    });
    child.on("exit", (code, signal) => {
      const why = signal ? `收到信号 ${signal}` : `代码 ${code ?? "未知"}`;
      reject(
        new UserError(
          `更新索引的进程没有做完就结束了（${why}）${heard.trim() ? `：${heard.trim()}` : ""}。已读入的报告没有丢失，请再更新一次。`,
        ),
      );
    });
  });
  const order: RefreshOrder = { config };
  child.send(order);
  return { done, stop: () => void child.kill("SIGKILL") };
}

/** Built code runs as it is; source needs the TypeScript loader. */
function start(): ChildProcess {
  const source = import.meta.url.endsWith(".ts");
  const script = new URL(source ? "./refresh-child.ts" : "./refresh-child.js", import.meta.url);
  const loader = () => pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return fork(fileURLToPath(script), [], {
    execArgv: source ? ["--import", loader()] : [],
    // Nothing of the child's may land in the service's own output.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
