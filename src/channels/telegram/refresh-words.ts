/**
 * What a refresh brought, in the words that an admin reads.
 */
import { describeChange, type IngestSummary } from "../../ingest/index.ts";
import type { AddedReport, RefreshOutcome } from "./admin-tools.ts";

const MAX_REPORTS = 10;
const MAX_PROBLEMS = 10;

/** The whole outcome: counts, new reports, changed figures, what could not be read and what to look at. */
export function outcomeWords({ summary, added }: RefreshOutcome): string {
  return [
    `索引已更新：${countWords(summary)}。`,
    `现有报告 ${summary.reports} 份，数字 ${summary.figures} 个，用时 ${summary.seconds} 秒。`,
    ...section("新读入的报告", added.map(addedWords), MAX_REPORTS),
    ...changeLines(summary),
    ...section(
      "没有读成",
      summary.failed.map(({ file, error }) => `${file}：${error}`),
      MAX_PROBLEMS,
    ),
    ...section(
      "提醒",
      summary.warnings.map(({ file, warning }) => `${file}：${warning}`),
      MAX_PROBLEMS,
    ),
  ].join("\n");
}

/** 新增 1 份，修改 0 份，移除 0 份. */
export function countWords({ added, changed, removed }: IngestSummary): string {
  return `新增 ${added} 份文件，修改 ${changed} 份，移除 ${removed} 份`;
}

/** One added report in a line. */
export function addedWords({ title, region, period, figures }: AddedReport): string {
  const about = [region?.name, period, `${figures} 个数字`].filter(Boolean).join("，");
  return `《${title}》：${about}`;
}

function changeLines(summary: IngestSummary): string[] {
  return summary.figureChanges.slice(0, MAX_REPORTS).flatMap(({ report, changes, more }) => {
    if (changes.length === 0) return [];
    const rest = more > 0 ? [`· 另有 ${more} 处`] : [];
    return ["", `《${report}》变化的数字：`, ...changes.map((one) => `· ${describeChange(one)}`), ...rest];
  });
}

function section(title: string, lines: string[], limit: number): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length > limit ? [`· 另有 ${lines.length - limit} 项`] : [];
  return ["", `${title}：`, ...lines.slice(0, limit).map((line) => `· ${line}`), ...rest];
}
