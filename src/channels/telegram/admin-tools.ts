/**
 * What the service lets admins do from a chat. Built by main.ts; the channel knows no folder and no setting.
 */
import type { IngestSummary } from "../../ingest/index.ts";

export interface ServiceStatus {
  version: string;
  reports: number;
  figures: number;
  /** The last refresh of this process; null for none. */
  lastRefresh: { at: Date; summary: IngestSummary } | null;
}

/** A file of the corpus as the index knows it. */
export interface SourceState {
  file: string;
  /** Titles of the reports in it; none for a file that could not be read. */
  titles: string[];
  figures: number;
  /** Why it could not be read, and warnings, in Chinese. */
  problems: string[];
}

/** A report that a refresh brought. */
export interface AddedReport {
  title: string;
  sourceFile: string;
  /** Null where the region was not recognised. */
  region: { code: string; name: string } | null;
  /** As shown: 2021年; "" where none was recognised. */
  period: string;
  figures: number;
}

export interface RefreshOutcome {
  summary: IngestSummary;
  added: AddedReport[];
}

/** A received file that waits to be put into the corpus, or is in it already. */
export interface KeptUpload {
  /** Safe name that it gets in the corpus. */
  name: string;
  /** new: no such file; same: the same file is there; taken: another file of this name is there; placed: it was put there before. */
  state: "new" | "same" | "taken" | "placed";
}

export interface UploadTools {
  /** Largest file taken, in bytes. */
  maxBytes: number;
  /** Keeps a received file under an id of the caller's; throws a UserError for a name that is none. */
  keep(id: string, name: string, content: Uint8Array): Promise<KeptUpload>;
  /** Puts a kept file into the corpus and gives its name there; the same again when it was put there before. Throws a UserError when it is no longer kept. */
  place(id: string, how: "new" | "replace" | "version"): Promise<string>;
  /** Takes a placed file out of the corpus again and brings back the one that it replaced; false for a file that was there before it was sent. */
  takeBack(id: string): Promise<boolean>;
  /** The kept copy is needed no more. */
  settle(id: string): Promise<void>;
}

export interface AdminTools {
  status(): ServiceStatus;
  sources(): SourceState[];
  /** Brings the index up to the corpus; one at a time, a second one waits. Rejects with a UserError where a person can mend it. */
  refresh(
    onProgress: (message: string, step?: { done: number; total: number }) => void,
  ): Promise<RefreshOutcome>;
  uploads: UploadTools;
}
