/**
 * The inside of the recognising process: orders of messages.ts in, news out. Ends when its parent does, when
 * nobody has asked for long, and when a page holds it up or fills its memory.
 */
import { Worker } from "node:worker_threads";
import type { OcrNews, OcrOrder, SourceKind } from "./messages.ts";
import { type PictureSource, TooManyPixels } from "./picture.ts";
import { recognisePage } from "./recognise-page.ts";
import { createRecogniser } from "./recogniser.ts";

/** A parent pings each second: this long without a word it is gone. */
const SILENCE_SECONDS = 5;
const TICK_MS = 500;
const MAX_RSS_BYTES = 1500 * 1024 * 1024;
/** Grace that the parent, which ends a page with better words, has before the process ends itself. */
const GRACE_SECONDS = 5;

/** Looks from outside at a process whose own thread may hang in a decoder. */
const WATCHER = `
  const { workerData: { beat, stepSeconds, maxRss } } = require("node:worker_threads");
  let seen = -1, since = Date.now();
  setInterval(() => {
    const now = Atomics.load(beat, 0);
    if (now !== seen) { seen = now; since = Date.now(); }
    if (Date.now() - since > stepSeconds * 1000 || process.memoryUsage.rss() > maxRss) process.kill(process.pid, "SIGKILL");
  }, 200);
`;

const beat = new Int32Array(new SharedArrayBuffer(4));
const recogniser = createRecogniser();
recogniser.catch(() => tell({ kind: "failed", why: "no-models" }));
let heard = performance.now();
let source: Promise<PictureSource> | null = null;

process.on("disconnect", () => process.exit(0));
let ticked = heard;
setInterval(() => {
  Atomics.add(beat, 0, 1);
  const now = performance.now();
  // After work that held this thread up the pings still lie unread.
  if (now - ticked > 2 * TICK_MS) heard = now;
  ticked = now;
  if (now - heard > SILENCE_SECONDS * 1000) process.exit(0);
}, TICK_MS);

process.on("message", (order: OcrOrder) => {
  heard = performance.now();
  if (order.kind === "ping") return;
  follow(order).then(tell, (error: unknown) =>
    tell({ kind: "failed", why: error instanceof TooManyPixels ? "too-many-pixels" : "damaged" }),
  );
});

async function follow(order: Exclude<OcrOrder, { kind: "ping" }>): Promise<OcrNews> {
  if (order.kind === "open") {
    watch(order.stepSeconds + GRACE_SECONDS);
    source = openSource(order.source, order.bytes);
    return { kind: "opened", pages: (await source).pages };
  }
  const picture = await source?.then(({ picture }) => picture(order.page));
  if (!picture) throw new Error("a page before its file");
  const page = await recognisePage(await recogniser, picture, () => tell({ kind: "piece" }));
  return { kind: "recognised", page: { page: order.page, ...page }, rss: process.memoryUsage.rss() };
}

async function openSource(kind: SourceKind, bytes: Uint8Array): Promise<PictureSource> {
  if (kind === "pdf") return (await import("./pdf-pictures.ts")).openPdfPictures(bytes);
  return (await import("./image-pictures.ts")).openImage(bytes);
}

function watch(stepSeconds: number): void {
  const worker = new Worker(WATCHER, {
    eval: true,
    execArgv: [],
    workerData: { beat, stepSeconds, maxRss: MAX_RSS_BYTES },
  });
  worker.on("error", () => {});
}

function tell(news: OcrNews): void {
  process.send?.(news);
}
