/**
 * What is no text: a friendly word, at most once a minute per chat, and in a group only for a reply to the bot.
 */
import { Composer, type Context } from "grammy";
import type { Message } from "grammy/types";
import type { ChatNeeds } from "./chat-needs.ts";
import { isReplyToBot } from "./question-for-bot.ts";
import { createRecent } from "./recent.ts";
import { replyTo } from "./sheet.ts";

const quietMs = 60_000;

/** Asks for text. Stands after the features that take files. */
export function mediaFeature({ now }: Pick<ChatNeeds, "now">): Composer<Context> {
  const feature = new Composer();
  const told = createRecent<true>({ maxEntries: 10_000, lifetimeMs: quietMs, ...(now ? { now } : {}) });
  const kinds = ["file", "location", "contact", "poll", "dice", "story", "checklist"] as const;
  feature.on(
    kinds.map((kind) => `message:${kind}` as const),
    async (ctx) => {
      if (ctx.chat.type !== "private" && !isReplyToBot(ctx.message, ctx.me.id)) return;
      const chat = String(ctx.chat.id);
      if (told.get(chat)) return;
      told.set(chat, true);
      await ctx.reply(wordFor(ctx.message), replyTo(ctx));
    },
  );
  return feature;
}

function wordFor(message: Message): string {
  if (message.voice || message.audio || message.video_note)
    return "抱歉，我还听不了语音。请把问题打成文字发给我。";
  if (message.document) return "收到文件了，不过我只回答文字问题。要补充报告，请把文件交给管理员。";
  if (message.photo || message.video) return "抱歉，我看不了图片和视频。请把问题打成文字发给我。";
  return "目前只能回答文字问题，请把问题打成文字发给我。";
}
