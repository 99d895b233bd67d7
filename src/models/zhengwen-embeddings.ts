/**
 * An embedder in, the same as a LangChain `Embeddings` out, for vector stores and chains that ask for that class.
 */
import { Embeddings } from "@langchain/core/embeddings";
import type { Embedder } from "./embedder.ts";

/** The embedder of an index for other uses; it is closed with the index, not here. */
export class ZhengwenEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  /** The stamp: vectors of two embedders of one name may be compared, others never. */
  get name(): string {
    return this.#embedder.name;
  }

  /** One unit-length vector. */
  embedQuery(text: string): Promise<number[]> {
    return this.#embedder.embedQuery(text);
  }

  /** One unit-length vector per text, in the order given. */
  embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#embedder.embedDocuments(texts);
  }
}
