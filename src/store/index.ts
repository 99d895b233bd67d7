export { indexExists, needsRebuild, readStamp } from "./open-database.ts";
export { type OpenStoreOptions, openStore } from "./open-store.ts";
export { INDEX_FORMAT } from "./schema.ts";
export type {
  DocumentFrequency,
  FigureHit,
  FigureVectors,
  IndexStamp,
  PassageHit,
  ReportEntry,
  ReportSummary,
  SearchOptions,
  Store,
} from "./store.ts";
