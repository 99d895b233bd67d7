/**
 * A report file, an archive or a folder of them in, LangChain documents out: one per passage, with its place.
 * Files are read by the same readers and within the same limits as for the index; nothing is stored.
 */
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { BaseDocumentLoader } from "@langchain/core/document_loaders/base";
import { Document } from "@langchain/core/documents";
import { UserError } from "../domain/index.ts";
import type { FileFailure, ReportEntry } from "../store/index.ts";
import { isMissing, messageOf } from "./explain-error.ts";
import { createFileReader, type FileReader } from "./file-reader.ts";
import { listCorpus, META_SUFFIX } from "./list-corpus.ts";
import { parseOverrides } from "./read-report.ts";
import { DEFAULT_LIMITS, type ReadLimits, refuseBeyond } from "./readers/index.ts";

export interface ReportLoaderOptions {
  /** In place of the usual limits: bytes, pages, cells, seconds. */
  limits?: Partial<ReadLimits>;
  /** Told of each file that cannot be read, which is then passed over; without it the first one rejects. */
  onFailure?: (failure: FileFailure) => void;
}

/** Loads reports of any format that the index takes; a NAME.meta.json beside a file describes it. */
export class ReportLoader extends BaseDocumentLoader {
  readonly #path: string;
  readonly #options: ReportLoaderOptions;

  /** @param path a file or a folder, which is read with its subfolders */
  constructor(path: string, options: ReportLoaderOptions = {}) {
    super();
    this.#path = path;
    this.#options = options;
  }

  /** Every passage in the order of files and text; rejects with a UserError that says which file and why. */
  override async load(): Promise<Document[]> {
    const documents: Document[] = [];
    for await (const document of this.lazyLoad()) documents.push(document);
    return documents;
  }

  /** The same, file by file, so that a large folder is never in memory at once. */
  async *lazyLoad(): AsyncGenerator<Document> {
    const limits = { ...DEFAULT_LIMITS, ...this.#options.limits };
    const reader = createFileReader(limits);
    try {
      for (const { file, path } of await this.#files()) {
        for (const entry of await this.#read(reader, file, path, limits)) yield* documentsOf(entry);
      }
    } finally {
      await reader.close();
    }
  }

  async #files(): Promise<{ file: string; path: string }[]> {
    let isFolder: boolean;
    try {
      isFolder = (await stat(this.#path)).isDirectory();
    } catch (error) {
      if (isMissing(error)) throw new UserError(`找不到文件或文件夹 ${this.#path}，请检查路径。`);
      throw new UserError(`${this.#path} 打不开（${messageOf(error)}），请检查路径和权限。`);
    }
    if (!isFolder) return [{ file: basename(this.#path), path: this.#path }];
    const { files } = await listCorpus(this.#path);
    return files.map(({ file }) => ({ file, path: join(this.#path, file) }));
  }

  async #read(reader: FileReader, file: string, path: string, limits: ReadLimits): Promise<ReportEntry[]> {
    const { onFailure } = this.#options;
    const failed = (failure: FileFailure) => {
      if (!onFailure) throw new UserError(named(failure));
      onFailure(failure);
    };
    try {
      refuseBeyond(file, "fileBytes", (await stat(path)).size, limits);
      const bytes = await readFile(path);
      const json = await readFile(path + META_SUFFIX, "utf8").catch((error) => {
        if (isMissing(error)) return "";
        throw error;
      });
      const overrides = { values: json ? parseOverrides(json, file + META_SUFFIX) : {}, json };
      const reading = await reader.read({ file, bytes, overrides, limits });
      for (const failure of reading.failed) failed(failure);
      return reading.entries;
    } catch (error) {
      failed({ file, error: messageOf(error) });
      return [];
    }
  }
}

/** The reason with the file's name, which most reasons hold already. */
function named({ file, error }: FileFailure): string {
  return error.includes(basename(file)) ? error : `${file}：${error}`;
}

function* documentsOf({ report, passages }: ReportEntry): Generator<Document> {
  for (const { passage } of passages) {
    yield new Document({
      id: passage.id,
      pageContent: report.text.slice(passage.start, passage.end),
      metadata: {
        report: report.id,
        title: report.title,
        organisation: report.organisation,
        file: report.file,
        region: report.region?.name ?? "",
        period: report.period?.label ?? "",
        section: passage.headings.join(" > "),
        ...(passage.page === undefined ? {} : { page: passage.page }),
        start: passage.start,
        end: passage.end,
      },
    });
  }
}
