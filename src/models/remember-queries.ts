/**
 * An embedder in, the same embedder out, but with the vectors of the last texts kept: one question embeds the same
 * words for several reports, and a narrative answer the same sentences as the one before.
 */
import type { Embedder } from "./embedder.ts";

/**
 * Remembers the vectors of the last `max` texts given to `embedQuery`; at 512 numbers each 1000 take 4 MB.
 * The vectors are shared: read them, never change them. A failed call is not remembered.
 */
export function rememberQueries(embedder: Embedder, max: number): Embedder {
  const known = new Map<string, Promise<number[]>>();
  return {
    get name() {
      return embedder.name;
    },
    get dimensions() {
      return embedder.dimensions;
    },
    get semantic() {
      return embedder.semantic;
    },
    embedDocuments: (texts) => embedder.embedDocuments(texts),
    embedQuery(text) {
      const found = known.get(text);
      known.delete(text);
      const vector = found ?? embedder.embedQuery(text);
      // A Map keeps the order of insertion: putting it in again makes it the youngest.
      known.set(text, vector);
      if (found) return found;
      vector.catch(() => known.delete(text));
      const [oldest] = known.keys();
      if (known.size > max && oldest !== undefined) known.delete(oldest);
      return vector;
    },
    ...(embedder.dispose ? { dispose: () => embedder.dispose?.() ?? Promise.resolve() } : {}),
  };
}
