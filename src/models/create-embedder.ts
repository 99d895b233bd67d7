/**
 * Settings in, the embedder they name out, with a notice for people when it is the weaker one.
 */
import { UserError } from "../domain/index.ts";
import { loadBge } from "./bge.ts";
import type { Embedder } from "./embedder.ts";
import { type EnsureModelResult, ensureModel, findModel } from "./fetch-model.ts";
import { bgeFolder } from "./model-files.ts";
import { NgramEmbedder } from "./ngrams.ts";
import { loadRemote, type RemoteProvider } from "./remote-providers.ts";

export interface EmbedderSettings {
  /** auto, bge, ngrams, or a service and its model: openai:MODEL, ollama:MODEL, tongyi:MODEL, zhipu:MODEL. */
  embedder: string;
  /** The folder of all models; bge lies in a folder of its own inside it. */
  modelFolder: string;
  /** A folder that already holds the weights. */
  modelSource?: string;
  hubEndpoint?: string;
  /** Address, key and time limit of a service's embedder. */
  baseUrl?: string;
  apiKey?: string;
  timeoutMs?: number;
  /** False: use the weights only when they are there already. */
  download: boolean;
}

export interface EmbedderHooks {
  /** Short Chinese messages while the weights are fetched, for stderr. */
  onProgress?: (message: string) => void;
}

let noticeGiven = false;

/** Throws a UserError when the embedder asked for by name cannot be had; "auto" falls back to n-grams with a notice, once per process. */
export async function createEmbedder(
  settings: EmbedderSettings,
  hooks: EmbedderHooks = {},
): Promise<{ embedder: Embedder; notice?: string }> {
  const [, kind = "", model = ""] = /^([^:]*):?(.*)$/s.exec(settings.embedder.trim()) ?? [];
  if (isRemote(kind)) return { embedder: await loadRemote({ ...settings, provider: kind, model }) };
  if (model || !["auto", "bge", "ngrams"].includes(kind)) {
    throw new UserError(
      `ZHENGWEN_EMBEDDER 写的是“${settings.embedder}”，不认识：可以写 auto、bge、ngrams，` +
        "或 openai:模型名、ollama:模型名、tongyi:模型名、zhipu:模型名。",
    );
  }
  if (kind === "ngrams") return { embedder: new NgramEmbedder() };
  const weights = await findWeights(settings, hooks);
  if (weights.status === "ready") {
    try {
      return { embedder: await loadBge(weights.folder) };
    } catch (error) {
      if (kind === "bge" || !(error instanceof UserError)) throw error;
      return withNotice(error.message);
    }
  }
  if (kind === "bge") {
    const why = weights.reason ? `（${weights.reason}）` : "";
    throw new UserError(
      `语义模型没有取得${why}：请运行 npm run model，或用 ZHENGWEN_MODEL_SOURCE 指向装有模型文件的文件夹。`,
    );
  }
  return withNotice(
    "语义模型没有取得。运行 npm run model 可再试，或用 ZHENGWEN_MODEL_SOURCE 指向装有模型文件的文件夹。",
  );
}

async function findWeights(settings: EmbedderSettings, hooks: EmbedderHooks): Promise<EnsureModelResult> {
  const folder = bgeFolder(settings.modelFolder);
  if (!settings.download) return (await findModel(folder)) ?? { status: "unavailable", folder };
  const { modelSource: sourceFolder, hubEndpoint } = settings;
  return ensureModel({ folder, sourceFolder, hubEndpoint, onProgress: hooks.onProgress });
}

function withNotice(why: string): { embedder: Embedder; notice?: string } {
  const embedder = new NgramEmbedder();
  if (noticeGiven) return { embedder };
  noticeGiven = true;
  return { embedder, notice: `现在用内置的字符模型：换一种说法的问题会找得差一些。${why}` };
}

function isRemote(kind: string): kind is RemoteProvider {
  return ["openai", "ollama", "tongyi", "zhipu"].includes(kind);
}
