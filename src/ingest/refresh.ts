/**
 * Brings the index in line with a folder of reports: only added and changed files are read,
 * removed ones leave, one bad file never stops the others. Every report is answerable as soon as it is booked;
 * vectors follow.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Figure, UserError } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { FileChange, ReportSummary, Store } from "../store/index.ts";
import { type Booker, createBooker } from "./booker.ts";
import { heirsOf, reportChange } from "./changes/index.ts";
import { embedPending } from "./embed-pending.ts";
import { messageOf } from "./explain-error.ts";
import { createFileReader, type FileReader } from "./file-reader.ts";
import { type KnownFile, knownFiles, looksUntouched, saidOf } from "./known-files.ts";
import { type CorpusFile, listCorpus, META_SUFFIX } from "./list-corpus.ts";
import { contentHash, type FileReading, parseOverrides } from "./read-report.ts";
import { type ReadLimits, refuseBeyond } from "./readers/index.ts";
import { type Booked, type IngestSummary, type OnProgress, summarise } from "./summary.ts";
import { markTwins } from "./twins/index.ts";

export interface BookOptions {
  corpus: string;
  store: Store;
  limits: ReadLimits;
  onProgress?: OnProgress;
  /** Files that are still being written: they stay as the index has them. */
  unsettled?: ReadonlySet<string>;
  /** Failures that were told before, by file: one that is still the same is told again without being read again. */
  failedBefore?: Map<string, { contentHash: string; error: string }>;
}

export interface RefreshOptions extends BookOptions {
  embedder: Embedder;
}

/** Reports whose figures are compared with those before; the rest of a long refresh is only counted. */
const MAX_COMPARED = 100;

/** Refreshes the index from the corpus folder and returns the summary. */
export async function refresh(options: RefreshOptions): Promise<IngestSummary> {
  const started = performance.now();
  const booked = await bookFiles(options);
  await embedPending(options.store, options.embedder, options.onProgress ?? (() => {}));
  return summarise(options.store, booked, started);
}

/** Reads and books what was added or changed and takes out what left; vectors are left pending. */
export async function bookFiles(options: BookOptions): Promise<Booked> {
  const listing = await listCorpus(options.corpus);
  const reader = createFileReader(options.limits, options.onProgress);
  try {
    const run = new Run(options, reader, listing.files);
    run.booked.warnings.push(...listing.warnings);
    await run.all();
    return run.booked;
  } finally {
    await reader.close();
  }
}

/** One pass over the files of the corpus. */
class Run {
  readonly booked: Booked = {
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: 0,
    renamed: [],
    reread: 0,
    failed: [],
    warnings: [],
    figureChanges: [],
  };
  readonly #options: BookOptions;
  readonly #reader: FileReader;
  readonly #booker: Booker;
  readonly #files: CorpusFile[];
  readonly #known: Map<string, KnownFile>;
  /** Files that left the folder. */
  readonly #gone: Set<string>;
  readonly #reading = new Set<Promise<void>>();
  /** Files that were touched, or written when they were booked, and are what the index holds. */
  readonly #looked: { sourceFile: string; fileStamp: string }[] = [];
  /** The first failure that concerns every file; it ends the refresh. */
  #fatal: unknown;
  #compared = 0;

