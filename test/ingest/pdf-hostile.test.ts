/**
 * PDFs made to harm: each fails alone, or is read as far as it goes, within seconds.
 */
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS, quietContext } from "../../src/ingest/readers/limits.ts";
import { handmade, read, refusalOf } from "./pdf-fixture.ts";

describe("hostile files", () => {
  const CATALOG = "<</Type/Catalog/Pages 2 0 R>>";

  test("with a page tree that leads back into itself end with a refusal", { timeout: 10_000 }, async () => {
    const bytes = handmade(
      CATALOG,
      "<</Type/Pages/Kids[3 0 R]/Count 2>>",
      "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>",
    );
    expect(await refusalOf(bytes)).toMatch(/材料\.pdf/);
  });

  test("that declare a huge number of pages end with a refusal", { timeout: 10_000 }, async () => {
    const bytes = handmade(CATALOG, "<</Type/Pages/Kids[]/Count 2000000000>>");
    expect(await refusalOf(bytes)).toMatch(/材料\.pdf/);
  });

  test("that declare a huge number of pages but hold one are read", { timeout: 10_000 }, async () => {
    const content = "BT /F 12 Tf 72 700 Td (Services handled in the year) Tj ET";
    const bytes = handmade(
      CATALOG,
      "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1000000000>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    );
    const { text, warnings } = await read(bytes);
    expect(text).toBe("Services handled in the year");
    expect(warnings).toEqual(["第 2 页已损坏，没有读到"]);
  });

  test("that declare a stream of five gigabytes are read as far as they go", {
    timeout: 10_000,
  }, async () => {
    const content = "BT /F 12 Tf 72 700 Td (Services handled in the year) Tj ET";
    const bytes = handmade(
      CATALOG,
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      `<</Length 5000000000>>\nstream\n${content}\nendstream`,
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    );
    expect((await read(bytes)).text).toBe("Services handled in the year");
  });

  test("whose streams unpack beyond the limit are refused before they are parsed", async () => {
    const bomb = deflateSync(Buffer.alloc(5_000_000, " "));
    const twice = deflateSync(bomb);
    const context = { ...quietContext, limits: { ...DEFAULT_LIMITS, unpackedBytes: 2_000_000 } };
    for (const [filter, packed] of [
      ["/FlateDecode", bomb],
      ["[/FlateDecode/FlateDecode]", twice],
    ] as const) {
      const bytes = handmade(
        CATALOG,
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        `<</Length ${packed.length}/Filter${filter}>>\nstream\n${packed.toString("latin1")}\nendstream`,
      );
      expect(await refusalOf(bytes, context)).toMatch(/解压后超过上限/);
    }
  });
});
