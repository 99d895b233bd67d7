/**
 * The reports of an index without their texts, in the order of their files. Only rows that were not seen before
 * are read in full, so that a change of one report among thousands costs little.
 */
import type { Database } from "better-sqlite3";
import type { ReportPrint, ReportSummary, TwinKind } from "./store.ts";

/** What searching needs to know of a report. */
export interface ReportRow {
  row: number;
  /** Number of its passages and of its figures. */
  passages: number;
  figures: number;
}

export interface LoadedReports {
  summaries: ReportSummary[];
  /** By report id. */
  rows: Map<string, ReportRow>;
}

interface StoredReport {
  row: number;
  body: string;
  warnings: string;
  passages: number;
  figures: number;
  extractor: string;
  fileStamp: string;
  failures: string;
  wholes: string | null;
}

/** Loads every report; `seen` holds the summaries of rows that were read before and is brought up to date. */
export function loadReports(db: Database, seen: Map<number, ReportSummary>): LoadedReports {
  const order = db.prepare<[], number>("SELECT row FROM reports ORDER BY file, id").pluck().all();
  const fresh = order.filter((row) => !seen.has(row));
  const found = db
    .prepare<[string], StoredReport>(
      `SELECT row, body, warnings, passage_count AS passages, figure_count AS figures, extractor,
         file_stamp AS fileStamp, failures, wholes
       FROM reports WHERE row IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(fresh));
  for (const { row, body, warnings, passages, figures, extractor, fileStamp, failures, wholes } of found) {
    seen.set(row, {
      ...JSON.parse(body),
      passageCount: passages,
      figureCount: figures,
      warnings: JSON.parse(warnings),
      extractor,
      fileStamp,
      failures: JSON.parse(failures),
      ...(wholes === null ? {} : { wholes: JSON.parse(wholes) }),
      twin: null,
    });
  }
  if (seen.size > order.length) {
    const live = new Set(order);
    for (const row of seen.keys()) if (!live.has(row)) seen.delete(row);
  }
  const twins = new Map(
    db
      .prepare<[], { id: string; of: string; kind: TwinKind }>("SELECT id, of, kind FROM twins")
      .all()
      .map(({ id, of, kind }) => [id, { of, kind }]),
  );
  const rows = new Map<string, ReportRow>();
  const summaries = order.flatMap((row) => {
    const known = seen.get(row);
    if (!known) return [];
    const twin = twins.get(known.id) ?? null;
    const same = known.twin?.of === twin?.of && known.twin?.kind === twin?.kind;
    const summary = same ? known : { ...known, twin };
    if (!same) seen.set(row, summary);
    rows.set(summary.id, { row, passages: summary.passageCount, figures: summary.figureCount });
    return [summary];
  });
  return { summaries, rows };
}

/** What every report is recognised by. */
export function loadPrints(db: Database): ({ id: string } & ReportPrint)[] {
  return db
    .prepare<[], { id: string; signature: Buffer; digest: string }>(
      "SELECT id, signature, digest FROM prints JOIN reports ON reports.row = prints.report",
    )
    .all()
    .map(({ id, signature, digest }) => ({
      id,
      signature: numbersOf(signature),
      digest,
    }));
}

/** A copy, since a Buffer may begin anywhere in its memory. */
function numbersOf(bytes: Buffer): number[] {
  return Array.from(new Uint32Array(Uint8Array.from(bytes).buffer));
}
