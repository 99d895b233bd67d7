export { EXTRACTOR_VERSION } from "./read-report.ts";
export { embedPending, type IngestSummary, type RefreshOptions, refresh } from "./refresh.ts";
