/**
 * Who may use the bot: ids from the settings in; a gate before every feature and the admin role out.
 */
import type { Context, MiddlewareFn } from "grammy";
import { isAddressedToBot } from "./addressed-to-bot.ts";

export interface AccessSettings {
  /** Ids of people and groups; empty for everyone. */
  allowed: readonly number[];
  /** Ids of people; they may always use the bot. */
  admins: readonly number[];
}

export interface Access {
  isAdmin(userId: number | undefined): boolean;
  /** Lets through whom the settings allow; others that ask something are told their id, once per chat and hour. */
  gate: MiddlewareFn<Context>;
}

const TELL_EVERY_MS = 3600 * 1000;
const MAX_REMEMBERED = 10_000;

/** Access by the settings; `now` in milliseconds. */
export function createAccess(settings: AccessSettings, now: () => number = Date.now): Access {
  const admins = new Set(settings.admins);
  const allowed = new Set([...settings.allowed, ...settings.admins]);
  const open = settings.allowed.length === 0;
  const toldAt = new Map<number, number>();

  const mayUse = (ctx: Context) =>
    open ||
    (ctx.from !== undefined && allowed.has(ctx.from.id)) ||
    (ctx.chat !== undefined && allowed.has(ctx.chat.id));

  return {
    isAdmin: (userId) => userId !== undefined && admins.has(userId),
    gate: async (ctx, next) => {
      if (mayUse(ctx)) return next();
      if (!isAddressedToBot(ctx)) return;
      const words = refusalWords(ctx);
      if (ctx.callbackQuery) {
        await ctx.answerCallbackQuery({ text: words.slice(0, 200), show_alert: true });
      } else if (ctx.inlineQuery) {
        const button = { text: "未开通，点这里看怎样开通", start_parameter: "access" };
        await ctx.answerInlineQuery([], { button, is_personal: true, cache_time: 300 });
      } else if (ctx.chat && mayTell(ctx.chat.id)) {
        await ctx.reply(words);
      }
    },
  };

  function mayTell(chatId: number): boolean {
    const told = toldAt.get(chatId);
    if (told !== undefined && now() - told < TELL_EVERY_MS) return false;
    toldAt.delete(chatId);
    toldAt.set(chatId, now());
    for (const oldest of toldAt.keys()) {
      if (toldAt.size <= MAX_REMEMBERED) break;
      toldAt.delete(oldest);
    }
    return true;
  }
}

function refusalWords(ctx: Context): string {
  const own = `您的编号是 ${ctx.from?.id ?? "未知"}`;
  const group = ctx.chat && ctx.chat.type !== "private" ? `，本群的编号是 ${ctx.chat.id}` : "";
  return `抱歉，这个机器人只对指定的人员和群开放。\n${own}${group}。需要使用时，请把编号发给管理员开通。`;
}
