import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NgramEmbedder } from "../../src/models/index.ts";

const embedder = new NgramEmbedder();

describe("the n-gram embedder", () => {
  it("says that it knows no meaning", () => {
    expect(embedder).toMatchObject({ name: "ngrams-v1", dimensions: 512, semantic: false });
  });

  it("gives every text with a letter or digit a vector of 512 numbers and length 1", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (noise) => {
        const vector = await embedder.embedQuery(`${noise}办`);
        expect(vector).toHaveLength(512);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });

  it("gives a text whose n-grams cancel each other out a vector of length 1 all the same", async () => {
    // Both characters fall into one bucket with opposite signs.
    const vector = await embedder.embedQuery("𒂛 办");
    expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
  });

  it("gives the same vector for the same text, alone or among others, in any letter case", async () => {
    const alone = await embedder.embedQuery("GDP 增长率");
    const [, among] = await new NgramEmbedder().embedDocuments(["别的话", "gdp 增长率"]);
    expect(among).toEqual(alone);
  });

  it("keeps its vectors from version to version", async () => {
    // An index carries the stamp ngrams-v1: whoever changes these numbers must change the stamp.
    const vector = await embedder.embedQuery("办事");
    const filled = vector.flatMap((value, i) => (value === 0 ? [] : [[i, Number(value.toFixed(3))]]));
    expect(filled).toMatchInlineSnapshot(`
      [
        [
          234,
          0.577,
        ],
        [
          293,
          0.577,
        ],
        [
          510,
          -0.577,
        ],
      ]
    `);
  });

  it("puts texts that share words nearer than texts that do not", async () => {
    const [question, near, far] = await embedder.embedDocuments([
      "一窗受理的事项有多少",
      "全县一窗受理事项三百余项",
      "河道清淤工程按期完工",
    ]);
    expect(cosine(question, near)).toBeGreaterThan(cosine(question, far) + 0.2);
  });

  it("gives zeros for a text of punctuation only", async () => {
    expect(new Set(await embedder.embedQuery("，。！ \n"))).toEqual(new Set([0]));
  });
});

function cosine(a: number[] = [], b: number[] = []): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
