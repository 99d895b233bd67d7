/**
 * Hybrid search: a query in, passages out, lexical and by meaning, inside the reports that the guard allows.
 */
import type { Passage } from "../domain/index.ts";
import type { Embedder } from "../models/index.ts";
import type { Store } from "../store/index.ts";
import { terms } from "../text/index.ts";
import { fuse, NGRAM_WEIGHTS, SEMANTIC_WEIGHTS } from "./fuse.ts";

export interface PassageQuery {
  /** Folded text. */
  text: string;
  /** Only these reports; all when absent. */
  reportIds?: string[];
  limit: number;
}

export interface FoundPassage {
  passage: Passage;
  /** Fused score, 0 to 1. */
  score: number;
}

const POOL = 40;

/** The best passages for a query. */
export async function searchPassages(
  store: Store,
  embedder: Embedder,
  query: PassageQuery,
): Promise<FoundPassage[]> {
  const options = { limit: POOL, ...(query.reportIds ? { reportIds: query.reportIds } : {}) };
  const lexical = store.searchPassages([...new Set(terms(query.text))], options);
  const vector = store.vectorsUsable
    ? store.nearestPassages(await embedder.embedQuery(query.text), options)
    : [];
  const passages = new Map([...lexical, ...vector].map((hit) => [hit.passage.id, hit.passage]));
  const weights = embedder.semantic ? SEMANTIC_WEIGHTS : NGRAM_WEIGHTS;
  return fuse(keyed(lexical), keyed(vector), weights)
    .slice(0, query.limit)
    .flatMap(({ key, score }) => {
      const passage = passages.get(key);
      return passage ? [{ passage, score }] : [];
    });
}

function keyed(hits: { passage: Passage; score: number }[]): { key: string; score: number }[] {
  return hits.map((hit) => ({ key: hit.passage.id, score: hit.score }));
}
