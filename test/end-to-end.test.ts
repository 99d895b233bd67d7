/**
 * The whole house: the real commands as child processes, the real bot and the real web app over the sample reports.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLibrary } from "../src/answer/index.ts";
import { createWebApp } from "../src/channels/web/index.ts";
import type { Answer } from "../src/domain/index.ts";
import { createLogger } from "../src/logger.ts";
import { NgramEmbedder } from "../src/models/index.ts";
import { readStamp } from "../src/store/index.ts";
import { harness, privateText } from "./channels/telegram/bot-harness.ts";
import { closeSample, SAMPLE_CORPUS, sampleIndex } from "./support/index-fixture.ts";
import { type CommandResult, runCommand } from "./support/run-command.ts";

const MAIN_QUESTION = "湛江有多少跨省通办事项";
const FILE = "湛江市政务服务数据管理局2021年报告.txt";

let dir: string;
let index: string;
let first: CommandResult;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "zhengwen-e2e-"));
  index = join(dir, "index");
  first = await runCommand("ask", ["--index", index, MAIN_QUESTION]);
});
afterAll(async () => {
  await closeSample();
  rmSync(dir, { recursive: true, force: true });
});

/** A failure that a person can mend: exit code 1, one Chinese message on stderr, no stack. */
function expectMessage(result: CommandResult, message: RegExp): void {
  expect(result.stderr).toMatch(message);
  expect(result.stderr).not.toMatch(/^\s+at |node:internal|Error:/m);
  expect(result.code).toBe(1);
}

describe("ask", () => {
  test("builds the index by itself and answers the main question with both figures, the quote and the file", () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toContain("110");
    expect(first.stdout).toContain("881");
    expect(first.stdout).toContain("2021");
    expect(first.stdout).toMatch(/“[^”]*110项事项实现省外可办[\s\S]*881项[\s\S]*”/);
    expect(first.stdout).toContain(FILE);
    expect(first.stdout).not.toContain("蓬江");
  });

  test("tells progress on stderr only", () => {
    expect(first.stderr).toMatch(/读取 1\/5/);
    expect(first.stdout).not.toMatch(/读取 \d/);
  });

  test("--json answers each line in its order, and a follow-up by its conversation", async () => {
    const lines = [
      { id: "a", conversation: "c", question: "揭东2019年12345办结率是多少" },
      { id: "b", conversation: "c", question: "满意率呢？" },
    ];
    const input = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const { code, stdout } = await runCommand("ask", ["--index", index, "--json"], { input });
    expect(code).toBe(0);
    const answers: Answer[] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map((a) => a.id)).toEqual(["a", "b"]);
    expect(answers.map((a) => a.figures[0])).toMatchObject([
      { value: 78.04, unit: "%", region: "揭东区", period: "2019" },
      { value: 47.82, unit: "%", region: "揭东区", period: "2019" },
    ]);
    for (const { citations, ms, notes, text } of answers) {
      expect(citations[0]).toMatchObject({
        n: 1,
        region: "揭东区",
        quote: expect.stringContaining("47.82%"),
      });
      expect(text).toContain("[1]");
      expect([typeof ms, Array.isArray(notes)]).toEqual(["number", true]);
    }
  });

  test("--json skips a line that is no question, names it and fails at the end", async () => {
    const input = `{"question":"${MAIN_QUESTION}"}\n这不是JSON\n{"id":"z","question":""}\n`;
    const result = await runCommand("ask", ["--index", index, "--json"], { input });
    const answers = result.stdout.trimEnd().split("\n");
    expect(answers).toHaveLength(2);
    expect(JSON.parse(answers[1] ?? "")).toMatchObject({ id: "z", kind: "refusal" });
    expectMessage(result, /第 2 行不是/);
  });

  test("refuses a question of 10,000 characters politely", async () => {
    const { code, stdout } = await runCommand("ask", ["--index", index, "湛江有多少事项".repeat(1429)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\p{Script=Han}/u);
    expect(stdout.length).toBeLessThan(500);
  });

  test("answers a question with control characters in it", async () => {
    const { code, stdout } = await runCommand("ask", [
      "--index",
      index,
      "湛江\u0007有多少\u001b跨省通办\u200b事项",
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/110[\s\S]*881/);
    expect(stdout).not.toMatch(/[\u0007\u001b\u200b]/);
  });

  test.each<[string, string[], RegExp]>([
    ["no question", [], /请在命令后面写上问题，例如/],
    ["an empty question", ["  "], /请在命令后面写上问题，例如/],
    ["an unknown option", ["--colour", "湛江"], /--colour 不对。可用的参数：.*--index/],
  ])("says what is wrong with %s", async (_what, args, message) => {
    expectMessage(await runCommand("ask", ["--index", index, ...args]), message);
  });

  test("names every setting that is wrong", async () => {
    const env = { ZHENGWEN_PORT: "no", ZHENGWEN_EMBEDDER: "magic" };
    const result = await runCommand("ask", ["--index", index, MAIN_QUESTION], { env });
    expectMessage(result, /ZHENGWEN_EMBEDDER 现在是“magic”[\s\S]*ZHENGWEN_PORT 现在是“no”/);
  });
});

