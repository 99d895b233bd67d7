/**
 * Reports with their passages and figures into the tables, or out of them. To be called inside a transaction.
 */
import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import { encodeDocument } from "./full-text.ts";
import type { FileFailure, ReportEntry } from "./store.ts";

/** The key of a text that is to be embedded: the first 16 bytes of its SHA-256, in hexadecimal. */
export function hashText(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
}

/** What a report's row says besides the report itself. */
export interface Provenance {
  extractor: string;
  fileStamp: string;
  failures: FileFailure[];
}

/**
 * Takes the reports of a file out, but for those whose `file` is to be kept, and gives the rows of their texts that
 * had no vector yet; null when there was none. Texts with a vector stay, for the reports that come in their place.
 */
export function deleteFile(db: Database, sourceFile: string, keep: string[] = []): number[] | null {
  const rows = db
    .prepare<[string, string], number>(
      "SELECT row FROM reports WHERE source_file = ? AND file NOT IN (SELECT value FROM json_each(?))",
    )
    .pluck()
    .all(sourceFile, JSON.stringify(keep));
  return rows.length === 0 ? null : rows.flatMap((row) => deleteReport(db, row));
}

function deleteReport(db: Database, row: number): number[] {
  const pending = db
    .prepare<[number, number, number], number>(
      `SELECT row FROM texts WHERE vector IS NULL AND row IN (
         SELECT text FROM passages WHERE report = ?
         UNION SELECT piece FROM figures WHERE report = ?
         UNION SELECT clause FROM figures WHERE report = ?)`,
    )
    .pluck()
    .all(row, row, row);
  for (const table of ["passages", "figures"]) {
    db.prepare(`DELETE FROM ${table}_fts WHERE rowid IN (SELECT row FROM ${table} WHERE report = ?)`).run(
      row,
    );
  }
  db.prepare("DELETE FROM reports WHERE row = ?").run(row);
  return pending;
}

/** Puts a report in; its id must not be there. */
export function insertReport(db: Database, entry: ReportEntry, provenance: Provenance): void {
  const { text, ...body } = entry.report;
  const report = db
    .prepare(
      `INSERT INTO reports
         (id, file, source_file, extractor, file_stamp, failures, body, warnings, passage_count, figure_count, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      body.id,
      body.file,
      body.sourceFile,
      provenance.extractor,
      provenance.fileStamp,
      JSON.stringify(provenance.failures),
      JSON.stringify(body),
      JSON.stringify(entry.warnings),
      entry.passages.length,
      entry.figures.length,
      text,
    ).lastInsertRowid;

  db.prepare("INSERT INTO prints (report, signature, digest) VALUES (?, ?, ?)").run(
    report,
    Buffer.from(Uint32Array.from(entry.print.signature).buffer),
    entry.print.digest,
  );
  const keep = textKeeper(db);
  const addPassage = db.prepare("INSERT INTO passages (id, report, text, body) VALUES (?, ?, ?, ?)");
  const addPassageTerms = db.prepare("INSERT INTO passages_fts (rowid, terms) VALUES (?, ?)");
  for (const { passage, terms, embedText } of entry.passages) {
    const row = addPassage.run(passage.id, report, keep(embedText), JSON.stringify(passage)).lastInsertRowid;
    addPassageTerms.run(row, encodeDocument(terms));
  }

  const addFigure = db.prepare(
    "INSERT INTO figures (id, report, piece, clause, body) VALUES (?, ?, ?, ?, ?)",
  );
  const addFigureTerms = db.prepare("INSERT INTO figures_fts (rowid, terms) VALUES (?, ?)");
  for (const { figure, terms, pieceText, clauseText } of entry.figures) {
    const { lastInsertRowid: row } = addFigure.run(
      figure.id,
      report,
      keep(pieceText),
      keep(clauseText),
      JSON.stringify(figure),
    );
    addFigureTerms.run(row, encodeDocument(terms));
  }
}

/** Drops texts that no passage or figure points to: of the given rows, or of all. */
export function dropUnusedTexts(db: Database, rows: number[] | "all"): void {
  const only = rows === "all" ? "" : "row IN (SELECT value FROM json_each(?)) AND";
  db.prepare(
    `DELETE FROM texts WHERE ${only}
       NOT EXISTS (SELECT 1 FROM passages WHERE passages.text = texts.row)
       AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.clause = texts.row)
       AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.piece = texts.row)`,
  ).run(...(rows === "all" ? [] : [JSON.stringify(rows)]));
}

/** Gives the row of a text, which is kept when it is new; null for an empty text. */
function textKeeper(db: Database): (text: string) => number | bigint | null {
  const find = db.prepare<[string], { row: number }>("SELECT row FROM texts WHERE hash = ?");
  const add = db.prepare("INSERT INTO texts (hash, text) VALUES (?, ?)");
  return (text) => {
    if (!text) return null;
    const hash = hashText(text);
    return find.get(hash)?.row ?? add.run(hash, text).lastInsertRowid;
  };
}
