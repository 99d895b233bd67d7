import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { cut, embedAll, letterVector, open, reportOf, temporaryFolder } from "./sample.ts";

describe("reports in a store", () => {
  test("gives back what was put in, offsets and odd characters included", () => {
    const store = open(temporaryFolder());
    const entry = reportOf("甲", ["供水\u0000事项𠮷7件", "供电事项9件"]);
    store.replaceReport({ ...entry, warnings: ["地区不确定"] });
    const { text, ...summary } = entry.report;
    expect(store.reports()).toEqual([
      { ...summary, passageCount: 2, figureCount: 2, warnings: ["地区不确定"] },
    ]);
    expect(store.text("甲")).toBe(text);
    expect(store.passagesOf("甲")).toEqual(entry.passages.map(({ passage }) => passage));
    expect(store.figuresOf("甲")).toEqual(entry.figures.map(({ figure }) => figure));
  });

  test("survives closing and opening", () => {
    const folder = temporaryFolder();
    const first = open(folder);
    first.replaceReport(reportOf("甲", ["供水事项7件"]));
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
    store.replaceReport(reportOf("甲", ["供水事项7件", "供电事项9件"]));
    embedAll(store);
    store.replaceReport(reportOf("甲", ["燃气事项3件"]));
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
    store.replaceReport(reportOf("甲", ["供水事项7件"]));
    store.replaceReport(reportOf("乙", ["供电事项9件"]));
    embedAll(store);
    store.removeReport("甲");
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
    store.replaceReport(reportOf("甲", ["供水事项7件"]));
    const version = store.dataVersion();
    const broken = reportOf("甲", ["供电事项9件"]);
    expect(() =>
      store.replaceReport({ ...broken, figures: [...broken.figures, ...broken.figures] }),
    ).toThrow();
    expect(store.figuresOf("甲").map(({ clause }) => clause)).toEqual(["供水事项7件"]);
    expect(store.dataVersion()).toBe(version);
  });

  test("changes its data version with a change only", () => {
    const store = open(temporaryFolder());
    const before = store.dataVersion();
    store.removeReport("没有");
    store.finishVectors();
    expect(store.dataVersion()).toBe(before);
    store.replaceReport(reportOf("甲", ["供水事项7件"]));
    expect(store.dataVersion()).toBeGreaterThan(before);
  });

  test("shows a reader what a writer in another connection commits", () => {
    const folder = temporaryFolder();
    const writer = open(folder);
    writer.replaceReport(reportOf("甲", ["供水事项7件"]));
    const reader = open(folder, { mode: "read" });
    expect(reader.reports()).toHaveLength(1);
    expect(reader.vectorsUsable).toBe(false);
    const version = reader.dataVersion();

    writer.replaceReport(reportOf("甲", ["供水事项8件"]));
    writer.replaceReport(reportOf("乙", ["供电事项9件"]));
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

  test("refuses to write through a reader", () => {
    const folder = temporaryFolder();
    open(folder);
    const reader = open(folder, { mode: "read" });
    expect(() => reader.removeReport("甲")).toThrow(/只读/);
    expect(existsSync(join(folder, "zhengwen.db"))).toBe(true);
  });
});
