/**
 * Asks the assistant for a chat and sends the answer: with markup, as plain text where Telegram rejects the
 * markup, and with the answer's choices as buttons.
 */
import { type Context, GrammyError, InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { Assistant } from "../../domain/index.ts";
import { visibleText } from "../rendering/index.ts";
import { answerMessage } from "./answer-message.ts";
import type { ChoiceStore } from "./choice-store.ts";

export interface ChatNeeds {
  assistant: Assistant;
  logger: Logger;
  choices: ChoiceStore;
  /** Longest question taken, in characters. */
  maxQuestionChars: number;
}

const maxChoices = 8;
const maxButtonChars = 60;

/** Answers one question of the chat that the context belongs to; `chosen` shows the question above the answer, for one that no message of the chat holds. */
export async function answerQuestion(
  ctx: Context,
  question: string,
  needs: ChatNeeds,
  { chosen = false } = {},
): Promise<void> {
  const typing = ctx.replyWithChatAction("typing").catch(() => needs.logger.debug("chat action failed"));
  const answer = await needs.assistant.ask({ conversation: conversationOf(ctx), question });
  await typing;
  const message = answerMessage(answer, chosen ? question : undefined);
  const keyboard = choiceKeyboard(answer.choices ?? [], needs.choices);
  const other = {
    link_preview_options: { is_disabled: true },
    ...(keyboard ? { reply_markup: keyboard } : {}),
    ...(ctx.message && ctx.chat?.type !== "private"
      ? { reply_parameters: { message_id: ctx.message.message_id, allow_sending_without_reply: true } }
      : {}),
  };
  try {
    await ctx.reply(message.html, { ...other, parse_mode: "HTML" });
  } catch (error) {
    if (!isMarkupRejected(error)) throw error;
    needs.logger.warn({ reason: error.description }, "markup rejected, sending plain text");
    await ctx.reply(message.plain, other);
  }
  needs.logger.info({ kind: answer.kind, citations: answer.citations.length, ms: answer.ms }, "answered");
}

/** One conversation per chat, and per topic inside a forum. */
function conversationOf(ctx: Context): string {
  const thread = ctx.msg?.is_topic_message ? ctx.msg.message_thread_id : undefined;
  return `telegram:${ctx.chat?.id ?? "unknown"}${thread === undefined ? "" : `:${thread}`}`;
}

function choiceKeyboard(questions: string[], choices: ChoiceStore): InlineKeyboard | undefined {
  if (questions.length === 0) return undefined;
  const rows = questions.slice(0, maxChoices).map((question) => {
    const label = [...visibleText(question)];
    const shown = label.length > maxButtonChars ? [...label.slice(0, maxButtonChars - 1), "…"] : label;
    return [InlineKeyboard.text(shown.join(""), choices.keep(question))];
  });
  return InlineKeyboard.from(rows);
}

function isMarkupRejected(error: unknown): error is GrammyError {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /parse entities|entity|unsupported.*tag/i.test(error.description)
  );
}
