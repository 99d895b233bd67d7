/**
 * The index as a LangChain retriever, so that any LangChain chain can use it.
 */
import type { CallbackManagerForRetrieverRun } from "@langchain/core/callbacks/manager";
import { Document } from "@langchain/core/documents";
import { BaseRetriever, type BaseRetrieverInput } from "@langchain/core/retrievers";
import type { Embedder } from "../models/index.ts";
import type { Store } from "../store/index.ts";
import { fold } from "../text/index.ts";
import { searchPassages } from "./search-passages.ts";

export interface ReportRetrieverInput extends BaseRetrieverInput {
  store: Store;
  embedder: Embedder;
  /** Passages per query, 1 or more; 5 by default. */
  limit?: number;
  /** Only passages of these reports. */
  reportIds?: string[];
}

/** Passages of the reports as LangChain documents, with report, region, period, section, page and offsets as metadata. */
export class ReportRetriever extends BaseRetriever {
  lc_namespace = ["zhengwen", "retrieve"];
  readonly #input: ReportRetrieverInput;

  static override lc_name(): string {
    return "ReportRetriever";
  }

  constructor(input: ReportRetrieverInput) {
    super(input);
    this.#input = input;
  }

  override async _getRelevantDocuments(
    query: string,
    _runManager?: CallbackManagerForRetrieverRun,
  ): Promise<Document[]> {
    const { store, embedder, limit = 5, reportIds } = this.#input;
    const found = await searchPassages(store, embedder, {
      text: fold(query),
      limit,
      ...(reportIds ? { reportIds } : {}),
    });
    const reports = new Map(store.reports().map((r) => [r.id, r]));
    return found.map(({ passage, score }) => {
      const report = reports.get(passage.reportId);
      return new Document({
        id: passage.id,
        pageContent: store.text(passage.reportId).slice(passage.start, passage.end),
        metadata: {
          report: passage.reportId,
          title: report?.title ?? "",
          file: report?.file ?? "",
          region: report?.region?.name ?? "",
          period: report?.period?.label ?? "",
          section: passage.headings.join(" > "),
          ...(passage.page === undefined ? {} : { page: passage.page }),
          start: passage.start,
          end: passage.end,
          score,
        },
      });
    });
  }
}
