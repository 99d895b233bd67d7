/**
 * The chat that an update belongs to, before grammY has looked at it.
 */
import type { Update } from "grammy/types";

/** Id of the chat; the person's for an inline query; undefined where there is neither. */
export function chatOfUpdate(update: Update): number | undefined {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return (
    message?.chat.id ??
    update.my_chat_member?.chat.id ??
    update.callback_query?.from.id ??
    update.inline_query?.from.id
  );
}
