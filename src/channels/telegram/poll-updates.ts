/**
 * Long polling by grammY's runner: updates are booked before the next ones are fetched (which confirms them to
 * Telegram), then handled side by side, at most so many at a time.
 */
import { createConcurrentSink, createRunner, createSource } from "@grammyjs/runner";
import { type Bot, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { Logger } from "pino";
import { pause, worthAnotherTry } from "./until-connected.ts";

export interface PollingOptions {
  bot: Bot;
  logger: Logger;
  allowed: Exclude<keyof Update, "update_id">[];
  /** Books updates; gives those that nobody has booked before. */
  receive(updates: Update[]): Update[];
  /** Unhandled updates of a process that is gone. */
  orphans(limit: number): Update[];
  handle(update: Update): Promise<void>;
  signal: AbortSignal;
}

const CONCURRENCY = 200;
const POLL_SECONDS = 30;
const MAX_BATCH = 100;
const MAX_PAUSE_MS = 10_000;
/** After a restart Telegram may still hold the poll of the process before for a moment. */
const MAX_CONFLICTS = 5;
const CONFLICT_PAUSE_MS = 2000;

/** Polls until the signal is given; rejects when Telegram refuses the token or another process goes on polling. */
export async function pollUpdates(options: PollingOptions): Promise<void> {
  const { bot, logger, allowed, receive, orphans, handle, signal } = options;
  let offset = 0;

  const source = createSource<Update>({
    async supply(batchSize) {
      const limit = Math.max(1, Math.min(batchSize, MAX_BATCH));
      const left = orphans(limit);
      return left.length > 0 ? left : receive(await fetchUpdates(limit));
    },
  });
  const sink = createConcurrentSink<Update>({ consume: handle }, async () => {}, {
    concurrency: CONCURRENCY,
  });
  const runner = createRunner(source, sink);
  signal.addEventListener("abort", () => void runner.stop()?.catch(() => {}));
  if (signal.aborted) return;
  runner.start();
  await runner.task();

  async function fetchUpdates(limit: number): Promise<Update[]> {
    let conflicts = 0;
    for (let pauseMs = 500; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2)) {
      try {
        const payload = { offset, limit, timeout: POLL_SECONDS, allowed_updates: allowed };
        const updates = await bot.api.getUpdates(payload, asGrammySignal(signal));
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
        return updates;
      } catch (error) {
        if (signal.aborted) throw error;
        const conflict = error instanceof GrammyError && error.error_code === 409;
        const waitMs =
          conflict && ++conflicts < MAX_CONFLICTS ? CONFLICT_PAUSE_MS : worthAnotherTry(error, pauseMs);
        if (waitMs === null) throw error;
        if (pauseMs === 500) logger.warn("与 Telegram 的连接断了，正在重试。");
        await pause(waitMs, signal);
        if (signal.aborted) throw error;
      }
    }
  }
}

type GrammySignal = Parameters<Bot["api"]["getUpdates"]>[1];

/** The platform's signal and grammY's polyfilled type of it differ in declarations only. */
function asGrammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
