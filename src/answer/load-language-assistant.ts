/**
 * The way to the room of language models: without a model, nothing of it is loaded.
 */
import type { TracedAssistant } from "./create-assistant.ts";
import type { LanguageOptions } from "./language/index.ts";

/** What a model may be used for. */
export const LANGUAGE_USES = ["understand", "choose", "phrase"] as const;
export type LanguageUse = (typeof LANGUAGE_USES)[number];

/** Wraps the assistant of rules in one that asks the model as well. */
export async function loadLanguageAssistant(options: LanguageOptions): Promise<TracedAssistant> {
  const { createLanguageAssistant } = await import("./language/index.ts");
  return createLanguageAssistant(options);
}
