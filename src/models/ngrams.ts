/**
 * The built-in embedder that needs no weights: single characters and pairs of neighbours are hashed into
 * 512 signed buckets. It finds texts that share characters and knows nothing of meaning.
 */
import { Embeddings } from "@langchain/core/embeddings";
import type { Embedder } from "./embedder.ts";
import { toUnitVector } from "./unit-vector.ts";

const DIMENSIONS = 512;

/** Deterministic on every machine; folds nothing but letter case, so callers pass folded text. */
export class NgramEmbedder extends Embeddings implements Embedder {
  readonly name = "ngrams-v1";
  readonly dimensions = DIMENSIONS;
  readonly semantic = false;

  constructor() {
    super({});
  }

  async embedQuery(text: string): Promise<number[]> {
    return embedNgrams(text);
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map(embedNgrams);
  }
}

/** The vector of one text: 512 numbers of length 1; all zeros when the text holds no letter or digit. */
function embedNgrams(text: string): number[] {
  const counts = new Map<string, number>();
  for (const run of text.toLowerCase().match(/[\p{L}\p{N}%‰]+/gu) ?? []) {
    const characters = Array.from(run);
    characters.forEach((character, i) => {
      count(counts, character);
      if (i > 0) count(counts, `${characters[i - 1]}${character}`);
    });
  }
  const signed = new Float64Array(DIMENSIONS);
  const unsigned = new Float64Array(DIMENSIONS);
  for (const [ngram, times] of counts) {
    const hash = fnv1a(ngram);
    const bucket = hash % DIMENSIONS;
    const weight = 1 + Math.log(times);
    // The sign comes from a bit that the bucket does not use: colliding n-grams then cancel on average.
    signed[bucket] = (signed[bucket] ?? 0) + ((hash >>> 20) & 1 ? weight : -weight);
    unsigned[bucket] = (unsigned[bucket] ?? 0) + weight;
  }
  // A text of very few n-grams may cancel out entirely; without signs it keeps a direction.
  return toUnitVector(signed.some((value) => value !== 0) ? signed : unsigned);
}

function count(counts: Map<string, number>, ngram: string): void {
  counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
}

/** FNV-1a over UTF-16 code units, byte by byte, with a final mix because its low bits are weak on short keys. */
function fnv1a(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
