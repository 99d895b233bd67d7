/**
 * A long plain list in one message with buttons for the pages before and after.
 */
import { Composer, type Context, InlineKeyboard } from "grammy";
import { visibleText } from "../rendering/index.ts";
import { cutText } from "./cut-text.ts";

export interface ListPage {
  heading: string;
  entries: string[];
}

export interface PagedList {
  /** Command without its slash, also the beginning of the buttons' data. */
  name: string;
  perPage: number;
  count(): number;
  /** Entries from `offset` on, at most `perPage`. */
  load(offset: number): ListPage;
  empty: string;
}

/** Answers the command with the first page and the buttons with theirs. */
export function pagedList(list: PagedList): Composer<Context> {
  const feature = new Composer<Context>();
  feature.command(list.name, (ctx) => {
    const { text, keyboard } = shownPage(list, 0);
    return ctx.reply(text, keyboard ? { reply_markup: keyboard } : {});
  });
  feature.callbackQuery(new RegExp(`^${list.name}:(\\d{1,6})$`), async (ctx) => {
    const { text, keyboard } = shownPage(list, Number(ctx.match[1]));
    await ctx.answerCallbackQuery().catch(() => {});
    // Pressed twice, the message is as it should be already.
    await ctx.editMessageText(text, keyboard ? { reply_markup: keyboard } : {}).catch(() => {});
  });
  return feature;
}

function shownPage(list: PagedList, wanted: number): { text: string; keyboard?: InlineKeyboard } {
  const pages = Math.ceil(list.count() / list.perPage);
  if (pages === 0) return { text: list.empty };
  const page = Math.min(wanted, pages - 1);
  const { heading, entries } = list.load(page * list.perPage);
  const shown = entries.map((entry) => cutText(visibleText(entry), Math.floor(3600 / list.perPage)));
  const title = pages > 1 ? `${heading}（第 ${page + 1}/${pages} 页）` : heading;
  const text = cutText([title, ...shown].join("\n\n"));
  if (pages === 1) return { text };
  const keyboard = new InlineKeyboard();
  if (page > 0) keyboard.text("上一页", `${list.name}:${page - 1}`);
  if (page < pages - 1) keyboard.text("下一页", `${list.name}:${page + 1}`);
  return { text, keyboard };
}
