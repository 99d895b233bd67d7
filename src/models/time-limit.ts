/**
 * Bounds work that waits for somebody else: a source that falls silent is given up, and so is one that
 * never comes to an end.
 */

export interface TimeLimits {
  /** Longest silence in milliseconds, counted from the start and from every sign of life. */
  silenceMs: number;
  /** Longest time altogether, in milliseconds. */
  totalMs: number;
}

export interface LimitedWork {
  /** Call on every sign of life. */
  heard(): void;
  /** Aborted when a limit is passed. */
  signal: AbortSignal;
}

/** Runs `work`; rejects with a Chinese reason when a limit is passed, after aborting the signal. */
export async function withTimeLimit<T>(
  limits: TimeLimits,
  work: (limited: LimitedWork) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let giveUp: (reason: Error) => void = () => {};
  const passed = new Promise<never>((_, reject) => {
    giveUp = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const afterSilence = () => giveUp(new Error(`${seconds(limits.silenceMs)} 秒内没有回应`));
  let silence = setTimeout(afterSilence, limits.silenceMs);
  const total = setTimeout(
    () => giveUp(new Error(`${seconds(limits.totalMs)} 秒内没有完成`)),
    limits.totalMs,
  );
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(afterSilence, limits.silenceMs);
  };
  const working = work({ heard, signal: controller.signal });
  // The loser of the race may still reject: by then nobody is waiting for it.
  working.catch(() => {});
  try {
    return await Promise.race([working, passed]);
  } finally {
    clearTimeout(silence);
    clearTimeout(total);
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
