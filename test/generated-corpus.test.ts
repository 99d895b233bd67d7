/**
 * The made-up corpus of the scale benchmark: read, described and asked like any other, at a size that a test can take.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KnownAnswer, makeCorpus, writeCorpus } from "../scripts/generated-corpus/index.ts";
import { buildIndexOf, type IndexFixture, temporaryWorkspace } from "./support/index-fixture.ts";

const REPORTS = 40;
const SEED = 7;

let index: IndexFixture;
let questions: KnownAnswer[];
let removeCorpus: () => void;
beforeAll(async () => {
  const { config, remove } = await temporaryWorkspace();
  removeCorpus = remove;
  questions = writeCorpus(config.corpusDir, REPORTS, SEED);
  index = await buildIndexOf(config.corpusDir);
});
afterAll(async () => {
  await index.close();
  removeCorpus();
});

describe("a made-up corpus", () => {
  test("is the same for the same seed and another one for another seed", () => {
    const texts = (seed: number) => [...makeCorpus(9, seed)].map(({ file, text }) => `${file} ${text}`);
    expect(texts(SEED)).toEqual(texts(SEED));
    expect(texts(SEED)).not.toEqual(texts(SEED + 1));
  });

  test("has reports of the length of real ones, each of its own wording", () => {
    const reports = [...makeCorpus(200, SEED)];
    for (const { text } of reports) {
      expect(text.length).toBeGreaterThan(1200);
      expect(text.length).toBeLessThan(4000);
    }
    expect(new Set(reports.map(({ file }) => file)).size).toBe(200);
    expect(reports.some(({ file }) => file.endsWith(".html"))).toBe(true);
    expect(reports.some(({ file }) => file.endsWith(".txt"))).toBe(true);
  });

  test("is read without a failure, and no report is taken for another's twin", () => {
    expect(index.summary).toMatchObject({ reports: REPORTS, added: REPORTS, failed: [] });
    expect(index.store.reports().filter(({ twin }) => twin)).toEqual([]);
  });

  test("is described by region and year", () => {
    const described = new Map(index.store.reports().map((r) => [r.file, r]));
    for (const { file, regionCode, year } of questions) {
      expect([file, described.get(file)?.region?.code]).toEqual([file, regionCode]);
      expect([file, described.get(file)?.period?.label]).toEqual([file, String(year)]);
    }
  });

  test("holds the figures that its questions ask for", () => {
    for (const { file, value, unit } of questions) {
      expect(readFileSync(join(index.config.corpusDir, file), "utf8")).toContain(`${value}${unit}`);
    }
  });

  test("is answered right, but for one question in twenty at most", async () => {
    const asked = questions.filter((_, i) => i % 5 === 0);
    const wrong: string[] = [];
    for (const { question, value, unit } of asked) {
      const { figures } = await index.assistant.ask({ question });
      if (figures[0]?.value !== value || figures[0]?.unit !== unit) wrong.push(question);
    }
    expect(asked.length).toBeGreaterThan(50);
    expect(wrong.length, wrong.join("；")).toBeLessThanOrEqual(asked.length / 20);
  });
});
