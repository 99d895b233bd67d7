/**
 * Readings in, rows of the index out: several files in one transaction, because each one costs a write to the disk.
 * A process killed at any moment loses the files of one transaction at most, and they are read again next time.
 */
import { UserError } from "../domain/index.ts";
import type { FileChange, Store } from "../store/index.ts";

export interface Booker {
  /** Hands a file over; `settled` is told once it is in the index, or why it could not be. */
  add(change: FileChange, settled: (error?: unknown) => void): void;
  /** Books what is left. */
  flush(): void;
}

const MAX_FILES = 50;
/** A report that was read is answerable after this time at the latest, while others are still being read. */
const MAX_WAIT_MS = 300;

/** Creates a booker; `onFatal` is told what concerns every file: a full disk, a damaged index. */
export function createBooker(store: Store, onFatal: (error: unknown) => void): Booker {
  let waiting: { change: FileChange; settled: (error?: unknown) => void }[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      book(batch);
    } catch (error) {
      onFatal(error);
    }
  }

  function book(batch: typeof waiting): void {
    try {
      store.replaceFiles(batch.map(({ change }) => change));
    } catch (error) {
      if (error instanceof UserError) throw error;
      for (const one of batch) alone(one);
      return;
    }
    for (const { settled } of batch) settled();
  }

  /** One by one, so that a file that the index does not take fails alone. */
  function alone({ change, settled }: (typeof waiting)[number]): void {
    try {
      store.replaceFiles([change]);
    } catch (error) {
      if (error instanceof UserError) throw error;
      settled(error);
      return;
    }
    settled();
  }

  return {
    add(change, settled) {
      if (waiting.length === 0) timer = setTimeout(flush, MAX_WAIT_MS);
      waiting.push({ change, settled });
      if (waiting.length >= MAX_FILES) flush();
    },
    flush,
  };
}
