/**
 * npm run -s ingest -- [--corpus DIR] [--index DIR] [--json]: brings the index in line with the reports.
 */
import type { IngestSummary } from "../src/ingest/index.ts";
import { embedderFrom, refreshIndex } from "../src/workspace.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

await runCommand(async () => {
  const { values } = readArguments({
    corpus: { type: "string" },
    index: { type: "string" },
    json: { type: "boolean" },
  });
  const config = settings(values);
  const embedder = await embedderFrom(config, { onProgress: progress });
  const summary = await refreshIndex(config, embedder, { onProgress: progress });
  process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : render(summary));
  return summary.failed.length > 0 ? 1 : 0;
});

function render(summary: IngestSummary): string {
  const lines = [
    `索引现有 ${summary.reports} 份报告、${summary.passages} 段、${summary.figures} 个数字（用时 ${summary.seconds} 秒）。`,
    `新增 ${summary.added}，更新 ${summary.changed}，移除 ${summary.removed}，未变 ${summary.unchanged}，失败 ${summary.failed.length}。`,
    ...summary.failed.map(({ file, error }) => `失败 ${file}：${error}`),
    ...summary.warnings.map(({ file, warning }) => `提醒 ${file}：${warning}`),
  ];
  return `${lines.join("\n")}\n`;
}
