/**
 * Asks the assistant for a chat and shows the answer: as a new message, or in place of the one that answered the
 * question before it was edited.
 */
import type { Context } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";
import type { Answer } from "../../domain/index.ts";
import { answerBlocks } from "./answer-message.ts";
import { type ChatNeeds, hasLibrary } from "./chat-needs.ts";
import type { ShownAnswer } from "./choice-store.ts";
import { comingWords } from "./coming-words.ts";
import { messagePages } from "./message-pages.ts";
import { recognisedReports } from "./recognised-reports.ts";
import { button, editSheet, type Sheet, sendSheet } from "./sheet.ts";

export interface AskingOptions {
  /** Shows the question above the answer, for one that no message of the chat holds. */
  chosen?: boolean;
  /** The bot's message that is to show the answer; a new one when left out or gone. */
  inPlaceOf?: number | undefined;
}

const maxChoices = 8;

/** Answers one question of the chat that the context belongs to, and gives the answer. */
export async function answerQuestion(
  ctx: Context,
  question: string,
  needs: ChatNeeds,
  { chosen = false, inPlaceOf }: AskingOptions = {},
): Promise<Answer> {
  const early = inPlaceOf === undefined && ctx.chat?.type === "private";
  const answer = await asked(ctx, question, needs, early);
  const sheet = answerSheet(answer, question, needs, chosen);
  const edited = inPlaceOf !== undefined && (await editSheet(ctx, inPlaceOf, sheet, needs));
  const messageId = edited ? inPlaceOf : await sendSheet(ctx, sheet, needs);
  if (!ctx.callbackQuery && ctx.chat && ctx.msg) {
    needs.answered.set(`${ctx.chat.id}:${ctx.msg.message_id}`, messageId);
  }
  needs.logger.info({ kind: answer.kind, citations: answer.citations.length, ms: answer.ms }, "answered");
  return answer;
}

/** With `early`, checked words are shown while they come; an answer in place of a former one is shown once it is whole. */
async function asked(ctx: Context, question: string, needs: ChatNeeds, early: boolean): Promise<Answer> {
  const input = { conversation: needs.conversations.of(ctx), question };
  if (!early) return needs.assistant.ask(input);
  const words = comingWords(ctx, needs);
  try {
    return await needs.assistant.ask({ ...input, onText: words.show });
  } finally {
    await words.end();
  }
}

function answerSheet(answer: Answer, question: string, needs: ChatNeeds, chosen: boolean): Sheet {
  const isRecognised = recognisedReports(needs.library, answer.citations);
  const blocks = answerBlocks(answer, { asked: chosen ? question : undefined, isRecognised });
  return {
    pages: messagePages(blocks),
    rows: [...choiceRows(answer, needs), ...answerRows({ answer, question }, needs)],
  };
}

function choiceRows({ choices = [] }: Answer, needs: ChatNeeds): InlineKeyboardButton[][] {
  return choices
    .slice(0, maxChoices)
    .map((question) => [button(question, needs.choices.keep({ kind: "ask", question }))]);
}

/** 原文, 对比, 换年份/地区 and 有误, as far as the answer has something to show there. */
function answerRows(shown: ShownAnswer, needs: ChatNeeds): InlineKeyboardButton[][] {
  const { answer } = shown;
  const { choices } = needs;
  const row: InlineKeyboardButton[] = [];
  const measured = answer.figures.some(({ derived }) => !derived);
  if (hasLibrary(needs) && answer.citations.length > 0) {
    row.push(button("原文", choices.keep({ kind: "source", shown, at: 0, edit: false })));
  }
  if (hasLibrary(needs) && measured) {
    row.push(button("对比", choices.keep({ kind: "table", shown })));
    if (answer.kind === "figure") row.push(button("换年份/地区", choices.keep({ kind: "others", shown })));
  }
  if ((needs.records || needs.onFeedback) && answer.kind !== "clarify") {
    row.push(button("有误", choices.keep({ kind: "wrong", shown })));
  }
  return row.length === 0 ? [] : [row];
}
