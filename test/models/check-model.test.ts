/**
 * Whether the weights that settings name are there and whole, on folders with a stand-in for the weights.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { BGE_NAME, checkModel } from "../../src/models/index.ts";
import { measureModel, writeManifest } from "../../src/models/model-files.ts";

let modelFolder: string;
beforeEach(() => {
  modelFolder = mkdtempSync(join(tmpdir(), "zhengwen-model-"));
  onTestFinished(() => rmSync(modelFolder, { recursive: true, force: true }));
});

const check = (embedder: string, indexEmbedder: string | null = null) =>
  checkModel({ embedder, modelFolder, indexEmbedder });

async function putWeights(): Promise<string> {
  const folder = join(modelFolder, BGE_NAME);
  mkdirSync(folder);
  writeFileSync(join(folder, "model.onnx"), "weights");
  writeFileSync(join(folder, "tokenizer.json"), "{}");
  await writeManifest(folder, { from: "一个文件夹", ...(await measureModel(folder)) });
  return folder;
}

describe("checkModel", () => {
  test.each(["ngrams", "openai:text-embedding"])("needs no files for %s", async (embedder) => {
    expect(await check(embedder)).toMatchObject({ check: "model.files", ok: true });
  });

  test("misses the weights when bge is asked for, or the index is made with them", async () => {
    expect(await check("bge")).toMatchObject({ ok: false, fix: "运行 npm run model" });
    expect(await check("auto", BGE_NAME)).toMatchObject({ ok: false, fix: "运行 npm run model" });
    expect(await check("auto", "ngrams-v1")).toMatchObject({ ok: true });
    expect((await check("auto")).message).toContain("内置的字符模型");
  });

  test("accepts weights that are as they were fetched, and says where they are from", async () => {
    await putWeights();
    const finding = await check("bge");
    expect(finding.ok).toBe(true);
    expect(finding.message).toContain("来自一个文件夹");
  });

  test("finds weights that changed since", async () => {
    const folder = await putWeights();
    writeFileSync(join(folder, "model.onnx"), "w3ights");
    expect(await check("auto")).toMatchObject({ ok: false, fix: expect.stringContaining("--force") });
    appendFileSync(join(folder, "model.onnx"), "more");
    expect(await check("auto")).toMatchObject({ ok: false });
  });
});
