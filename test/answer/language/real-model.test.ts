import { describe, expect, it } from "vitest";
import { LANGUAGE_USES, verify } from "../../../src/answer/index.ts";
import { createLanguageAssistant } from "../../../src/answer/language/index.ts";
import { loadChatModel, NgramEmbedder } from "../../../src/models/index.ts";
import { buildIndex } from "../../support/index-fixture.ts";
import { QUESTIONS, REPORTS } from "./language-corpus.ts";

/** Address of any OpenAI-compatible server (llama.cpp, vLLM, Ollama's /v1); ZHENGWEN_TEST_CHAT_NAME names its model. */
const url = process.env.ZHENGWEN_TEST_CHAT_URL;
const name = process.env.ZHENGWEN_TEST_CHAT_NAME ?? "default";

describe.skipIf(!url)("a real model", () => {
  it("gives the rules' figures and no number without ground", { timeout: 3_600_000 }, async () => {
    const index = await buildIndex(REPORTS);
    const assistant = createLanguageAssistant({
      assistant: index.assistant,
      store: index.store,
      embedder: new NgramEmbedder(),
      chat: await loadChatModel({ model: `openai:${name}`, baseUrl: url ?? "", timeoutMs: 120_000 }),
      uses: LANGUAGE_USES,
      timeoutMs: 120_000,
    });
    const source = {
      text: (id: string) => index.store.text(id),
      figures: (id: string) => index.store.figuresOf(id),
      titles: () => new Set(index.store.reports().map((r) => r.title)),
      regions: () => index.store.reports().map((r) => r.region?.name ?? ""),
    };
    for (const { question, right } of QUESTIONS) {
      const answer = await assistant.ask({ question });
      const [first] = answer.figures;
      expect([question, first ? `${first.value}${first.unit}` : null]).toEqual([question, right]);
      expect([question, verify(answer, source)]).toEqual([question, []]);
    }
    await index.close();
  });
});
