import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bgeFolder, type Embedder, findModel, loadBge } from "../../src/models/index.ts";
import { tryModel } from "../../src/models/try-model.ts";
import { temporaryFolder } from "./model-fixture.ts";

const folder = bgeFolder(join(import.meta.dirname, "../../models"));
const present = (await findModel(folder)) !== null;
if (!present) console.info(`跳过语义模型的测试：${folder} 里没有模型，运行 npm run model 可取得。`);

describe.skipIf(!present)("the bge embedder", () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await loadBge(folder);
  });
  afterAll(async () => {
    await embedder.dispose?.();
  });

  it("carries the stamp of the known weights", () => {
    expect(embedder).toMatchObject({ name: "bge-small-zh-v1.5-q", dimensions: 512, semantic: true });
  });

  it("gives 512 numbers of length 1, for an empty text and for one of 10,000 characters too", async () => {
    for (const text of ["", "证", "证照分离改革".repeat(1_700)]) {
      const vector = await embedder.embedQuery(text);
      expect(vector).toHaveLength(512);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
  });

  it("puts a paraphrase nearer than another subject", async () => {
    const [question, paraphrase, unrelated] = await embedder.embedDocuments([
      "跨省通办事项有多少",
      "省外可以办的事项数量",
      "今年的粮食产量",
    ]);
    expect(cosine(question, paraphrase)).toBeGreaterThan(cosine(question, unrelated) + 0.1);
  });

  it("gives a text the same vector alone and among others", async () => {
    const text = "一件事一次办的主题数";
    const [, among] = await embedder.embedDocuments(["前面一句长得多的话，说的是完全不同的事情", text]);
    expect(among).toEqual(await embedder.embedQuery(text));
  });

  it("reads capitals as it reads small letters", async () => {
    expect(await embedder.embedQuery("GDP 增速")).toEqual(await embedder.embedQuery("gdp 增速"));
  });

  it("passes the trial that unknown weights have to pass", async () => {
    await expect(tryModel(folder)).resolves.toBeUndefined();
  });
});

describe("a damaged model folder", () => {
  it("is refused with the folder's name and the command that mends it", async () => {
    const damaged = await temporaryFolder();
    await writeFile(join(damaged, "model.onnx"), "half of a download");
    await writeFile(join(damaged, "tokenizer.json"), "{}");
    await expect(loadBge(damaged)).rejects.toThrow(/语义模型打不开.*zhengwen-models-.*npm run model/s);
    await expect(tryModel(damaged)).rejects.toThrow("不是这个模型");
  });
});

function cosine(a: number[] = [], b: number[] = []): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
