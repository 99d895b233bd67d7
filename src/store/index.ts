export {
  type CheckOptions,
  checkIndex,
  type IndexCheck,
  type IndexedFile,
  mendIndex,
} from "./check/index.ts";
export { type IndexLock, type LockOptions, lockIndex } from "./lock.ts";
export { discardRebuild, holdsReports, indexExists, needsRebuild, readStamp } from "./open-database.ts";
export { type OpenStoreOptions, openStore } from "./open-store.ts";
export { finishRebuild } from "./rebuild.ts";
export { INDEX_FORMAT } from "./schema.ts";
export type {
  FigureHit,
  FigureVectors,
  FileChange,
  FileFailure,
  IndexStamp,
  PassageHit,
  ReportEntry,
  ReportSummary,
  Store,
  TwinKind,
} from "./store.ts";
