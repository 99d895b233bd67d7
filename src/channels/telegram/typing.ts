/**
 * Shows “typing” while an update is in work: not for what is answered at once, and again before Telegram's 5 s are over.
 */
import type { Context, MiddlewareFn } from "grammy";

const AFTER_MS = 300;
const EVERY_MS = 4000;

/** Middleware around everything that answers. A failed sign of life is no failure. */
export function showTyping(): MiddlewareFn<Context> {
  return async (ctx, next) => {
    if (ctx.chat === undefined || ctx.chat.type === "channel") return next();
    let repeat: NodeJS.Timeout | undefined;
    const tell = () => void ctx.replyWithChatAction("typing").catch(() => {});
    const first = setTimeout(() => {
      tell();
      repeat = setInterval(tell, EVERY_MS);
    }, AFTER_MS);
    try {
      await next();
    } finally {
      clearTimeout(first);
      clearInterval(repeat);
    }
  };
}
