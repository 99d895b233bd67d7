import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { embedAll, letterVector, open, put, reportOf, STAMP, temporaryFolder } from "./sample.ts";

const LINES = ["水水水", "水电", "电电气", "气"];
const clauses = (hits: { figure: { clause: string } }[]) => hits.map(({ figure }) => figure.clause);

describe("vectors", () => {
  test("are pending until saved, once for each different text", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水", "水电"]));
    put(store, reportOf("乙", ["水"]));
    // Per line: passage, piece and clause; the second report's texts are known already.
    expect(store.pendingCount()).toBe(6);
    expect(store.pendingTexts(2).map(({ text }) => text)).toEqual(["甲市 水", "甲市 水电"]);
    expect(store.vectorsUsable).toBe(false);
    expect(store.nearestFigures([1, 0, 0], { limit: 3 })).toEqual([]);
    expect(embedAll(store)).toBe(6);
    expect(store.pendingCount()).toBe(0);
    expect(store.vectorsUsable).toBe(true);
  });

  test("stay with unchanged texts when a report is replaced or moved", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水", "电"]));
    embedAll(store);
    put(store, reportOf("甲", ["水", "气"]));
    expect(store.pendingTexts(9).map(({ text }) => text)).toEqual(["甲市 气", "片段 气", "气"]);
    embedAll(store);
    store.removeFile("甲.txt");
    put(store, reportOf("乙", ["气"]));
    expect(store.pendingCount()).toBe(0);
    store.finishVectors();
    put(store, reportOf("甲", ["水"]));
    expect(store.pendingCount()).toBe(3);
  });

  test("are not asked for on behalf of texts that left before they were embedded", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水", "电"]));
    put(store, reportOf("甲", ["水"]));
    expect(store.pendingCount()).toBe(3);
    store.removeFile("甲.txt");
    expect(store.pendingCount()).toBe(0);
  });

  test("order figures and passages by cosine", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", LINES));
    embedAll(store);
    const hits = store.nearestFigures([5, 0, 0], { limit: 3 });
    expect(clauses(hits)).toEqual(["水水水", "水电", "电电气"]);
    expect(hits.map(({ score }) => score)).toEqual([1, Math.SQRT1_2, 0].map((n) => expect.closeTo(n, 5)));
    expect(store.nearestPassages([0, 0, 2], { limit: 1 })[0]?.passage.id).toBe("甲#p3");
    expect(store.nearestPassages([0, 0, 2], { limit: 0 })).toEqual([]);
  });

  test("are searched in the reports asked for", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", LINES));
    put(store, reportOf("乙", ["电"]));
    embedAll(store);
    expect(clauses(store.nearestFigures([1, 0, 0], { reportIds: ["乙"], limit: 9 }))).toEqual(["电"]);
    expect(store.nearestFigures([1, 0, 0], { reportIds: [], limit: 9 })).toEqual([]);
  });

  test("are given by figure, normalised, with what is pending left out", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水电", "气"]));
    const clause = store.pendingTexts(9).find(({ text }) => text === "水电");
    store.saveVectors([{ hash: clause?.hash ?? "", vector: [3, 4, 0] }]);
    const vectors = store.figureVectors(["甲#f0", "甲#f1", "没有"]);
    expect([...vectors.keys()]).toEqual(["甲#f0"]);
    expect([...(vectors.get("甲#f0")?.clause ?? [])]).toEqual([0.6, 0.8, 0].map((n) => expect.closeTo(n, 6)));
    expect(vectors.get("甲#f0")?.piece).toBeUndefined();
  });

  test("by figure follow what was saved or replaced after they were read", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水", "电"]));
    expect(store.figureVectors(["甲#f0"]).size).toBe(0);
    embedAll(store);
    expect([...(store.figureVectors(["甲#f0"]).get("甲#f0")?.clause ?? [])]).toEqual(letterVector("水"));
    put(store, reportOf("甲", ["电"]));
    expect([...(store.figureVectors(["甲#f0"]).get("甲#f0")?.clause ?? [])]).toEqual(letterVector("电"));
  });

  test("of a wrong length or without a number are refused, and none of the batch is kept", () => {
    const store = open(temporaryFolder());
    put(store, reportOf("甲", ["水"]));
    const [a, b] = store.pendingTexts(2).map(({ hash }) => hash);
    const good = { hash: a ?? "", vector: [1, 0, 0] };
    expect(() => store.saveVectors([good, { hash: b ?? "", vector: [1, 0] }])).toThrow(/2 维.*3 维/);
    expect(() => store.saveVectors([good, { hash: b ?? "", vector: [1, Number.NaN, 0] }])).toThrow(UserError);
    expect(store.pendingCount()).toBe(3);
  });

  test("are dropped and pending again for another embedder", () => {
    const folder = temporaryFolder();
    const store = open(folder);
    put(store, reportOf("甲", ["水"]));
    embedAll(store);
    store.restamp({ name: "letters", dimensions: 3 });
    expect(store.pendingCount()).toBe(0);
    const reader = open(folder, { mode: "read" });
    expect(reader.vectorsUsable).toBe(true);
    store.restamp({ name: "other", dimensions: 2 });
    expect(store.stamp).toEqual({ ...STAMP, embedder: "other", dimensions: 2 });
    expect(store.pendingCount()).toBe(3);
    expect(store.vectorsUsable).toBe(false);
    store.saveVectors(store.pendingTexts(9).map(({ hash }) => ({ hash, vector: [1, 1] })));
    expect(store.vectorsUsable).toBe(true);
    expect(clauses(store.nearestFigures([1, 1], { limit: 1 }))).toEqual(["水"]);
    expect(reader.vectorsUsable).toBe(false);
    expect(reader.nearestFigures([1, 0, 0], { limit: 1 })).toEqual([]);
    expect(reader.figureVectors(["甲#f0"]).size).toBe(0);
    expect(reader.searchFigures(["水"], { limit: 1 })).toHaveLength(1);
  });

  test("of one embedder are not mixed into an index of another", () => {
    const folder = temporaryFolder();
    put(open(folder), reportOf("甲", ["水"]));
    const other = open(folder, { stamp: { ...STAMP, embedder: "other" } });
    const [pending] = other.pendingTexts(1);
    expect(() => other.saveVectors([{ hash: pending?.hash ?? "", vector: [1, 0, 0] }])).toThrow(
      /letters.*other/,
    );
  });
});

