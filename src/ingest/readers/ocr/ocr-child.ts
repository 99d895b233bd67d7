/**
 * The inside of the recognising process: orders of messages.ts in, news out. Ends when its parent does, when
 * nobody has asked for long, and when a page holds it up or fills its memory.
 */
import { Worker } from "node:worker_threads";
import type { OcrNews, OcrOrder } from "./messages.ts";
import { openPdfPictures } from "./pdf-pictures.ts";
import { openImage, type PictureSource, TooManyPixels } from "./picture.ts";
import { createRecogniser } from "./recogniser.ts";

/** A parent pings each second: this long without a word it is gone. */
const SILENCE_SECONDS = 5;
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
recogniser.catch(() => {});
let heard = performance.now();
let source: Promise<PictureSource> | null = null;

process.on("disconnect", () => process.exit(0));
setInterval(() => {
  Atomics.add(beat, 0, 1);
  if (performance.now() - heard > SILENCE_SECONDS * 1000) process.exit(0);
}, 500);

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
    source = order.source === "pdf" ? openPdfPictures(order.bytes) : openImage(order.bytes);
    return { kind: "opened", pages: (await source).pages };
  }
  const picture = await source?.then(({ picture }) => picture(order.page));
  if (!picture) throw new Error("a page before its file");
  const { width, height } = picture;
  const lines = await (await recogniser).recognise(picture);
  heard = performance.now();
  const page = { page: order.page, width, height, lines };
  return { kind: "recognised", page, rss: process.memoryUsage.rss() };
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
