/**
 * A folder in, the store over its database out. Holds the caches: what was read of a report's row stays true,
 * everything else is dropped as soon as the data's generation changes, whichever process changed it.
 */
import type { Database } from "better-sqlite3";
import { type Figure, type Passage, UserError } from "../domain/index.ts";
import { explaining } from "./failures.ts";
import { followFile } from "./follow-file.ts";
import { encodeTerm, type RowHit, searchTerms, type Table } from "./full-text.ts";
import { loadPrints, loadReports, type ReportRow } from "./load-reports.ts";
import { createNearest, HNSW_ABOVE } from "./nearest.ts";
import { openForReading, openForWriting, openNext } from "./open-database.ts";
import { createRecent, type Recent } from "./recent.ts";
import { readMeta, stampDifference, stampOf } from "./stamp.ts";
import type { DocumentFrequency, IndexStamp, ReportSummary, SearchOptions, Store } from "./store.ts";
import { countsOf } from "./term-counts.ts";
import { unreadFiles } from "./unread.ts";
import { createFigureVectors, hasVectors, normalised, pendingCount, pendingTexts } from "./vectors.ts";
import { createWriter } from "./writer.ts";

export interface OpenStoreOptions {
  /** The index folder. */
  folder: string;
  /**
   * "write" makes the folder and the database when they are not there. "rebuild" opens, or makes, an index beside
   * the one in use, for finishRebuild to put in its place.
   */
  mode: "read" | "write" | "rebuild";
  /** What this program reads and writes. Another embedder than the index's is no error: see vectorsUsable. */
  stamp: IndexStamp;
  /** Rows from which nearest-vector search asks the HNSW file instead of every vector. Default 20000. */
  hnswAbove?: number;
}

const REMEMBERED_REPORTS = 64;

/** Opens the index of a folder; throws a UserError when it is missing, damaged, not permitted or of another version. */
export function openStore(options: OpenStoreOptions): Store {
  const { folder, mode, stamp, hnswAbove = HNSW_ABOVE } = options;
  const open = { read: openForReading, write: openForWriting, rebuild: openNext }[mode];
  const create = () => {
    const db = open(folder, stamp);
    return explaining(folder, () => createStore(db, folder, stamp, hnswAbove));
  };
  return mode === "read" ? followFile(folder, stamp, create) : create();
}

