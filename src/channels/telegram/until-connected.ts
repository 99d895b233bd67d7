/**
 * The first calls of a start: tried until Telegram answers, and what it answers explained to the person who set the
 * token and the address.
 */
import { GrammyError, HttpError } from "grammy";
import { UserError } from "../../domain/index.ts";

const MAX_PAUSE_MS = 10_000;

/** The call's result; repeats it while there is no connection, Telegram is out of order or asks to wait. Rejects when `signal` ends it. */
export async function untilConnected<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pauseMs = 500; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2)) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      const waitMs = worthAnotherTry(error, pauseMs);
      if (waitMs === null) throw explainConnection(error);
      await pause(waitMs, signal);
    }
  }
}

/** Milliseconds until another try makes sense; null when none does. */
export function worthAnotherTry(error: unknown, pauseMs: number): number | null {
  if (error instanceof HttpError) return pauseMs;
  if (!(error instanceof GrammyError)) return null;
  if (error.error_code === 429) return (error.parameters.retry_after ?? 1) * 1000;
  return error.error_code >= 500 ? pauseMs : null;
}

/** Waits; ends early when the signal is given. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}

/** A refused token, a second poller and a refused webhook address as UserErrors; any other error as it is. */
export function explainConnection(error: unknown): unknown {
  if (!(error instanceof GrammyError)) return error;
  if (error.error_code === 401 || error.error_code === 404) {
    return new UserError("Telegram 不认这个令牌。请检查 ZHENGWEN_BOT_TOKEN 是否与 @BotFather 给出的一致。");
  }
  if (error.error_code === 409) {
    return new UserError("同一个 ZHENGWEN_BOT_TOKEN 已有另一个程序在使用。请先停掉那个程序，再重新启动。");
  }
  if (error.method === "setWebhook") {
    return new UserError(
      `Telegram 不接受 ZHENGWEN_WEBHOOK_URL（${error.description}）。应为公网能打开的 https 地址，端口 443、80、88 或 8443。`,
    );
  }
  return error;
}
