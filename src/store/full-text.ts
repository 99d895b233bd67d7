/**
 * Terms in, rows with BM25 scores out, from SQLite's full text. Terms are what the caller's segmenter cut.
 */
import type { Database } from "better-sqlite3";
import type { DocumentFrequency } from "./store.ts";

export type Table = "passages" | "figures";

/** Rows of a table by report; `reports` null means all. */
export interface RowHit {
  row: number;
  score: number;
}

// Far more terms than a question has; keeps a pasted page from becoming one huge expression.
const MAX_TERMS = 1000;

/** A term as the full text keeps it: lower case, without blanks, ASCII marks as their full-width forms. "" for nothing left. */
export function encodeTerm(term: string): string {
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

/** The rows that hold any of the terms, best first. Repeated terms count once. */
export function searchTerms(
  db: Database,
  table: Table,
  terms: string[],
  reports: number[] | null,
  limit: number,
): RowHit[] {
  const wanted = [...new Set(terms.map(encodeTerm))].filter(Boolean).slice(0, MAX_TERMS);
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

/** How many figures hold a term; each term is looked up once. */
export function frequencyOfTerms(db: Database): DocumentFrequency {
  const documents = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM figures").get()?.n ?? 0;
  const find = db.prepare<[string], { doc: number }>("SELECT doc FROM figures_terms WHERE term = ?");
  const known = new Map<string, number>();
  return {
    documents,
    of(term) {
      const key = encodeTerm(term);
      let count = known.get(key);
      if (count === undefined) {
        count = key ? (find.get(key)?.doc ?? 0) : 0;
        known.set(key, count);
      }
      return count;
    },
  };
}
