/**
 * The embedder that settings name and the folder of models in, one finding out: whether the weights that it needs
 * are there and whole. Fetches nothing and asks no service.
 */
import { amiss, type Finding, sound } from "../domain/index.ts";
import {
  BGE_NAME,
  bgeFolder,
  KNOWN_CHECKSUMS,
  measureModel,
  readModel,
  sameChecksums,
} from "./model-files.ts";

export interface ModelCheckOptions {
  /** As in the settings: auto, bge, ngrams or SERVICE:MODEL. */
  embedder: string;
  /** The folder of all models. */
  modelFolder: string;
  /** The embedder that the index's vectors are from; null where there is no index. */
  indexEmbedder: string | null;
}

const FETCH = "运行 npm run model";

/** Examines the weights on disk. Never throws for what is wrong with them. */
export async function checkModel({
  embedder,
  modelFolder,
  indexEmbedder,
}: ModelCheckOptions): Promise<Finding> {
  if (embedder === "ngrams") return right("用内置的字符模型，不需要模型文件");
  if (embedder.includes(":")) return right(`用向量服务 ${embedder}，本机不需要模型文件（没有试着连接）`);
  const folder = bgeFolder(modelFolder);
  const found = await measureModel(folder).catch((error: unknown) => error);
  if (found instanceof Error) {
    if (!("code" in found && found.code === "ENOENT"))
      return wrong(`语义模型 ${folder} 读不出来（${found.message}）`, "检查这个文件夹的权限");
    if (embedder === "bge") return wrong(`语义模型不在 ${folder}`, FETCH);
    return indexEmbedder?.startsWith(BGE_NAME)
      ? wrong(`索引的向量来自语义模型，但模型不在 ${folder}，这些向量现在用不上`, FETCH)
      : right(`没有语义模型，用内置的字符模型；想取得模型可${FETCH}`);
  }
  const { sha256 } = found as Awaited<ReturnType<typeof measureModel>>;
  if (sameChecksums(sha256, KNOWN_CHECKSUMS)) return right(`语义模型完好：${folder}`);
  const manifest = await readModel(folder);
  return manifest && sameChecksums(sha256, manifest.sha256)
    ? right(`语义模型完好：${folder}（不是默认的权重，来自${manifest.from}）`)
    : wrong(`语义模型 ${folder} 的校验和不对，文件可能不完整`, "运行 npm run model -- --force 重新取");
}

function right(message: string): Finding {
  return sound("model.files", message);
}

function wrong(message: string, fix: string): Finding {
  return amiss("model.files", message, fix);
}
