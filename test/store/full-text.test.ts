import { describe, expect, test } from "vitest";
import { encodeTerm } from "../../src/store/full-text.ts";
import { cut, open, put, reportOf, temporaryFolder } from "./sample.ts";

function filled() {
  const store = open(temporaryFolder());
  put(store, reportOf("甲", ["跨省通办事项110项", "热线受理量增长3.5%", "办事窗口关闭"]));
  put(store, reportOf("乙", ["跨省通办专窗3个", "满意率99.9%", "GDP与就业"]));
  return store;
}

const clauses = (hits: { figure: { clause: string } }[]) => hits.map(({ figure }) => figure.clause);

describe("full-text search", () => {
  test("puts the figure that shares more and rarer words first", () => {
    const store = filled();
    const hits = store.searchFigures(cut("跨省通办事项"), { limit: 9 });
    expect(clauses(hits).slice(0, 2)).toEqual(["跨省通办事项110项", "跨省通办专窗3个"]);
    expect(hits.every(({ score }, i) => score > 0 && score <= (hits[i - 1]?.score ?? score))).toBe(true);
  });

  test("finds single characters, numbers with a point or a sign, and either case", () => {
    const store = filled();
    expect(clauses(store.searchFigures(["窗"], { limit: 9 }))).toHaveLength(2);
    const entry = reportOf("丙", ["占比"]);
    const [figure] = entry.figures;
    put(store, { ...entry, figures: figure ? [{ ...figure, terms: ["3.5%", "GDP", "a b"] }] : [] });
    const found = (term: string) => clauses(store.searchFigures([term], { limit: 9, reportIds: ["丙"] }));
    expect(found("3.5%")).toEqual(["占比"]);
    expect(found("gdp")).toEqual(["占比"]);
    expect(found("ab")).toEqual(["占比"]);
    expect(found("3")).toEqual([]);
    expect(found("35")).toEqual([]);
    expect(found("5%")).toEqual([]);
  });

  test("searches only the reports asked for", () => {
    const store = filled();
    const search = (reportIds: string[]) =>
      store.searchPassages(cut("跨省通办"), { reportIds, limit: 9 }).map(({ passage }) => passage.reportId);
    expect(search(["乙"])).toEqual(["乙"]);
    expect(search(["没有", "甲"])).toEqual(["甲", "甲"]);
    expect(search(["没有"])).toEqual([]);
    expect(search([])).toEqual([]);
  });

  test("leaves out the reports that lie between two chosen ones", () => {
    const store = filled();
    put(store, reportOf("丙", ["跨省通办窗口"]));
    const hits = store.searchFigures(["跨省"], { reportIds: ["甲", "丙"], limit: 9 });
    expect(hits.map(({ figure }) => figure.reportId).sort()).toEqual(["丙", "甲"]);
  });

  test("takes quotes, operators and empty terms as plain text", () => {
    const store = filled();
    for (const terms of [['"'], ["NEAR(", "AND", "*", "terms:", "-"], ["'; DROP TABLE figures;"]]) {
      expect(store.searchFigures(terms, { limit: 5 })).toEqual([]);
    }
    expect(store.searchFigures([], { limit: 5 })).toEqual([]);
    expect(store.searchFigures(["", " "], { limit: 5 })).toEqual([]);
    expect(clauses(store.searchFigures(['"', "满意"], { limit: 5 }))).toEqual(["满意率99.9%"]);
    expect(
      store.searchFigures(
        Array.from({ length: 5000 }, (_, i) => `词${i}`),
        { limit: 5 },
      ),
    ).toEqual([]);
  });

  test("respects the limit", () => {
    expect(filled().searchFigures(["办"], { limit: 2 })).toHaveLength(2);
    expect(filled().searchFigures(["办"], { limit: 0 })).toEqual([]);
  });

  test("counts in how many figures a term occurs", () => {
    const frequency = filled().documentFrequency();
    expect(frequency.documents).toBe(6);
    expect(frequency.of("通办")).toBe(2);
    expect(frequency.of("9")).toBe(1);
    expect(frequency.of("没有")).toBe(0);
    expect(frequency.of("")).toBe(0);
  });

  test("keeps terms apart that differ in a mark only", () => {
    expect(encodeTerm("3.5%")).toBe("3．5％");
    expect(encodeTerm("3.5%")).not.toBe(encodeTerm("3-5%"));
    expect(encodeTerm(" A\u0000b\t")).toBe("ab");
  });
});
