/**
 * Reports with their passages and figures into the tables, or out of them. To be called inside a transaction.
 */
import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import { encodeDocument } from "./full-text.ts";
import type { FileFailure, ReportEntry } from "./store.ts";
import type { TermChange } from "./term-counts.ts";

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
export function deleteFile(
  db: Database,
  sourceFile: string,
  terms: TermChange,
  keep: string[] = [],
): number[] | null {
  const rows = db
    .prepare<[string, string], number>(
      "SELECT row FROM reports WHERE source_file = ? AND file NOT IN (SELECT value FROM json_each(?))",
    )
    .pluck()
    .all(sourceFile, JSON.stringify(keep));
  return rows.length === 0 ? null : rows.flatMap((row) => deleteReport(db, row, terms));
}

function deleteReport(db: Database, row: number, terms: TermChange): number[] {
  const documents = db
    .prepare<[number], string>(
      "SELECT terms FROM figures_fts WHERE rowid IN (SELECT row FROM figures WHERE report = ?)",
    )
    .pluck()
    .all(row);
  for (const document of documents) terms.add(document, -1);
  const used = `SELECT text FROM passages WHERE report = @row
    UNION SELECT piece FROM figures WHERE report = @row UNION SELECT clause FROM figures WHERE report = @row`;
  const pending = db
    .prepare<[{ row: number }], number>(`SELECT row FROM texts WHERE vector IS NULL AND row IN (${used})`)
    .pluck()
    .all({ row });
  db.prepare(
    `INSERT OR IGNORE INTO loose_texts (row) SELECT row FROM texts WHERE vector IS NOT NULL AND row IN (${used})`,
  ).run({ row });
  for (const table of ["passages", "figures"]) {
    db.prepare(`DELETE FROM ${table}_fts WHERE rowid IN (SELECT row FROM ${table} WHERE report = ?)`).run(
      row,
    );
  }
  db.prepare("DELETE FROM reports WHERE row = ?").run(row);
  return pending;
}

/** Puts a report in; its id must not be there. */
export type InsertReport = (entry: ReportEntry, provenance: Provenance, terms: TermChange) => void;

/** Prepares the statements that put reports in. */
export function reportInserter(db: Database): InsertReport {
  const addReport = db.prepare(
    `INSERT INTO reports
       (id, file, source_file, extractor, file_stamp, failures, body, warnings, passage_count, figure_count, wholes, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addPrint = db.prepare("INSERT INTO prints (report, signature, digest) VALUES (?, ?, ?)");
  const keep = textKeeper(db);
  const addPassage = db.prepare("INSERT INTO passages (id, report, text, body) VALUES (?, ?, ?, ?)");
  const addPassageTerms = db.prepare("INSERT INTO passages_fts (rowid, terms) VALUES (?, ?)");
  const addFigure = db.prepare(
    "INSERT INTO figures (id, report, piece, clause, body) VALUES (?, ?, ?, ?, ?)",
  );
  const addFigureTerms = db.prepare("INSERT INTO figures_fts (rowid, terms) VALUES (?, ?)");

  return (entry, provenance, terms) => {
    const { text, ...body } = entry.report;
    const report = addReport.run(
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
      entry.wholes ? JSON.stringify(entry.wholes) : null,
      text,
    ).lastInsertRowid;
    const signature = Buffer.from(Uint32Array.from(entry.print.signature).buffer);
    addPrint.run(report, signature, entry.print.digest);
    for (const { passage, terms: words, embedText } of entry.passages) {
      const { lastInsertRowid: row } = addPassage.run(
        passage.id,
        report,
        keep(embedText),
        JSON.stringify(passage),
      );
      addPassageTerms.run(row, encodeDocument(words));
    }
    for (const { figure, terms: words, pieceText, clauseText } of entry.figures) {
      const { lastInsertRowid: row } = addFigure.run(
        figure.id,
        report,
        keep(pieceText),
        keep(clauseText),
        JSON.stringify(figure),
      );
      const document = encodeDocument(words);
      addFigureTerms.run(row, document);
      terms.add(document, 1);
    }
  };
}

/** Drops texts that no passage or figure points to: of the given rows, of those that lost one, or of all. */
export function dropUnusedTexts(db: Database, rows: number[] | "loose" | "all"): void {
  const among = { all: "", loose: "row IN (SELECT row FROM loose_texts) AND" };
  const only = typeof rows === "string" ? among[rows] : "row IN (SELECT value FROM json_each(?)) AND";
  db.prepare(
    `DELETE FROM texts WHERE ${only}
       NOT EXISTS (SELECT 1 FROM passages WHERE passages.text = texts.row)
       AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.clause = texts.row)
       AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.piece = texts.row)`,
  ).run(...(typeof rows === "string" ? [] : [JSON.stringify(rows)]));
  if (typeof rows === "string") db.exec("DELETE FROM loose_texts");
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
