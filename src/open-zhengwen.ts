/**
 * The package's way in for programs: a folder of reports or an index in, an open zhengwen with its LangChain parts out.
 */
import type { StructuredToolInterface } from "@langchain/core/tools";
import { createAssistantFromConfig } from "./assistant.ts";
import { langChainTools, lookupFigures } from "./channels/tools/index.ts";
import { type Config, loadConfig } from "./config.ts";
import { type Answer, type AskInput, type Assistant, type Library, UserError } from "./domain/index.ts";
import type { IngestSummary } from "./ingest/index.ts";
import { ZhengwenEmbeddings } from "./models/index.ts";
import { ReportRetriever, type ReportRetrieverInput } from "./retrieve/index.ts";
import { holdsReports, indexExists } from "./store/index.ts";
import { embedderFrom, refreshIndex, type WorkspaceHooks } from "./workspace.ts";

export interface ZhengwenOptions extends WorkspaceHooks {
  /** Folder of the index. */
  index: string;
  /** Folder of the reports; the index is built from it when there is none yet. */
  corpus?: string;
  /** auto (default), bge, ngrams, or a service: openai:MODEL, ollama:MODEL, tongyi:MODEL, zhipu:MODEL. */
  embedder?: string;
  /** What 我市 means in a question. */
  homeRegion?: string;
  /** Any other setting by its name in the documentation: { ZHENGWEN_MODEL_DIR: "models" }. */
  settings?: Readonly<Record<string, string>>;
}

/** An open index: asked directly, or through LangChain. */
export interface Zhengwen {
  readonly assistant: Assistant;
  readonly library: Library;
  /** Answers a question; a bad one gets a refusal, never an error. */
  ask(question: string | AskInput): Promise<Answer>;
  /** A retriever of passages; 5 for each query by default. */
  retriever(options?: Omit<ReportRetrieverInput, "store" | "embedder">): ReportRetriever;
  /** The tool lookup_figures. */
  readonly lookupFigures: StructuredToolInterface;
  /** All tools: ask, lookup_figures, search_passages, coverage. */
  readonly tools: StructuredToolInterface[];
  /** The embedder of the index. */
  readonly embeddings: ZhengwenEmbeddings;
  /** Frees the index; nothing may be used afterwards. */
  close(): Promise<void>;
}

/** Opens an index, building it first where there is none; throws a UserError that says what is missing or wrong. */
export async function openZhengwen(options: ZhengwenOptions): Promise<Zhengwen> {
  const config = configOf(options);
  const { index, corpus } = options;
  if (corpus === undefined && !(indexExists(index) && holdsReports(index))) {
    throw new UserError(`${index} 里还没有索引：请用 corpus 指明报告文件夹，或先运行 npm run ingest。`);
  }
  const { assistant, library, store, embedder, close } = await createAssistantFromConfig(config, options);
  const desk = { assistant, library, store, embedder, maxQuestionChars: config.maxQuestionChars };
  return {
    assistant,
    library,
    ask: (question) => assistant.ask(typeof question === "string" ? { question } : question),
    retriever: (more = {}) => new ReportRetriever({ ...more, store, embedder }),
    lookupFigures: lookupFigures(desk),
    tools: langChainTools(desk),
    embeddings: new ZhengwenEmbeddings(embedder),
    close,
  };
}

/** Brings the index up to the folder of reports, as npm run ingest does; an open zhengwen sees it at once. */
export async function refreshReports(options: ZhengwenOptions & { corpus: string }): Promise<IngestSummary> {
  const config = configOf(options);
  const embedder = await embedderFrom(config, options);
  try {
    return await refreshIndex(config, embedder, options);
  } finally {
    await embedder.dispose?.();
  }
}

/** Checked like the environment, so that a wrong value is told in the same words. */
function configOf({ index, corpus, embedder, homeRegion, settings }: ZhengwenOptions): Config {
  return loadConfig({
    ...settings,
    ZHENGWEN_INDEX: index,
    ...(corpus === undefined ? {} : { ZHENGWEN_CORPUS: corpus }),
    ...(embedder === undefined ? {} : { ZHENGWEN_EMBEDDER: embedder }),
    ...(homeRegion === undefined ? {} : { ZHENGWEN_HOME_REGION: homeRegion }),
  });
}
