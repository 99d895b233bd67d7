/**
 * The tables of an index and their making. There are no migrations: an index is rebuilt from the corpus
 * when INDEX_FORMAT differs. Row numbers are never used twice (AUTOINCREMENT) and the rows of one report
 * are consecutive, since a report is written in one transaction.
 */
import type { Database } from "better-sqlite3";

/** Version of the tables below: raise it with every change of them. */
export const INDEX_FORMAT = 1;

// The ascii tokenizer cuts at ASCII marks only and keeps every other character, so that a term written
// by encodeTerm is one token. The full-text tables keep their content: SQLite 3.53's contentless tables
// go on counting deleted rows, which shifts BM25 with every refresh.
const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

  CREATE TABLE reports (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    body TEXT NOT NULL,
    warnings TEXT NOT NULL,
    passage_count INTEGER NOT NULL,
    figure_count INTEGER NOT NULL,
    text TEXT NOT NULL
  );

  CREATE TABLE texts (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    vector BLOB
  );
  CREATE INDEX texts_pending ON texts (row) WHERE vector IS NULL;

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
`;

/** Creates every table. To be called inside a transaction. */
export function createTables(db: Database): void {
  db.exec(TABLES);
}

/** Drops every table of whatever format. To be called inside a transaction, with foreign keys off. */
export function dropTables(db: Database): void {
  const names = db.prepare<[string], { name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql LIKE ? ORDER BY name DESC",
  );
  // Virtual tables first: they take their shadow tables with them. The vocabulary sorts before its index.
  for (const kind of ["CREATE VIRTUAL TABLE%", "CREATE TABLE%"]) {
    for (const { name } of names.all(kind)) db.exec(`DROP TABLE IF EXISTS "${name.replaceAll('"', '""')}"`);
  }
}

/** Takes every report out and keeps texts with their vectors. To be called inside a transaction. */
export function emptyTables(db: Database): void {
  db.exec(`
    DELETE FROM passages_fts;
    DELETE FROM figures_fts;
    DELETE FROM reports;
    DELETE FROM texts WHERE vector IS NULL;
  `);
}
