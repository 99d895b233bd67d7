/**
 * Refreshing an index from a folder that changes: what is counted, what survives a failure, what a person is told.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { DEFAULT_LIMITS, refresh } from "../../src/ingest/index.ts";
import { type Embedder, NgramEmbedder } from "../../src/models/index.ts";
import { type IndexStamp, openStore, readStamp, type Store } from "../../src/store/index.ts";
import { openIndex, refreshIndex } from "../../src/workspace.ts";
import { A, B, counts, filesOf, type Workspace, workspace } from "../support/corpus-workspace.ts";
import { figuresIn } from "../support/index-fixture.ts";

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
      replaceFiles: {
        value: () => {
          throw new UserError("磁盘空间不足，索引没有写成。");
        },
      },
    });
    const run = refresh({
      corpus: w.config.corpusDir,
      store: full,
      embedder: new NgramEmbedder(),
      limits: DEFAULT_LIMITS,
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

  /** Makes the index look as if this stamp had made it. */
  async function restamped(w: Workspace, change: Partial<IndexStamp>): Promise<IndexStamp> {
    const stamp = readStamp(w.config.indexDir);
    if (!stamp) throw new Error("no stamp");
    const db = new Database(join(w.config.indexDir, "zhengwen.db"));
    db.prepare("UPDATE meta SET value = ? WHERE key = 'stamp'").run(JSON.stringify({ ...stamp, ...change }));
    if (change.extractor) db.prepare("UPDATE reports SET extractor = ?").run(change.extractor);
    db.close();
    return stamp;
  }

  test("of the extractor: an older index answers with a notice, and a refresh reads its files anew", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    await w.refresh();
    await restamped(w, { extractor: "older" });
    const notices: string[] = [];
    const { store, close } = await openIndex(w.config, { onProgress: (message) => notices.push(message) });
    expect(filesOf(store)).toEqual(["a.txt", "b.txt"]);
    expect(notices).toContainEqual(expect.stringMatching(/2 份报告是旧版本的程序读的.*npm run ingest/));
    const summary = await w.refresh();
    expect(counts(summary)).toEqual([0, 0, 0, 2]);
    expect(summary).toMatchObject({ reread: 2, figureChanges: [] });
    expect(filesOf(store)).toEqual(["a.txt", "b.txt"]);
    await close();
    expect(await w.refresh()).toMatchObject({ unchanged: 2, reread: 0 });
  });

  test("of the segmenter: the index is made anew beside the old one, and vectors are carried over", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    await w.refresh();
    const stamp = await restamped(w, { segmenter: "older" });
    const reader = openStore({
      folder: w.config.indexDir,
      mode: "read",
      stamp: { ...stamp, segmenter: "older" },
    });
    onTestFinished(() => reader.close());
    const seen: string[][] = [];
    const counting = new NgramEmbedder();
    const embedded: string[] = [];
    counting.embedDocuments = (texts) => {
      embedded.push(...texts);
      return new NgramEmbedder().embedDocuments(texts);
    };
    const onProgress = (message: string) => {
      if (message.startsWith("读取")) seen.push(filesOf(reader));
    };
    const summary = await refreshIndex(w.config, counting, { onProgress });
    expect(summary).toMatchObject({ added: 2, reports: 2 });
    expect(seen).toEqual([
      ["a.txt", "b.txt"],
      ["a.txt", "b.txt"],
    ]);
    expect(embedded).toEqual([]);
    expect(() => reader.reports()).toThrow("重新启动");
    expect(await w.read(filesOf)).toEqual(["a.txt", "b.txt"]);
  });
});
