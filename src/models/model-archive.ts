/**
 * The Maven artifact (a zip) in, its two model files out.
 */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MAX_BYTES, MODEL_FILE, TOKENIZER_FILE } from "./model-files.ts";

const MODEL_ENTRY = "bge-small-zh-v1.5-q.onnx";
const TOKENIZER_ENTRY = "bge-small-zh-v1.5-q-tokenizer.json";

/** Unpacks the two files into `folder` under our names; nothing else of the archive is inflated or written. */
export async function unpackModelArchive(archive: string, folder: string): Promise<void> {
  if ((await stat(archive)).size > MAX_BYTES.archive) throw new Error("压缩包大得不像这个模型");
  const { unzipSync } = await import("fflate");
  const limits: Record<string, number> = {
    [MODEL_ENTRY]: MAX_BYTES.model,
    [TOKENIZER_ENTRY]: MAX_BYTES.tokenizer,
  };
  const entries = unzipSync(await readFile(archive), {
    filter: ({ name, originalSize }) => originalSize <= (limits[name] ?? -1),
  });
  const [model, tokenizer] = [entries[MODEL_ENTRY], entries[TOKENIZER_ENTRY]];
  if (!model || !tokenizer) throw new Error("压缩包里没有模型文件");
  await writeFile(join(folder, MODEL_FILE), model);
  await writeFile(join(folder, TOKENIZER_FILE), tokenizer);
}
