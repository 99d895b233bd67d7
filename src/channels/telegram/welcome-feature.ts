/**
 * /start, /help and /new: what the bot can do, how to ask, and how to begin anew. /start with a payload asks the
 * question of a link.
 */
import { Composer, type Context } from "grammy";
import { answerQuestion } from "./answer-question.ts";
import type { ChatNeeds } from "./chat-needs.ts";
import { readerCommands } from "./commands.ts";
import { questionOfPayload } from "./deep-link.ts";
import { textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { button, sendSheet } from "./sheet.ts";
import { watchCommands } from "./subscription-feature.ts";

export { commands as botCommands } from "./commands.ts";

const example = "湛江有多少跨省通办事项";
const maxExamples = 4;

/** Answers /start, /help and /new. */
export function welcomeFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  feature.command("start", async (ctx) => {
    const question = questionOfPayload(ctx.match.trim(), needs.choices);
    if (question === "expired") {
      await ctx.reply("这个链接已过期，请直接输入问题。");
    } else if (question !== undefined && [...question].length <= needs.maxQuestionChars) {
      await answerQuestion(ctx, question, needs, { chosen: true });
    } else await sendWelcome(ctx, needs);
  });
  feature.command("help", (ctx) => ctx.reply(help(needs, ctx.me.username)));
  feature.command("new", async (ctx) => {
    needs.conversations.forget(ctx);
    await ctx.reply("好的，前面的问题不再接着算了。请直接发送新的问题。");
  });
  return feature;
}

async function sendWelcome(ctx: Context, needs: ChatNeeds): Promise<void> {
  const suggested = needs.library?.suggestions(maxExamples) ?? [];
  const questions = suggested.length > 0 ? suggested : [example];
  const text = [
    "您好，我是政问，回答政务服务报告里的问题。每个数字都附上报告原文，查不到就直说，不猜。",
    "",
    "直接把问题发给我，例如：",
    ...questions,
    "",
    "发送 /help 看提问方法和全部命令。",
  ].join("\n");
  const rows = suggested.map((question) => [button(question, needs.choices.keep({ kind: "ask", question }))]);
  await sendSheet(ctx, { pages: messagePages([textBlock(text)]), rows }, needs);
}

function help(needs: ChatNeeds, username: string): string {
  const listed = readerCommands.filter(({ needsLibrary }) => !needsLibrary || needs.library !== undefined);
  const watching = needs.library && needs.records ? watchCommands : [];
  return [
    "怎样提问",
    "· 写明地区和要查的事：湛江2021年网上可办率是多少",
    "· 可以追问：那满意率呢？",
    "· 可以比较：湛江和揭东的12345办结率对比一下",
    "· 写错了可以修改原消息，我会改回答",
    "",
    "怎样看回答",
    "· [1] 这样的标记对应下方的报告原文，按“原文”看前后段落",
    "· 报告里没有的数字，我会说明没有，并给出最接近的供参考",
    "· 发现不对，请按“有误”",
    "",
    "命令",
    ...listed.map(({ command, example: words, description }) => `/${command}${words} — ${description}`),
    ...watching.map(({ command, description }) => `/${command} — ${description}`),
    "",
    "在群里请 @我、回复我的消息，或发送 /ask 加问题。",
    `在任何聊天里输入 @${username} 加问题，可以直接把数字发给对方。`,
  ].join("\n");
}
