/**
 * Reading in threads: results as on the main thread, and a file that hangs or eats memory fails alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { DEFAULT_LIMITS } from "../../src/ingest/index.ts";
import { createReadPool, type ReadJob, type ReadPool } from "../../src/ingest/read-pool.ts";
import { readReports } from "../../src/ingest/read-report.ts";
import { createGazetteer } from "../../src/text/index.ts";
import { A, B } from "../support/corpus-workspace.ts";

/** Stands in for the reader: the file's name says how it behaves. */
const ODD_WORKER = `
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", ({ file }) => {
    console.log("printed by a parser");
    if (file === "hangs") for (;;);
    if (file === "eats") { const held = []; for (;;) held.push(new Array(1000).fill(file + held.length)); }
    if (file === "breaks") setTimeout(() => { throw new Error("parser broke"); });
    else if (file === "scan") {
      let page = 0;
      const next = () => {
        if (++page > 4) return parentPort.postMessage({ kind: "done", reading: { entries: [], failed: [] } });
        parentPort.postMessage({ kind: "progress", message: "第 " + page + "/4 页" });
        setTimeout(next, 600);
      };
      next();
    } else if (file !== "silent") parentPort.postMessage({ kind: "done", reading: { entries: [], failed: [] } });
  });
  parentPort.postMessage({ kind: "ready" });
`;

let folder: string;
let script: URL;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zhengwen-pool-"));
  writeFileSync(join(folder, "odd-worker.mjs"), ODD_WORKER);
  script = pathToFileURL(join(folder, "odd-worker.mjs"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function job(file: string, text = A, stepSeconds = 1): ReadJob {
  const bytes = new TextEncoder().encode(text);
  return { file, bytes, overrides: { values: {}, json: "" }, limits: { ...DEFAULT_LIMITS, stepSeconds } };
}

function pool(options: Partial<Parameters<typeof createReadPool>[0]> = {}): ReadPool {
  const made = createReadPool({ size: 1, script, ...options });
  onTestFinished(() => made.close());
  return made;
}

test("a thread reads what the main thread reads, several files one after the other", async () => {
  const threads = createReadPool({ size: 2 });
  onTestFinished(() => threads.close());
  const files = { "a.txt": A, "b.txt": B, "c.txt": "Nothing Chinese in here." };
  const read = Object.entries(files).map(([file, text]) => threads.read(job(file, text, 60)));
  const [a, b, c] = await Promise.allSettled(read);
  const gazetteer = createGazetteer();
  expect(a).toEqual({
    status: "fulfilled",
    value: await readReports("a.txt", job("a.txt").bytes, gazetteer),
  });
  expect(b).toMatchObject({ status: "fulfilled", value: { entries: [{ report: { file: "b.txt" } }] } });
  expect(c).toMatchObject({ status: "rejected", reason: expect.any(UserError) });
});

test.each(["hangs", "silent"])(
  "a file that %s is given up after its time, and the next one is read",
  async (file) => {
    const threads = pool();
    const [odd, next] = await Promise.allSettled([threads.read(job(file)), threads.read(job("good"))]);
    expect(odd).toMatchObject({ status: "rejected", reason: expect.any(UserError) });
    expect(String(odd.status === "rejected" && odd.reason)).toMatch(
      new RegExp(`文件“${file}”读了 1 秒仍没有结果，已跳过.*ZHENGWEN_MAX_STEP_SECONDS`),
    );
    expect(next).toEqual({ status: "fulfilled", value: { entries: [], failed: [] } });
  },
);

test("a file that eats memory fails alone and says so", async () => {
  const threads = pool({ heapMb: 64 });
  const [odd, next] = await Promise.allSettled([
    threads.read(job("eats", A, 30)),
    threads.read(job("good", A, 30)),
  ]);
  expect(String(odd.status === "rejected" && odd.reason)).toMatch(/文件“eats”读取时要用的内存超过 64 MB/);
  expect(next.status).toBe("fulfilled");
});

test("an error that a parser throws later ends its own file only", async () => {
  const threads = pool();
  await expect(threads.read(job("breaks"))).rejects.toThrow("parser broke");
  await expect(threads.read(job("good"))).resolves.toEqual({ entries: [], failed: [] });
});

test("signs of life are passed on and give a slow file more time", async () => {
  const told: string[] = [];
  const threads = pool({ onProgress: (message) => told.push(message) });
  await expect(threads.read(job("scan"))).resolves.toEqual({ entries: [], failed: [] });
  expect(told).toEqual([1, 2, 3, 4].map((page) => `第 ${page}/4 页`));
});
