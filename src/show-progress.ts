/**
 * Progress for people: on a terminal one line that is renewed, with the share done and the time left; in a log or a
 * pipe only now and then a line, the first and the last of each stage among them.
 */
import { clearLine, cursorTo } from "node:readline";
import type { OnProgress, ProgressStep } from "./ingest/index.ts";

/** Where progress goes: process.stderr, or what a test puts in its place. */
export interface ProgressOutput extends NodeJS.WritableStream {
  isTTY?: boolean;
  columns?: number;
}

/** Work that takes less than this needs no forecast. */
const FORECAST_AFTER_MS = 3000;
const RENEW_MS = 100;
const LINE_EVERY_MS = 5000;

/** Creates a listener that shows progress on `output`; `now` gives milliseconds, for tests. */
export function showProgress(
  output: ProgressOutput,
  now: () => number = () => performance.now(),
): OnProgress {
  const terminal = output.isTTY === true;
  let shown = Number.NEGATIVE_INFINITY;
  let renewing = false;
  let stage: { total: number; started: number; from: number } | undefined;

  function leftOf({ done, total }: ProgressStep): string {
    const at = now();
    // Another total, or a step back, is another stage.
    if (!stage || stage.total !== total || done <= stage.from) stage = { total, started: at, from: done - 1 };
    const spent = at - stage.started;
    const steps = done - stage.from - 1;
    if (spent < FORECAST_AFTER_MS || steps < 1 || done >= total) return "";
    return `，约还要 ${duration((spent / steps) * (total - done))}`;
  }

  function write(message: string, keep: boolean): void {
    if (renewing) {
      cursorTo(output, 0);
      clearLine(output, 0);
    }
    renewing = terminal && !keep;
    output.write(renewing ? cut(message, (output.columns ?? 80) - 1) : `${message}\n`);
  }

  return (message, step) => {
    if (!step) {
      write(message, true);
      return;
    }
    const left = leftOf(step);
    const at = now();
    const edge = step.done <= 1 || step.done >= step.total;
    if (!edge && at - shown < (terminal ? RENEW_MS : LINE_EVERY_MS)) return;
    shown = at;
    const share = `${Math.floor((100 * step.done) / Math.max(1, step.total))}%`;
    write(`${message}（${share}${left}）`, step.done >= step.total);
  };
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`;
}

/** The beginning of a text that fits so many columns; a Chinese character takes two. */
function cut(text: string, columns: number): string {
  let used = 0;
  let fitting = "";
  for (const character of text) {
    used += /[\u1100-\uffff]/.test(character) || character.length > 1 ? 2 : 1;
    if (used > columns) return fitting;
    fitting += character;
  }
  return fitting;
}
