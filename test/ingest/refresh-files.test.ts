/**
 * Refreshing: what is made of renamed, changed, linked, half-written and packed files, and of two refreshes at once.
 */
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { NgramEmbedder } from "../../src/models/index.ts";
import { lockIndex } from "../../src/store/index.ts";
import { openIndex, refreshIndex } from "../../src/workspace.ts";
import { A, B, counts, filesOf, workspace } from "../support/corpus-workspace.ts";
import { figuresIn, writeReports } from "../support/index-fixture.ts";

describe("files", () => {
  test("that have another name now are told as renamed, and no vector is made again", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    await w.refresh();
    await w.write({ "2022/a.txt": A });
    await w.remove("a.txt");
    const summary = await w.refresh();
    expect(counts(summary)).toEqual([0, 0, 0, 1]);
    expect(summary.renamed).toEqual([{ from: "a.txt", to: "2022/a.txt" }]);
    expect(summary.figureChanges).toEqual([]);
    expect(await w.read(filesOf)).toEqual(["2022/a.txt", "b.txt"]);
    expect(await w.read((store) => figuresIn(store).map((f) => f.value))).toEqual([8.2, 99.1, 6.4]);
  });

  test("of equal content leave together, only one of them renamed", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": A, "c.txt": B });
    await w.refresh();
    await w.remove("a.txt");
    await w.remove("b.txt");
    await w.write({ "d.txt": A });
    const summary = await w.refresh();
    expect([summary.renamed.length, summary.removed, summary.added]).toEqual([1, 1, 0]);
    expect(await w.read(filesOf)).toEqual(["c.txt", "d.txt"]);
  });

  test("changed or removed say which figures differ", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    await w.refresh();
    await w.write({ "a.txt": A.replace("99.1", "98.4") });
    await w.remove("b.txt");
    await w.write({ "c.txt": B.replace("新昌", "德清") });
    const { figureChanges } = await w.refresh();
    expect(figureChanges.map(({ file, kind }) => [file, kind])).toEqual([
      ["a.txt", "changed"],
      ["b.txt", "removed"],
    ]);
    expect(figureChanges[0]?.changes).toMatchObject([{ kind: "changed", before: "99.1%", after: "98.4%" }]);
    expect(figureChanges[1]?.changes).toMatchObject([{ kind: "gone", before: "6.4万件" }]);
  });

  test("linked from elsewhere are read; links to folders, to listed files and to nothing are told", async () => {
    const w = await workspace({ "a.txt": A });
    const outside = join(w.config.corpusDir, "..", "outside");
    await writeReports(outside, { "b.txt": B });
    for (const [target, name] of [
      [join(outside, "b.txt"), "b.txt"],
      [outside, "folder"],
      ["a.txt", "again.txt"],
      ["nothing.txt", "lost.txt"],
    ] as const) {
      await symlink(target, join(w.config.corpusDir, name));
    }
    const summary = await w.refresh();
    expect(summary).toMatchObject({ added: 2, failed: [] });
    expect(summary.warnings.map(({ file, warning }) => [file, warning])).toEqual([
      ["again.txt", expect.stringContaining("a.txt")],
      ["folder", expect.stringContaining("文件夹")],
      ["lost.txt", expect.stringContaining("不存在")],
    ]);
  });

  test("that are still being written stay as the index has them", async () => {
    const w = await workspace({ "a.txt": A });
    await w.refresh();
    await w.write({ "a.txt": A.slice(0, 30), "b.txt": B.slice(0, 20) });
    const unsettled = new Set(["a.txt", "b.txt"]);
    const summary = await refreshIndex(w.config, new NgramEmbedder(), { unsettled });
    expect(counts(summary)).toEqual([0, 0, 0, 1]);
    expect(await w.read((store) => figuresIn(store).map((f) => f.value))).toEqual([8.2, 99.1]);
  });

  test("nobody touched are not opened again", async () => {
    const w = await workspace({ "a.txt": A });
    const path = join(w.config.corpusDir, "a.txt");
    await wait(2100);
    await w.refresh();
    const { store, close } = await openIndex(w.config);
    expect(store.reports()[0]?.fileStamp).toMatch(/^\d+:/);
    await close();
    await writeFile(path, B);
    expect(counts(await w.refresh())).toEqual([0, 1, 0, 0]);
  });

  test("that failed before and are still the same are told again without being read again", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": "no Chinese here" });
    const failedBefore = new Map<string, { contentHash: string; error: string }>();
    const messages: string[] = [];
    const options = { failedBefore, onProgress: (message: string) => messages.push(message) };
    const first = await refreshIndex(w.config, new NgramEmbedder(), options);
    messages.length = 0;
    const second = await refreshIndex(w.config, new NgramEmbedder(), options);
    expect(second.failed).toEqual(first.failed);
    expect(messages).toEqual([]);
    await w.write({ "b.txt": B });
    expect((await refreshIndex(w.config, new NgramEmbedder(), options)).failed).toEqual([]);
  });
});

