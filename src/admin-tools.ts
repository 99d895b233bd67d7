/**
 * What admins may do from a chat, put together from the settings, the open index and the refreshing process.
 */
import type { AddedReport, AdminTools, ServiceStatus, SourceState } from "./channels/telegram/index.ts";
import type { Config } from "./config.ts";
import { keepUploads } from "./keep-uploads.ts";
import { type BackgroundRefresh, refreshInBackground } from "./refresh-process.ts";
import type { ReportSummary, Store } from "./store/index.ts";
import { displayPeriod } from "./text/index.ts";

const MEGABYTE = 1024 * 1024;

/** The tools; `stop` ends a running refresh, which the next one goes on with. */
export function createAdminTools(
  config: Config,
  store: Store,
  version: string,
): { tools: AdminTools; stop(): void } {
  let lastRefresh: ServiceStatus["lastRefresh"] = null;
  let failures = new Map<string, string[]>();
  let running: BackgroundRefresh | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const tools: AdminTools = {
    status() {
      const reports = store.reports();
      const figures = reports.reduce((sum, report) => sum + report.figureCount, 0);
      return { version, reports: reports.length, figures, lastRefresh };
    },
    sources: () => sourcesOf(store.reports(), failures),
    refresh(onProgress) {
      const next = queue.then(async () => {
        if (stopped) throw new Error("stopped");
        const before = new Set(store.reports().map((report) => report.id));
        running = refreshInBackground(config, { onProgress });
        const summary = await running.done.finally(() => {
          running = undefined;
        });
        lastRefresh = { at: new Date(), summary };
        failures = groupFailures(summary.failed);
        const added = store.reports().filter((report) => !before.has(report.id));
        return { summary, added: added.map(addedOf) };
      });
      queue = next.catch(() => {});
      return next;
    },
    uploads: keepUploads({
      corpusDir: config.corpusDir,
      dataDir: config.dataDir,
      maxBytes: config.maxFileMb * MEGABYTE,
      onTakenBack(taken) {
        for (const file of failures.keys()) {
          if (file === taken || file.startsWith(`${taken}/`)) failures.delete(file);
        }
      },
    }),
  };
  return {
    tools,
    stop() {
      stopped = true;
      running?.stop();
    },
  };
}

function addedOf({ title, sourceFile, region, period, figureCount }: ReportSummary): AddedReport {
  return {
    title,
    sourceFile,
    region: region && { code: region.code, name: region.name },
    period: displayPeriod(period),
    figures: figureCount,
  };
}

function groupFailures(failed: readonly { file: string; error: string }[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { file, error } of failed) grouped.set(file, [...(grouped.get(file) ?? []), error]);
  return grouped;
}

/** Files in order of their names: those read, and those that the last refresh could not read. */
function sourcesOf(reports: readonly ReportSummary[], failures: Map<string, string[]>): SourceState[] {
  const files = new Map<string, SourceState>();
  for (const { sourceFile: file, title, figureCount, warnings, failures: members } of reports) {
    const known = files.get(file) ?? { file, titles: [], figures: 0, problems: [] };
    known.titles.push(title);
    known.figures += figureCount;
    known.problems.push(...warnings, ...members.map((member) => `${member.file}：${member.error}`));
    files.set(file, known);
  }
  for (const [file, errors] of failures) {
    const known = files.get(file);
    if (known) known.problems.push(...errors.map((error) => `没有读成新的内容：${error}`));
    else files.set(file, { file, titles: [], figures: 0, problems: errors });
  }
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}
