import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { appendFile, mkdir, rename, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type WatchOptions, watchCorpus } from "../../src/ingest/index.ts";
import { A, B, workspace } from "../support/corpus-workspace.ts";

async function followed(options: Partial<WatchOptions> = {}) {
  const corpus = mkdtempSync(join(tmpdir(), "zhengwen-watch-"));
  await writeFile(join(corpus, "a.txt"), "甲");
  const watch = await watchCorpus({ corpus, quietMs: 100, pollMs: 60_000, ...options });
  onTestFinished(() => {
    watch.close();
    rmSync(corpus, { recursive: true, force: true });
  });
  return { corpus, watch };
}

test("a new, a changed, a moved and a removed file are told, in new folders too", async () => {
  const { corpus, watch } = await followed();
  const changes = [
    () => writeFile(join(corpus, "b.txt"), "乙"),
    () => appendFile(join(corpus, "b.txt"), "乙"),
    () =>
      mkdir(join(corpus, "2022")).then(() => rename(join(corpus, "b.txt"), join(corpus, "2022", "b.txt"))),
    () => appendFile(join(corpus, "2022", "b.txt"), "乙"),
    () => unlink(join(corpus, "2022", "b.txt")),
  ];
  for (const change of changes) {
    const next = watch.next();
    await wait(150);
    await change();
    expect(await next).toEqual(new Set());
  }
});

test("a change between two calls is not lost", async () => {
  const { corpus, watch } = await followed();
  await writeFile(join(corpus, "b.txt"), "乙");
  await wait(100);
  expect(await watch.next()).toEqual(new Set());
});

test("a folder that does not tell is looked at", async () => {
  const { corpus, watch } = await followed({ pollMs: 200 });
  const outside = mkdtempSync(join(tmpdir(), "zhengwen-link-"));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  const next = watch.next();
  await writeFile(join(outside, "c.txt"), "丙");
  await rename(join(outside, "c.txt"), join(corpus, "c.txt"));
  expect(await next).toEqual(new Set());
});

test("files that come to no rest are left out, and told again when they do", async () => {
  const { corpus, watch } = await followed({ patienceMs: 400 });
  const busy = setInterval(() => void appendFile(join(corpus, "long.txt"), "长"), 20);
  onTestFinished(() => clearInterval(busy));
  await writeFile(join(corpus, "b.txt"), "乙");
  expect(await watch.next()).toEqual(new Set(["long.txt"]));
  clearInterval(busy);
  expect(await watch.next()).toEqual(new Set());
});

test("closing ends the waiting", async () => {
  const { watch } = await followed();
  const next = watch.next();
  watch.close();
  expect(await next).toBeNull();
});

test("npm run ingest -- --watch books a change as it comes and ends cleanly at Ctrl+C", async () => {
  const { config, write, remove } = await workspace({ "a.txt": A });
  const folders = ["--corpus", config.corpusDir, "--index", config.indexDir];
  const args = ["--import", "tsx", "scripts/ingest.ts", ...folders, "--watch", "--json"];
  const env = { ...process.env, ZHENGWEN_EMBEDDER: "ngrams" };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const summary = async () => JSON.parse((await lines.next()).value ?? "null");
  expect(await summary()).toMatchObject({ added: 1, reports: 1 });
  await write({ "b.txt": B });
  expect(await summary()).toMatchObject({ added: 1, unchanged: 1, reports: 2 });
  await write({ "c.txt": "nothing Chinese" });
  expect(await summary()).toMatchObject({ unchanged: 2, failed: [{ file: "c.txt" }] });
  await remove("c.txt");
  await write({ "a.txt": A.replace("8.2", "8.6") });
  expect(await summary()).toMatchObject({ changed: 1, failed: [], figureChanges: [{ file: "a.txt" }] });
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
}, 60_000);