describe("an archive", () => {
  const zip = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

  test("gives one report per member, under the archive's name, and each answers for itself", async () => {
    const w = await workspace({
      "包.zip": zip({ "甲/a.txt": A, "b.txt": B, "b.txt.meta.json": '{"region":"缙云县"}' }),
    });
    expect(await w.refresh()).toMatchObject({ added: 1, reports: 2, failed: [] });
    const reports = await w.read((store) => store.reports());
    expect(reports.map((r) => [r.file, r.sourceFile, r.region?.name])).toEqual([
      ["包.zip/b.txt", "包.zip", "缙云县"],
      ["包.zip/甲/a.txt", "包.zip", "青田县"],
    ]);
    expect(counts(await w.refresh())).toEqual([0, 0, 0, 1]);
    await w.write({ "包.zip": zip({ "甲/a.txt": A.replace("8.2", "8.3") }) });
    const summary = await w.refresh();
    expect(counts(summary)).toEqual([0, 1, 0, 0]);
    expect(summary.figureChanges.map(({ file }) => file)).toEqual(["包.zip/b.txt", "包.zip/甲/a.txt"]);
    expect(await w.read(filesOf)).toEqual(["包.zip/甲/a.txt"]);
  });

  test("with a bad member fails for that member only, and says so again while it stays as it is", async () => {
    const inner = Buffer.from(zip({ "x.txt": A })).toString("latin1");
    const bytes = zipSync({
      "a.txt": strToU8(A),
      "b.txt": strToU8("nothing Chinese"),
      "c.zip": strToU8(inner, true),
    });
    const w = await workspace({ "包.zip": bytes });
    const expected = [
      { file: "包.zip/b.txt", error: expect.stringContaining("中文") },
      { file: "包.zip/c.zip", error: expect.stringContaining("压缩包里的压缩包") },
    ];
    const first = await w.refresh();
    expect(first).toMatchObject({ added: 1, reports: 1 });
    expect(first.failed).toEqual(expected);
    const again = await w.refresh();
    expect(again).toMatchObject({ unchanged: 1, reports: 1 });
    expect(again.failed).toEqual(expected);
  });
});

describe("two refreshes at once", () => {
  test("the second waits for the first and then finds nothing to do", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    const told: string[] = [];
    const second = { onProgress: (message: string) => told.push(message) };
    const [one, other] = await Promise.all([
      w.refresh(),
      refreshIndex(w.config, new NgramEmbedder(), second),
    ]);
    expect([one.added + other.added, one.unchanged + other.unchanged]).toEqual([2, 2]);
  });

  test("the second gives up where it may not wait", async () => {
    const w = await workspace({ "a.txt": A });
    const lock = await lockIndex(w.config.indexDir, { waitMs: 0 });
    const hurried = refreshIndex(w.config, new NgramEmbedder(), { wait: false });
    await expect(hurried).rejects.toThrow("另一个进程正在更新索引");
    lock.release();
    expect(await w.refresh()).toMatchObject({ added: 1 });
  });
});
