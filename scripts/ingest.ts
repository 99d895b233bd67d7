/**
 * npm run -s ingest -- [--corpus DIR] [--index DIR] [--json] [--no-wait] [--watch]: brings the index in line with the
 * reports; with --watch it goes on doing so at every change of the folder until Ctrl+C.
 */
import type { Config } from "../src/config.ts";
import { UserError } from "../src/domain/index.ts";
import { describeChange, type IngestSummary, type ReportChange, watchCorpus } from "../src/ingest/index.ts";
import type { Embedder } from "../src/models/index.ts";
import { embedderFrom, type RefreshIndexOptions, refreshIndex } from "../src/workspace.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

await runCommand(async () => {
  const { values } = readArguments({
    corpus: { type: "string" },
    index: { type: "string" },
    json: { type: "boolean" },
    watch: { type: "boolean" },
    "no-wait": { type: "boolean" },
  });
  const config = settings(values);
  const embedder = await embedderFrom(config, { onProgress: progress });
  const once = (more: RefreshIndexOptions = {}) =>
    refreshIndex(config, embedder, { onProgress: progress, wait: !values["no-wait"], ...more });
  if (values.watch) return follow(config, once, values.json ?? false, embedder);
  const summary = await once();
  print(summary, values.json ?? false);
  return summary.failed.length > 0 ? 1 : 0;
});

/** Refreshes now and after every change; ends with 0 at Ctrl+C, when the file at hand is booked or given up. */
async function follow(
  config: Config,
  once: (more: RefreshIndexOptions) => Promise<IngestSummary>,
  json: boolean,
  embedder: Embedder,
): Promise<number> {
  const watch = await watchCorpus({ corpus: config.corpusDir });
  let busy = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      watch.close();
      // Whatever is booked is complete; what is not will be read next time.
      if (busy) process.exit(0);
    });
  }
  const failedBefore = new Map<string, { contentHash: string; error: string }>();
  let first = true;
  for (let unsettled: ReadonlySet<string> | null = new Set(); unsettled; unsettled = await watch.next()) {
    try {
      busy = true;
      print(await once({ unsettled, failedBefore }), json);
    } catch (error) {
      // A folder that is empty for a moment, or a full disk: the next change tries again.
      if (first || !(error instanceof UserError)) throw error;
      progress(error.message);
    } finally {
      busy = false;
      first = false;
    }
    progress(`正在关注 ${config.corpusDir}，有变动就更新；按 Ctrl+C 停止。`);
  }
  await embedder.dispose?.();
  return 0;
}

function print(summary: IngestSummary, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : render(summary));
}

function render(summary: IngestSummary): string {
  const reread = summary.reread > 0 ? `（其中 ${summary.reread} 份因程序更新重新读取）` : "";
  const renamed = summary.renamed.length > 0 ? `，改名 ${summary.renamed.length}` : "";
  const lines = [
    `索引现有 ${summary.reports} 份报告、${summary.passages} 段、${summary.figures} 个数字（用时 ${summary.seconds} 秒）。`,
    `新增 ${summary.added}，更新 ${summary.changed}，移除 ${summary.removed}${renamed}，未变 ${summary.unchanged}${reread}，失败 ${summary.failed.length}。`,
    ...summary.renamed.map(({ from, to }) => `改名 ${from} → ${to}`),
    ...summary.figureChanges.flatMap(renderChange),
    ...summary.failed.map(({ file, error }) => `失败 ${file}：${error}`),
    ...summary.warnings.map(({ file, warning }) => `提醒 ${file}：${warning}`),
  ];
  return `${lines.join("\n")}\n`;
}

function renderChange({ report, file, kind, changes, more }: ReportChange): string[] {
  return [
    `${kind === "removed" ? "移除" : "更新"} 《${report}》（${file}）的数字：`,
    ...changes.map((change) => `  ${describeChange(change)}`),
    ...(more > 0 ? [`  另有 ${more} 处变动`] : []),
  ];
}
