import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { FILE_NAME } from "../../src/store/open-database.ts";
import { embedAll, open, put, reportOf, temporaryFolder } from "./sample.ts";

/** The counts kept, and those that SQLite's vocabulary gives. */
function both(folder: string): unknown[][] {
  const db = new Database(`${folder}/${FILE_NAME}`, { readonly: true });
  try {
    return [
      db.prepare("SELECT term, figures AS n FROM term_counts ORDER BY term").all(),
      db.prepare("SELECT term, doc AS n FROM figures_terms ORDER BY term").all(),
    ];
  } finally {
    db.close();
  }
}

describe("counts of terms", () => {
  test("agree with the full text after reports are added, replaced, renamed and removed", () => {
    const folder = temporaryFolder();
    const store = open(folder);
    const agree = () => {
      const [kept, counted] = both(folder);
      expect(kept).toEqual(counted);
    };
    put(store, reportOf("甲", ["供水事项7件", "供电事项9件，GDP 3.5%"]));
    put(store, reportOf("乙", ["供水户数4户", "燃气事项2件"]));
    agree();
    put(store, reportOf("甲", ["供水事项8件"]));
    agree();
    store.replaceFiles([
      { sourceFile: "丙.txt", entries: [reportOf("丙", ["热线受理3件"])], renamedFrom: "乙.txt" },
    ]);
    agree();
    store.removeFile("甲.txt");
    agree();
    store.removeFile("丙.txt");
    expect(both(folder)).toEqual([[], []]);
  });
});

describe("texts that lost their figure", () => {
  test("keep their vectors until the refresh ends, and are dropped then unless another uses them", () => {
    const folder = temporaryFolder();
    const store = open(folder);
    put(store, reportOf("甲", ["供水事项7件"]));
    put(store, reportOf("乙", ["供电事项9件"]));
    embedAll(store);
    const texts = () => {
      const db = new Database(`${folder}/${FILE_NAME}`, { readonly: true });
      const count = db.prepare<[], number>("SELECT count(*) FROM texts").pluck().get() ?? 0;
      db.close();
      return count;
    };
    const before = texts();
    store.removeFile("甲.txt");
    expect(texts()).toBe(before);
    put(store, reportOf("甲", ["供水事项7件"]));
    expect(store.pendingCount()).toBe(0);
    store.finishVectors();
    expect(texts()).toBe(before);
    store.removeFile("甲.txt");
    store.finishVectors();
    expect(texts()).toBe(before / 2);
  });
});
