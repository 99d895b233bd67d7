/**
 * An index made anew beside the one in use: what readers see meanwhile and afterwards, what is carried over, what an
 * interrupted making leaves.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { discardRebuild, finishRebuild, needsRebuild, readStamp } from "../../src/store/index.ts";
import { indexed, letterVector, open, put, reportOf, STAMP } from "./sample.ts";

const NEWER = { ...STAMP, segmenter: "characters-2" };

/** Fills an index beside the one in use. */
function fill(folder: string, stamp = NEWER, lines = ["水", "气"]) {
  const next = open(folder, { mode: "rebuild", stamp });
  put(next, reportOf("甲", lines));
  next.close();
}

/** Lets a store for reading look at the file again. */
function secondsLater(): void {
  const now = performance.now() + 2000;
  const clock = vi.spyOn(performance, "now").mockReturnValue(now);
  onTestFinished(() => clock.mockRestore());
}

test("readers see the old index until the new one is in its place, and then the new one", async () => {
  const folder = indexed();
  const old = open(folder, { mode: "read" });
  fill(folder);
  expect(old.searchFigures(["电"], { limit: 5 })).toHaveLength(1);
  expect(readStamp(folder)).toEqual(STAMP);
  await finishRebuild(folder);
  expect(readStamp(folder)).toEqual(NEWER);
  expect(needsRebuild(folder, NEWER)).toBe(false);
  const reader = open(folder, { mode: "read", stamp: NEWER });
  expect(reader.searchFigures(["电"], { limit: 5 })).toEqual([]);
  expect(reader.searchFigures(["气"], { limit: 5 })).toHaveLength(1);
  expect(existsSync(join(folder, "zhengwen.db.next"))).toBe(false);
});

test("a reader of the older version is told to start again", async () => {
  const folder = indexed();
  const reader = open(folder, { mode: "read" });
  expect(reader.reports()).toHaveLength(1);
  fill(folder);
  await finishRebuild(folder);
  expect(() => reader.reports()).toThrow(/重新启动/);
});

test("a reader of the same version goes on with the new rows, not with what it remembers of the old", async () => {
  const folder = indexed();
  const reader = open(folder, { mode: "read" });
  expect(reader.figuresOf("甲").map(({ clause }) => clause)).toEqual(["水", "电"]);
  const version = reader.dataVersion();
  fill(folder, STAMP);
  await finishRebuild(folder);
  expect(reader.figuresOf("甲").map(({ clause }) => clause)).toEqual(["水", "气"]);
  expect(reader.text("甲")).toBe("水\n气");
  expect(reader.dataVersion()).toBeGreaterThan(version);
});

test("vectors of texts that both hold are carried over, unless the embedder is another", async () => {
  const folder = indexed();
  fill(folder);
  await finishRebuild(folder);
  const store = open(folder, { stamp: NEWER });
  expect(store.pendingTexts(9).map(({ text }) => text)).toEqual(["甲市 气", "片段 气", "气"]);
  expect([...(store.figureVectors(["甲#f0"]).get("甲#f0")?.clause ?? [])]).toEqual(letterVector("水"));

  const other = { ...NEWER, segmenter: "characters-3", embedder: "other" };
  fill(folder, other);
  await finishRebuild(folder);
  expect(open(folder, { stamp: other }).pendingCount()).toBe(6);
});

test("an index of the first format, with other tables, gives its vectors and its place", async () => {
  const folder = indexed();
  const db = new Database(join(folder, "zhengwen.db"));
  db.exec("ALTER TABLE reports RENAME TO old_reports; DROP TABLE figures_terms; CREATE TABLE odd (x)");
  db.prepare("UPDATE meta SET value = ? WHERE key = 'stamp'").run(JSON.stringify({ ...STAMP, format: 1 }));
  db.close();
  fill(folder, STAMP);
  await finishRebuild(folder);
  const store = open(folder);
  expect(store.reports()).toHaveLength(1);
  expect(store.pendingCount()).toBe(3);
});

test("a damaged index is kept aside, and a reader that had it open goes on with the new one", async () => {
  const folder = indexed();
  const reader = open(folder, { mode: "read" });
  const version = reader.dataVersion();
  // Another file in its place: what a reader has open stays what it was.
  rmSync(join(folder, "zhengwen.db"));
  writeFileSync(join(folder, "zhengwen.db"), "这不是数据库".repeat(1000));
  fill(folder, STAMP);
  await finishRebuild(folder);
  expect(readFileSync(join(folder, "zhengwen.db.damaged"), "utf8")).toContain("这不是数据库");
  expect(reader.figuresOf("甲").map(({ clause }) => clause)).toEqual(["水", "电"]);
  secondsLater();
  expect(reader.figuresOf("甲").map(({ clause }) => clause)).toEqual(["水", "气"]);
  expect(reader.dataVersion()).toBeGreaterThan(version);
});

test("a reader goes on with the old index while there is none, and refuses one of another version", async () => {
  const folder = indexed();
  const reader = open(folder, { mode: "read" });
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(folder, `zhengwen.db${suffix}`), { force: true });
  secondsLater();
  expect(reader.reports()).toHaveLength(1);
  open(folder, { stamp: NEWER }).close();
  secondsLater();
  expect(() => reader.reports()).toThrow(/重新启动/);
});

test("what an interrupted making left is gone on with, begun again for another stamp, or thrown away", () => {
  const folder = indexed();
  fill(folder);
  expect(open(folder, { mode: "rebuild", stamp: NEWER }).reports()).toHaveLength(1);
  const other = { ...NEWER, embedder: "other" };
  expect(open(folder, { mode: "rebuild", stamp: other }).reports()).toEqual([]);
  writeFileSync(join(folder, "zhengwen.db.next"), "坏".repeat(5000));
  expect(open(folder, { mode: "rebuild", stamp: other }).reports()).toEqual([]);
  discardRebuild(folder);
  expect(existsSync(join(folder, "zhengwen.db.next"))).toBe(false);
  expect(open(folder, { mode: "read" }).reports()).toHaveLength(1);
});
