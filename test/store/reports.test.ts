import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { cut, embedAll, letterVector, open, put, reportOf, STAMP, temporaryFolder } from "./sample.ts";

describe("reports in a store", () => {
  test("gives back what was put in, offsets and odd characters included", () => {
    const store = open(temporaryFolder());
    const entry = reportOf("甲", ["供水\u0000事项𠮷7件", "供电事项9件"]);
    put(store, { ...entry, warnings: ["地区不确定"] });
    const { text, ...summary } = entry.report;
    expect(store.reports()).toEqual([
      {
        ...summary,
        passageCount: 2,
        figureCount: 2,
        warnings: ["地区不确定"],
        extractor: STAMP.extractor,
        fileStamp: "",
        failures: [],
        twin: null,
      },
    ]);
    expect(store.text("甲")).toBe(text);
    expect(store.passagesOf("甲")).toEqual(entry.passages.map(({ passage }) => passage));
    expect(store.figuresOf("甲")).toEqual(entry.figures.map(({ figure }) => figure));
  });

  test("marks reports that repeat another until they are said to be none", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["供水事项7件"]));
    put(store, reportOf("乙", ["供水事项7件"]));
    store.keepTwins([{ id: "乙", of: "甲", kind: "copy" }]);
    const twinOf = () => Object.fromEntries(store.reports().map(({ id, twin }) => [id, twin]));
    expect(twinOf()).toEqual({ 甲: null, 乙: { of: "甲", kind: "copy" } });
    const before = store.dataVersion();
    store.keepTwins([{ id: "乙", of: "甲", kind: "copy" }]);
    expect(store.dataVersion()).toBe(before);
    store.keepTwins([]);
    expect(twinOf()).toEqual({ 甲: null, 乙: null });
  });

  test("survives closing and opening", () => {
    const folder = temporaryFolder();
    const first = open(folder);
    put(first, reportOf("甲", ["供水事项7件"]));
    embedAll(first);
    first.close();
    const second = open(folder, { mode: "read" });
    expect(second.figuresOf("甲")).toHaveLength(1);
    expect(second.nearestFigures([1, 0, 0], { limit: 1 })[0]?.score).toBeCloseTo(1);
  });

  test("names a report that is not there, and has no rows of it", () => {
    const store = open(temporaryFolder());
    expect(() => store.text("乙")).toThrow(UserError);
    expect(() => store.text("乙")).toThrow("乙");
    expect(store.passagesOf("乙")).toEqual([]);
    expect(store.figuresOf("乙")).toEqual([]);
  });

  test("replaces a report with its rows, words and vectors", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["供水事项7件", "供电事项9件"]));
    embedAll(store);
    put(store, reportOf("甲", ["燃气事项3件"]));
    embedAll(store);
    expect(store.reports()).toHaveLength(1);
    expect(store.figuresOf("甲").map(({ clause }) => clause)).toEqual(["燃气事项3件"]);
    expect(store.searchFigures(["供水"], { limit: 9 })).toEqual([]);
    expect(store.searchPassages(["供电"], { limit: 9 })).toEqual([]);
    expect(store.nearestFigures([1, 0, 0], { limit: 9 }).map(({ figure }) => figure.clause)).toEqual([
      "燃气事项3件",
    ]);
    expect(store.documentFrequency().documents).toBe(1);
    expect(store.documentFrequency().of("供水")).toBe(0);
    expect(store.documentFrequency().of("燃气")).toBe(1);
  });

  test("removes a report with its rows, words and vectors", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["供水事项7件"]));
    put(store, reportOf("乙", ["供电事项9件"]));
    embedAll(store);
    store.removeFile("甲.txt");
    store.finishVectors();
    expect(store.reports().map(({ id }) => id)).toEqual(["乙"]);
    expect(store.searchFigures(["供水"], { limit: 9 })).toEqual([]);
    expect(store.nearestPassages([1, 0, 0], { limit: 9 }).map(({ passage }) => passage.reportId)).toEqual([
      "乙",
    ]);
    expect(store.figureVectors(["甲#f0"]).size).toBe(0);
  });

  test("leaves the old report when the new one cannot be written", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["供水事项7件"]));
    const version = store.dataVersion();
    const broken = reportOf("甲", ["供电事项9件"]);
    expect(() => put(store, { ...broken, figures: [...broken.figures, ...broken.figures] })).toThrow();
    expect(store.figuresOf("甲").map(({ clause }) => clause)).toEqual(["供水事项7件"]);
    expect(store.dataVersion()).toBe(version);
  });

  test("changes its data version with a change only", () => {
    const store = open(temporaryFolder());
    const before = store.dataVersion();
    store.removeFile("没有.txt");
    store.finishVectors();
    expect(store.dataVersion()).toBe(before);
    put(store, reportOf("甲", ["供水事项7件"]));
    expect(store.dataVersion()).toBeGreaterThan(before);
  });

  test("keeps how a file looks without a change of its data", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["供水事项7件"]));
    const version = store.dataVersion();
    store.keepFileStamps([
      { sourceFile: "甲.txt", fileStamp: "5:6" },
      { sourceFile: "没有.txt", fileStamp: "7:8" },
    ]);
    expect(store.reports().map(({ fileStamp }) => fileStamp)).toEqual(["5:6"]);
    expect(store.dataVersion()).toBe(version);
  });

  test("shows a reader what a writer in another connection commits", () => {
    const folder = temporaryFolder();
    const writer = open(folder);
    put(writer, reportOf("甲", ["供水事项7件"]));
    const reader = open(folder, { mode: "read" });
    expect(reader.reports()).toHaveLength(1);
    expect(reader.vectorsUsable).toBe(false);
    const version = reader.dataVersion();

    put(writer, reportOf("甲", ["供水事项8件"]));
    put(writer, reportOf("乙", ["供电事项9件"]));
    embedAll(writer);
    expect(reader.dataVersion()).toBeGreaterThan(version);
    expect(reader.reports().map(({ id }) => id)).toEqual(["乙", "甲"]);
    expect(reader.text("甲")).toBe("供水事项8件");
    expect(reader.figuresOf("甲")[0]?.clause).toBe("供水事项8件");
    expect(reader.documentFrequency().of("事项")).toBe(2);
    expect(reader.vectorsUsable).toBe(true);
    expect(reader.nearestFigures(letterVector("电"), { limit: 1 })[0]?.figure.reportId).toBe("乙");
    expect(reader.searchPassages(cut("供电"), { limit: 1 })[0]?.passage.reportId).toBe("乙");
  });

  test("takes all reports of a file out when it is replaced, and keeps those of members that failed", () => {
    const store = open(temporaryFolder());
    const member = (id: string, line: string) => {
      const entry = reportOf(id, [line]);
      return { ...entry, report: { ...entry.report, sourceFile: "包.zip", file: `包.zip/${id}.txt` } };
    };
    const failures = [{ file: "包.zip/丁.txt", error: "是空的" }];
    const first = [member("甲", "水"), member("乙", "电"), member("丙", "气")];
    store.replaceFiles([{ sourceFile: "包.zip", entries: first, failures, fileStamp: "1:2" }]);
    expect(store.reports().map((r) => [r.id, r.fileStamp, r.failures.length])).toEqual([
      ["丙", "1:2", 0],
      ["乙", "1:2", 0],
      ["甲", "1:2", 1],
    ]);
    store.replaceFiles([
      {
        sourceFile: "包.zip",
        entries: [member("甲", "水水")],
        failures: [{ file: "包.zip/乙.txt", error: "坏了" }],
      },
    ]);
    expect(store.reports().map(({ id }) => id)).toEqual(["乙", "甲"]);
    store.removeFile("包.zip");
    expect(store.reports()).toEqual([]);
    expect(store.documentFrequency().documents).toBe(0);
  });

  test("takes the former name's reports out in the transaction that brings the new name's, vectors kept", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水"]));
    embedAll(store);
    const entry = reportOf("乙", ["水"]);
    const version = store.dataVersion();
    store.replaceFiles([{ sourceFile: "乙.txt", entries: [entry], renamedFrom: "甲.txt" }]);
    expect(store.dataVersion()).toBe(version + 1);
    expect(store.reports().map(({ id }) => id)).toEqual(["乙"]);
    expect(store.pendingCount()).toBe(0);
  });

  test("books several files in one transaction, all or none", () => {
    const store = open(temporaryFolder());
    const [a, b] = [reportOf("甲", ["水"]), reportOf("乙", ["电"])];
    const version = store.dataVersion();
    const both = [a, b].map((entry) => ({ sourceFile: entry.report.sourceFile, entries: [entry] }));
    store.replaceFiles(both);
    expect(store.dataVersion()).toBe(version + 1);
    const broken = { sourceFile: "丙.txt", entries: [reportOf("丙", ["气"]), reportOf("丙", ["气"])] };
    expect(() => store.replaceFiles([{ sourceFile: "甲.txt", entries: [] }, broken])).toThrow();
    expect(store.reports()).toHaveLength(2);
  });

  test("refuses to write through a reader", () => {
    const folder = temporaryFolder();
    open(folder);
    const reader = open(folder, { mode: "read" });
    expect(() => reader.removeFile("甲.txt")).toThrow(/只读/);
    expect(existsSync(join(folder, "zhengwen.db"))).toBe(true);
  });
});
