/**
 * How many questions a person, and all together, may ask in a minute. Over the limit: a polite word once, then
 * silence until the minute is over.
 */
import type { Context, MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import { isAddressedToBot } from "./addressed-to-bot.ts";

export interface RateLimits {
  /** Questions per minute of one person. */
  perUser: number;
  /** Questions per minute of all. */
  total: number;
}

interface Window {
  startedAt: number;
  count: number;
  told: boolean;
}

const WINDOW_MS = 60_000;
const MAX_REMEMBERED = 20_000;
/** Inline mode asks at every few letters typed. */
const INLINE_FACTOR = 6;

/** Middleware that lets at most so many questions a minute through; `isFree` people count for the total only. */
export function limitRate(
  limits: RateLimits,
  needs: { logger: Logger; isFree?: (userId: number) => boolean; now?: () => number },
): MiddlewareFn<Context> {
  const { logger, isFree = () => false, now = Date.now } = needs;
  const windows = new Map<string, Window>();

  return async (ctx, next) => {
    if (!isAddressedToBot(ctx)) return next();
    const who = ctx.from?.id ?? ctx.chat?.id ?? 0;
    const inline = ctx.inlineQuery !== undefined;
    const own = windowOf(`${inline ? "inline" : "user"}:${who}`);
    const limit = limits.perUser * (inline ? INLINE_FACTOR : 1);
    if (!isFree(who) && ++own.count > limit) {
      const words = `您问得有点快：每分钟最多 ${limits.perUser} 个问题。请在 ${secondsLeft(own)} 秒后再问，这之前的消息不再回答。`;
      await tellOnce(ctx, own, words, { limit: "user" });
      return;
    }
    const all = windowOf("all");
    if (!inline && ++all.count > limits.total) {
      const words = `现在提问的人很多。请在 ${secondsLeft(all)} 秒后再问，这之前的消息不再回答。`;
      await tellOnce(ctx, windowOf(`busy:${who}`), words, { limit: "total" });
      return;
    }
    await next();
  };

  async function tellOnce(ctx: Context, window: Window, words: string, which: object): Promise<void> {
    if (ctx.inlineQuery) return;
    if (ctx.callbackQuery) {
      await ctx.answerCallbackQuery({ text: words, show_alert: true });
      return;
    }
    if (window.told) return;
    window.told = true;
    logger.info(which, "rate limit reached");
    await ctx.reply(words);
  }

  function windowOf(key: string): Window {
    const known = windows.get(key);
    if (known && now() - known.startedAt < WINDOW_MS) return known;
    const fresh = { startedAt: now(), count: 0, told: false };
    windows.delete(key);
    windows.set(key, fresh);
    for (const oldest of windows.keys()) {
      if (windows.size <= MAX_REMEMBERED) break;
      windows.delete(oldest);
    }
    return fresh;
  }

  function secondsLeft(window: Window): number {
    return Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - now()) / 1000));
  }
}
