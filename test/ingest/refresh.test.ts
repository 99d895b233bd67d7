/**
 * Refreshing an index from a folder that changes: what is counted, what survives a failure, what a person is told.
 */
import { rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Config } from "../../src/config.ts";
import { UserError } from "../../src/domain/index.ts";
import { type IngestSummary, refresh } from "../../src/ingest/index.ts";
import { type Embedder, NgramEmbedder } from "../../src/models/index.ts";
import { openStore, readStamp, type Store } from "../../src/store/index.ts";
import { openIndex, refreshIndex } from "../../src/workspace.ts";
import { figuresIn, temporaryWorkspace, writeReports } from "../support/index-fixture.ts";

const A = "青田县政务服务中心2022年工作总结\n全年办件8.2万件，满意率为99.1%。\n";
const B = "新昌县政务服务中心2022年工作总结\n全年办件6.4万件。\n";
const COUNTS = ["added", "changed", "removed", "unchanged"] as const;

interface Workspace {
  config: Config;
  write(files: Record<string, string | Uint8Array>): Promise<void>;
  remove(file: string): Promise<void>;
  refresh(embedder?: Embedder): Promise<IngestSummary>;
  /** Reads the index as a question would. */
  read<T>(work: (store: Store) => T): Promise<T>;
}

async function workspace(files: Record<string, string | Uint8Array> = {}): Promise<Workspace> {
  const { config, remove } = await temporaryWorkspace();
  onTestFinished(remove);
  await writeReports(config.corpusDir, files);
  return {
    config,
    write: (more) => writeReports(config.corpusDir, more),
    remove: (file) => unlink(join(config.corpusDir, file)),
    refresh: (embedder = new NgramEmbedder()) => refreshIndex(config, embedder),
    read: async (work) => {
      const { store, close } = await openIndex(config);
      try {
        return work(store);
      } finally {
        await close();
      }
    },
  };
}

function counts(summary: IngestSummary): number[] {
  return COUNTS.map((name) => summary[name]);
}

const filesOf = (store: Store) => store.reports().map((report) => report.file);

describe("counts", () => {
  test("tell added, changed, removed and unchanged files, and totals of the index afterwards", async () => {
    const w = await workspace({ "a.txt": A, "地市/b.txt": B });
    const first = await w.refresh();
    expect(counts(first)).toEqual([2, 0, 0, 0]);
    expect(first).toMatchObject({ reports: 2, figures: 3, failed: [] });
    expect(first.passages).toBeGreaterThanOrEqual(2);
    expect(counts(await w.refresh())).toEqual([0, 0, 0, 2]);

    await w.write({ "a.txt": A.replace("8.2", "8.4"), "c.md": "# 德清县2022年工作总结\n\n办件3.1万件。\n" });
    await w.remove("地市/b.txt");
    const last = await w.refresh();
    expect(counts(last)).toEqual([1, 1, 1, 0]);
    expect(last).toMatchObject({ reports: 2, figures: 3 });
    expect(await w.read(filesOf)).toEqual(["a.txt", "c.md"]);
    expect(await w.read((store) => figuresIn(store).map((f) => f.value))).toEqual([8.4, 99.1, 3.1]);
  });

  test("leave hidden, lock and override files out", async () => {
    const w = await workspace({
      "a.txt": A,
      ".hidden.txt": B,
      "~$a.docx": B,
      "a.txt.meta.json": '{"region":"缙云县"}',
    });
    expect(await w.refresh()).toMatchObject({ added: 1, failed: [] });
  });

  test("keep telling the warnings of an unchanged report", async () => {
    const w = await workspace({ "a.txt": "某单位2022年总结\n全年办件8.2万件。" });
    const [first, second] = [await w.refresh(), await w.refresh()];
    expect(first.warnings).toMatchObject([{ file: "a.txt", warning: expect.stringContaining("地区") }]);
    expect(second.warnings).toEqual(first.warnings);
    expect(second.unchanged).toBe(1);
  });
});

describe("overrides", () => {
  test("beside a report describe it, and a change of them is a change of the report", async () => {
    const w = await workspace({ "a.txt": A });
    await w.refresh();
    await w.write({ "a.txt.meta.json": '{"region":"缙云县","period":"2020年","title":"试点材料"}' });
    expect(counts(await w.refresh())).toEqual([0, 1, 0, 0]);
    const [report] = await w.read((store) => store.reports());
    expect(report).toMatchObject({
      title: "试点材料",
      region: { name: "缙云县" },
      period: { label: "2020" },
    });
  });

  test.each([
    ["{region:缙云县}", "不是有效的 JSON"],
    ['{"region":7}', "都要是文字"],
  ])("that are wrong (%s) fail their report only and name the file", async (json, message) => {
    const w = await workspace({ "a.txt": A, "b.txt": B, "a.txt.meta.json": json });
    const summary = await w.refresh();
    expect(summary).toMatchObject({ added: 1, reports: 1 });
    expect(summary.failed).toEqual([{ file: "a.txt", error: expect.stringContaining(message) }]);
    expect(summary.failed[0]?.error).toContain("a.txt.meta.json");
  });
});

