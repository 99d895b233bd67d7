/**
 * In how many figures each term stands, kept as a table of its own: SQLite's vocabulary walks all rows of a frequent
 * term to count them, which takes tens of milliseconds a term at 20,000 reports.
 */
import type { Database } from "better-sqlite3";
import type { DocumentFrequency } from "./store.ts";

/** By how much the counts of terms change in one transaction. */
export class TermChange {
  readonly #delta = new Map<string, number>();

  /** Counts the terms of one figure, as the full text keeps them, in (1) or out (-1). */
  add(document: string, by: 1 | -1): void {
    for (const term of new Set(document.split(" "))) {
      if (term) this.#delta.set(term, (this.#delta.get(term) ?? 0) + by);
    }
  }

  /** Brings the table up to date. To be called inside the transaction that changes the figures. */
  write(db: Database): void {
    const change = db.prepare(
      "INSERT INTO term_counts (term, figures) VALUES (?, ?) ON CONFLICT DO UPDATE SET figures = figures + excluded.figures",
    );
    const drop = db.prepare("DELETE FROM term_counts WHERE term = ? AND figures <= 0");
    // In the order of the table, so that its pages are written one after the other.
    for (const [term, by] of [...this.#delta].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (by === 0) continue;
      change.run(term, by);
      if (by < 0) drop.run(term);
    }
  }
}

/** Counts everything anew from the full text. To be called inside a transaction. */
export function recountTerms(db: Database): void {
  db.exec(
    "DELETE FROM term_counts; INSERT INTO term_counts (term, figures) SELECT term, doc FROM figures_terms",
  );
}

/** How many figures hold a term that encodeTerm wrote; each term is looked up once. */
export function countsOf(
  db: Database,
  documents: number,
  encode: (term: string) => string,
): DocumentFrequency {
  const find = db.prepare<[string], number>("SELECT figures FROM term_counts WHERE term = ?").pluck();
  const known = new Map<string, number>();
  return {
    documents,
    of(term) {
      let count = known.get(term);
      if (count === undefined) {
        const key = encode(term);
        count = key ? (find.get(key) ?? 0) : 0;
        known.set(term, count);
      }
      return count;
    },
  };
}
