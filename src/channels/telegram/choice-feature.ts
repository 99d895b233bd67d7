/**
 * A pressed choice button: its question is asked as if it had been typed.
 */
import { Composer, type Context } from "grammy";
import { answerQuestion, type ChatNeeds } from "./answer-question.ts";
import { choiceData } from "./choice-store.ts";

/** Answers pressed choices; an unknown or expired one is told to the person who pressed it. */
export function choiceFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  feature.callbackQuery(choiceData, async (ctx) => {
    const question = needs.choices.find(ctx.callbackQuery.data);
    if (question === undefined) {
      await ctx.answerCallbackQuery({ text: "这个按钮已过期，请直接输入问题。", show_alert: true });
      return;
    }
    // Telegram refuses this call for an old press; the question is answered all the same.
    await ctx.answerCallbackQuery().catch(() => needs.logger.debug("callback query too old"));
    await answerQuestion(ctx, question, needs, { chosen: true });
  });
  feature.on("callback_query:data", (ctx) => ctx.answerCallbackQuery());
  return feature;
}
