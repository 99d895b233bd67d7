/**
 * A folder that a setting names as a source of the model: a copy of our own model folder, the files as the
 * model hub or the Maven artifact names them, or the artifact itself.
 */
import { copyFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { unpackModelArchive } from "./model-archive.ts";
import { MODEL_FILE, measureModel, readModel, TOKENIZER_FILE } from "./model-files.ts";
import { demandChecksums, type ModelSource } from "./model-source.ts";

const MODEL_NAMES = [
  MODEL_FILE,
  "bge-small-zh-v1.5-q.onnx",
  "model_quantized.onnx",
  join("onnx", "model_quantized.onnx"),
];
const TOKENIZER_NAMES = [TOKENIZER_FILE, "bge-small-zh-v1.5-q-tokenizer.json"];
const ARCHIVE_NAME = /bge-small-zh-v15-q.*\.(jar|zip)$/;

/** Copies, so that the setting is not needed again. */
export function folderSource(sourceFolder: string): ModelSource {
  return {
    label: `文件夹 ${sourceFolder}`,
    async fetchInto(folder) {
      const names = await readdir(sourceFolder).catch(() => {
        throw new Error("文件夹不存在或读不了");
      });
      const model = await firstFile(sourceFolder, MODEL_NAMES);
      const tokenizer = await firstFile(sourceFolder, TOKENIZER_NAMES);
      if (model && tokenizer) {
        await copyFile(model, join(folder, MODEL_FILE));
        await copyFile(tokenizer, join(folder, TOKENIZER_FILE));
        const manifest = await readModel(sourceFolder);
        if (manifest) demandChecksums((await measureModel(folder)).sha256, manifest.sha256);
        return;
      }
      const archive = names.find((name) => ARCHIVE_NAME.test(name));
      if (!archive) throw new Error(`文件夹里缺 ${model ? TOKENIZER_FILE : MODEL_FILE}`);
      await unpackModelArchive(join(sourceFolder, archive), folder);
    },
  };
}

async function firstFile(folder: string, names: string[]): Promise<string | null> {
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return path;
  }
  return null;
}
