/**
 * A passage: one paragraph of a report under its headings. The unit of search and of narrative answers.
 */
export interface Passage {
  id: string;
  reportId: string;
  /** Position in the report, from 0. */
  ordinal: number;
  /** UTF-16 offsets into the report's text; end is exclusive. */
  start: number;
  end: number;
  /** Heading path from the outermost to the nearest heading, without numbering marks removed. */
  headings: string[];
  page?: number;
}
