/**
 * 有误: the answer is kept as doubted with its evidence at once; a reply to the thanks adds what is wrong with it.
 */
import { Composer, type Context } from "grammy";
import type { ChatNeeds } from "./chat-needs.ts";
import { acknowledge, onAction } from "./choice-feature.ts";
import type { ShownAnswer } from "./choice-store.ts";
import { createRecent } from "./recent.ts";
import { replyTo } from "./sheet.ts";

const thanks = "已记下，谢谢您。如果方便，请回复本条消息说说哪里不对；不回也可以。";
const maxNoteChars = 1000;

/** Takes feedback. Stands before the feature that takes replies for questions. */
export function feedbackFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  const pressed = createRecent<true>({
    maxEntries: 5000,
    lifetimeMs: 24 * 3600 * 1000,
    ...(needs.now ? { now: needs.now } : {}),
  });
  onAction(feature, needs, "wrong", async (ctx, { shown }) => {
    const press = `${ctx.from.id}:${ctx.callbackQuery.data}`;
    if (pressed.get(press)) {
      await acknowledge(ctx, needs, "这条已经记下了，谢谢。");
      return;
    }
    pressed.set(press, true);
    keep(ctx, shown, needs);
    await acknowledge(ctx, needs);
    const sent = await ctx.reply(thanks, {
      ...replyTo(ctx),
      reply_markup: { force_reply: true, selective: true, input_field_placeholder: "哪里不对？（可不填）" },
    });
    needs.doubted.set(`${ctx.chat?.id}:${sent.message_id}`, shown);
  });
  feature.on("message:text", async (ctx, next) => {
    const prompt = ctx.message.reply_to_message;
    const key = `${ctx.chat.id}:${prompt?.message_id}`;
    const shown = prompt?.from?.id === ctx.me.id ? needs.doubted.get(key) : undefined;
    if (!shown || ctx.message.text.startsWith("/")) return next();
    needs.doubted.delete(key);
    keep(ctx, shown, needs, [...ctx.message.text.trim()].slice(0, maxNoteChars).join(""));
    await ctx.reply("说明已补充，谢谢您，我们会核对。", replyTo(ctx));
  });
  return feature;
}

function keep(ctx: Context, { answer, question }: ShownAnswer, needs: ChatNeeds, note?: string): void {
  const chatId = ctx.chat?.id ?? 0;
  const told = { question, answer, ...(note === undefined ? {} : { note }) };
  needs.records?.feedback.add({ chat: `telegram:${chatId}`, ...told });
  needs.onFeedback?.({ chatId, ...told });
}
