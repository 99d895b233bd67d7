/**
 * A chat with the real bot, assistant and library, without network: updates go in by hand, calls are carried out by
 * the emulator's chats, which refuse what Telegram refuses.
 */
import { InputFile } from "grammy";
import type { Update } from "grammy/types";
import type { ExportXlsx } from "../../../src/channels/telegram/chat-needs.ts";
import { createBot } from "../../../src/channels/telegram/index.ts";
import type { Assistant, Library } from "../../../src/domain/index.ts";
import { createLogger } from "../../../src/logger.ts";
import type { Records } from "../../../src/records/index.ts";
import type { ApiCall } from "../../support/bot-api.ts";
import { BotApiChats, type SentMessage } from "../../support/bot-api-chats.ts";
import { BOT, chatOf, personOf, type TextOptions, textMessage } from "../../support/bot-api-updates.ts";
import { BadRequest } from "../../support/telegram-markup.ts";
import { botInfo, token } from "./bot-harness.ts";

export interface ReaderChatOptions {
  assistant: Assistant;
  library?: Library;
  records?: Records;
  exportXlsx?: ExportXlsx;
}

type Extra = Record<string, unknown>;

export class ReaderChat {
  readonly chats = new BotApiChats();
  readonly calls: ApiCall[] = [];
  readonly logLines: string[] = [];
  readonly #bot;
  readonly #refused = new Set<string>();
  #updateId = 1;

  constructor(options: ReaderChatOptions) {
    const logger = createLogger({
      level: "debug",
      secrets: [token],
      write: (line) => this.logLines.push(line),
    });
    this.#bot = createBot({ token, logger, botInfo: { ...botInfo, ...BOT, is_bot: true }, ...options });
    this.#bot.api.config.use(async (_previous, method, payload) => {
      const fields: Record<string, unknown> = { ...payload };
      const files = [];
      for (const [field, value] of Object.entries(fields)) {
        if (!(value instanceof InputFile)) continue;
        const bytes = await value.toRaw();
        if (!(bytes instanceof Uint8Array)) throw new Error("a file that is no bytes");
        files.push({ field, name: value.filename ?? "", bytes });
      }
      const call: ApiCall = { method, payload: fields, files, at: 0, status: 200 };
      this.calls.push(call);
      try {
        if (this.#refused.has(method)) throw new BadRequest("Bad Request: refused");
        const quiet = [
          "answerCallbackQuery",
          "answerInlineQuery",
          "sendChatAction",
          "sendMessageDraft",
        ].includes(method);
        const result = quiet ? this.chats.check(call) : this.chats.apply(call);
        // The transformer's result type follows the method.
        return { ok: true, result: result as never };
      } catch (error) {
        if (!(error instanceof BadRequest)) throw error;
        return { ok: false, error_code: 400, description: error.message };
      }
    });
  }

  /** Telegram refuses every call of this method. */
  refuse(method: string): void {
    this.#refused.add(method);
  }

  /** What the bot sent to a chat, oldest first, as it is shown now. */
  shown(chat = 7): SentMessage[] {
    return this.chats.of(chat);
  }

  last(chat = 7): SentMessage {
    const message = this.shown(chat).at(-1);
    if (!message) throw new Error("nothing was sent");
    return message;
  }

  /** Person 7 writes, in private unless told otherwise; gives the message's id. */
  async say(text: string, options: TextOptions & { from?: number; extra?: Extra } = {}): Promise<number> {
    const { from = 7, extra = {}, ...place } = options;
    const id = this.chats.newId(place.chat ?? from);
    await this.put({ message: { ...textMessage(id, { id: from }, text, place), ...extra } });
    return id;
  }

  async edit(messageId: number, text: string, options: TextOptions & { extra?: Extra } = {}): Promise<void> {
    const { extra = {}, ...place } = options;
    const edit_date = Math.floor(Date.now() / 1000);
    await this.put({
      edited_message: { ...textMessage(messageId, { id: 7 }, text, place), edit_date, ...extra },
    });
  }

  /** Presses the newest button with this label; gives what the press was answered with. */
  async press(label: string | RegExp, chat = 7, from = 7): Promise<Record<string, unknown>> {
    const message = this.chats.newestWith(chat, label);
    const is = (text: string) => (typeof label === "string" ? text === label : label.test(text));
    const data = message?.buttons.find(({ text }) => is(text))?.callback_data;
    if (!message || data === undefined) throw new Error(`no button ${label}`);
    const shown = { message_id: message.message_id, date: 1, chat: chatOf(chat, { id: from }), from: BOT };
    const callback_query = {
      id: "p",
      from: personOf({ id: from }),
      chat_instance: "1",
      data,
      message: { ...shown, text: message.text, ...message.thread },
    };
    await this.put({ callback_query });
    return this.calls.findLast(({ method }) => method === "answerCallbackQuery")?.payload ?? {};
  }

  async inline(query: string): Promise<Record<string, unknown>[]> {
    await this.put({
      inline_query: { id: "q", from: personOf({ id: 7 }), query, offset: "", chat_type: "sender" },
    });
    const call = this.calls.findLast(({ method }) => method === "answerInlineQuery");
    return (call?.payload.results ?? []) as Record<string, unknown>[];
  }

  /** Files that were sent, newest last. */
  files(): { name: string; bytes: Uint8Array }[] {
    return this.calls.flatMap(({ files }) => files);
  }

  async put(update: Record<string, unknown>): Promise<void> {
    this.#updateId += 1;
    await this.#bot.handleUpdate({ update_id: this.#updateId, ...update } as unknown as Update);
  }
}
