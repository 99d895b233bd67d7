/**
 * An open index in, everything in it that does not fit together out. Reads only; what is found is told by
 * checkIndex and mended by mendIndex.
 */
import type { Database } from "better-sqlite3";
import type { Table } from "../full-text.ts";
import { hashText } from "../write-report.ts";
import { findMisplaced } from "./find-misplaced.ts";

/** body: not readable; spans: offsets that do not fit the text; counts, terms, texts: rows that are missing. */
export type UnsoundKind = "body" | "spans" | "counts" | "terms" | "texts";

/** A report whose rows do not fit together, so that its file has to be read again. */
export interface Unsound {
  row: number;
  file: string;
  sourceFile: string;
  kind: UnsoundKind;
  /** What does not fit, in Chinese. */
  detail: string;
}

export interface Survey {
  reports: number;
  passages: number;
  figures: number;
  unsound: Unsound[];
  /** Rows of passages and figures whose report is not there. */
  lost: Record<Table, number[]>;
  /** Rows of the full text without a passage or figure. */
  strayTerms: Record<Table, number[]>;
  /** Number of texts that nothing points to. */
  unusedTexts: number;
  /** Number of texts without a vector. */
  pending: number;
  /** Number of texts with one. */
  embedded: number;
  /** Rows of texts whose vector has another length than the stamp says, no finite length or not the length 1. */
  badVectors: number[];
  /** Rows of texts that are not what their key says. */
  alteredTexts: number[];
}

/** Rounding of 32-bit numbers leaves far less; an update that was cut short leaves far more. */
const UNIT_TOLERANCE = 0.01;

/** SQLite's own examination, its full-text indexes and references included: one message per problem, none when sound. */
export function integrityProblems(db: Database): string[] {
  try {
    const messages = db.pragma("integrity_check(20)") as { integrity_check: string }[];
    return messages.map((row) => row.integrity_check).filter((message) => message !== "ok");
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Looks at every row of the index; `dimensions` is the length that vectors are to have. */
export function survey(db: Database, dimensions: number): Survey {
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    reports: count("SELECT count(*) FROM reports"),
    passages: count("SELECT count(*) FROM passages"),
    figures: count("SELECT count(*) FROM figures"),
    unsound: [...miscounted(db), ...withoutTerms(db), ...withoutTexts(db), ...findMisplaced(db)],
    lost: forTables((table) =>
      rows(db, `SELECT row FROM ${table} WHERE report NOT IN (SELECT row FROM reports)`),
    ),
    strayTerms: forTables((table) =>
      rows(db, `SELECT id FROM ${table}_fts_docsize WHERE id NOT IN (SELECT row FROM ${table})`),
    ),
    unusedTexts: count(
      `SELECT count(*) FROM texts WHERE row NOT IN (
         SELECT text FROM passages WHERE text IS NOT NULL UNION SELECT piece FROM figures WHERE piece IS NOT NULL
         UNION SELECT clause FROM figures WHERE clause IS NOT NULL)`,
    ),
    pending: count("SELECT count(*) FROM texts WHERE vector IS NULL"),
    embedded: count("SELECT count(*) FROM texts WHERE vector IS NOT NULL"),
    badVectors: badVectors(db, dimensions),
    alteredTexts: alteredTexts(db),
  };
}

function forTables<T>(of: (table: Table) => T): Record<Table, T> {
  return { passages: of("passages"), figures: of("figures") };
}

function rows(db: Database, sql: string): number[] {
  return db.prepare<[], number>(sql).pluck().all();
}

function unsoundBy(db: Database, kind: UnsoundKind, detail: string, condition: string): Unsound[] {
  return db
    .prepare<[], { row: number; file: string; sourceFile: string }>(
      `SELECT row, file, source_file AS sourceFile FROM reports WHERE ${condition} ORDER BY file, id`,
    )
    .all()
    .map((report) => ({ ...report, kind, detail }));
}

function miscounted(db: Database): Unsound[] {
  const differs = (table: Table, column: string) =>
    `${column} <> (SELECT count(*) FROM ${table} WHERE ${table}.report = reports.row)`;
  return unsoundBy(
    db,
    "counts",
    "段落或数字的行数与登记的不符",
    `${differs("passages", "passage_count")} OR ${differs("figures", "figure_count")}`,
  );
}

function withoutTerms(db: Database): Unsound[] {
  const missing = (table: Table) =>
    `SELECT report FROM ${table} WHERE row NOT IN (SELECT id FROM ${table}_fts_docsize)`;
  return unsoundBy(
    db,
    "terms",
    "全文检索里缺行",
    `row IN (${missing("passages")} UNION ${missing("figures")})`,
  );
}

function withoutTexts(db: Database): Unsound[] {
  const missing = (table: Table, column: string) =>
    `SELECT report FROM ${table} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT row FROM texts)`;
  const all = [missing("passages", "text"), missing("figures", "piece"), missing("figures", "clause")];
  return unsoundBy(db, "texts", "算向量用的文字缺行", `row IN (${all.join(" UNION ")})`);
}

function badVectors(db: Database, dimensions: number): number[] {
  const bad: number[] = [];
  const found = db.prepare<[], { row: number; vector: Buffer }>(
    "SELECT row, vector FROM texts WHERE vector IS NOT NULL ORDER BY row",
  );
  const values = new Float32Array(dimensions);
  const bytes = new Uint8Array(values.buffer);
  for (const { row, vector } of found.iterate()) {
    if (vector.byteLength !== bytes.length) {
      bad.push(row);
      continue;
    }
    bytes.set(vector);
    const square = values.reduce((sum, value) => sum + value * value, 0);
    // A text without direction has the vector zero.
    if (square !== 0 && !(Math.abs(square - 1) < UNIT_TOLERANCE)) bad.push(row);
  }
  return bad;
}

function alteredTexts(db: Database): number[] {
  const altered: number[] = [];
  const found = db.prepare<[], { row: number; hash: string; text: string }>(
    "SELECT row, hash, text FROM texts ORDER BY row",
  );
  for (const { row, hash, text } of found.iterate()) if (hashText(text) !== hash) altered.push(row);
  return altered;
}
