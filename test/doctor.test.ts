/**
 * The whole examination on a real index of invented reports, and its mending.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { strToU8, zipSync } from "fflate";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Config } from "../src/config.ts";
import { examine, examineSettings, mend } from "../src/doctor.ts";
import { lockIndex, openStore, readStamp } from "../src/store/index.ts";
import { temporaryWorkspace, writeReports } from "./support/index-fixture.ts";

const REPORTS = {
  "青田县2022年总结.txt":
    "青田县政务服务中心2022年工作总结\n一、主要工作\n全年办件25.6万件，网上可办率97.05%。\n",
  "安吉县2021年总结.txt": "安吉县2021年政务服务工作总结\n一、主要工作\n全年受理热线工单3206件。\n",
};

/** Settings of a workspace whose index is made by mending nothing. */
async function workspace(): Promise<Config> {
  const { config, remove } = await temporaryWorkspace();
  onTestFinished(remove);
  await writeReports(config.corpusDir, REPORTS);
  await mend(config);
  return config;
}

async function wrong(config: Config): Promise<string[]> {
  return (await examine(config)).filter(({ ok }) => !ok).map(({ check }) => check);
}

function figuresOf(config: Config): string[] {
  const stamp = readStamp(config.indexDir);
  if (!stamp) throw new Error("no index");
  const store = openStore({ folder: config.indexDir, mode: "read", stamp });
  const figures = store.reports().flatMap(({ id }) => store.figuresOf(id).map(({ raw }) => raw));
  store.close();
  return figures;
}

describe("examine and mend", () => {
  test("make an index where there is none, and find nothing wrong with it", async () => {
    const config = await workspace();
    expect(await wrong(config)).toEqual([]);
    expect(figuresOf(config)).toEqual(["3206件", "25.6万件", "97.05%"]);
  });

  test("find files that came, changed and left, and read them", async () => {
    const config = await workspace();
    await writeReports(config.corpusDir, {
      "青田县2022年总结.txt": REPORTS["青田县2022年总结.txt"].replace("97.05", "98.10"),
    });
    rmSync(join(config.corpusDir, "安吉县2021年总结.txt"));
    expect(await wrong(config)).toEqual(["corpus.index"]);
    expect(await mend(config)).toEqual(["更新了索引：更新 1，移除 1"]);
    expect(await wrong(config)).toEqual([]);
    expect(figuresOf(config)).toEqual(["25.6万件", "98.10%"]);
  });

  test("tell why a file never read, until it does", async () => {
    const config = await workspace();
    const archive = zipSync({
      "好.txt": strToU8("德清县2022年总结\n全年办件3.1万件。\n"),
      "坏.txt": strToU8(" "),
    });
    await writeReports(config.corpusDir, { "白纸.txt": " \n ", "包.zip": archive });
    await mend(config);
    await writeReports(config.corpusDir, { "新到.txt": "新昌县2022年总结\n全年办件6.4万件。\n" });
    const [finding, ...others] = (await examine(config)).filter(({ ok }) => !ok);
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(
      /^2 个文件上次没有读成：白纸\.txt（文件“白纸\.txt”里没有正文文字.*、包\.zip\/坏\.txt（.*）；1 个文件是新加的，还没有读：新到\.txt$/,
    );
    expect(finding?.fix).toContain("按括号里的原因");
    await writeReports(config.corpusDir, {
      "白纸.txt": "缙云县2022年总结\n全年办件5.5万件。\n",
      "包.zip": zipSync({ "好.txt": strToU8("德清县2022年总结\n全年办件3.1万件。\n") }),
    });
    await mend(config);
    expect(await wrong(config)).toEqual([]);
  });

  test("read a report again whose quotes do not fit or whose terms are missing", async () => {
    const config = await workspace();
    const db = new Database(join(config.indexDir, "zhengwen.db"));
    db.exec(`UPDATE figures SET body = json_set(body, '$.raw', '9999件') WHERE body LIKE '%3206件%';
      DELETE FROM figures_fts WHERE rowid = (SELECT max(row) FROM figures);
      UPDATE texts SET vector = NULL WHERE row = 1`);
    db.close();
    expect(await wrong(config)).toEqual(["index.fulltext", "index.offsets", "index.vectors"]);
    expect((await mend(config)).join()).toContain("2 份报告将重新读取");
    expect(await wrong(config)).toEqual([]);
    expect(figuresOf(config)).toEqual(["3206件", "25.6万件", "97.05%"]);
  });

  test("make a damaged index anew from the reports", async () => {
    const config = await workspace();
    writeFileSync(join(config.indexDir, "zhengwen.db"), "no database at all ".repeat(1000));
    expect(await wrong(config)).toContain("index.file");
    await mend(config);
    expect(await wrong(config)).toEqual([]);
    expect(figuresOf(config)).toHaveLength(3);
  });

  test("leave the index alone when the corpus is not there", async () => {
    const config = await workspace();
    const elsewhere = { ...config, corpusDir: join(config.corpusDir, "nowhere") };
    expect(await wrong(elsewhere)).toEqual(["corpus.folder"]);
    await expect(mend(elsewhere)).rejects.toThrow("找不到报告文件夹");
    expect(figuresOf(config)).toHaveLength(3);
  });

  test("say that another process is refreshing", async () => {
    const config = await workspace();
    const lock = await lockIndex(config.indexDir, { waitMs: 0 });
    expect(await wrong(config)).toEqual(["index.writable"]);
    lock.release();
    expect(await wrong(config)).toEqual([]);
  });
});

describe("examineSettings", () => {
  test("tells every wrong and every unknown setting, and goes on with the rest", () => {
    const { config, findings } = examineSettings({
      ZHENGWEN_PORT: "many",
      ZHENGWEN_EMBEDDER: "magic",
      ZHENGWEN_CORPS: "reports",
      ZHENGWEN_INDEX: "elsewhere",
      PATH: "/bin",
    });
    expect(findings.every(({ ok }) => !ok)).toBe(true);
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining("没有 ZHENGWEN_CORPS 这项设置"),
      expect.stringContaining("ZHENGWEN_EMBEDDER"),
      expect.stringContaining("ZHENGWEN_PORT"),
    ]);
    expect(config).toMatchObject({ indexDir: "elsewhere", embedder: "auto", port: 8787 });
  });

  test("finds an environment without settings in order, and never shows a secret", () => {
    expect(examineSettings({}).findings).toMatchObject([{ check: "settings", ok: true }]);
    const { findings } = examineSettings({ ZHENGWEN_BOT_TOKEN: "hidden words" });
    expect(JSON.stringify(findings)).not.toContain("hidden words");
    expect(findings).toMatchObject([{ ok: false }]);
  });
});
