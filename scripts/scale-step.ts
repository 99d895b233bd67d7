/**
 * One step of bench-scale in a process of its own, so that its memory is its own: book, ask, change or vectors.
 * Takes a JSON argument and prints one line of JSON.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAssistant } from "../src/answer/index.ts";
import { UserError } from "../src/domain/index.ts";
import { bookFiles, EXTRACTOR_VERSION, embedPending } from "../src/ingest/index.ts";
import { NgramEmbedder } from "../src/models/index.ts";
import { INDEX_FORMAT, openStore, type Store } from "../src/store/index.ts";
import { SEGMENTER_VERSION } from "../src/text/index.ts";
import { embedderFrom, limitsOf } from "../src/workspace.ts";
import { runCommand, settings } from "./command.ts";
import type { KnownAnswer } from "./generated-corpus/index.ts";

interface Job {
  step: string;
  corpus: string;
  index: string;
  questions: KnownAnswer[];
  embedder?: string;
}

const STEPS: Record<string, (job: Job) => Promise<object>> = { book, ask, change, vectors };

await runCommand(async () => {
  const job: Job = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
  const step = STEPS[job.step];
  if (!step) throw new UserError(`没有“${job.step}”这一步。`);
  const result = await step(job);
  // On Linux in kB, and of the whole process with its threads.
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const { user, system } = process.cpuUsage();
  const cpuSeconds = Math.round((user + system) / 100_000) / 10;
  process.stdout.write(`${JSON.stringify({ ...result, peakMb, cpuSeconds })}\n`);
  return 0;
});

function open({ index }: Job, mode: "read" | "write", embedder = new NgramEmbedder()): Store {
  const stamp = {
    format: INDEX_FORMAT,
    segmenter: SEGMENTER_VERSION,
    extractor: EXTRACTOR_VERSION,
    embedder: embedder.name,
    dimensions: embedder.dimensions,
  };
  return openStore({ folder: index, mode, stamp });
}

function bookAll(job: Job, store: Store) {
  return bookFiles({ corpus: job.corpus, store, limits: limitsOf(settings()) });
}

/** Parses and books every report; vectors stay pending. */
async function book(job: Job) {
  const store = open(job, "write");
  const { result, seconds } = await timed(() => bookAll(job, store));
  const reports = store.reports();
  const figures = reports.reduce((n, r) => n + r.figureCount, 0);
  store.close();
  return { seconds, reports: reports.length, figures, failed: result.failed.length };
}

/** Asks every question twice, without a conversation. */
async function ask(job: Job) {
  const store = open(job, "read");
  const assistant = createAssistant({ store, embedder: new NgramEmbedder() });
  const { seconds: firstSeconds } = await timed(() => assistant.ask({ question: "有哪些报告" }));
  const rounds: { wall: number[]; cpu: number[] }[] = [];
  let right = 0;
  const wrong: string[] = [];
  for (const round of [0, 1]) {
    const times = { wall: [] as number[], cpu: [] as number[] };
    for (const known of job.questions) {
      const before = process.cpuUsage();
      const answer = await assistant.ask({ question: known.question });
      const { user, system } = process.cpuUsage(before);
      times.wall.push(answer.ms);
      times.cpu.push((user + system) / 1000);
      if (round > 0) continue;
      if (isRight(answer.figures[0], known)) right++;
      else wrong.push(`${known.question} ≠ ${answer.text.slice(0, 80)}`);
    }
    rounds.push(times);
  }
  store.close();
  const [first, warm] = rounds.map(({ wall, cpu }) => ({
    ...spread(wall),
    cpuP50: spread(cpu).p50,
    cpuP95: spread(cpu).p95,
  }));
  return { openMs: Math.round(firstSeconds * 1000), first, warm, right, wrong };
}

/**
 * A refresh with nothing changed, and then the time until another open reader answers from a changed report: until
 * it is booked, and the reader's own, which takes the changed list of reports in.
 */
async function change(job: Job) {
  const store = open(job, "write");
  const reader = open(job, "read");
  const assistant = createAssistant({ store: reader, embedder: new NgramEmbedder() });
  const known = job.questions.find(({ file, unit }) => file.endsWith(".txt") && unit !== "%");
  if (!known) throw new UserError("没有可以改动的报告。");
  await assistant.ask({ question: known.question });
  // The first pass finds what was young when it was booked.
  await bookAll(job, store);
  const { seconds: unchangedSeconds } = await timed(() => bookAll(job, store));
  const path = join(job.corpus, known.file);
  const value = known.value + 1;
  const text = readFileSync(path, "utf8");
  const changed = text.replace(`${known.value}${known.unit}`, `${value}${known.unit}`);
  writeFileSync(path, changed);
  const started = performance.now();
  let committed = started;
  const watched: Store = Object.create(store, {
    replaceFiles: {
      value(changes: Parameters<Store["replaceFiles"]>[0]) {
        store.replaceFiles(changes);
        committed = performance.now();
      },
    },
  });
  const { seconds: refreshSeconds } = await timed(() => bookAll(job, watched));
  const bookedSeconds = Math.round(committed - started) / 1000;
  const { result, seconds } = await timed(() => assistant.ask({ question: known.question }));
  const answersAnew = isRight(result.figures[0], { ...known, value });
  writeFileSync(path, text);
  await bookAll(job, store);
  const { seconds: finishSeconds } = await timed(async () => store.finishVectors());
  reader.close();
  store.close();
  return {
    unchangedSeconds,
    refreshSeconds,
    bookedSeconds,
    changedSeconds: Math.round((bookedSeconds + seconds) * 1000) / 1000,
    answersAnew,
    finishSeconds,
  };
}

/** Gives every text of the index a vector. */
async function vectors(job: Job) {
  const embedder = await embedderFrom({ ...settings(), embedder: job.embedder ?? "ngrams" });
  const store = open(job, "write");
  store.restamp({ name: embedder.name, dimensions: embedder.dimensions });
  const pending = store.pendingCount();
  const { seconds } = await timed(() => embedPending(store, embedder, () => {}));
  store.close();
  await embedder.dispose?.();
  return { embedder: embedder.name, vectors: pending, seconds, perSecond: Math.round(pending / seconds) };
}

function isRight(figure: { value: number | null; unit: string } | undefined, known: KnownAnswer): boolean {
  return figure?.value === known.value && figure.unit === known.unit;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: Math.round(performance.now() - started) / 1000 };
}

/** Milliseconds at the middle, the 95th percentile and the end. */
function spread(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1) ?? 0);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
