/**
 * Builds what channels talk to from settings: index, embedder, answer engine and library.
 */
import {
  createAssistant,
  createEngine,
  createLibrary,
  type Engine,
  type LanguageReport,
  loadLanguageAssistant,
  type TracedAssistant,
} from "./answer/index.ts";
import type { Config } from "./config.ts";
import type { Library } from "./domain/index.ts";
import {
  type ChatModel,
  createReranker,
  type Embedder,
  loadChatModel,
  type Reranker,
} from "./models/index.ts";
import type { Store } from "./store/index.ts";
import { createGazetteer } from "./text/index.ts";
import { openIndex, type WorkspaceHooks } from "./workspace.ts";

/** What settings describe; the store is there for exports, to be read only. */
export interface Answering {
  assistant: TracedAssistant;
  library: Library;
  store: Store;
  /** What the index is searched with: its own embedder, or n-grams where that cannot be had. */
  embedder: Embedder;
  /** Frees the index; nothing can be asked after it. */
  close(): Promise<void>;
}

export interface AnsweringHooks extends WorkspaceHooks {
  /** What each question cost that a chat model was asked about: counts only. */
  onLanguage?: (report: LanguageReport) => void;
}

/** Assistant and library over the index of the settings, built first when there is none. */
export async function createAssistantFromConfig(
  config: Config,
  hooks: AnsweringHooks = {},
): Promise<Answering> {
  const { store, embedder, close } = await openIndex(config, hooks);
  const home = config.homeRegion === undefined ? {} : { homeRegion: config.homeRegion };
  const shared = {
    store,
    embedder,
    engine: createEngine(store, embedder, createGazetteer(), rerankerOf(config)),
  };
  const rules = createAssistant({ ...shared, maxQuestionChars: config.maxQuestionChars, ...home });
  const assistant = await withChatModel(config, { ...shared, assistant: rules }, hooks);
  return { assistant, library: createLibrary({ ...shared, ...home }), store, embedder, close };
}

/** The assistant with the chat model that the settings name; as it is where they name none. */
export async function withChatModel(
  config: Config,
  rules: { assistant: TracedAssistant; store: Store; embedder: Embedder; engine?: Engine },
  hooks: AnsweringHooks = {},
): Promise<TracedAssistant> {
  const { chatTimeoutMs, chatUses, chatPrice } = config;
  const chat = chatUses.length === 0 ? undefined : await chatModelOf(config);
  if (chat === undefined) return rules.assistant;
  return loadLanguageAssistant({
    ...rules,
    chat,
    uses: chatUses,
    timeoutMs: chatTimeoutMs,
    ...(chatPrice ? { price: chatPrice } : {}),
    ...(hooks.onLanguage ? { onReport: hooks.onLanguage } : {}),
  });
}

/** The client of the reranker that the settings name; undefined where they name none. */
export function rerankerOf({ reranker, rerankerModel, rerankerApiKey }: Config): Reranker | undefined {
  if (reranker === undefined) return undefined;
  return createReranker({
    url: reranker,
    ...(rerankerModel === undefined ? {} : { model: rerankerModel }),
    ...(rerankerApiKey === undefined ? {} : { apiKey: rerankerApiKey }),
  });
}

/** The client of the chat model that the settings name; undefined where they name none. */
export async function chatModelOf(config: Config): Promise<ChatModel | undefined> {
  const { chatModel, chatBaseUrl, chatApiKey, chatTimeoutMs } = config;
  if (chatModel === undefined) return undefined;
  return loadChatModel({
    model: chatModel,
    timeoutMs: chatTimeoutMs,
    ...(chatBaseUrl === undefined ? {} : { baseUrl: chatBaseUrl }),
    ...(chatApiKey === undefined ? {} : { apiKey: chatApiKey }),
  });
}
