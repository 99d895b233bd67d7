/**
 * Whether an update asks something of the bot, before anybody looks at what it asks.
 */
import type { Context } from "grammy";

/** True for private messages, pressed buttons, inline queries, and in groups for a mention, a reply to the bot or a command that names no other bot. */
export function isAddressedToBot(ctx: Context): boolean {
  if (ctx.callbackQuery || ctx.inlineQuery) return true;
  const message = ctx.message ?? ctx.editedMessage;
  if (!message || message.from?.is_bot) return false;
  if (message.chat.type === "private") return true;
  const replied = message.reply_to_message;
  if (replied?.from?.id === ctx.me.id && replied.forum_topic_created === undefined) return true;
  const name = `@${ctx.me.username}`.toLowerCase();
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some((entity) => {
    const shown = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === "text_mention") return entity.user.id === ctx.me.id;
    if (entity.type === "mention") return shown === name;
    return (
      entity.type === "bot_command" && entity.offset === 0 && (!shown.includes("@") || shown.endsWith(name))
    );
  });
}
