/**
 * Reports made up for the store's tests, cut into terms by character, and a folder that leaves with the test.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Figure, Passage } from "../../src/domain/index.ts";
import {
  INDEX_FORMAT,
  type IndexStamp,
  openStore,
  type ReportEntry,
  type Store,
} from "../../src/store/index.ts";

export const STAMP: IndexStamp = {
  format: INDEX_FORMAT,
  segmenter: "characters-1",
  extractor: "figures-1",
  embedder: "letters",
  dimensions: 3,
};

/** A new folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "zhengwen-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed after the test. */
export function open(folder: string, options: Partial<Parameters<typeof openStore>[0]> = {}) {
  const store = openStore({ folder, mode: "write", stamp: STAMP, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** Puts a report into a store, in place of the one of its file. */
export function put(store: Store, entry: ReportEntry): void {
  store.replaceFiles([{ sourceFile: entry.report.sourceFile, entries: [entry] }]);
}

/** Characters and pairs of characters. */
export function cut(text: string): string[] {
  const characters = [...text];
  return [...characters, ...characters.slice(1).map((c, i) => `${characters[i]}${c}`)];
}

/** A report of one passage per line, each with one figure whose clause is the line. */
export function reportOf(id: string, lines: string[]): ReportEntry {
  const text = lines.join("\n");
  const passages: Passage[] = [];
  const figures: Figure[] = [];
  lines.forEach((line, ordinal) => {
    const start = text.indexOf(line);
    const end = start + line.length;
    const common = { reportId: id, start, end, headings: ["一、总体情况"] };
    passages.push({ id: `${id}#p${ordinal}`, ordinal, ...common });
    figures.push({
      id: `${id}#f${ordinal}`,
      passageId: `${id}#p${ordinal}`,
      value: ordinal,
      unit: "件",
      raw: `${ordinal}件`,
      qualifier: "",
      metric: line,
      piece: line,
      clause: line,
      sentenceStart: start,
      sentenceEnd: end,
      regionCode: "99",
      region: "甲市",
      places: [],
      scope: "",
      partner: "",
      period: { label: "2021", start: "2021-01", end: "2021-12" },
      periodStated: false,
      status: "actual",
      role: "value",
      direction: "",
      ...common,
    });
  });
  return {
    report: {
      id,
      file: `${id}.txt`,
      sourceFile: `${id}.txt`,
      recognised: null,
      pageStarts: [],
      contentHash: "00",
      title: `报告${id}`,
      organisation: "甲市政务服务局",
      region: { code: "99", name: "甲市", level: "city" },
      period: null,
      anchorYear: 2021,
      places: [],
      contradictions: [],
      publishedOn: null,
      describedFrom: { title: "text" },
      text,
    },
    print: { signature: [lines.length, 7], digest: lines.join("") },
    warnings: lines.length ? [] : ["没有正文"],
    passages: passages.map((passage, i) => {
      const line = lines[i] ?? "";
      return { passage, terms: cut(line), embedText: `甲市 ${line}` };
    }),
    figures: figures.map((figure) => ({
      figure,
      terms: cut(figure.clause),
      pieceText: `片段 ${figure.piece}`,
      clauseText: figure.clause,
    })),
  };
}

/** How often 水, 电 and 气 occur: a vector that a test can foresee. */
export function letterVector(text: string): number[] {
  return ["水", "电", "气"].map((letter) => text.split(letter).length - 1);
}

/** Embeds everything that is pending and finishes. */
export function embedAll(store: ReturnType<typeof openStore>): number {
  const pending = store.pendingTexts(10_000);
  store.saveVectors(pending.map(({ hash, text }) => ({ hash, vector: letterVector(text) })));
  store.finishVectors();
  return pending.length;
}

/** A folder with an index of one report. */
export function indexed(): string {
  const folder = temporaryFolder();
  const store = open(folder);
  put(store, reportOf("甲", ["水", "电"]));
  embedAll(store);
  store.close();
  return folder;
}
