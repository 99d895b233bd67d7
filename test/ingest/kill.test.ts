/**
 * A refresh that is killed at random moments, again and again, while half of the reports change: after each kill the
 * index is opened, checked and asked. KILLS=50 npx vitest run test/ingest/kill.test.ts does more of them; every fourth
 * kill strikes a refresh that makes an index of another version anew.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { createAssistant } from "../../src/answer/index.ts";
import { NgramEmbedder } from "../../src/models/index.ts";
import { openStore, readStamp, type Store } from "../../src/store/index.ts";
import { type Workspace, workspace } from "../support/corpus-workspace.ts";

const KILLS = Number(process.env.KILLS ?? 8);
const SEED = Number(process.env.SEED ?? 20_240_501);

const COUNTIES =
  `青田县 新昌县 德清县 缙云县 遂昌县 松阳县 云和县 庆元县 嘉善县 海盐县 长兴县 安吉县 桐庐县 淳安县 象山县
  宁海县 永嘉县 平阳县 苍南县 文成县 泰顺县 武义县 浦江县 磐安县 常山县 开化县 龙游县 岱山县 嵊泗县 天台县`.split(
    /\s+/,
  );

const fileOf = (i: number) => `${i % 3}/${COUNTIES[i]}.txt`;

/** A report all of whose numbers tell its version: 1000 times the version and the report's own number. */
function textOf(i: number, version: number): string {
  const n = version * 1000 + i;
  const parts = Array.from(
    { length: 12 },
    (_, k) => `（${k + 1}）第${k + 1}类事项。全年受理${n}件，办结${n}件，其中网上办理${n}件。`,
  );
  return `${COUNTIES[i]}政务服务中心2022年工作总结\n一、总体情况\n全年办件${n}件。\n二、分类情况\n${parts.join("\n")}\n`;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Starts the real command and kills it so many milliseconds after its first report, or lets it end before. */
async function refreshAndKill(
  w: Workspace,
  afterMs: number,
): Promise<{ outcome: "killed" | "ended"; ms: number }> {
  const { corpusDir, indexDir } = w.config;
  const args = ["--import", "tsx", "scripts/ingest.ts", "--corpus", corpusDir, "--index", indexDir];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ZHENGWEN_EMBEDDER: "ngrams" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  await Promise.race([once(child.stderr, "data"), ended]);
  const started = performance.now();
  child.stderr.resume();
  await Promise.race([wait(afterMs), ended]);
  child.kill("SIGKILL");
  const [code] = await ended;
  return { outcome: code === null ? "killed" : "ended", ms: performance.now() - started };
}

/** What SQLite itself says of the file, and whether tables agree. */
function checkFile(folder: string): void {
  const db = new Database(join(folder, "zhengwen.db"));
  try {
    expect(db.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(db.pragma("foreign_key_check")).toEqual([]);
    for (const table of ["passages", "figures"]) {
      db.exec(`INSERT INTO ${table}_fts (${table}_fts) VALUES ('integrity-check')`);
      const count = (name: string) => db.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get();
      expect(count(`${table}_fts`)).toBe(count(table));
    }
  } finally {
    db.close();
  }
}

/** Every report is wholly of one version that its file had since it was last known to be read. */
function checkReports(store: Store, oldest: number[], newest: number[]): number[] {
  const versions = [...oldest];
  for (const report of store.reports()) {
    const i = COUNTIES.findIndex((name) => report.file.includes(name));
    const text = store.text(report.id);
    const version = Math.floor(Number(/全年办件(\d+)件/.exec(text)?.[1]) / 1000);
    expect(text).toBe(textOf(i, version));
    expect(version).toBeGreaterThanOrEqual(oldest[i] ?? 0);
    expect(version).toBeLessThanOrEqual(newest[i] ?? 0);
    const [figures, passages] = [store.figuresOf(report.id), store.passagesOf(report.id)];
    expect([figures.length, passages.length]).toEqual([report.figureCount, report.passageCount]);
    expect(figures).toHaveLength(37);
    for (const figure of figures) {
      expect(figure.value).toBe(version * 1000 + i);
      expect(text.slice(figure.start, figure.end)).toBe(figure.raw);
    }
    versions[i] = version;
  }
  return versions;
}

test(
  `${KILLS} kills leave an index that answers from whole reports, and the next refresh ends the work`,
  async () => {
    const random = seeded(SEED);
    const newest = COUNTIES.map(() => 1);
    const w = await workspace(Object.fromEntries(COUNTIES.map((_, i) => [fileOf(i), textOf(i, 1)])));
    const { outcome, ms } = await refreshAndKill(w, 60_000);
    expect(outcome).toBe("ended");
    // How long a refresh takes here, of some reports and of an index made anew: kills come before that.
    const lasting = { some: ms, anew: ms };
    let oldest = COUNTIES.map(() => 1);
    const outcomes = { killed: 0, ended: 0 };
    let between = 0;
    for (let kill = 1; outcomes.killed < KILLS && kill < KILLS * 3; kill++) {
      for (let i = 0; i < COUNTIES.length; i++) {
        if (random() < 0.5) continue;
        newest[i] = kill + 1;
        await w.write({ [fileOf(i)]: textOf(i, kill + 1) });
      }
      const kind = kill % 4 === 0 ? "anew" : "some";
      if (kind === "anew") pretendOtherVersion(w.config.indexDir);
      const run = await refreshAndKill(w, random() * lasting[kind]);
      outcomes[run.outcome]++;
      if (run.outcome === "ended") lasting[kind] = run.ms;

      const stamp = readStamp(w.config.indexDir);
      if (!stamp) throw new Error("no index");
      const store = openStore({ folder: w.config.indexDir, mode: "read", stamp });
      try {
        expect(store.reports()).toHaveLength(COUNTIES.length);
        oldest = checkReports(store, oldest, newest);
        const read = oldest.filter((version) => version === kill + 1).length;
        if (read > 0 && read < newest.filter((version) => version === kill + 1).length) between++;
        const i = Math.floor(random() * COUNTIES.length);
        const assistant = createAssistant({ store, embedder: new NgramEmbedder() });
        const answer = await assistant.ask({ question: `${COUNTIES[i]}2022年全年办件多少件？` });
        expect(answer.figures[0]?.value).toBe((oldest[i] ?? 0) * 1000 + i);
      } finally {
        store.close();
      }
      checkFile(w.config.indexDir);
    }
    const last = await w.refresh();
    expect(last).toMatchObject({ reports: COUNTIES.length, failed: [] });
    await w.read((store) => {
      expect(checkReports(store, newest, newest)).toEqual(newest);
      expect(store.pendingCount()).toBe(0);
    });
    checkFile(w.config.indexDir);
    expect((await w.refresh()).unchanged).toBe(COUNTIES.length);
    expect(outcomes.killed).toBe(KILLS);
    console.log(
      `killed ${outcomes.killed} (${between} with some of the reports booked), ended before ${outcomes.ended}`,
    );
  },
  60_000 + KILLS * 20_000,
);

/** Makes the next refresh build the index anew. */
function pretendOtherVersion(folder: string): void {
  const stamp = readStamp(folder);
  const db = new Database(join(folder, "zhengwen.db"));
  db.prepare("UPDATE meta SET value = ? WHERE key = 'stamp'").run(
    JSON.stringify({ ...stamp, segmenter: "older" }),
  );
  db.close();
}