  constructor(options: BookOptions, reader: FileReader, files: CorpusFile[]) {
    this.#options = options;
    this.#reader = reader;
    this.#booker = createBooker(options.store, (error) => {
      this.#fatal ??= error;
    });
    this.#files = files;
    this.#known = knownFiles(options.store.reports());
    const listed = new Set(files.map(({ file }) => file));
    this.#gone = new Set([...this.#known.keys()].filter((file) => !listed.has(file)));
  }

  async all(): Promise<void> {
    for (const [i, file] of this.#files.entries()) {
      if (this.#fatal) break;
      await this.#look(file, i + 1);
      while (this.#reading.size >= this.#reader.capacity) await Promise.race(this.#reading);
    }
    await Promise.all(this.#reading);
    this.#booker.flush();
    if (this.#fatal) throw this.#fatal;
    this.#removeGone();
    this.#options.store.keepFileStamps(this.#looked);
    this.booked.warnings.push(...markTwins(this.#options.store));
    this.#keepUnread();
  }

  /** Keeps why files could not be read; one that was left alone for now keeps what was said of it. */
  #keepUnread(): void {
    const { store, unsettled } = this.#options;
    const before = unsettled ? store.unread().filter(({ file }) => unsettled.has(file)) : [];
    store.keepUnread([...before, ...this.booked.failed]);
  }

  /** The file that left with this content and has not come back under another name yet. */
  #formerName(hash: string): string | undefined {
    const former = [...this.#gone].find((file) => this.#known.get(file)?.contentHash === hash);
    if (former !== undefined) this.#gone.delete(former);
    return former;
  }

  /** Decides about one file; what is to be read is read beside the next ones. */
  async #look(listed: CorpusFile, n: number): Promise<void> {
    const { file } = listed;
    const known = this.#known.get(file);
    if (known && (this.#options.unsettled?.has(file) || (known.current && looksUntouched(known, listed)))) {
      this.#stay(known);
      return;
    }
    if (this.#options.unsettled?.has(file)) return;
    try {
      refuseBeyond(file, "fileBytes", listed.size, this.#options.limits);
      const path = join(this.#options.corpus, file);
      const bytes = await readFile(path);
      const json = listed.described ? await readFile(path + META_SUFFIX, "utf8") : "";
      const hash = contentHash(bytes, json);
      if (known?.current && known.contentHash === hash) {
        if (!listed.young) this.#looked.push({ sourceFile: file, fileStamp: listed.looks });
        this.#stay(known);
        return;
      }
      const failedBefore = this.#options.failedBefore?.get(file);
      if (failedBefore?.contentHash === hash) {
        this.booked.failed.push({ file, error: failedBefore.error });
        return;
      }
      const overrides = { values: json ? parseOverrides(json, file + META_SUFFIX) : {}, json };
      const total = this.#files.length;
      this.#options.onProgress?.(`读取 ${n}/${total} ${file}`, { done: n, total });
      this.#start(
        file,
        hash,
        this.#reader
          .read({ file, bytes, overrides, limits: this.#options.limits })
          .then((reading) => this.#book(listed, hash, known, reading)),
      );
    } catch (error) {
      this.#fail(file, error);
    }
  }

  #start(file: string, hash: string, work: Promise<void>): void {
    const running: Promise<void> = work
      .catch((error: unknown) => {
        this.#fail(file, error);
        if (error instanceof UserError) {
          this.#options.failedBefore?.set(file, { contentHash: hash, error: error.message });
        }
      })
      .finally(() => this.#reading.delete(running));
    this.#reading.add(running);
  }

  #stay(known: KnownFile): void {
    this.booked.unchanged++;
    const { warnings, failed } = saidOf(known);
    this.booked.warnings.push(...warnings);
    this.booked.failed.push(...failed);
  }

  #fail(file: string, error: unknown): void {
    this.booked.failed.push({ file, error: messageOf(error) });
  }

  #book(listed: CorpusFile, hash: string, known: KnownFile | undefined, reading: FileReading): void {
    const { file, looks, young } = listed;
    const renamedFrom = known ? undefined : this.#formerName(hash);
    const change: FileChange = {
      sourceFile: file,
      entries: reading.entries,
      failures: reading.failed,
      fileStamp: young ? "" : looks,
      ...(renamedFrom === undefined ? {} : { renamedFrom }),
    };
    const same = known?.contentHash === hash;
    const changes = known && !same ? this.#compare(known, reading) : [];
    this.#booker.add(change, (error) => {
      if (error) {
        this.#fail(file, error);
        return;
      }
      if (renamedFrom !== undefined) this.booked.renamed.push({ from: renamedFrom, to: file });
      else if (!known) this.booked.added++;
      else if (same) this.booked.unchanged++;
      else this.booked.changed++;
      if (known && same) this.booked.reread++;
      this.booked.failed.push(...reading.failed);
      for (const { report, warnings } of reading.entries) {
        this.booked.warnings.push(...warnings.map((warning) => ({ file: report.file, warning })));
      }
      this.booked.figureChanges.push(...changes);
    });
  }

  /** How the figures of a changed file differ from those that the index still holds. */
  #compare(known: KnownFile, { entries, failed }: FileReading): Booked["figureChanges"] {
    const before = new Map(known.reports.map((report) => [report.id, report]));
    const changes: Booked["figureChanges"] = [];
    for (const { report, figures } of entries) {
      const old = before.get(report.id);
      before.delete(report.id);
      if (!old || this.#compared >= MAX_COMPARED) continue;
      this.#compared++;
      changes.push(
        reportChange(
          report,
          this.#figuresOf(old.id),
          figures.map(({ figure }) => figure),
        ),
      );
    }
    const kept = new Set(failed.map(({ file }) => file));
    for (const report of before.values()) {
      if (report.twin === null && !kept.has(report.file)) changes.push(...this.#lost(report));
    }
    return changes.filter((change) => change.changes.length > 0);
  }

  /** What is no longer told since a report left, but for what is told in `instead` of it. */
  #lost(report: ReportSummary, instead: Figure[] | null = null): Booked["figureChanges"] {
    if (this.#compared >= MAX_COMPARED) return [];
    this.#compared++;
    const change = reportChange(report, this.#figuresOf(report.id), instead);
    return change.changes.length > 0 ? [{ ...change, kind: "removed" }] : [];
  }

  #figuresOf(reportId: string): Figure[] {
    return this.#options.store.figuresOf(reportId);
  }

  /** Takes out the files that left; the figures of a report that another one repeats have not left with it. */
  #removeGone(): void {
    const { store } = this.#options;
    if (this.#gone.size === 0) return;
    const gone = [...this.#gone].flatMap((file) => this.#known.get(file)?.reports ?? []);
    const left = heirsOf(gone, store);
    for (const report of gone) {
      // What stood aside answered nothing.
      if (report.twin !== null) continue;
      const heir = left.get(report.id);
      this.booked.figureChanges.push(...this.#lost(report, heir ? this.#figuresOf(heir) : null));
    }
    for (const file of this.#gone) store.removeFile(file);
    this.booked.removed += this.#gone.size;
  }
}
