/**
 * Keeps account of updates while they are handled: fetched ones are booked before the handling and ticked off after
 * it, so that a restart in the middle handles them once more and no update is handled twice.
 */
import type { Update } from "grammy/types";
import type { Logger } from "pino";
import type { UpdateRecords } from "../../records/index.ts";

export interface UpdateJournal {
  /** Books updates; gives those that nobody has booked before. */
  receive(updates: readonly Update[]): Update[];
  /** Takes over what a process that is gone left unhandled; looks at most every 10 s. Those whose handling saw three processes end are given up. */
  adopt(limit: number): { updates: Update[]; givenUp: Update[] };
  /** Does the work and ticks the update off, also when it fails; an update that is held is ticked off later. */
  handle(update: Update, work: () => Promise<void>): Promise<void>;
  /** Goes on with an update behind its handler, so that its chat is free for questions; rejections are the task's own matter. */
  goOn(updateId: number, task: Promise<void>): void;
  /** Updates in work here, background tasks included. */
  running(): number;
  /** Updates booked and not handled, of every process. */
  waiting(): number;
  /** Resolves when no handler is at work, or after so many milliseconds; background tasks go on after the next start. */
  settle(graceMs: number): Promise<void>;
  /** Ends the account: what is unhandled now is left to the next process. */
  close(): void;
}

export interface UpdateJournalOptions {
  records: UpdateRecords;
  logger: Logger;
  now?: () => number;
}

const MAX_ATTEMPTS = 3;
const LOOK_EVERY_MS = 10_000;
const BEAT_MS = 5000;
const SETTLE_STEP_MS = 20;

/** The journal of one bot in this process. */
export function createUpdateJournal(options: UpdateJournalOptions): UpdateJournal {
  const { records, logger, now = Date.now } = options;
  const inWork = new Map<number, number>();
  let handlers = 0;
  let closed = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const beat = setInterval(() => records.beat(), BEAT_MS);
  beat.unref();

  const begin = (updateId: number) => inWork.set(updateId, (inWork.get(updateId) ?? 0) + 1);
  const end = (updateId: number) => {
    const left = (inWork.get(updateId) ?? 1) - 1;
    if (left > 0) {
      inWork.set(updateId, left);
      return;
    }
    inWork.delete(updateId);
    if (!closed) records.done(updateId);
  };

  return {
    receive(updates) {
      if (updates.length === 0) return [];
      const booked = updates.map((update) => ({
        updateId: update.update_id,
        update: JSON.stringify(update),
      }));
      const fresh = new Set(records.receive(booked));
      if (fresh.size < updates.length) {
        logger.info({ known: updates.length - fresh.size }, "updates received before");
      }
      return updates.filter((update) => fresh.has(update.update_id));
    },
    adopt(limit) {
      const adopted: { updates: Update[]; givenUp: Update[] } = { updates: [], givenUp: [] };
      if (now() - lookedAt < LOOK_EVERY_MS) return adopted;
      const found = records.adopt(limit);
      // More may be waiting than fit into one batch.
      if (found.length < limit) lookedAt = now();
      if (found.length > 0) logger.info({ updates: found.length }, "unhandled updates taken over");
      for (const { updateId, update: json, attempts } of found) {
        // Written by `receive` alone.
        const update = JSON.parse(json) as Update;
        if (attempts <= MAX_ATTEMPTS) {
          adopted.updates.push(update);
          continue;
        }
        logger.error({ updateId, attempts }, "update given up");
        records.done(updateId);
        adopted.givenUp.push(update);
      }
      return adopted;
    },
    async handle(update, work) {
      begin(update.update_id);
      handlers += 1;
      try {
        await work();
      } finally {
        handlers -= 1;
        end(update.update_id);
      }
    },
    goOn(updateId, task) {
      begin(updateId);
      void task.catch(() => {}).finally(() => end(updateId));
    },
    running: () => inWork.size,
    waiting: () => records.pendingCount(),
    async settle(graceMs) {
      const until = now() + graceMs;
      while (handlers > 0 && now() < until) {
        await new Promise((resolve) => setTimeout(resolve, SETTLE_STEP_MS));
      }
    },
    close() {
      closed = true;
      clearInterval(beat);
    },
  };
}
