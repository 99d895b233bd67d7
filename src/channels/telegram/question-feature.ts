/**
 * A question in a chat: taken from a private message, from /ask, or from a group message meant for the bot,
 * and answered. Group messages that are not meant for the bot stay unanswered and unread.
 */
import { Composer, type Context } from "grammy";
import { answerQuestion } from "./answer-question.ts";
import type { ChatNeeds } from "./chat-needs.ts";
import { questionForBot } from "./question-for-bot.ts";
import { replyTo } from "./sheet.ts";

/** Answers text questions; asks for a question or for a shorter one where that is what is missing. Stands after all features with commands. */
export function questionFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  feature.command("ask", (ctx) => answerOrGuide(ctx, ctx.match, needs));
  feature.on("message:text", async (ctx) => {
    const question = questionForBot(ctx);
    if (question === undefined) return;
    if (question.startsWith("/")) {
      await ctx.reply("没有这个命令。请直接发送问题，或发送 /help 看提问方法。");
      return;
    }
    await answerOrGuide(ctx, question, needs);
  });
  return feature;
}

/** Answers what is a question; `inPlaceOf` is the bot's message that shows the former answer. */
export async function answerOrGuide(
  ctx: Context,
  text: string,
  needs: ChatNeeds,
  inPlaceOf?: number,
): Promise<void> {
  const question = text.trim();
  if (question === "") {
    await ctx.reply("请在后面写上问题，例如：/ask 湛江有多少跨省通办事项", replyTo(ctx));
    return;
  }
  const length = [...question].length;
  if (length > needs.maxQuestionChars) {
    const advice = `问题有 ${length} 个字，超过了 ${needs.maxQuestionChars} 字的上限。请缩短后再发，一次问一两件事即可。`;
    await ctx.reply(advice, replyTo(ctx));
    return;
  }
  await answerQuestion(ctx, question, needs, { inPlaceOf });
}
