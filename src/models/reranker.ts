/**
 * A service that says how well texts answer a query (bge-reranker behind TEI, vLLM, Xinference, Jina, …): a query and
 * texts in, relevances out, or nothing when it fails or is late. What it says orders sentences and is never shown.
 */
import { z } from "zod";

export interface Reranker {
  readonly name: string;
  /** Relevance of each text, 0 to 1; null when the service gave no usable answer in time. */
  rank(query: string, texts: readonly string[]): Promise<number[] | null>;
}

export interface RerankerSettings {
  /** The whole address: http://127.0.0.1:8080/rerank. */
  url: string;
  model?: string;
  apiKey?: string;
  timeoutMs?: number;
}

const TIMEOUT_MS = 2000;
/** After a failure the service is left alone for so long. */
const REST_MS = 60_000;
/** Characters of a reply that are read; a hundred relevances take some thousand. */
const MOST_CHARS = 200_000;

const scored = z.object({ index: z.number().int().nonnegative(), relevance_score: z.number() });
const bare = z
  .object({ index: z.number().int().nonnegative(), score: z.number() })
  .transform(({ index, score }) => ({ index, relevance_score: score }));
/** {"results": […]} of Cohere, Jina, vLLM and Xinference, or the list of TEI. */
const replySchema = z.union([
  z.object({ results: z.array(scored) }).transform(({ results }) => results),
  z.array(z.union([scored, bare])),
]);

/** A client of the service; it never throws. */
export function createReranker({ url, model, apiKey, timeoutMs = TIMEOUT_MS }: RerankerSettings): Reranker {
  let restsUntil = 0;
  return {
    name: model ?? new URL(url).host,
    async rank(query, texts) {
      if (texts.length === 0 || Date.now() < restsUntil) return null;
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
          },
          body: JSON.stringify({ ...(model ? { model } : {}), query, documents: texts, texts }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        const body = await response.text();
        if (!response.ok || body.length > MOST_CHARS) throw new Error(`status ${response.status}`);
        const relevances = inOrder(replySchema.parse(JSON.parse(body)), texts.length);
        if (relevances === null) throw new Error("not every text was ranked");
        return relevances;
      } catch {
        restsUntil = Date.now() + REST_MS;
        return null;
      }
    },
  };
}

/** Relevances in the order of the texts; null where one is missing. Logits are squashed. */
function inOrder(results: z.output<typeof replySchema>, count: number): number[] | null {
  const byIndex = new Map(results.map(({ index, relevance_score }) => [index, relevance_score]));
  const all = Array.from({ length: count }, (_, i) => byIndex.get(i));
  const told = all.filter((score) => score !== undefined);
  if (told.length < count) return null;
  return told.some((score) => score < 0 || score > 1)
    ? told.map((score) => 1 / (1 + Math.exp(-score)))
    : told;
}
