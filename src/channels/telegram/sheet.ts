/**
 * A message of one or more pages with its buttons: sent, edited in place, turned by 上一页 and 下一页.
 * Where Telegram rejects the markup the same text goes out without it.
 */
import { type Context, GrammyError, InlineKeyboard } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";
import type { ChatNeeds } from "./chat-needs.ts";
import { cutLine } from "./cut-text.ts";
import type { MessagePage } from "./message-pages.ts";

export interface SheetPage extends MessagePage {
  /** Buttons of this page only, above those of the sheet. */
  rows?: InlineKeyboardButton[][];
}

export interface Sheet {
  /** At least one. */
  pages: readonly SheetPage[];
  rows: readonly InlineKeyboardButton[][];
}

type SheetNeeds = Pick<ChatNeeds, "choices" | "logger">;

const maxButtonChars = 60;

/** A button that does something when pressed, its label cut after 60 characters. */
export function button(label: string, data: string): InlineKeyboardButton {
  return InlineKeyboard.text(cutLine(label, maxButtonChars) || "…", data);
}

/** Sends the first page as a message of the chat (and topic); in a group as a reply. Gives the message's id. */
export async function sendSheet(ctx: Context, sheet: Sheet, needs: SheetNeeds): Promise<number> {
  const sent = await inMarkupOrPlain(needs, firstPage(sheet), (text, markup) =>
    ctx.reply(text, { ...quiet, ...markup, ...keyboard(sheet, 0, needs), ...replyTo(ctx) }),
  );
  return sent.message_id;
}

/** Puts a page of the sheet in place of the bot's message with this id; false when that message is gone. */
export async function editSheet(
  ctx: Context,
  messageId: number,
  sheet: Sheet,
  needs: SheetNeeds,
  page = 0,
): Promise<boolean> {
  const chatId = ctx.chat?.id;
  const shown = sheet.pages[page];
  if (chatId === undefined || shown === undefined) return false;
  try {
    await inMarkupOrPlain(needs, shown, (text, markup) =>
      ctx.api.editMessageText(chatId, messageId, text, {
        ...quiet,
        ...markup,
        ...keyboard(sheet, page, needs),
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    return /not modified/i.test(error.description);
  }
}

/** What makes a message answer the one it belongs to; nothing in a private chat. */
export function replyTo(ctx: Context) {
  const id = ctx.msg?.message_id;
  if (id === undefined || ctx.chat?.type === "private") return {};
  return { reply_parameters: { message_id: id, allow_sending_without_reply: true } };
}

/** The buttons of a page: its own, the turning ones, the sheet's. */
function keyboard(sheet: Sheet, page: number, { choices }: Pick<ChatNeeds, "choices">) {
  const last = sheet.pages.length - 1;
  const turning: InlineKeyboardButton[] = [];
  const turn = (label: string, to: number) =>
    turning.push(button(label, choices.keep({ kind: "page", sheet, page: to })));
  if (page > 0) turn("‹ 上一页", page - 1);
  if (last > 0) turning.push(button(`${page + 1}/${last + 1}`, "stay"));
  if (page < last) turn("下一页 ›", page + 1);
  const rows = [...(sheet.pages[page]?.rows ?? []), turning, ...sheet.rows].filter((row) => row.length > 0);
  return rows.length === 0 ? {} : { reply_markup: InlineKeyboard.from(rows.map((row) => [...row])) };
}

const quiet = { link_preview_options: { is_disabled: true } };

function firstPage(sheet: Sheet): SheetPage {
  const [page] = sheet.pages;
  if (!page) throw new Error("a sheet without pages");
  return page;
}

/** Calls with HTML, and again with plain text when Telegram cannot read the markup. */
export async function inMarkupOrPlain<Result>(
  { logger }: Pick<ChatNeeds, "logger">,
  page: MessagePage,
  call: (text: string, markup: { parse_mode?: "HTML" }) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(page.html, { parse_mode: "HTML" });
  } catch (error) {
    if (!isMarkupRejected(error)) throw error;
    logger.warn({ reason: error.description }, "markup rejected, sending plain text");
    return call(page.plain, {});
  }
}

function isMarkupRejected(error: unknown): error is GrammyError {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /parse entities|entity|unsupported.*tag/i.test(error.description)
  );
}
