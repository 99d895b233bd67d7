/**
 * What the index holds of each file of the corpus, and how a file is told apart from what was read of it.
 */
import type { ReportSummary } from "../store/index.ts";
import type { CorpusFile } from "./list-corpus.ts";
import { EXTRACTOR_VERSION } from "./read-report.ts";

export interface KnownFile {
  reports: ReportSummary[];
  /** SHA-256 that every report of the file was read from; null when they were read from different states of it. */
  contentHash: string | null;
  /** True when every report was read by this version of the program. */
  current: boolean;
}

/** The files of the index by name. */
export function knownFiles(reports: ReportSummary[]): Map<string, KnownFile> {
  const files = new Map<string, ReportSummary[]>();
  for (const report of reports) {
    const others = files.get(report.sourceFile);
    if (others) others.push(report);
    else files.set(report.sourceFile, [report]);
  }
  return new Map([...files].map(([file, own]) => [file, knownFile(own)]));
}

function knownFile(reports: ReportSummary[]): KnownFile {
  const hashes = new Set(reports.map(({ contentHash }) => contentHash));
  const [first] = hashes;
  return {
    reports,
    contentHash: hashes.size === 1 ? (first ?? null) : null,
    current: reports.every(({ extractor }) => extractor === EXTRACTOR_VERSION),
  };
}

/** True when the file system says that nobody touched the file since it was read, so that its bytes need not be. */
export function looksUntouched(known: KnownFile, { looks, young }: CorpusFile): boolean {
  return !young && known.reports.every(({ fileStamp }) => fileStamp === looks);
}

/** What was said of a file when it was read, told again while the file stays as it is. */
export function saidOf(known: KnownFile): {
  warnings: { file: string; warning: string }[];
  failed: { file: string; error: string }[];
} {
  return {
    warnings: known.reports.flatMap(({ file, warnings }) => warnings.map((warning) => ({ file, warning }))),
    failed: known.reports.flatMap(({ failures }) => failures),
  };
}
