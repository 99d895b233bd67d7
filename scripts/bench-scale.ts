/**
 * npm run -s bench:scale -- [SIZE...] [--seed 1] [--work DIR] [--json FILE] [--vectors]: made-up corpora of each size (200,
 * 2000 and 20000 by default): booking, memory, index size, questions with known answers, a changed report. With
 * --vectors also how fast the two embedders fill 200 reports. Every step runs in a process of its own.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../src/domain/index.ts";
import { readArguments, runCommand } from "./command.ts";
import { writeCorpus } from "./generated-corpus/index.ts";

const SIZES = ["200", "2000", "20000"];
const VECTOR_REPORTS = 200;
const STEP = fileURLToPath(new URL("./scale-step.ts", import.meta.url));

type Result = Record<string, unknown>;

await runCommand(async () => {
  const { values, positionals } = readArguments({
    seed: { type: "string" },
    work: { type: "string" },
    json: { type: "string" },
    vectors: { type: "boolean" },
  });
  const sizes = (positionals.length > 0 ? positionals : SIZES).map((given) => {
    const size = Number(given);
    if (Number.isInteger(size) && size >= 1 && size <= 20_000) return size;
    throw new UserError(`报告份数要是 1 到 20000 的整数，现在是“${given}”。`);
  });
  const seed = Number(values.seed ?? "1");
  const work = await mkdtemp(join(values.work ?? tmpdir(), "zhengwen-scale-"));
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? ""}, Node ${process.versions.node}`;
  print("machine", machine);
  try {
    const all: Result[] = [];
    for (const size of sizes) all.push(await benchSize(join(work, String(size)), size, seed));
    if (values.vectors) all.push(...(await benchVectors(join(work, "vectors"), seed)));
    if (values.json)
      await writeFile(values.json, `${JSON.stringify({ machine, seed, results: all }, null, 2)}\n`);
    return 0;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

async function benchSize(folder: string, reports: number, seed: number): Promise<Result> {
  const [corpus, index] = [join(folder, "corpus"), join(folder, "index")];
  const started = performance.now();
  const questions = writeCorpus(corpus, reports, seed);
  const generatedSeconds = seconds(started);
  process.stdout.write(
    `\n${reports} reports, ${questions.length} questions, written in ${generatedSeconds} s\n`,
  );
  const run = (step: string) => runStep(folder, { step, corpus, index, questions });
  const book = await run("book");
  print(
    "booked",
    `${perSecond(reports, book.seconds)} reports/s (${book.seconds} s, ${book.cpuSeconds} s of CPU)`,
  );
  print(
    "peak memory",
    `${book.peakMb} MB, ${book.figures} figures, ${book.failed} files failed, ${load(book)}`,
  );
  const indexMb = Math.round((await bytesOf(index)) / 1024 / 1024);
  print("index size", `${indexMb} MB`);
  const ask = await run("ask");
  print("first asked", `${times(ask.first)}, first of all ${ask.openMs} ms`);
  print("warm", `${times(ask.warm)}, ${load(ask)}`);
  print("right", `${ask.right} of ${questions.length}`);
  print("peak memory", `${ask.peakMb} MB while answering`);
  const change = await run("change");
  print("nothing changed", `${change.unchangedSeconds} s, ${load(change)}`);
  print(
    "one changed",
    `answered anew: ${change.answersAnew}, ${change.changedSeconds} s (booked after ${change.bookedSeconds} s; whole refresh ${change.refreshSeconds} s)`,
  );
  return { reports, generatedSeconds, book, indexMb, ask, change };
}

/** The same small corpus filled with the vectors of both embedders. */
async function benchVectors(folder: string, seed: number): Promise<Result[]> {
  const corpus = join(folder, "corpus");
  const questions = writeCorpus(corpus, VECTOR_REPORTS, seed);
  process.stdout.write(`\nvectors of ${VECTOR_REPORTS} reports\n`);
  const results: Result[] = [];
  for (const embedder of ["ngrams", "auto"]) {
    const index = join(folder, embedder);
    await runStep(folder, { step: "book", corpus, index, questions });
    const result = await runStep(folder, { step: "vectors", corpus, index, questions, embedder });
    print(
      String(result.embedder),
      `${result.vectors} texts, ${result.perSecond}/s, ${result.peakMb} MB, ${load(result)}`,
    );
    results.push(result);
  }
  return results;
}

/** Runs a step as a process and reads the line that it prints; the load of the machine is added. */
async function runStep(folder: string, job: object): Promise<Result> {
  const file = join(folder, "job.json");
  await writeFile(file, JSON.stringify(job));
  const child = spawn(process.execPath, ["--import", "tsx", STEP, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new UserError(`量测没有完成（${code}）：${output.trim()}`);
  return { ...JSON.parse(output), load: Math.round((loadavg()[0] ?? 0) * 10) / 10 };
}

async function bytesOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}

function perSecond(count: number, taken: unknown): string {
  return (count / Number(taken)).toFixed(1);
}

/** Milliseconds as scale-step gives them; CPU time tells more than time on a busy machine. */
function times(given: unknown): string {
  const { p50, p95, max, cpuP50, cpuP95 } = Object(given);
  return `p50 ${p50} ms, p95 ${p95} ms, max ${max} ms (CPU p50 ${cpuP50} ms, p95 ${cpuP95} ms)`;
}

function load(result: Result): string {
  return `load ${result.load}`;
}

function seconds(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(18)}${value}\n`);
}
