/**
 * An edited question: the bot's former answer is replaced in place. A message that became a question by the edit is
 * answered while it is fresh; edits of old messages stay quiet.
 */
import { Composer, type Context } from "grammy";
import type { ChatNeeds } from "./chat-needs.ts";
import { answerOrGuide } from "./question-feature.ts";
import { questionForBot } from "./question-for-bot.ts";

const freshSeconds = 15 * 60;

/** Answers edited questions again. */
export function editedFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  feature.on("edited_message:text", async (ctx) => {
    const message = ctx.editedMessage;
    const question = askCommand(message.text, ctx.me.username) ?? questionForBot(ctx);
    if (question === undefined || question === "" || question.startsWith("/")) return;
    const answer = needs.answered.get(`${message.chat.id}:${message.message_id}`);
    if (answer === undefined && message.edit_date - message.date > freshSeconds) return;
    await answerOrGuide(ctx, question, needs, answer);
  });
  return feature;
}

/** grammY looks for commands in new messages only. */
function askCommand(text: string, username: string): string | undefined {
  const found = /^\/ask(@\w+)?(?:\s+([\s\S]*))?$/.exec(text);
  if (!found || (found[1] && found[1].toLowerCase() !== `@${username.toLowerCase()}`)) return undefined;
  return found[2]?.trim() ?? "";
}
