/**
 * Decides whether a text message, new or edited, is meant for the bot, and takes the question out of it.
 */
import type { Context } from "grammy";
import type { Message } from "grammy/types";

/** The question without the mention of the bot; undefined when the message is not for the bot or comes from another bot. */
export function questionForBot(ctx: Context): string | undefined {
  const message = ctx.message ?? ctx.editedMessage;
  if (message?.text === undefined || isFromBot(message)) return undefined;
  if (message.chat.type === "private") return message.text.trim();
  if (message.text.startsWith("/")) return undefined;
  const question = withoutMention(message.text, ctx);
  if (question !== undefined) return question;
  return isReplyToBot(message, ctx.me.id) ? message.text.trim() : undefined;
}

/** In a forum, every message "replies" to the service message that opened its topic: that is no reply to the bot. */
export function isReplyToBot(message: Message, botId: number): boolean {
  const replied = message.reply_to_message;
  return replied?.from?.id === botId && replied.forum_topic_created === undefined;
}

/** Anonymous admins and channels write through a bot of Telegram's; the chat that they write for stands beside it. */
function isFromBot(message: Message): boolean {
  return message.from?.is_bot === true && message.sender_chat === undefined;
}

function withoutMention(text: string, ctx: Context): string | undefined {
  const name = `@${ctx.me.username}`.toLowerCase();
  const mention = ctx
    .entities(["mention", "text_mention"])
    .find((entity) =>
      entity.type === "text_mention" ? entity.user.id === ctx.me.id : entity.text.toLowerCase() === name,
    );
  if (!mention) return undefined;
  return `${text.slice(0, mention.offset)} ${text.slice(mention.offset + mention.length)}`.trim();
}