function createStore(db: Database, folder: string, wanted: IndexStamp, hnswAbove: number): Store {
  const readGeneration = db.prepare<[], { value: number }>("SELECT value FROM meta WHERE key = 'generation'");
  let generation = -1;
  let made: unknown;
  let stamp = wanted;
  let asked = { name: wanted.embedder, dimensions: wanted.dimensions };
  let vectorsUsable = false;
  let known: { summaries: ReportSummary[]; rows: Map<string, ReportRow> } | undefined;
  let frequency: DocumentFrequency | undefined;
  // By row, and a row is never used for another report.
  const summaries = new Map<number, ReportSummary>();
  const texts = createRecent<number, string>(REMEMBERED_REPORTS);
  const passages = createRecent<number, Passage[]>(REMEMBERED_REPORTS);
  const figures = createRecent<number, Figure[]>(REMEMBERED_REPORTS);
  const figureVectors = createFigureVectors(db);
  const current = () => ({ generation, dimensions: stamp.dimensions });
  const nearest = {
    passages: createNearest(db, folder, "passages", hnswAbove, current),
    figures: createNearest(db, folder, "figures", hnswAbove, current),
  };
  const readText = db.prepare<[number], { text: string }>("SELECT text FROM reports WHERE row = ?");
  const bodyOf = {
    passages: db.prepare<[number], { body: string }>("SELECT body FROM passages WHERE row = ?"),
    figures: db.prepare<[number], { body: string }>("SELECT body FROM figures WHERE row = ?"),
  };

  /** Runs a reading on one state of the data, with caches that belong to that state. */
  const reading = db.transaction((work: () => unknown) => {
    refresh();
    return work();
  });
  function read<T>(work: () => T): T {
    return explaining(folder, () => reading(work) as T);
  }

  function refresh(): void {
    const now = readGeneration.get()?.value ?? 0;
    if (now === generation) return;
    const found = stampOf(db) ?? wanted;
    if (stampDifference(found, wanted)) {
      throw new UserError(`索引 ${folder} 已被另一个版本的程序重建。请重新启动本程序。`);
    }
    generation = now;
    stamp = found;
    vectorsUsable = found.embedder === asked.name && found.dimensions === asked.dimensions && hasVectors(db);
    known = undefined;
    frequency = undefined;
    for (const cache of [nearest.passages, nearest.figures, figureVectors]) cache.clear();
    const madeNow = readMeta(db, "made");
    if (madeNow === made) return;
    made = madeNow;
    for (const cache of [summaries, texts, passages, figures]) cache.clear();
  }

  function reports() {
    known ??= loadReports(db, summaries);
    return known;
  }

  /** The reports of a filter; `all` when nothing is left out. */
  function chosen(options: SearchOptions): { rows: ReportRow[]; all: boolean } {
    const { rows } = reports();
    if (!options.reportIds) return { rows: [...rows.values()], all: true };
    const some = [...new Set(options.reportIds)].flatMap((id) => rows.get(id) ?? []);
    return { rows: some, all: some.length === rows.size };
  }

  function byTerms(table: Table, terms: string[], options: SearchOptions): RowHit[] {
    const { rows, all } = chosen(options);
    const only = all ? null : rows.map(({ row }) => row);
    return searchTerms(db, table, terms, { reports: only, limit: options.limit, frequency: frequencies() });
  }

  function byVector(table: Table, vector: number[], options: SearchOptions): RowHit[] {
    if (!vectorsUsable) return [];
    const { rows, all } = chosen(options);
    const members = rows.map((report) => ({ row: report.row, count: report[table] }));
    return nearest[table].search(normalised(vector, stamp.dimensions), members, all, options.limit);
  }

  function frequencies(): DocumentFrequency {
    if (!frequency) {
      let documents = 0;
      for (const { figures: count } of reports().rows.values()) documents += count;
      frequency = countsOf(db, documents, encodeTerm);
    }
    return frequency;
  }

  function body<T>(table: Table, row: number): T {
    return JSON.parse(bodyOf[table].get(row)?.body ?? "null");
  }
  const toPassages = (hits: RowHit[]) =>
    hits.map(({ row, score }) => ({ passage: body<Passage>("passages", row), score }));
  const toFigures = (hits: RowHit[]) =>
    hits.map(({ row, score }) => ({ figure: body<Figure>("figures", row), score }));

  /** All bodies of a report's rows, parsed at once, which is twice as fast as one by one. */
  function bodiesOf<T>(table: Table, cache: Recent<number, T[]>, reportId: string): T[] {
    const row = reports().rows.get(reportId)?.row;
    if (row === undefined) return [];
    return cache.get(row, () => {
      const bodies = db
        .prepare<[number], string>(`SELECT body FROM ${table} WHERE report = ? ORDER BY row`)
        .pluck()
        .all(row);
      return JSON.parse(`[${bodies.join(",")}]`);
    });
  }

  function textOf(reportId: string): string {
    const row = reports().rows.get(reportId)?.row;
    if (row === undefined) throw new UserError(`索引里没有报告 ${reportId}，它可能刚被移除。请重新提问。`);
    return texts.get(row, () => readText.get(row)?.text ?? "");
  }

  const writer = createWriter(db, folder, hnswAbove, () => {
    refresh();
    return { stamp, asked, extractor: wanted.extractor };
  });
  read(() => undefined);

  return {
    get stamp() {
      return read(() => stamp);
    },
    get vectorsUsable() {
      return read(() => vectorsUsable);
    },
    reports: () => read(() => reports().summaries),
    prints: () => read(() => loadPrints(db)),
    text: (reportId) => read(() => textOf(reportId)),
    passagesOf: (reportId) => read(() => bodiesOf("passages", passages, reportId)),
    figuresOf: (reportId) => read(() => bodiesOf("figures", figures, reportId)),
    searchPassages: (terms, options) => read(() => toPassages(byTerms("passages", terms, options))),
    searchFigures: (terms, options) => read(() => toFigures(byTerms("figures", terms, options))),
    nearestPassages: (vector, options) => read(() => toPassages(byVector("passages", vector, options))),
    nearestFigures: (vector, options) => read(() => toFigures(byVector("figures", vector, options))),
    figureVectors: (ids) =>
      read(() => (vectorsUsable ? figureVectors.get(ids, stamp.dimensions) : new Map())),
    documentFrequency: () => read(frequencies),
    unread: () => read(() => unreadFiles(db)),
    pendingTexts: (limit) => read(() => pendingTexts(db, limit)),
    pendingCount: () => read(() => pendingCount(db)),
    dataVersion: () => read(() => generation),
    ...writer,
    keepFileStamps(files) {
      writer.keepFileStamps(files);
      summaries.clear();
      known = undefined;
    },
    restamp(embedder) {
      writer.restamp(embedder);
      asked = { ...embedder };
      generation = -1;
    },
    close: () => {
      db.close();
    },
  };
}
