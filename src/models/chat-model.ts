/**
 * The setting of a chat model in, a LangChain chat model out. A provider's client is loaded only when it is named;
 * the server is asked nothing yet.
 */
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { UserError } from "../domain/index.ts";
import { explainChatFailure } from "./chat-model-failure.ts";

/** Services that the setting can name; every one but ollama, tongyi and hunyuan's own keys speaks OpenAI's interface. */
const CHAT_PROVIDERS = ["openai", "ollama", "tongyi", "zhipu", "deepseek", "hunyuan", "moonshot"] as const;
export type ChatProvider = (typeof CHAT_PROVIDERS)[number];

export interface ChatModelSettings {
  /** Service and model: openai:MODEL, ollama:MODEL, tongyi:MODEL… */
  model: string;
  /** Address of the server; the service's own without one. With one, every service but ollama is spoken to as OpenAI-compatible. */
  baseUrl?: string;
  apiKey?: string;
  /** Longest wait for one request in milliseconds, default 20 000. */
  timeoutMs?: number;
}

export interface ChatModel {
  /** As the setting names it: deepseek:deepseek-chat. */
  name: string;
  /** What answers, as shown to people: an address or a service's name. */
  server: string;
  model: BaseChatModel;
  /** A failure of a call in Chinese with the setting that mends it; never holds the question or the key. */
  explainFailure(error: unknown): string;
}

const DEFAULT_TIMEOUT_MS = 20_000;
/** Tokens of one reply: an answer is a few sentences. */
const MAX_TOKENS = 600;
const MAX_RETRIES = 1;
const DEFAULT_URLS: Record<Exclude<ChatProvider, "tongyi">, string> = {
  openai: "https://api.openai.com/v1",
  ollama: "http://127.0.0.1:11434",
  zhipu: "https://open.bigmodel.cn/api/paas/v4",
  deepseek: "https://api.deepseek.com/v1",
  hunyuan: "https://api.hunyuan.cloud.tencent.com/v1",
  moonshot: "https://api.moonshot.cn/v1",
};

/** The client that the setting names. Throws a UserError for an unknown service, a missing model name or a missing key. */
export async function createChatModel(settings: ChatModelSettings): Promise<ChatModel> {
  const [, kind = "", model = ""] = /^([^:]*):?(.*)$/s.exec(settings.model.trim()) ?? [];
  if (!isProvider(kind)) {
    throw new UserError(
      `ZHENGWEN_CHAT_MODEL 写的是“${settings.model}”，不认识：可以写 ${CHAT_PROVIDERS.map((name) => `${name}:模型名`).join("、")}。`,
    );
  }
  if (!model) throw new UserError(`ZHENGWEN_CHAT_MODEL 里缺模型名：请写成 ${kind}:模型名。`);
  const { baseUrl, apiKey, timeoutMs = DEFAULT_TIMEOUT_MS } = settings;
  const name = `${kind}:${model}`;
  // A server of one's own may do without a key; the public services never do.
  if (!apiKey && !baseUrl && kind !== "ollama") {
    throw new UserError(`用 ${name} 需要密钥：请设置 ZHENGWEN_CHAT_API_KEY。`);
  }
  if (kind === "ollama") return loadOllama(name, model, baseUrl, apiKey, timeoutMs);
  if (kind === "tongyi" && !baseUrl) {
    const { ChatAlibabaTongyi } = await import("@langchain/community/chat_models/alibaba_tongyi");
    const client = new ChatAlibabaTongyi({
      model,
      temperature: 0.01,
      maxTokens: MAX_TOKENS,
      maxRetries: MAX_RETRIES,
      ...(apiKey ? { alibabaApiKey: apiKey } : {}),
    });
    return chatModel(name, "通义", client);
  }
  const [secretId, secretKey] = apiKey?.split(":") ?? [];
  if (kind === "hunyuan" && !baseUrl && secretId && secretKey) {
    // Keys of the cloud account come in pairs and sign each request; a single key opens the compatible interface below.
    const { ChatTencentHunyuan } = await import("@langchain/community/chat_models/tencent_hunyuan");
    const client = new ChatTencentHunyuan({
      model,
      temperature: 0,
      tencentSecretId: secretId,
      tencentSecretKey: secretKey,
      maxRetries: MAX_RETRIES,
    });
    return chatModel(name, "混元", client);
  }
  const { ChatOpenAI } = await import("@langchain/openai");
  const server = baseUrl ?? (kind === "tongyi" ? "" : DEFAULT_URLS[kind]);
  const client = new ChatOpenAI({
    model,
    apiKey: apiKey || "none",
    timeout: timeoutMs,
    maxRetries: MAX_RETRIES,
    streamUsage: true,
    // Models that think before they speak take no temperature and count their thoughts as tokens.
    ...(/^(?:o\d|gpt-5)/.test(model) ? {} : { temperature: 0, maxTokens: MAX_TOKENS }),
    configuration: { baseURL: server },
  });
  return chatModel(name, server, client);
}

async function loadOllama(
  name: string,
  model: string,
  baseUrl: string | undefined,
  apiKey: string | undefined,
  timeoutMs: number,
): Promise<ChatModel> {
  const { ChatOllama } = await import("@langchain/ollama");
  const server = baseUrl ?? DEFAULT_URLS.ollama;
  const limitedFetch: typeof fetch = (input, init) => {
    const late = AbortSignal.timeout(timeoutMs);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late });
  };
  const client = new ChatOllama({
    model,
    baseUrl: server,
    temperature: 0,
    numPredict: MAX_TOKENS,
    maxRetries: MAX_RETRIES,
    fetch: limitedFetch,
    ...(apiKey ? { headers: { Authorization: `Bearer ${apiKey}` } } : {}),
  });
  return chatModel(name, server, client);
}

function chatModel(name: string, server: string, model: BaseChatModel): ChatModel {
  return { name, server, model, explainFailure: (error) => explainChatFailure(error, { name, server }) };
}

function isProvider(kind: string): kind is ChatProvider {
  return CHAT_PROVIDERS.some((known) => known === kind);
}
