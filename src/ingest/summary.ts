/**
 * What a refresh tells while it runs and when it has ended.
 */
import type { FileFailure, Store } from "../store/index.ts";
import type { ReportChange } from "./changes/index.ts";

/** How far a stage of the work is. */
export interface ProgressStep {
  done: number;
  total: number;
}

/** Told in Chinese, for the person at the keyboard; `step` where the end of the stage can be foreseen. */
export type OnProgress = (message: string, step?: ProgressStep) => void;

/** What happened to the files of the corpus; added, changed, removed, unchanged and renamed ones are different files. */
export interface Booked {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Files that have another name now and the same content. */
  renamed: { from: string; to: string }[];
  /** Those of the unchanged that were read again because the program reads better than it did. */
  reread: number;
  failed: FileFailure[];
  warnings: { file: string; warning: string }[];
  /** Figures that are new, changed or gone, for the first changed and removed reports; of added ones nothing. */
  figureChanges: ReportChange[];
}

/** The ingest summary of the machine interface; the first three are totals of the index. */
export interface IngestSummary extends Booked {
  reports: number;
  passages: number;
  figures: number;
  seconds: number;
}

/** The summary of a refresh that began at `started` (performance.now). */
export function summarise(store: Store, booked: Booked, started: number): IngestSummary {
  const reports = store.reports();
  const byFile = (a: { file: string }, b: { file: string }) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
  return {
    reports: reports.length,
    passages: reports.reduce((n, r) => n + r.passageCount, 0),
    figures: reports.reduce((n, r) => n + r.figureCount, 0),
    ...booked,
    // Files are read side by side, so they end in any order.
    failed: booked.failed.toSorted(byFile),
    warnings: booked.warnings.toSorted(byFile),
    figureChanges: booked.figureChanges.toSorted(byFile),
    seconds: Math.round((performance.now() - started) / 10) / 100,
  };
}
