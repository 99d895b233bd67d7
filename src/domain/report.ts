/**
 * A report: one document of one organisation about one region and period.
 */
import type { Contradiction } from "./contradiction.ts";
import type { Period } from "./period.ts";
import type { Region } from "./region.ts";

/** Where a described field was read from, in falling order of trust. */
export type DescribedFrom = "override" | "front-matter" | "title" | "text" | "file-name" | "gazetteer";

export interface Report {
  /** Stable id, derived from the file's path inside the corpus. */
  id: string;
  /** Path relative to the corpus folder, with forward slashes. */
  file: string;
  /** The file of the corpus folder that holds the report: `file` itself, or the archive that it is packed in. */
  sourceFile: string;
  /** SHA-256 of the source file's bytes and its override file's, in hexadecimal. */
  contentHash: string;
  title: string;
  organisation: string;
  region: Region | null;
  period: Period | null;
  /** The year in which the report speaks: what its 今年 means. */
  anchorYear: number | null;
  /** Codes of the places inside the region that figures of the report speak of. */
  places: string[];
  /** Where the report contradicts itself. */
  contradictions: Contradiction[];
  /** Publishing date YYYY-MM-DD where one is given. */
  publishedOn: string | null;
  /** Which source each described field came from. */
  describedFrom: Partial<Record<"title" | "organisation" | "region" | "period", DescribedFrom>>;
  /** Where the text was recognised from pictures: the mean confidence of its characters, 0 to 1; else null. */
  recognised: { confidence: number } | null;
  /** Values that the file shows but does not hold, such as formulas without a saved result; absent for none. */
  unread?: number;
  /** Start of each page in `text`; empty for a format without pages. */
  pageStarts: number[];
  /** The decoded (or extracted) text. Every offset of passages, figures and citations points into it. */
  text: string;
}

/** What a reader hands over: text with its outline hints, before anything is understood. */
export interface ExtractedText {
  text: string;
  /** Offset in `text` where the report itself begins, after front matter; 0 when absent. */
  bodyStart?: number;
  /** Title given by the format itself (html title, front matter), when there is one. */
  title?: string;
  /** Headings that the format marks, by the offset where they start in `text`. */
  headings: { start: number; end: number; level: number }[];
  /** Start of each page in `text`, for paged formats. */
  pageStarts?: number[];
  /** Where the text was recognised from pictures: the mean confidence of its characters, 0 to 1. */
  recognised?: { confidence: number };
  /** Values that the file shows but does not hold, such as formulas without a saved result. */
  unread?: number;
  /** Table cells that are to be read with their headings instead of as running text. */
  tables?: TableCell[];
  /** Metadata of the file: front matter or html meta tags. */
  meta: Record<string, string>;
  warnings: string[];
}

/** One numeric-looking cell of a table. */
export interface TableCell {
  start: number;
  end: number;
  rowHeading: string;
  columnHeading: string;
  caption: string;
}