describe("a bad file", () => {
  const png = new Uint8Array([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ]);
  const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff);

  test.each<[string, string | Uint8Array]>([
    ["that is empty", ""],
    ["of blanks", " \n\t\n"],
    ["that is a picture named .txt", png],
    ["of noise named .txt", noise],
    ["without Chinese", "Annual report 2022: 82,000 cases handled."],
  ])("%s fails with a Chinese reason and the others are taken in", async (_what, content) => {
    const w = await workspace({ "a.txt": A, "bad.txt": content, "c.txt": B });
    const summary = await w.refresh();
    expect(summary).toMatchObject({ added: 2, reports: 2 });
    expect(summary.failed.map((f) => f.file)).toEqual(["bad.txt"]);
    expect(summary.failed[0]?.error).toMatch(/\p{Script=Han}{4,}/u);
    expect(summary.failed[0]?.error).not.toMatch(/Error|undefined|\bat /);
    expect(await w.read(filesOf)).toEqual(["a.txt", "c.txt"]);
  });

  test("that is too large names the limit and its setting", async () => {
    const w = await workspace({ "a.txt": A, "big.txt": A.repeat(40_000) });
    const summary = await refreshIndex({ ...w.config, maxFileMb: 1 }, new NgramEmbedder());
    expect(summary.failed).toEqual([
      { file: "big.txt", error: expect.stringMatching(/1\.0 MB.*ZHENGWEN_MAX_FILE_MB/) },
    ]);
    expect(summary.reports).toBe(1);
  });

  test("that was good before keeps its indexed state until it is mended", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    await w.refresh();
    await w.write({ "a.txt": "" });
    const broken = await w.refresh();
    expect(broken).toMatchObject({ reports: 2, unchanged: 1, removed: 0, failed: [{ file: "a.txt" }] });
    expect(await w.read((store) => figuresIn(store).map((f) => f.value))).toEqual([8.2, 99.1, 6.4]);
    await w.write({ "a.txt": A.replace("8.2", "8.5") });
    expect(counts(await w.refresh())).toEqual([0, 1, 0, 1]);
    expect(await w.read((store) => figuresIn(store).map((f) => f.value))).toEqual([8.5, 99.1, 6.4]);
  });
});

describe("a refresh that cannot go on", () => {
  test("over an empty or missing folder says so and loses nothing", async () => {
    const w = await workspace({ "a.txt": A });
    await w.refresh();
    await w.remove("a.txt");
    await expect(w.refresh()).rejects.toThrow(/没有可读的报告.*索引没有改动/);
    expect(await w.read(filesOf)).toEqual(["a.txt"]);
    await rm(w.config.corpusDir, { recursive: true });
    await expect(w.refresh()).rejects.toThrow(/找不到报告文件夹.*--corpus.*ZHENGWEN_CORPUS/);
    expect(await w.read(filesOf)).toEqual(["a.txt"]);
  });

  test("for a full disk ends at once and keeps what was booked", async () => {
    const w = await workspace({ "a.txt": A });
    await w.refresh();
    await w.write({ "a.txt": A.replace("8.2", "8.4"), "b.txt": B });
    const stamp = readStamp(w.config.indexDir);
    if (!stamp) throw new Error("no stamp");
    const store = openStore({ folder: w.config.indexDir, mode: "write", stamp });
    const full: Store = Object.create(store, {
      replaceReport: {
        value: () => {
          throw new UserError("磁盘空间不足，索引没有写成。");
        },
      },
    });
    const run = refresh({
      corpus: w.config.corpusDir,
      store: full,
      embedder: new NgramEmbedder(),
      maxFileBytes: 1e6,
    });
    await expect(run).rejects.toThrow(/磁盘空间不足/);
    store.close();
    expect(await w.read((s) => figuresIn(s).map((f) => f.value))).toEqual([8.2, 99.1]);
  });

  test("for an embedder that fails leaves reports answerable, and the next refresh ends the work", async () => {
    const w = await workspace({ "a.txt": A });
    const broken = new NgramEmbedder();
    broken.embedDocuments = () => Promise.reject(new UserError("向量服务没有回应。"));
    await expect(w.refresh(broken)).rejects.toThrow("向量服务没有回应");
    expect(await w.read((store) => [filesOf(store), store.vectorsUsable])).toEqual([["a.txt"], false]);
    expect(await w.refresh()).toMatchObject({ unchanged: 1 });
    expect(await w.read((store) => [store.vectorsUsable, store.pendingCount()])).toEqual([true, 0]);
  });
});

describe("versions", () => {
  const short: Embedder = {
    name: "short-v1",
    dimensions: 8,
    semantic: false,
    embedQuery: async (text) => shortVector(text),
    embedDocuments: async (texts) => texts.map(shortVector),
  };

  function shortVector(text: string): number[] {
    return Array.from({ length: 8 }, (_, i) => (text.codePointAt(i) ?? 1) % 97);
  }

  test("of the embedder: another one embeds again without reading again", async () => {
    const w = await workspace({ "a.txt": A });
    await w.refresh();
    const summary = await w.refresh(short);
    expect(counts(summary)).toEqual([0, 0, 0, 1]);
    expect(readStamp(w.config.indexDir)).toMatchObject({ embedder: "short-v1", dimensions: 8 });
    expect(await w.read((store) => store.vectorsUsable)).toBe(false);
    await w.refresh();
    expect(await w.read((store) => [store.vectorsUsable, store.pendingCount()])).toEqual([true, 0]);
  });

  test("of the extractor: an older index is read anew, and questions refuse it until then", async () => {
    const w = await workspace({ "a.txt": A });
    await w.refresh();
    const stamp = readStamp(w.config.indexDir);
    if (!stamp) throw new Error("no stamp");
    openStore({
      folder: w.config.indexDir,
      mode: "write",
      stamp: { ...stamp, extractor: "older" },
      rebuild: true,
    }).close();
    await expect(openIndex(w.config)).rejects.toThrow(/旧版本.*npm run ingest/);
    expect(counts(await w.refresh())).toEqual([1, 0, 0, 0]);
    expect(await w.read(filesOf)).toEqual(["a.txt"]);
  });
});
