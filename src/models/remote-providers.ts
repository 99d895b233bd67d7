/**
 * The embeddings services that a setting can name. Each one's client is loaded only when it is named.
 */
import { UserError } from "../domain/index.ts";
import type { Embedder } from "./embedder.ts";
import { RemoteEmbedder } from "./remote.ts";

export type RemoteProvider = "openai" | "ollama" | "tongyi" | "zhipu";

export interface RemoteSettings {
  provider: RemoteProvider;
  model: string;
  /** Address of the server; the service's own without one. With one, tongyi and zhipu are spoken to as OpenAI-compatible. */
  baseUrl?: string;
  apiKey?: string;
  /** Longest wait for one request in milliseconds, default 30 000. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_URLS = {
  openai: "https://api.openai.com/v1",
  ollama: "http://127.0.0.1:11434",
  zhipu: "https://open.bigmodel.cn/api/paas/v4",
} as const;

const TONGYI_MODELS = [
  "text-embedding-v1",
  "text-embedding-v2",
  "text-embedding-v3",
  "text-embedding-v4",
] as const;

/** Loads the client; asks the server nothing yet. Throws a UserError when the key or the model's name is missing. */
export async function loadRemote(settings: RemoteSettings): Promise<Embedder> {
  const { provider, model, baseUrl, apiKey, timeoutMs = DEFAULT_TIMEOUT_MS } = settings;
  const name = `${provider}:${model}`;
  if (!model) throw new UserError(`ZHENGWEN_EMBEDDER 里缺模型名：请写成 ${provider}:模型名。`);
  // A server of one's own may do without a key; the public services never do.
  if (!apiKey && !baseUrl && provider !== "ollama") {
    throw new UserError(`用 ${name} 需要密钥：请设置 ZHENGWEN_EMBEDDING_API_KEY。`);
  }
  if (provider === "ollama") {
    const { OllamaEmbeddings } = await import("@langchain/ollama");
    const server = baseUrl ?? DEFAULT_URLS.ollama;
    const limitedFetch: typeof fetch = (input, init) =>
      fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const client = new OllamaEmbeddings({
      model,
      baseUrl: server,
      truncate: true,
      maxRetries: 1,
      fetch: limitedFetch,
      ...(apiKey && { headers: { Authorization: `Bearer ${apiKey}` } }),
    });
    return new RemoteEmbedder({ name, server, client, batchSize: 16, timeoutMs });
  }
  if (provider === "tongyi" && !baseUrl) {
    if (!isTongyiModel(model)) {
      throw new UserError(
        `通义没有向量模型 ${model}：请把 ZHENGWEN_EMBEDDER 写成 tongyi: 加 ${TONGYI_MODELS.join("、")} 之一。`,
      );
    }
    const { AlibabaTongyiEmbeddings } = await import("@langchain/community/embeddings/alibaba_tongyi");
    const clientFor = (text_type: "document" | "query") =>
      new AlibabaTongyiEmbeddings({ modelName: model, apiKey, parameters: { text_type }, batchSize: 10 });
    return new RemoteEmbedder({
      name,
      server: "通义",
      client: clientFor("document"),
      queryClient: clientFor("query"),
      batchSize: 10,
      timeoutMs,
    });
  }
  // zhipu as well: its own LangChain client needs a package for tokens that its present interface has no use for.
  const { OpenAIEmbeddings } = await import("@langchain/openai");
  const server = baseUrl ?? (provider === "zhipu" ? DEFAULT_URLS.zhipu : DEFAULT_URLS.openai);
  const batchSize = provider === "openai" ? 64 : 10;
  const client = new OpenAIEmbeddings({
    model,
    apiKey: apiKey || "none",
    batchSize,
    timeout: timeoutMs,
    maxRetries: 1,
    // Many compatible servers do not know the library's default, base64.
    encodingFormat: "float",
    configuration: { baseURL: server },
  });
  return new RemoteEmbedder({ name, server, client, batchSize, timeoutMs });
}

function isTongyiModel(model: string): model is (typeof TONGYI_MODELS)[number] {
  return TONGYI_MODELS.some((known) => known === model);
}