describe("the HNSW file", () => {
  /** Many different directions, so that the order by cosine is sharp. */
  const many = Array.from(
    { length: 60 },
    (_, i) => "水".repeat(i + 1) + "电".repeat(60 - i) + "气".repeat(i % 7),
  );
  const query = letterVector("水水水电");

  function both(folder: string, limit: number, reportIds?: string[]) {
    const options = { limit, ...(reportIds && { reportIds }) };
    const exact = open(folder, { mode: "read" }).nearestFigures(query, options);
    const graph = open(folder, { mode: "read", hnswAbove: 10 }).nearestFigures(query, options);
    return { exact: exact.map(({ figure }) => figure.id), graph: graph.map(({ figure }) => figure.id) };
  }

  test("answers as the comparison of all vectors does, with and without a filter", () => {
    const folder = temporaryFolder();
    const store = open(folder, { hnswAbove: 10 });
    put(store, reportOf("甲", many.slice(0, 30)));
    put(store, reportOf("乙", many.slice(30, 50)));
    put(store, reportOf("丙", many.slice(50)));
    embedAll(store);
    expect(readFileSync(join(folder, "figures.hnsw")).length).toBeGreaterThan(0);
    for (const reports of [undefined, ["甲", "乙"], ["丙"]]) {
      const { exact, graph } = both(folder, 8, reports);
      expect(exact).toHaveLength(8);
      expect(graph).toEqual(exact);
    }
  });

  test("follows replaced and removed reports", () => {
    const folder = temporaryFolder();
    const store = open(folder, { hnswAbove: 10 });
    put(store, reportOf("甲", many.slice(0, 50)));
    put(store, reportOf("乙", many.slice(50)));
    embedAll(store);
    for (const lines of [many.slice(52), many.slice(54), []]) {
      put(store, reportOf("乙", lines));
      expect(both(folder, 5).graph).toEqual(both(folder, 5).exact);
      embedAll(store);
      expect(both(folder, 5).graph).toEqual(both(folder, 5).exact);
    }
    const version = store.dataVersion();
    store.finishVectors();
    expect(store.dataVersion()).toBe(version);
    store.removeFile("甲.txt");
    store.finishVectors();
    expect(store.nearestFigures(query, { limit: 5 })).toEqual([]);
  });

  test("is passed over when it is damaged, cut short or gone", () => {
    const folder = temporaryFolder();
    const store = open(folder, { hnswAbove: 10 });
    put(store, reportOf("甲", many));
    embedAll(store);
    const file = join(folder, "figures.hnsw");
    const bytes = readFileSync(file);
    const damages = [
      () =>
        writeFileSync(
          file,
          bytes.map((byte, i) => (i > 100 ? byte ^ 255 : byte)),
        ),
      () => truncateSync(file, 50),
      () => writeFileSync(file, ""),
    ];
    for (const damage of damages) {
      damage();
      const { exact, graph } = both(folder, 8);
      expect(graph).toEqual(exact);
      expect(graph).toHaveLength(8);
    }
    store.finishVectors();
    expect(readFileSync(file).length).toBeGreaterThan(1000);
    expect(both(folder, 8).graph).toEqual(both(folder, 8).exact);
  });
});
