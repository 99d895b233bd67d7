/**
 * What channels show of the reports besides answers: which there are, one report with its outline and figures,
 * the surroundings of a citation, a region's key figures, the same measure elsewhere.
 */
import type { AnswerFigure, Citation } from "./answer.ts";
import type { Period } from "./period.ts";
import type { Region } from "./region.ts";

/** One report as a list shows it. */
export interface ReportCard {
  id: string;
  file: string;
  title: string;
  organisation: string;
  region: Region | null;
  period: Period | null;
  publishedOn: string | null;
  figureCount: number;
  /** Warnings of ingestion, in Chinese. */
  warnings: string[];
  /** True when the text was recognised from pictures. */
  recognised: boolean;
}

/** A figure of the ledger with where it stands. */
export interface LedgerFigure extends AnswerFigure {
  /** Stable id of the row. */
  id: string;
  /** Heading path, joined by " > ". */
  section: string;
  page?: number;
  /** Span of the number in the report's text, UTF-16 offsets. */
  start: number;
  end: number;
  /** The sentence that it stands in, as written. */
  sentence: string;
}

/** A whole report for reading. */
export interface ReportPage extends ReportCard {
  text: string;
  /** Headings in the order of the text; level 1 is the highest. */
  outline: { title: string; level: number; start: number }[];
  /** In the order of the text. */
  figures: LedgerFigure[];
  /** Start of each page in the text; empty for a format without pages. */
  pageStarts: number[];
}

/** The paragraph of a citation with its neighbours, all verbatim. */
export interface Surroundings {
  before: string;
  /** The paragraph itself; `text.slice(start, end)` is the quote. */
  paragraph: string;
  start: number;
  end: number;
  after: string;
}

/** The figures of one region and year that a leader would ask for first. */
export interface KeyFigures {
  region: Region;
  /** Years that the region's reports cover, newest first. */
  years: number[];
  year: number | null;
  /** Grouped under the report's own headings, the weightiest first; citations are numbered through. */
  groups: { title: string; figures: LedgerFigure[] }[];
  citations: Citation[];
}

/** One measure in several regions or years, best first as asked. */
export interface MeasureTable {
  metric: string;
  rows: { name: string; figure: AnswerFigure; citation: Citation }[];
}

export interface Library {
  reports(): ReportCard[];
  /** null for an id that the index does not hold. */
  report(id: string): ReportPage | null;
  /** The paragraph around a span of a report; null when report or span is not there (any more). */
  around(reportId: string, start: number, end: number): Surroundings | null;
  /** The regions that a name may mean and that have reports; empty for none. */
  findRegions(name: string): Region[];
  /** Key figures of a region; of the newest year when `year` is left out; null without a report of the region. */
  keyFigures(region: Region, year?: number): KeyFigures | null;
  /** Full questions (湛江市2020年网上可办率是多少) that ask an answer's measure for other years and regions of which the ledger knows it; empty for none. */
  alternatives(question: string, figure: AnswerFigure): Promise<{ years: string[]; regions: string[] }>;
  /** The measure of an answer's figure in other regions and years, for a table or a chart; null when there is but one. */
  table(question: string, figure: AnswerFigure): Promise<MeasureTable | null>;
  /** Questions that the ledger can answer, made from its own rows, spread over regions; at most `limit`. */
  suggestions(limit: number): string[];
}
