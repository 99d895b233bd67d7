/**
 * The interface of the store: reports, passages, figures, full text and vectors of one index.
 * Everything that it returns is shared with its caches: read it, never change it.
 */
import type { Figure, Passage, Report } from "../domain/index.ts";

/** What an index was made with. An index made by another format, segmenter or extractor is not read. */
export interface IndexStamp {
  format: number;
  segmenter: string;
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
};

/** Everything that one report puts into the index. */
export interface ReportEntry {
  report: Report;
  warnings: string[];
  /** `terms` are the words for full text, `embedText` is what the vector is made from ("" for none). */
  passages: { passage: Passage; terms: string[]; embedText: string }[];
  /** `pieceText` and `clauseText` are what the two vectors are made from ("" for none). */
  figures: { figure: Figure; terms: string[]; pieceText: string; clauseText: string }[];
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

  /** Puts a report in place of what the index holds under its id, in one transaction. */
  replaceReport(entry: ReportEntry): void;
  /** Takes a report out with all that belongs to it; an unknown id changes nothing. */
  removeReport(id: string): void;

  /** Texts that the stamped embedder has not embedded yet, oldest first. */
  pendingTexts(limit: number): { hash: string; text: string }[];
  pendingCount(): number;
  /** Keeps vectors of pending texts, normalised to length 1; throws a UserError on a wrong length. */
  saveVectors(rows: { hash: string; vector: number[] }[]): void;
  /** To be called after the last change: drops unused texts and renews the HNSW files. */
  finishVectors(): void;
  /** Makes `embedder` the index's embedder; vectors of another one are dropped and become pending. */
  restamp(embedder: { name: string; dimensions: number }): void;

  /** A number that grows with every commit of this or another process. */
  dataVersion(): number;
  close(): void;
}
