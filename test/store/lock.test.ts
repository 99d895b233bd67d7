import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockIndex } from "../../src/store/index.ts";
import { temporaryFolder } from "./sample.ts";

/** Another process that holds the lock until it is killed. */
async function holder(folder: string) {
  const script = `
    const Database = require("better-sqlite3");
    const db = new Database(${JSON.stringify(join(folder, "refresh.lock"))});
    db.exec("BEGIN EXCLUSIVE");
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

test("one process at a time: the second is told and gives up when it may not wait", async () => {
  const folder = join(temporaryFolder(), "索引");
  const lock = await lockIndex(folder, { waitMs: 0 });
  await expect(lockIndex(folder, { waitMs: 0 })).rejects.toThrow(/另一个进程正在更新索引.*再运行/);
  lock.release();
  (await lockIndex(folder, { waitMs: 0 })).release();
});

test("the second waits, says so once, and goes on when the first is killed", async () => {
  const folder = temporaryFolder();
  const child = await holder(folder);
  await expect(lockIndex(folder, { waitMs: 0 })).rejects.toThrow("另一个进程");
  const told: string[] = [];
  const waiting = lockIndex(folder, { waitMs: 20_000, onWait: (message) => told.push(message) });
  setTimeout(() => child.kill("SIGKILL"), 500);
  (await waiting).release();
  expect(told).toEqual([expect.stringContaining("等它完成后接着更新")]);
});
