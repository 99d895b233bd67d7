export { type CorpusCheckOptions, checkCorpus } from "./check-corpus.ts";
export { embedPending } from "./embed-pending.ts";
export { describeChange, type FigureChange, figureChanges, type ReportChange } from "./figure-changes.ts";
export { listCorpus } from "./list-corpus.ts";
export { EXTRACTOR_VERSION } from "./read-report.ts";
export { DEFAULT_LIMITS, type ReadLimits } from "./readers/index.ts";
export { type BookOptions, bookFiles, type RefreshOptions, refresh } from "./refresh.ts";
export { type Booked, type IngestSummary, type OnProgress, type ProgressStep, summarise } from "./summary.ts";
export { type CorpusWatch, type WatchOptions, watchCorpus } from "./watch-corpus.ts";
