import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { createEmbedder, type EmbedderSettings } from "../../src/models/index.ts";
import { temporaryFolder } from "./model-fixture.ts";

let settings: EmbedderSettings;
beforeAll(async () => {
  settings = {
    embedder: "auto",
    modelFolder: await temporaryFolder(),
    download: false,
  };
});

describe("createEmbedder", () => {
  it("falls back to n-grams without the weights, and says so once with the command that helps", async () => {
    const first = await createEmbedder(settings);
    expect(first.embedder.name).toBe("ngrams-v1");
    expect(first.notice).toMatch(/字符模型.*换一种说法.*npm run model/);
    expect((await createEmbedder(settings)).notice).toBeUndefined();
  });

  it("refuses to fall back when bge is asked for by name", async () => {
    const attempt = createEmbedder({ ...settings, embedder: "bge" });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(/npm run model/);
  });

  it("takes n-grams without a notice when they are asked for", async () => {
    const { embedder, notice } = await createEmbedder({ ...settings, embedder: "ngrams" });
    expect([embedder.name, notice]).toEqual(["ngrams-v1", undefined]);
  });

  it("names the choices when the setting is not one of them", async () => {
    for (const embedder of ["", "bert", "bge:large"]) {
      await expect(createEmbedder({ ...settings, embedder })).rejects.toThrow(
        /ZHENGWEN_EMBEDDER.*ollama:模型名/,
      );
    }
  });
});
