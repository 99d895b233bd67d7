/**
 * Builds the assistant that settings describe: index, embedder and answer engine.
 */
import { createAssistant, type TracedAssistant } from "./answer/index.ts";
import type { Config } from "./config.ts";
import { openIndex, type WorkspaceHooks } from "./workspace.ts";

/** An assistant over the index of the settings, built first when there is none. Close it to free the index. */
export async function createAssistantFromConfig(
  config: Config,
  hooks: WorkspaceHooks = {},
): Promise<{ assistant: TracedAssistant; close(): Promise<void> }> {
  const { store, embedder, close } = await openIndex(config, hooks);
  const assistant = createAssistant({
    store,
    embedder,
    maxQuestionChars: config.maxQuestionChars,
    ...(config.homeRegion === undefined ? {} : { homeRegion: config.homeRegion }),
  });
  return { assistant, close };
}
