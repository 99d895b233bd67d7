/**
 * A question in a chat: taken from a private message, from /ask, or from a group message meant for the bot,
 * and answered. Group messages that are not meant for the bot stay unanswered and unread.
 */
import { Composer, type Context } from "grammy";
import { answerQuestion, type ChatNeeds } from "./answer-question.ts";
import { questionForBot } from "./question-for-bot.ts";

/** Answers text questions; asks for text, for a question or for a shorter one where that is what is missing. */
export function questionFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  feature.command("ask", (ctx) => answerOrGuide(ctx, ctx.match, needs));
  feature.on("message:text", (ctx) => {
    const question = questionForBot(ctx);
    if (question === undefined) return;
    if (question.startsWith("/")) return ctx.reply("没有这个命令。请直接发送问题，或发送 /help 看提问方法。");
    return answerOrGuide(ctx, question, needs);
  });
  feature
    .chatType("private")
    .on(["message:media", "message:sticker", "message:location", "message:contact"], (ctx) =>
      ctx.reply("目前只能回答文字问题，请把问题打成文字发给我。"),
    );
  return feature;
}

async function answerOrGuide(ctx: Context, text: string, needs: ChatNeeds): Promise<void> {
  const question = text.trim();
  if (question === "") {
    await ctx.reply("请在后面写上问题，例如：/ask 湛江有多少跨省通办事项");
    return;
  }
  const length = [...question].length;
  if (length > needs.maxQuestionChars) {
    await ctx.reply(
      `问题有 ${length} 个字，超过了 ${needs.maxQuestionChars} 字的上限。请缩短后再发，一次问一两件事即可。`,
    );
    return;
  }
  await answerQuestion(ctx, question, needs);
}
