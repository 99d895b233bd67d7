/**
 * Indexes that are damaged on purpose: each damage is found by its check and mended, or kept out of answers until
 * its file is read again.
 */
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { checkIndex, lockIndex, mendIndex } from "../../src/store/index.ts";
import { embedAll, open, reportOf, STAMP, temporaryFolder } from "./sample.ts";

const HNSW_ABOVE = 3;

/** The folder of a sound index of two reports, closed, with files for nearest-vector search. */
function soundIndex(): string {
  const folder = temporaryFolder();
  const store = open(folder, { hnswAbove: HNSW_ABOVE });
  for (const [id, lines] of [
    ["甲", ["供水1处", "供电2处", "供气3处"]],
    ["乙", ["用水4户", "用电5户"]],
  ] as const) {
    store.replaceFiles([{ sourceFile: `${id}.txt`, entries: [consistent(id, [...lines])] }]);
  }
  embedAll(store);
  store.close();
  return folder;
}

/** A report whose figures stand in the text as their raw characters say. */
function consistent(id: string, lines: string[]) {
  const entry = reportOf(id, lines);
  for (const { figure } of entry.figures) figure.raw = entry.report.text.slice(figure.start, figure.end);
  return entry;
}

function check(folder: string) {
  const { segmenter, extractor } = STAMP;
  return checkIndex({ folder, segmenter, extractor, hnswAbove: HNSW_ABOVE });
}

const wrongIn = (folder: string) =>
  check(folder)
    .findings.filter(({ ok }) => !ok)
    .map(({ check: name }) => name);

/** Runs SQL on the index with references unchecked, as a bug or a foreign program could have. */
function damage(folder: string, ...statements: string[]): void {
  const db = new Database(join(folder, "zhengwen.db"));
  // Lets the tables that full text keeps for itself be written.
  db.unsafeMode();
  db.pragma("foreign_keys = OFF");
  for (const sql of statements) db.exec(sql);
  db.close();
}

function refreshed(folder: string): void {
  const store = open(folder, { hnswAbove: HNSW_ABOVE });
  const stale = store.reports().filter(({ extractor }) => extractor !== STAMP.extractor);
  const known = new Set(store.reports().map(({ id }) => id));
  const texts: Record<string, string[]> = {
    甲: ["供水1处", "供电2处", "供气3处"],
    乙: ["用水4户", "用电5户"],
  };
  for (const [id, lines] of Object.entries(texts)) {
    if (known.has(id) && !stale.some((report) => report.id === id)) continue;
    store.replaceFiles([{ sourceFile: `${id}.txt`, entries: [consistent(id, lines)] }]);
  }
  embedAll(store);
  store.close();
}

