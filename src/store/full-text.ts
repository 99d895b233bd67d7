/**
 * Terms in, rows with BM25 scores out, from SQLite's full text. Terms are what the caller's segmenter cut.
 */
import type { Database } from "better-sqlite3";
import type { DocumentFrequency } from "./store.ts";

export type Table = "passages" | "figures";

/** Both tables that are searched. */
export const TABLES: readonly Table[] = ["passages", "figures"];

/** Rows of a table by report; `reports` null means all. */
export interface RowHit {
  row: number;
  score: number;
}

/** Nearly every term: nothing to encode. */
const PLAIN = /^(?:\p{Script=Han}+|[0-9a-z]+)$/u;

/** In an index of more figures than this, a search reads about so many rows at most, those of the rarest terms. */
const MOST_ROWS = 60_000;

// Far more terms than a question has; keeps a pasted page from becoming one huge expression.
const MAX_TERMS = 1000;

/** A term as the full text keeps it: lower case, without blanks, ASCII marks as their full-width forms. "" for nothing left. */
export function encodeTerm(term: string): string {
  if (PLAIN.test(term)) return term;
  return term
    .toLowerCase()
    .replace(/[\s\u0000-\u0020\u007f]+/gu, "")
    .replace(/[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e]/g, (mark) =>
      String.fromCharCode(mark.charCodeAt(0) + 0xfee0),
    );
}

/** Terms as one full-text document. */
export function encodeDocument(terms: string[]): string {
  return terms.map(encodeTerm).filter(Boolean).join(" ");
}

/**
 * The rows that hold any of the terms, best first. Repeated terms count once.
 * @param within the reports to search, null for all, and at most how many rows
 */
export function searchTerms(
  db: Database,
  table: Table,
  terms: string[],
  within: { reports: number[] | null; limit: number; frequency: DocumentFrequency },
): RowHit[] {
  const { reports, limit, frequency } = within;
  const all = [...new Set(terms.map(encodeTerm))].filter(Boolean).slice(0, MAX_TERMS);
  const wanted = frequency.documents > MOST_ROWS ? rarest(all, frequency) : all;
  if (wanted.length === 0 || reports?.length === 0 || limit < 1) return [];
  const query = wanted.map((term) => `"${term}"`).join(" OR ");
  const fts = `${table}_fts`;
  // The range lets the full text skip to the rows of the reports; the join leaves out what lies between them.
  const filter = reports
    ? `AND ${fts}.rowid BETWEEN
         (SELECT min(row) FROM ${table} WHERE report IN (SELECT value FROM json_each(@reports))) AND
         (SELECT max(row) FROM ${table} WHERE report IN (SELECT value FROM json_each(@reports)))
       AND (SELECT report FROM ${table} WHERE row = ${fts}.rowid) IN (SELECT value FROM json_each(@reports))`
    : "";
  return db
    .prepare<[{ query: string; reports?: string; limit: number }], RowHit>(
      `SELECT ${fts}.rowid AS row, -bm25(${fts}) AS score FROM ${fts}
       WHERE ${fts} MATCH @query ${filter} ORDER BY score DESC, row LIMIT @limit`,
    )
    .all({ query, limit: Math.floor(limit), ...(reports ? { reports: JSON.stringify(reports) } : {}) });
}

/** The rarest terms, at least one that is found: a term that half of all figures hold tells little and costs most. */
function rarest(terms: string[], frequency: DocumentFrequency): string[] {
  const counted = terms
    .map((term) => ({ term, count: frequency.of(term) }))
    // What no figure holds, a passage may.
    .sort((a, b) => a.count - b.count);
  let rows = 0;
  return counted
    .filter(({ count }) => {
      const fits = rows === 0 || rows + count <= MOST_ROWS;
      if (fits) rows += count;
      return fits;
    })
    .map(({ term }) => term);
}
