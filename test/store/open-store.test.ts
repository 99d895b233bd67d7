import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { explainFailure } from "../../src/store/failures.ts";
import { indexExists, needsRebuild, readStamp } from "../../src/store/index.ts";
import { embedAll, open, reportOf, STAMP, temporaryFolder } from "./sample.ts";

/** A folder with an index of one report. */
function indexed(): string {
  const folder = temporaryFolder();
  const store = open(folder);
  store.replaceReport(reportOf("甲", ["水", "电"]));
  embedAll(store);
  store.close();
  return folder;
}

function damage(folder: string): void {
  writeFileSync(join(folder, "zhengwen.db"), "这不是数据库".repeat(1000));
}

/** The message of the UserError that `work` throws. */
function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("no error was thrown");
}

describe("opening a store", () => {
  test("makes the folder when writing, and finds it afterwards", () => {
    const folder = join(temporaryFolder(), "深", "索引");
    expect(indexExists(folder)).toBe(false);
    expect(readStamp(folder)).toBeNull();
    expect(needsRebuild(folder, STAMP)).toBe(false);
    open(folder).close();
    expect(indexExists(folder)).toBe(true);
    expect(readStamp(folder)).toEqual(STAMP);
    expect(open(folder, { mode: "read" }).reports()).toEqual([]);
  });

  test("says where the index is missing and how to make it", () => {
    const folder = join(temporaryFolder(), "没有");
    const message = complaint(() => open(folder, { mode: "read" }));
    expect(message).toContain(folder);
    expect(message).toContain("npm run ingest");
    expect(existsSync(folder)).toBe(false);
  });

  test("says when the path is a file", () => {
    const file = join(temporaryFolder(), "index");
    writeFileSync(file, "");
    expect(complaint(() => open(file))).toContain("不是文件夹");
    expect(complaint(() => open(join(file, "inner")))).toContain("不是文件夹");
    expect(complaint(() => open(file, { mode: "read" }))).toContain("不是文件夹");
  });

  test.skipIf(process.getuid?.() === 0)("says when the folder cannot be written", () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(complaint(() => open(folder))).toContain("没有权限");
    chmodSync(folder, 0o700);
  });

  test.each([
    ["format", { format: STAMP.format + 1 }],
    ["segmenter", { segmenter: "characters-2" }],
    ["extractor", { extractor: "figures-2" }],
  ])("refuses an index of another %s until it is rebuilt", (_, other) => {
    const folder = indexed();
    const stamp = { ...STAMP, ...other };
    expect(needsRebuild(folder, STAMP)).toBe(false);
    expect(needsRebuild(folder, stamp)).toBe(true);
    for (const mode of ["read", "write"] as const) {
      expect(complaint(() => open(folder, { mode, stamp }))).toMatch(/旧版本.*npm run ingest/);
    }
    const store = open(folder, { stamp, rebuild: true });
    expect(store.reports()).toEqual([]);
    expect(store.documentFrequency().of("水")).toBe(0);
    expect(store.searchFigures(["水"], { limit: 5 })).toEqual([]);
    store.replaceReport(reportOf("甲", ["水"]));
    expect(store.searchFigures(["水"], { limit: 5 })).toHaveLength(1);
    expect(readStamp(folder)).toEqual(stamp);
    expect(needsRebuild(folder, stamp)).toBe(false);
  });

  test("keeps vectors over a rebuild of the same format", () => {
    const store = open(indexed(), { stamp: { ...STAMP, extractor: "figures-2" }, rebuild: true });
    store.replaceReport(reportOf("甲", ["水", "气"]));
    expect(store.pendingTexts(9).map(({ text }) => text)).toEqual(["甲市 气", "片段 气", "气"]);
  });

  test("stops a reader whose index another version rebuilt", () => {
    const folder = indexed();
    const reader = open(folder, { mode: "read" });
    open(folder, { stamp: { ...STAMP, format: STAMP.format + 1 }, rebuild: true });
    expect(complaint(() => reader.reports())).toContain("重新启动");
  });

  test("opens an index of another embedder without its vectors", () => {
    const folder = indexed();
    const stamp = { ...STAMP, embedder: "other", dimensions: 8 };
    expect(needsRebuild(folder, stamp)).toBe(false);
    const store = open(folder, { mode: "read", stamp });
    expect(store.stamp).toEqual(STAMP);
    expect(store.vectorsUsable).toBe(false);
    expect(store.searchFigures(["水"], { limit: 1 })).toHaveLength(1);
  });

  test("says that a file is damaged and how to mend it, and mends it on a rebuild", () => {
    const folder = indexed();
    damage(folder);
    expect(indexExists(folder)).toBe(true);
    expect(needsRebuild(folder, STAMP)).toBe(true);
    for (const work of [() => open(folder), () => open(folder, { mode: "read" }), () => readStamp(folder)]) {
      const message = complaint(work);
      expect(message).toContain("已损坏");
      expect(message).toContain(folder);
      expect(message).toContain("npm run ingest");
    }
    const store = open(folder, { rebuild: true });
    expect(store.reports()).toEqual([]);
    expect(readStamp(folder)).toEqual(STAMP);
  });

  test("says that a file cut in the middle is damaged when it is read", () => {
    const folder = temporaryFolder();
    const store = open(folder);
    store.replaceReport(
      reportOf(
        "甲",
        Array.from({ length: 400 }, (_, i) => `第${i}件水`),
      ),
    );
    store.close();
    const file = join(folder, "zhengwen.db");
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 3)));
    expect(
      complaint(() => {
        const cutShort = open(folder, { mode: "read" });
        cutShort.reports();
        cutShort.figuresOf("甲");
        cutShort.searchFigures(["水"], { limit: 500 });
      }),
    ).toContain("已损坏");
  });

  test("takes a database of another program for a damaged index", () => {
    const folder = temporaryFolder();
    const db = new Database(join(folder, "zhengwen.db"));
    db.exec("CREATE TABLE notes (id INTEGER)");
    db.close();
    expect(complaint(() => open(folder, { mode: "read" }))).toContain("已损坏");
    expect(complaint(() => open(folder))).toContain("已损坏");
  });

  test("takes an index whose making was cut off before the first table for an empty one", () => {
    const folder = temporaryFolder();
    const db = new Database(join(folder, "zhengwen.db"));
    db.pragma("journal_mode = WAL");
    db.close();
    expect(readStamp(folder)).toBeNull();
    expect(complaint(() => open(folder, { mode: "read" }))).toContain("npm run ingest");
    expect(open(folder).reports()).toEqual([]);
  });

  test.each([
    ["SQLITE_FULL", "没有丢失"],
    ["ENOSPC", "没有丢失"],
    ["SQLITE_BUSY", "另一个进程"],
    ["EACCES", "没有权限"],
    ["SQLITE_READONLY_DIRECTORY", "没有权限"],
    ["SQLITE_IOERR_READ", "磁盘出错"],
  ])("explains %s", (code, expected) => {
    const error = explainFailure(Object.assign(new Error("x"), { code }), "索引夹");
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(expected);
    expect(String(error)).toContain("索引夹");
  });

  test("leaves an error of the program as it is", () => {
    const error = new TypeError("bug");
    expect(explainFailure(error, "索引夹")).toBe(error);
  });
});
