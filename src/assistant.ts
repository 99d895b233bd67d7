/**
 * Builds what channels talk to from settings: index, embedder, answer engine and library.
 */
import { createAssistant, createLibrary, type TracedAssistant } from "./answer/index.ts";
import type { Config } from "./config.ts";
import type { Library } from "./domain/index.ts";
import type { Embedder } from "./models/index.ts";
import type { Store } from "./store/index.ts";
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

/** Assistant and library over the index of the settings, built first when there is none. */
export async function createAssistantFromConfig(
  config: Config,
  hooks: WorkspaceHooks = {},
): Promise<Answering> {
  const { store, embedder, close } = await openIndex(config, hooks);
  const home = config.homeRegion === undefined ? {} : { homeRegion: config.homeRegion };
  const assistant = createAssistant({ store, embedder, maxQuestionChars: config.maxQuestionChars, ...home });
  return { assistant, library: createLibrary({ store, embedder, ...home }), store, embedder, close };
}