describe("checkIndex", () => {
  test("finds nothing wrong with a sound index and gives its files and stamp", () => {
    const { findings, files, stamp } = check(soundIndex());
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ check: name }) => name)).toContain("index.offsets");
    expect(findings.map(({ message }) => message).join()).toContain("2 份报告、5 段、5 个数字");
    expect(files?.map(({ sourceFile }) => sourceFile)).toEqual(["乙.txt", "甲.txt"]);
    expect(stamp).toEqual(STAMP);
  });

  test("changes nothing in the folder's database", () => {
    const folder = soundIndex();
    const before = readFileSync(join(folder, "zhengwen.db"));
    check(folder);
    expect(readFileSync(join(folder, "zhengwen.db")).equals(before)).toBe(true);
  });

  test("tells a missing index with the command that makes one", () => {
    const { findings, files } = check(temporaryFolder());
    expect(findings).toEqual([
      {
        check: "index.file",
        ok: false,
        message: expect.stringMatching(/还没有索引/),
        fix: "运行 npm run ingest",
      },
    ]);
    expect(files).toBeNull();
  });

  test("tells an index of another version and looks no further", () => {
    const folder = soundIndex();
    const { findings } = checkIndex({ folder, segmenter: "words-9", extractor: STAMP.extractor });
    expect(findings.at(-1)).toMatchObject({
      check: "index.stamp",
      ok: false,
      message: expect.stringContaining("分词"),
    });
    const newer = checkIndex({ folder, segmenter: STAMP.segmenter, extractor: "figures-2" });
    expect(newer.findings.find(({ check: name }) => name === "index.extractor")).toMatchObject({ ok: false });
  });

  test.each<[string, string[], string[]]>([
    ["a missing figure", ["DELETE FROM figures WHERE id = '甲#f1'"], ["index.counts", "index.fulltext"]],
    ["a wrong count", ["UPDATE reports SET passage_count = 9 WHERE id = '甲'"], ["index.counts"]],
    ["a missing row of the full text", ["DELETE FROM figures_fts WHERE rowid = 1"], ["index.fulltext"]],
    [
      "a stray row of the full text",
      ["INSERT INTO passages_fts (rowid, terms) VALUES (99, '水')"],
      ["index.fulltext"],
    ],
    ["figures without a report", ["DELETE FROM reports WHERE id = '乙'"], ["index.orphans"]],
    [
      "an unused text",
      ["INSERT INTO texts (hash, text) VALUES ('00', '水')"],
      ["index.orphans", "index.vectors"],
    ],
    ["an altered text", ["UPDATE texts SET text = '水水' WHERE row = 1"], ["index.orphans"]],
    ["a missing text", ["DELETE FROM texts WHERE row = 1"], ["index.orphans"]],
    ["a pending vector", ["UPDATE texts SET vector = NULL WHERE row = 1"], ["index.vectors"]],
    ["a vector of another length", ["UPDATE texts SET vector = x'00' WHERE row = 1"], ["index.vectors"]],
    [
      "a vector that is no number",
      ["UPDATE texts SET vector = x'0000C07F0000C07F0000C07F' WHERE row = 1"],
      ["index.vectors"],
    ],
    [
      "a quote that the text does not hold",
      ["UPDATE figures SET body = json_set(body, '$.raw', '9处') WHERE id = '甲#f1'"],
      ["index.offsets"],
    ],
    [
      "a span past the end of the text",
      ["UPDATE reports SET text = substr(text, 1, 6) WHERE id = '甲'"],
      ["index.offsets"],
    ],
    ["a body that is no JSON", ["UPDATE figures SET body = '{' WHERE id = '甲#f1'"], ["index.offsets"]],
    [
      "an older generation of the search files",
      ["UPDATE meta SET value = value + 1 WHERE key = 'generation'"],
      ["index.hnsw"],
    ],
  ])("finds %s, and the index is sound again after mending and a refresh", (_what, statements, checks) => {
    const folder = soundIndex();
    damage(folder, ...statements);
    expect(wrongIn(folder)).toEqual(expect.arrayContaining(checks));
    mendIndex(folder);
    refreshed(folder);
    expect(wrongIn(folder)).toEqual([]);
    const store = open(folder, { mode: "read" });
    expect(store.reports().map(({ id }) => id)).toEqual(["乙", "甲"]);
    expect(store.figuresOf("甲").map(({ raw }) => raw)).toEqual(["供水1处", "供电2处", "供气3处"]);
  });

  test.each([
    ["truncated", (file: string) => truncateSync(file, 3000)],
    ["overwritten", (file: string) => writeFileSync(file, "no database at all ".repeat(500))],
    [
      "damaged inside",
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0x55, 8192 * 3, bytes.length - 8192);
        writeFileSync(file, bytes);
      },
    ],
  ])("finds a file that is %s, which is put aside for a new one", (_what, spoil) => {
    const folder = soundIndex();
    spoil(join(folder, "zhengwen.db"));
    expect(wrongIn(folder).some((name) => /index\.(?:file|integrity)/.test(name))).toBe(true);
    expect(mendIndex(folder).join()).toContain("zhengwen.db.damaged");
    expect(existsSync(join(folder, "zhengwen.db.damaged"))).toBe(true);
    refreshed(folder);
    expect(wrongIn(folder)).toEqual([]);
  });

  test("makes the full text's own directory again without reading any file", () => {
    const folder = soundIndex();
    damage(folder, "DELETE FROM figures_fts_data WHERE id > 10");
    expect(wrongIn(folder)).toContain("index.integrity");
    expect(mendIndex(folder)).toEqual(["重建了索引文件内部的目录"]);
    refreshed(folder);
    expect(wrongIn(folder)).toEqual([]);
  });

  test.each([
    ["changed", (file: string) => writeFileSync(file, "points")],
    ["missing", (file: string) => rmSync(file)],
  ])("finds a search file that is %s", (_what, spoil) => {
    const folder = soundIndex();
    spoil(join(folder, "figures.hnsw"));
    expect(wrongIn(folder)).toEqual(["index.hnsw"]);
    mendIndex(folder);
    refreshed(folder);
    expect(wrongIn(folder)).toEqual([]);
  });

  test("finds and removes files that an interrupted update left, and tells an unfinished rebuild", () => {
    const folder = soundIndex();
    writeFileSync(join(folder, "figures.hnsw.tmp"), "half");
    expect(wrongIn(folder)).toEqual(["index.leftovers"]);
    expect(mendIndex(folder)).toEqual(["删除了 1 个临时文件"]);
    expect(wrongIn(folder)).toEqual([]);
    writeFileSync(join(folder, "zhengwen.db.next"), "");
    expect(wrongIn(folder)).toEqual(["index.leftovers"]);
  });
});

describe("mendIndex", () => {
  test("does nothing to a sound index", async () => {
    const folder = soundIndex();
    const lock = await lockIndex(folder, { waitMs: 0 });
    expect(mendIndex(folder)).toEqual([]);
    lock.release();
    expect(wrongIn(folder)).toEqual([]);
  });

  test("keeps a report with a wrong quote out of answers, and one with missing terms in them", () => {
    const folder = soundIndex();
    damage(
      folder,
      "UPDATE figures SET body = json_set(body, '$.raw', '9处') WHERE id = '甲#f1'",
      "DELETE FROM figures_fts WHERE rowid IN (SELECT row FROM figures WHERE id = '乙#f0')",
    );
    expect(mendIndex(folder)).toEqual(["2 份报告将重新读取"]);
    const store = open(folder, { mode: "read" });
    expect(store.reports().map(({ id, extractor }) => [id, extractor])).toEqual([["乙", ""]]);
  });

  test("raises the generation, so that open readers see what was mended", () => {
    const folder = soundIndex();
    const reader = open(folder, { mode: "read" });
    const before = reader.dataVersion();
    damage(folder, "INSERT INTO texts (hash, text) VALUES ('00', '水')");
    mendIndex(folder);
    expect(reader.dataVersion()).toBeGreaterThan(before);
  });
});
