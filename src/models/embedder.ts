/**
 * What every embedder offers: @langchain/core's embedding interface, so that any LangChain store or
 * retriever can use it, with the stamp that an index carries.
 */
import type { EmbeddingsInterface } from "@langchain/core/embeddings";

export interface Embedder extends EmbeddingsInterface {
  /** The stamp: two embedders of one name give the same vector for the same text. */
  readonly name: string;
  /** Length of every vector; 0 for a remote embedder that has not answered yet. */
  readonly dimensions: number;
  /** False for n-grams, which see shared characters only, not a paraphrase. */
  readonly semantic: boolean;
  /** One unit-length vector. */
  embedQuery(text: string): Promise<number[]>;
  /** One unit-length vector per text, in the order given. */
  embedDocuments(texts: string[]): Promise<number[][]>;
  /** Frees native memory; the embedder is unusable afterwards. */
  dispose?(): Promise<void>;
}
