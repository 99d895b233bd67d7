import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { explainFailure } from "../../src/store/failures.ts";
import { indexExists, needsRebuild, readStamp } from "../../src/store/index.ts";
import { indexed, open, put, reportOf, STAMP, temporaryFolder } from "./sample.ts";

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
  ])("refuses an index of another %s", (_, other) => {
    const folder = indexed();
    const stamp = { ...STAMP, ...other };
    expect(needsRebuild(folder, STAMP)).toBe(false);
    expect(needsRebuild(folder, stamp)).toBe(true);
    for (const mode of ["read", "write"] as const) {
      expect(complaint(() => open(folder, { mode, stamp }))).toMatch(/旧版本.*npm run ingest/);
    }
    expect(readStamp(folder)).toEqual(STAMP);
  });

  test("reads an index of another extractor, and tells which reports were read with which", () => {
    const folder = indexed();
    const stamp = { ...STAMP, extractor: "figures-2" };
    expect(needsRebuild(folder, stamp)).toBe(false);
    const reader = open(folder, { mode: "read", stamp });
    expect(reader.searchFigures(["水"], { limit: 5 })).toHaveLength(1);
    put(open(folder, { stamp }), reportOf("乙", ["气"]));
    const extractors = reader.reports().map(({ id, extractor }) => [id, extractor]);
    expect(extractors.sort()).toEqual([
      ["乙", "figures-2"],
      ["甲", "figures-1"],
    ]);
    expect(readStamp(folder)).toEqual(stamp);
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

  test("says that a file is damaged and how to mend it", () => {
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
  });

  test("says that a file cut in the middle is damaged when it is read", () => {
    const folder = temporaryFolder();
    const store = open(folder);
    put(
      store,
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
