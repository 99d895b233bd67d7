/**
 * An assistant over a test's index whose language model says what a script tells it to.
 */
import { createLanguageAssistant } from "../../../src/answer/language/index.ts";
import { NgramEmbedder } from "../../../src/models/index.ts";
import type { IndexFixture } from "../../support/index-fixture.ts";
import { type Script, scripted } from "../../support/scripted-chat.ts";

type Options = Parameters<typeof createLanguageAssistant>[0];

/** The assistant, and the chat model with the requests that it was sent. */
export function scriptedAssistant(
  index: IndexFixture,
  script: Script,
  options: Pick<Options, "uses"> & Partial<Options>,
) {
  const chat = scripted(script);
  const assistant = createLanguageAssistant({
    assistant: index.assistant,
    store: index.store,
    embedder: new NgramEmbedder(),
    chat,
    timeoutMs: 2000,
    ...options,
  });
  return { assistant, chat };
}