describe("an index that cannot be read", () => {
  test("of another version is refused with the command that mends it, and that command mends it", async () => {
    const folder = join(dir, "older");
    const stamp = readStamp(index);
    if (!stamp) throw new Error("no stamp");
    cpSync(index, folder, { recursive: true });
    const db = new Database(join(folder, "zhengwen.db"));
    db.prepare("UPDATE meta SET value = ? WHERE key = 'stamp'").run(
      JSON.stringify({ ...stamp, segmenter: "older-1" }),
    );
    db.close();
    expectMessage(await runCommand("ask", ["--index", folder, MAIN_QUESTION]), /旧版本.*npm run ingest/);
    const mended = await runCommand("ingest", ["--index", folder, "--json"]);
    expect([mended.code, JSON.parse(mended.stdout).added]).toEqual([0, 5]);
    expect(mended.stderr).toContain("另一个版本");
    expect((await runCommand("ask", ["--index", folder, MAIN_QUESTION])).stdout).toBe(first.stdout);
  });

  test("because it is damaged is refused with the fix, and kept aside when it is made anew", async () => {
    const folder = join(dir, "damaged");
    mkdirSync(folder);
    writeFileSync(join(folder, "zhengwen.db"), "these bytes are no database at all".repeat(40));
    expectMessage(await runCommand("ask", ["--index", folder, MAIN_QUESTION]), /已损坏.*npm run ingest/);
    const mended = await runCommand("ingest", ["--index", folder, "--json"]);
    expect([mended.code, JSON.parse(mended.stdout).reports]).toEqual([0, 5]);
    expect(mended.stderr).toContain("已损坏");
    expect(readFileSync(join(folder, "zhengwen.db.damaged"), "utf8")).toContain("no database at all");
  });
});

describe("ingest", () => {
  test("--json prints one summary on stdout and its progress on stderr", async () => {
    const result = await runCommand("ingest", ["--index", join(dir, "fresh"), "--json"]);
    expect(result.code).toBe(0);
    expect(result.stdout.trimEnd().split("\n")).toHaveLength(1);
    const summary = JSON.parse(result.stdout);
    expect(summary).toEqual({
      reports: 5,
      passages: expect.any(Number),
      figures: expect.any(Number),
      added: 5,
      changed: 0,
      removed: 0,
      unchanged: 0,
      renamed: [],
      reread: 0,
      figureChanges: [],
      failed: [],
      warnings: [],
      seconds: expect.any(Number),
    });
    expect(summary.figures).toBeGreaterThan(150);
    expect(result.stderr).toMatch(/读取 5\/5/);
  });

  test("takes the others in and exits 1 when a file failed", async () => {
    const corpus = join(dir, "mixed");
    mkdirSync(corpus);
    writeFileSync(join(corpus, "a.txt"), "青田县政务服务中心2022年工作总结\n全年办件8.2万件。\n");
    writeFileSync(join(corpus, "b.txt"), "");
    const result = await runCommand("ingest", ["--index", join(dir, "mixed-index"), "--corpus", corpus]);
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/1 份报告[\s\S]*失败 1[\s\S]*失败 b\.txt/);
  });

  test("over a missing or empty folder says so, makes no index and empties none", async () => {
    const empty = join(dir, "empty");
    mkdirSync(empty);
    const made = join(dir, "never-made");
    const [missing, nothing, asked] = await Promise.all([
      runCommand("ingest", ["--index", index, "--corpus", join(dir, "nowhere")]),
      runCommand("ingest", ["--index", index, "--corpus", empty]),
      runCommand("ask", ["--index", made, "--corpus", empty, MAIN_QUESTION]),
    ]);
    expectMessage(missing, /找不到报告文件夹.*nowhere.*--corpus/);
    expectMessage(nothing, /没有可读的报告.*索引没有改动/);
    expectMessage(asked, /没有可读的报告/);
    expect(readStamp(made)).toBeNull();
    const later = await runCommand("ask", ["--index", made, "--corpus", SAMPLE_CORPUS, MAIN_QUESTION]);
    expect(later.stdout).toMatch(/110[\s\S]*881/);
    expect((await runCommand("ask", ["--index", index, MAIN_QUESTION])).stdout).toBe(first.stdout);
  });
});

describe("the channels", () => {
  test("the bot answers the main question in a chat", async () => {
    const { assistant } = await sampleIndex();
    const { bot, sent } = harness(assistant);
    await bot.handleUpdate(privateText(MAIN_QUESTION));
    const texts = sent().map((call) => String(call.payload.text));
    expect(texts.join("\n")).toContain("110");
    expect(texts.join("\n")).toContain("881");
    expect(texts.join("\n")).not.toContain("蓬江");
  });

  test("the bot keeps a chat's conversation", async () => {
    const { assistant } = await sampleIndex();
    const { bot, sent } = harness(assistant);
    await bot.handleUpdate(privateText("揭东2019年12345办结率是多少"));
    await bot.handleUpdate(privateText("满意率呢？"));
    expect(String(sent().at(-1)?.payload.text)).toContain("47.82%");
  });

  test("POST /api/ask gives the machine interface's answer", async () => {
    const { assistant, store } = await sampleIndex();
    const logger = createLogger({ level: "silent", secrets: [] });
    const library = createLibrary({ store, embedder: new NgramEmbedder() });
    const app = createWebApp({ assistant, library, logger, maxQuestionChars: 500 });
    const response = await app.request("/api/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: "w1", question: MAIN_QUESTION }),
    });
    expect(response.status).toBe(200);
    const answer: Answer = JSON.parse(await response.text());
    expect(answer).toMatchObject({ id: "w1", question: MAIN_QUESTION, kind: "figure", notes: [] });
    expect(answer.figures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          value: 110,
          unit: "项",
          region: "湛江市",
          period: "2021",
          status: "actual",
        }),
        expect.objectContaining({
          value: 881,
          unit: "项",
          region: "湛江市",
          period: "2021",
          status: "actual",
        }),
      ]),
    );
    expect(answer.citations).toHaveLength(1);
    for (const { report, file, start, end, quote } of answer.citations) {
      expect(file).toBe(FILE);
      expect(store.text(report).slice(start, end)).toBe(quote);
    }
  });
});
