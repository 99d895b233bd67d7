/**
 * Which conversation a message belongs to: one per private chat; in a group one per topic and person, so that two
 * people's follow-ups never mix. /new begins another.
 */
import type { Context } from "grammy";
import { createRecent } from "./recent.ts";

export interface ChatConversations {
  /** Key for the assistant's memory. */
  of(ctx: Context): string;
  /** The next message of this chat (and person) follows nothing. */
  forget(ctx: Context): void;
}

/** The assistant itself forgets after half an hour: a fresh start needs to be remembered no longer. */
const lifetimeMs = 3600 * 1000;

/** Conversations of all chats; `now` in milliseconds. */
export function createConversations(now: () => number = Date.now): ChatConversations {
  const generations = createRecent<number>({ maxEntries: 10_000, lifetimeMs, now });
  let newest = 0;
  return {
    of(ctx) {
      const key = chatKey(ctx);
      const generation = generations.get(key);
      return generation === undefined ? key : `${key}#${generation}`;
    },
    forget(ctx) {
      newest += 1;
      generations.set(chatKey(ctx), newest);
    },
  };
}

function chatKey(ctx: Context): string {
  const message = ctx.msg;
  const thread = message?.is_topic_message ? message.message_thread_id : undefined;
  const chat = `telegram:${ctx.chat?.id ?? "unknown"}${thread === undefined ? "" : `:${thread}`}`;
  if (ctx.chat === undefined || ctx.chat.type === "private") return chat;
  // A pressed button's message is the bot's own, the person is the one who pressed.
  const person = (ctx.callbackQuery ? undefined : message?.sender_chat?.id) ?? ctx.from?.id;
  return person === undefined ? chat : `${chat}@${person}`;
}
