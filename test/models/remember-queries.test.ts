import { describe, expect, it } from "vitest";
import { type Embedder, NgramEmbedder, rememberQueries } from "../../src/models/index.ts";

/** An n-gram embedder that records what it was asked for, and fails for one text. */
function recording(failing?: string): { embedder: Embedder; asked: string[] } {
  const inner = new NgramEmbedder();
  const asked: string[] = [];
  return {
    asked,
    embedder: {
      name: inner.name,
      dimensions: inner.dimensions,
      semantic: inner.semantic,
      embedDocuments: (texts) => inner.embedDocuments(texts),
      async embedQuery(text) {
        asked.push(text);
        if (text === failing && asked.length === 1) throw new Error("断线");
        return inner.embedQuery(text);
      },
    },
  };
}

describe("remembered query vectors", () => {
  it("are those of the embedder itself", async () => {
    const remembered = rememberQueries(new NgramEmbedder(), 2);
    expect(remembered).toMatchObject({ name: "ngrams-v1", dimensions: 512, semantic: false });
    const once = await remembered.embedQuery("办件量");
    expect(once).toEqual(await new NgramEmbedder().embedQuery("办件量"));
    expect(await remembered.embedQuery("办件量")).toEqual(once);
  });

  it("are asked for once, also by two callers at the same time", async () => {
    const { embedder, asked } = recording();
    const remembered = rememberQueries(embedder, 2);
    await Promise.all([remembered.embedQuery("网办率"), remembered.embedQuery("网办率")]);
    expect(asked).toEqual(["网办率"]);
  });

  it("leave when they were not used for longest", async () => {
    const { embedder, asked } = recording();
    const remembered = rememberQueries(embedder, 2);
    for (const text of ["甲", "乙", "甲", "丙", "甲", "乙"]) await remembered.embedQuery(text);
    expect(asked).toEqual(["甲", "乙", "丙", "乙"]);
  });

  it("do not keep a failure", async () => {
    const { embedder, asked } = recording("满意率");
    const remembered = rememberQueries(embedder, 2);
    await expect(remembered.embedQuery("满意率")).rejects.toThrow("断线");
    expect(await remembered.embedQuery("满意率")).toHaveLength(512);
    expect(asked).toEqual(["满意率", "满意率"]);
  });
});
