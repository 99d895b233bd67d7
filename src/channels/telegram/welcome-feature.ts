/**
 * /start and /help: what the bot can do and how to ask.
 */
import { Composer, type Context } from "grammy";

/** Commands that Telegram offers in its menu, with their Chinese descriptions. */
export const botCommands = [
  { command: "start", description: "开始使用" },
  { command: "help", description: "怎样提问" },
  { command: "ask", description: "提问，例如 /ask 湛江有多少跨省通办事项" },
];

const welcome = [
  "您好，我是政问，回答政务服务报告里的问题。每个数字都附上报告原文，查不到就直说，不猜。",
  "",
  "直接把问题发给我，例如：",
  "湛江有多少跨省通办事项",
  "",
  "发送 /help 看提问方法。",
].join("\n");

const help = [
  "怎样提问",
  "· 写明地区和要查的事：湛江2021年网上可办率是多少",
  "· 可以追问：那满意率呢？",
  "· 可以比较：湛江和揭东的12345办结率对比一下",
  "",
  "怎样看回答",
  "· [1] 这样的标记对应下方的报告原文",
  "· 报告里没有的数字，我会说明没有，并给出最接近的供参考",
  "",
  "在群里请 @我、回复我的消息，或发送 /ask 加问题。",
].join("\n");

/** Answers /start and /help. */
export function welcomeFeature(): Composer<Context> {
  const feature = new Composer();
  feature.command("start", (ctx) => ctx.reply(welcome));
  feature.command("help", (ctx) => ctx.reply(help));
  return feature;
}
