export { EXTRACTOR_VERSION } from "./read-report.ts";
export { embedPending, type IngestSummary, listFiles, type RefreshOptions, refresh } from "./refresh.ts";
