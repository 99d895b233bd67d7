/**
 * Builds the assistant that settings describe: index, embedder and answer engine. Placeholder: the engine follows.
 */
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { type Assistant, UserError } from "./domain/index.ts";

export interface AssistantHooks {
  onProgress?: (message: string) => void;
  logger?: Logger;
}

/** Throws a UserError until the answer engine is there. */
export async function createAssistantFromConfig(
  _config: Config,
  _hooks: AssistantHooks,
): Promise<{ assistant: Assistant; close(): Promise<void> }> {
  throw new UserError("回答部分还没有接好。");
}
