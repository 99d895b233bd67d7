/**
 * npm run -s bench -- [--questions FILE --corpus DIR]... [--embedder ngrams]: all folders make one corpus. Prints
 * ingest time and index sizes, the time of a cold ask, the latency of warm questions, memory, and how soon the first
 * words of a slow language model are shown.
 */
import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { z } from "zod";
import { createAssistant } from "../src/answer/index.ts";
import { UserError } from "../src/domain/index.ts";
import { askAll, type GoldQuestion, parseQuestions } from "../src/evaluate/index.ts";
import { openIndex } from "../src/workspace.ts";
import { benchStreaming } from "./bench-streaming.ts";
import { readArguments, runCommand, settings } from "./command.ts";

const COLD_RUNS = 5;
const OWN_CORPUS = "corpus";
const OWN_QUESTIONS = "test/fixtures/sample-questions.json";

const summarySchema = z.object({
  reports: z.number(),
  passages: z.number(),
  figures: z.number(),
  failed: z.array(z.object({ file: z.string() })),
  seconds: z.number(),
});

await runCommand(async () => {
  const { values } = readArguments({
    questions: { type: "string", multiple: true },
    corpus: { type: "string", multiple: true },
    embedder: { type: "string" },
  });
  if ((values.questions?.length ?? 0) !== (values.corpus?.length ?? 0)) {
    throw new UserError("请成对给出 --questions 问题文件和 --corpus 报告文件夹；都不给就用自带的样例。");
  }
  const work = await mkdtemp(join(tmpdir(), "zhengwen-bench-"));
  try {
    const corpus = await oneCorpus(values.corpus ?? [OWN_CORPUS], join(work, "corpus"));
    const questions = await allQuestions(values.questions ?? []);
    const index = join(work, "index");
    const config = {
      ...settings({ index, corpus }),
      ...(values.embedder ? { embedder: values.embedder } : {}),
    };
    const env = { ...process.env, ZHENGWEN_EMBEDDER: config.embedder };
    printMachine(config.embedder);
    await benchIngest(corpus, index, env);
    await benchCold(questions[0]?.question ?? "", index, env);
    await benchWarm(config, questions);
    await benchStreaming(print);
    return 0;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

function printMachine(embedder: string): void {
  const model = cpus()[0]?.model.trim() ?? "";
  print("machine", `${availableParallelism()} cores, ${model}, Node ${process.versions.node}`);
  print("embedder", embedder);
}

/** Time from the command's start to its end, and the refresh's own; then what the index holds. */
async function benchIngest(corpus: string, index: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { seconds, stdout } = await run("ingest", ["--corpus", corpus, "--index", index, "--json"], env);
  const summary = summarySchema.parse(JSON.parse(stdout));
  print("ingest", `${seconds.toFixed(2)} s (${summary.seconds.toFixed(2)} s of it reading and embedding)`);
  const { reports, passages, figures, failed } = summary;
  print(
    "index",
    `${reports} reports, ${passages} passages, ${figures} figures, ${failed.length} files failed`,
  );
  print("index size", `${megabytes(await bytesOf(index))} MB`);
}

async function benchCold(question: string, index: string, env: NodeJS.ProcessEnv): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < COLD_RUNS; i++)
    times.push((await run("ask", ["--index", index, question], env)).seconds);
  times.sort((a, b) => a - b);
  print(
    "cold ask",
    `${at(times, 0.5).toFixed(2)} s median of ${COLD_RUNS} (max ${at(times, 1).toFixed(2)} s)`,
  );
}

/** Asks everything twice, in conversations of their own: the first round fills the memories, the second is warm. */
async function benchWarm(config: ReturnType<typeof settings>, questions: GoldQuestion[]): Promise<void> {
  const { store, embedder, close } = await openIndex(config);
  try {
    const assistant = createAssistant({ store, embedder });
    const first = (await askAll(assistant, round(questions, "first"))).map((a) => a.answer.ms);
    const asked = await askAll(assistant, round(questions, "warm"));
    asked.sort((a, b) => a.answer.ms - b.answer.ms);
    const slowest = asked.at(-1)?.question.question ?? "";
    print("questions", `${asked.length}, ${embedder.name}`);
    print("first asked", percentiles(first.sort((a, b) => a - b)));
    print("warm", `${percentiles(asked.map((a) => a.answer.ms))} (${slowest})`);
    print("memory", `${megabytes(process.memoryUsage.rss())} MB resident afterwards`);
  } finally {
    await close();
  }
}

/** The questions under ids of their own, so that no conversation leans on the round before. */
function round(questions: GoldQuestion[], name: string): GoldQuestion[] {
  return questions.map((q) => ({
    ...q,
    id: `${q.id} ${name}`,
    ...(q.after === undefined ? {} : { after: `${q.after} ${name}` }),
  }));
}

async function allQuestions(files: string[]): Promise<GoldQuestion[]> {
  if (files.length === 0) {
    const own = z.array(z.object({ question: z.string() })).parse(JSON.parse(await read(OWN_QUESTIONS)));
    const lines = own.map((q, i) => JSON.stringify({ id: `s${i}`, type: "figure", question: q.question }));
    return parseQuestions(lines.join("\n"), OWN_QUESTIONS);
  }
  const perFile = await Promise.all(files.map(async (file) => parseQuestions(await read(file), file)));
  const questions = perFile.flat();
  if (questions.length === 0) throw new UserError(`${files.join("、")} 里没有问题，请检查文件。`);
  return questions;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UserError(`问题文件 ${file} 打不开，请检查 --questions 后面的路径。`);
  }
}

/** A single folder as it is; several are copied into one, each under its own number. */
async function oneCorpus(folders: string[], target: string): Promise<string> {
  const [first = OWN_CORPUS, ...more] = folders;
  if (more.length === 0) return first;
  for (const [i, folder] of folders.entries()) {
    try {
      await cp(folder, join(target, `${i + 1}-${basename(folder)}`), { recursive: true });
    } catch {
      throw new UserError(`报告文件夹 ${folder} 打不开，请检查 --corpus 后面的路径。`);
    }
  }
  return target;
}

/** A command of the project as people run it, through npm, start-up included. */
function run(
  name: "ask" | "ingest",
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ seconds: number; stdout: string }> {
  const npm = process.env.npm_execpath;
  const started = performance.now();
  const child = npm
    ? spawn(process.execPath, [npm, "run", "-s", name, "--", ...args], { env })
    : spawn("npm", ["run", "-s", name, "--", ...args], { env });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      const seconds = (performance.now() - started) / 1000;
      // Files that fail make ingest end with 1; a run without any output has failed altogether.
      if (stdout) resolve({ seconds, stdout });
      else reject(new UserError(`npm run ${name} 没有完成：${stderr.trim()}`));
    });
  });
}

async function bytesOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}

function percentiles(sorted: number[]): string {
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => at(sorted, share).toFixed(1));
  return `p50 ${p50} ms, p95 ${p95} ms, max ${max} ms`;
}

/** The value at a share of the sorted list: 0.95 is the 95th percentile, 1 the largest. */
function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(16)}${value}\n`);
}
