/**
 * Any LangChain embeddings client of a server in, our embedder out: batches, a time limit for each request,
 * a dimension that is learnt from the first answer and held from then on, and errors in plain Chinese.
 */
import { Embeddings, type EmbeddingsInterface } from "@langchain/core/embeddings";
import { UserError } from "../domain/index.ts";
import type { Embedder } from "./embedder.ts";
import { explainRemoteFailure } from "./remote-failure.ts";
import { toUnitVector } from "./unit-vector.ts";

export interface RemoteOptions {
  /** The stamp, as the setting names it: ollama:bge-m3. */
  name: string;
  /** What answers, as shown to people: an address or a service's name. */
  server: string;
  client: EmbeddingsInterface;
  /** Client for questions, where the service tells questions and documents apart. */
  queryClient?: EmbeddingsInterface;
  /** Texts per request, at most. */
  batchSize: number;
  /** Longest wait for one request, in milliseconds. */
  timeoutMs: number;
}

/** Every failure is a UserError that names the server and the setting to look at. */
export class RemoteEmbedder extends Embeddings implements Embedder {
  readonly semantic = true;
  readonly name: string;
  readonly #options: RemoteOptions;
  #dimensions = 0;

  constructor(options: RemoteOptions) {
    super({});
    this.name = options.name;
    this.#options = options;
  }

  get dimensions(): number {
    return this.#dimensions;
  }

  async embedQuery(text: string): Promise<number[]> {
    const client = this.#options.queryClient ?? this.#options.client;
    const [vector] = await this.#request(1, async () => [await client.embedQuery(text)]);
    return vector ?? [];
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const { client, batchSize } = this.#options;
    const vectors: number[][] = [];
    for (let i = 0; i < texts.length; i += batchSize) {
      const batch = texts.slice(i, i + batchSize);
      vectors.push(...(await this.#request(batch.length, () => client.embedDocuments(batch))));
    }
    return vectors;
  }

  async #request(count: number, ask: () => Promise<number[][]>): Promise<number[][]> {
    const { server, timeoutMs } = this.#options;
    let answer: number[][];
    try {
      answer = await inTime(ask(), timeoutMs);
    } catch (error) {
      throw new UserError(explainRemoteFailure(error, this.name, server));
    }
    if (answer.length !== count || !answer.every(isVector)) {
      throw new UserError(
        `向量服务 ${server} 的回应不是向量：请检查 ZHENGWEN_EMBEDDER（现为 ${this.name}）是不是向量模型。`,
      );
    }
    for (const { length } of answer) this.#hold(length);
    return answer.map(toUnitVector);
  }

  #hold(dimensions: number): void {
    if (this.#dimensions === 0) this.#dimensions = dimensions;
    if (this.#dimensions === dimensions) return;
    throw new UserError(
      `向量服务 ${this.#options.server} 的向量维数变了（原来 ${this.#dimensions}，现在 ${dimensions}）：` +
        "请确认服务没有换模型，再重新运行。",
    );
  }
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("late", "TimeoutError")), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => Number.isFinite(item));
}
