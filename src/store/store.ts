/**
 * The interface of the store: reports, passages, figures, full text and vectors of one index.
 * Everything that it returns is shared with its caches: read it, never change it.
 */
import type { Figure, Passage, Report } from "../domain/index.ts";

/** What an index was made with. An index of another format or segmenter is not read. */
export interface IndexStamp {
  format: number;
  segmenter: string;
  /** What the last writer reads files with; each report remembers its own (ReportSummary.extractor). */
  extractor: string;
  embedder: string;
  /** Length of the embedder's vectors. */
  dimensions: number;
}

/** A report without its text, with what ingestion said of it. */
export type ReportSummary = Omit<Report, "text"> & {
  passageCount: number;
  figureCount: number;
  /** Warnings of ingestion, in Chinese. */
  warnings: string[];
  /** Extractor version that the report was read with. */
  extractor: string;
  /** How the source file looked to the file system when it was read; "" when nobody looked. */
  fileStamp: string;
  /** The report that this one repeats or that took its place; null for a report that speaks for itself. */
  twin: { of: string; kind: TwinKind } | null;
  /** Members of the source file that could not be read; carried by the file's first report only. */
  failures: FileFailure[];
  /** See ReportEntry. */
  wholes?: readonly string[];
};

/** copy: the same text once more; older-version: told anew by the other report. */
export type TwinKind = "copy" | "older-version";

/** What a report is recognised by: a signature of its text (32-bit numbers) and a digest of its figures. */
export interface ReportPrint {
  signature: number[];
  digest: string;
}

/** A file, or a member of an archive, that could not be read, with the reason in Chinese. */
export interface FileFailure {
  file: string;
  error: string;
}

/** Everything that one report puts into the index. */
export interface ReportEntry {
  report: Report;
  warnings: string[];
  print: ReportPrint;
  /**
   * By what the report's figures may speak of a region that contains its own: 全省, 全市…, and names of such regions
   * that open a piece. Absent where that is not known.
   */
  wholes?: readonly string[];
  /** `terms` are the words for full text, `embedText` is what the vector is made from ("" for none). */
  passages: { passage: Passage; terms: string[]; embedText: string }[];
  /** `pieceText` and `clauseText` are what the two vectors are made from ("" for none). */
  figures: { figure: Figure; terms: string[]; pieceText: string; clauseText: string }[];
}

/** What one file of the corpus puts into the index, in place of whatever it had put there before. */
export interface FileChange {
  sourceFile: string;
  entries: ReportEntry[];
  /** Members that could not be read: their reports of an earlier reading stay. */
  failures?: FileFailure[];
  /** How the file looked to the file system when it was read. */
  fileStamp?: string;
  /** The file's former name, whose reports leave in the same transaction. */
  renamedFrom?: string;
}

export interface SearchOptions {
  /** Only these reports; all when absent, none when empty. */
  reportIds?: string[];
  /** At most so many results. */
  limit: number;
}

export interface PassageHit {
  passage: Passage;
  /** BM25 (above 0) or cosine (-1 to 1); higher is better. */
  score: number;
}

export interface FigureHit {
  figure: Figure;
  /** BM25 (above 0) or cosine (-1 to 1); higher is better. */
  score: number;
}

/** Vectors of one figure, normalised to length 1; absent while they are pending. */
export interface FigureVectors {
  piece?: Float32Array;
  clause?: Float32Array;
}

/** In how many figures a term occurs. */
export interface DocumentFrequency {
  /** Number of figures. */
  documents: number;
  of(term: string): number;
}

/** One open index. Every method throws a UserError where the file is damaged, locked or out of room. */
export interface Store {
  /** What the index was made with. */
  readonly stamp: IndexStamp;
  /** False when the index's embedder is not the one asked for, or no text has a vector yet. */
  readonly vectorsUsable: boolean;

  /** All reports, ordered by file. */
  reports(): ReportSummary[];
  /** What every report is recognised by. */
  prints(): ({ id: string } & ReportPrint)[];
  /** The decoded text of a report; throws a UserError when the report is not in the index. */
  text(reportId: string): string;
  /** Passages in the order of the text; none for an unknown report. */
  passagesOf(reportId: string): Passage[];
  /** Figures in the order of the text; none for an unknown report. */
  figuresOf(reportId: string): Figure[];

  /** Passages that hold any of the terms, by BM25. */
  searchPassages(terms: string[], options: SearchOptions): PassageHit[];
  /** Figures whose terms hold any of the terms, by BM25. */
  searchFigures(terms: string[], options: SearchOptions): FigureHit[];
  /** Passages by the cosine of their vector; none when vectors are not usable. */
  nearestPassages(vector: number[], options: SearchOptions): PassageHit[];
  /** Figures by the cosine of their clause's vector; none when vectors are not usable. */
  nearestFigures(vector: number[], options: SearchOptions): FigureHit[];
  /** Vectors of the figures that have any; empty when vectors are not usable. */
  figureVectors(figureIds: string[]): Map<string, FigureVectors>;
  documentFrequency(): DocumentFrequency;

  /** Puts the reports of files in place of what the index holds of those files: all of them in one transaction. */
  replaceFiles(changes: FileChange[]): void;
  /** Keeps which reports repeat others, in place of what was known. */
  keepTwins(twins: readonly { id: string; of: string; kind: TwinKind }[]): void;
  /**
   * Keeps how files look that were read again and found to be what the index holds. What the index answers stays as
   * it is, and so does its data version.
   */
  keepFileStamps(files: readonly { sourceFile: string; fileStamp: string }[]): void;
  /** Keeps why files could not be read at the last look, in place of what was known. */
  keepUnread(failures: readonly FileFailure[]): void;
  /** Why files, or members of archives, could not be read at the last look. */
  unread(): FileFailure[];
  /** Takes every report of a file out with all that belongs to it; an unknown file changes nothing. */
  removeFile(sourceFile: string): void;

  /** Texts that the stamped embedder has not embedded yet, oldest first. */
  pendingTexts(limit: number): { hash: string; text: string }[];
  pendingCount(): number;
  /** Keeps vectors of pending texts, normalised to length 1; throws a UserError on a wrong length. */
  saveVectors(rows: { hash: string; vector: number[] }[]): void;
  /** To be called after the last change: drops unused texts and renews the HNSW files. */
  finishVectors(): void;
  /** Makes `embedder` the index's embedder; vectors of another one are dropped and become pending. */
  restamp(embedder: { name: string; dimensions: number }): void;

  /** A number that grows with every commit of this or another process, and when the index is made anew. */
  dataVersion(): number;
  close(): void;
}
