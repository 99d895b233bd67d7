/**
 * The tables of an index and their making. There are no migrations: an index is rebuilt from the corpus
 * when INDEX_FORMAT differs. Row numbers are never used twice (AUTOINCREMENT), so what was read of a row
 * stays true, and the rows of one report are consecutive, since a report is written in one transaction.
 */
import type { Database } from "better-sqlite3";

/** Version of the tables below and of the reports, passages and figures kept in them: raise it with every change that older rows would not fit. */
export const INDEX_FORMAT = 4;

// The ascii tokenizer cuts at ASCII marks only and keeps every other character, so that a term written
// by encodeTerm is one token. The full-text tables keep their content: SQLite 3.53's contentless tables
// go on counting deleted rows, which shifts BM25 with every refresh.
const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

  CREATE TABLE reports (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    source_file TEXT NOT NULL,
    extractor TEXT NOT NULL,
    file_stamp TEXT NOT NULL,
    failures TEXT NOT NULL,
    body TEXT NOT NULL,
    warnings TEXT NOT NULL,
    passage_count INTEGER NOT NULL,
    figure_count INTEGER NOT NULL,
    wholes TEXT,
    text TEXT NOT NULL
  );

  -- What a report is recognised by when another one repeats it.
  CREATE TABLE prints (
    report INTEGER PRIMARY KEY REFERENCES reports (row) ON DELETE CASCADE,
    signature BLOB NOT NULL,
    digest TEXT NOT NULL
  );
  CREATE TABLE twins (id TEXT PRIMARY KEY, of TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;

  CREATE INDEX reports_file ON reports (file, id);
  CREATE INDEX reports_source ON reports (source_file);

  CREATE TABLE texts (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    vector BLOB
  );
  CREATE INDEX texts_pending ON texts (row) WHERE vector IS NULL;
  CREATE INDEX texts_embedded ON texts (row) WHERE vector IS NOT NULL;
  -- Texts with a vector that lost a passage or figure, which the next refresh may use again before they are dropped.
  CREATE TABLE loose_texts (row INTEGER PRIMARY KEY);

  CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports (row) ON DELETE CASCADE,
    text INTEGER REFERENCES texts (row),
    body TEXT NOT NULL
  );
  CREATE INDEX passages_report ON passages (report);
  CREATE INDEX passages_text ON passages (text);

  CREATE TABLE figures (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports (row) ON DELETE CASCADE,
    piece INTEGER REFERENCES texts (row),
    clause INTEGER REFERENCES texts (row),
    body TEXT NOT NULL
  );
  CREATE INDEX figures_report ON figures (report);
  CREATE INDEX figures_piece ON figures (piece);
  CREATE INDEX figures_clause ON figures (clause);

  CREATE VIRTUAL TABLE passages_fts USING fts5 (terms, tokenize = 'ascii');
  CREATE VIRTUAL TABLE figures_fts USING fts5 (terms, tokenize = 'ascii');
  CREATE VIRTUAL TABLE figures_terms USING fts5vocab (figures_fts, 'row');
  CREATE TABLE term_counts (term TEXT PRIMARY KEY, figures INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Creates every table. To be called inside a transaction. */
export function createTables(db: Database): void {
  db.exec(TABLES);
}
