export { candidateReports } from "./candidate-reports.ts";
export { fuse } from "./fuse.ts";
export { type GuardedReports, guardReports } from "./guard.ts";
export { ReportRetriever, type ReportRetrieverInput } from "./report-retriever.ts";
export { ReportsByRegion } from "./reports-by-region.ts";
export { type FoundPassage, type PassageQuery, searchPassages } from "./search-passages.ts";
