export { type BgeOptions, loadBge } from "./bge.ts";
export type { ChatModel } from "./chat-model.ts";
export { checkModel, type ModelCheckOptions } from "./check-model.ts";
export { createEmbedder, type EmbedderHooks, type EmbedderSettings } from "./create-embedder.ts";
export type { Embedder } from "./embedder.ts";
export {
  type EnsureModelOptions,
  ensureModel,
  findModel,
} from "./fetch-model.ts";
export { loadChatModel } from "./load-chat-model.ts";
export { BGE_NAME, bgeFolder } from "./model-files.ts";
export { NgramEmbedder } from "./ngrams.ts";
export { rememberQueries } from "./remember-queries.ts";
export type { RemoteSettings } from "./remote-providers.ts";
export { createReranker, type Reranker } from "./reranker.ts";
export { ZhengwenEmbeddings } from "./zhengwen-embeddings.ts";
