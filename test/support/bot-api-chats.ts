/**
 * The emulator's chats: messages that the bot sent and changed, files of both sides. Refuses what Telegram refuses.
 */
import type { ApiCall } from "./bot-api.ts";
import { BadRequest, checkButtons, checkText } from "./telegram-markup.ts";

export interface SentMessage {
  message_id: number;
  chat: number;
  /** Text or caption without markup. */
  text: string;
  /** As sent. */
  source: string;
  buttons: { text: string; callback_data?: string }[];
  /** text, photo or document. */
  kind: "text" | "photo" | "document";
  thread: Record<string, unknown>;
  /** Id of the message that it replies to; 0 for none. */
  replyTo: number;
  edits: number;
}

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

export class BotApiChats {
  readonly #messages = new Map<number, SentMessage[]>();
  readonly #lastId = new Map<number, number>();
  readonly #files = new Map<string, { path: string; bytes: Uint8Array }>();

  newId(chat: number): number {
    const id = (this.#lastId.get(chat) ?? 0) + 1;
    this.#lastId.set(chat, id);
    return id;
  }

  /** What the bot sent to a chat, oldest first, as it is shown now. */
  of(chat: number): SentMessage[] {
    return this.#messages.get(chat) ?? [];
  }

  newestWith(chat: number, label: string | RegExp): SentMessage | undefined {
    return this.of(chat).findLast(({ buttons }) =>
      buttons.some(({ text }) => (typeof label === "string" ? text === label : label.test(text))),
    );
  }

  keepFile(name: string, bytes: Uint8Array): string {
    const id = `file-${this.#files.size + 1}`;
    this.#files.set(id, { path: `documents/${id}-${name.replaceAll(/[^\w.]/g, "_")}`, bytes });
    return id;
  }

  file(id: string): unknown {
    const file = this.#files.get(id);
    if (!file) throw new BadRequest("Bad Request: wrong file_id or the file is temporarily unavailable");
    if (file.bytes.length > 20_000_000) throw new BadRequest("Bad Request: file is too big");
    return { file_id: id, file_unique_id: id, file_size: file.bytes.length, file_path: file.path };
  }

  fileAt(path: string): Uint8Array | undefined {
    return [...this.#files.values()].find((file) => file.path === path)?.bytes;
  }

  /** Calls that leave no message. */
  check({ method, payload }: ApiCall): true {
    if (method === "answerCallbackQuery" && String(payload.text ?? "").length > 200) {
      throw new BadRequest("Bad Request: MESSAGE_TOO_LONG");
    }
    if (method === "sendMessageDraft") {
      if (Number(payload.chat_id) <= 0) throw new BadRequest("Bad Request: PEER_ID_INVALID");
      if (!Number.isSafeInteger(payload.draft_id) || payload.draft_id === 0) {
        throw new BadRequest("Bad Request: DRAFT_ID_INVALID");
      }
      checkText(String(payload.text ?? ""), payload.parse_mode, MAX_TEXT, "message");
    }
    if (method === "setMyCommands") {
      for (const { command, description } of payload.commands as { command: string; description: string }[]) {
        if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new BadRequest("Bad Request: BOT_COMMAND_INVALID");
        if (description.length < 1 || description.length > 256) {
          throw new BadRequest("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
        }
      }
    }
    if (method === "answerInlineQuery") checkResults(payload.results);
    return true;
  }

  /** Calls that make or change a message. */
  apply(call: ApiCall): unknown {
    const { method, payload } = call;
    const chat = Number(payload.chat_id);
    switch (method) {
      case "sendMessage":
        return this.#sent(call, chat, "text");
      case "sendPhoto":
        return this.#sent(call, chat, "photo");
      case "sendDocument":
        return this.#sent(call, chat, "document");
      case "editMessageText":
      case "editMessageCaption":
      case "editMessageReplyMarkup":
        return this.#edited(call, chat);
      case "deleteMessage":
        this.#messages.set(
          chat,
          this.of(chat).filter(({ message_id }) => message_id !== payload.message_id),
        );
        return true;
      default:
        throw new BadRequest(`Bad Request: the emulator does not know ${method}`);
    }
  }

  #sent(call: ApiCall, chat: number, kind: SentMessage["kind"]): unknown {
    const { payload, files } = call;
    if (!Number.isSafeInteger(chat) || chat === 0) throw new BadRequest("Bad Request: chat not found");
    if (
      kind !== "text" &&
      !files.some(({ field }) => field === kind || String(payload[kind]).includes(field))
    ) {
      throw new BadRequest(`Bad Request: there is no ${kind} in the request`);
    }
    const source = String((kind === "text" ? payload.text : payload.caption) ?? "");
    const reply = payload.reply_parameters as { message_id?: number } | undefined;
    const thread = payload.message_thread_id;
    const message: SentMessage = {
      message_id: this.newId(chat),
      chat,
      kind,
      source,
      text: textOf(source, payload.parse_mode, kind),
      buttons: checkButtons(payload.reply_markup),
      thread: thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true },
      replyTo: reply?.message_id ?? 0,
      edits: 0,
    };
    this.#messages.set(chat, [...this.of(chat), message]);
    call.message = message;
    return shown(message);
  }

  #edited(call: ApiCall, chat: number): unknown {
    const { method, payload } = call;
    const message = this.of(chat).find(({ message_id }) => message_id === payload.message_id);
    if (!message) throw new BadRequest("Bad Request: message to edit not found");
    const buttons = checkButtons(payload.reply_markup);
    const given = method === "editMessageText" ? payload.text : payload.caption;
    const source = method === "editMessageReplyMarkup" ? message.source : String(given ?? "");
    if (method === "editMessageText" && message.kind !== "text") {
      throw new BadRequest("Bad Request: there is no text in the message to edit");
    }
    const text =
      method === "editMessageReplyMarkup" ? message.text : textOf(source, payload.parse_mode, message.kind);
    if (source === message.source && JSON.stringify(buttons) === JSON.stringify(message.buttons)) {
      throw new BadRequest("Bad Request: message is not modified");
    }
    Object.assign(message, { source, text, buttons, edits: message.edits + 1 });
    call.message = message;
    return shown(message);
  }
}

function textOf(source: string, parseMode: unknown, kind: SentMessage["kind"]): string {
  return kind === "text"
    ? checkText(source, parseMode, MAX_TEXT, "message")
    : checkText(source, parseMode, MAX_CAPTION, "caption");
}

function shown({ message_id, chat, text }: SentMessage): unknown {
  const type = chat < 0 ? "supergroup" : "private";
  return { message_id, date: Math.floor(Date.now() / 1000), chat: { id: chat, type }, text };
}

function checkResults(results: unknown): void {
  if (!Array.isArray(results) || results.length > 50) throw new BadRequest("Bad Request: RESULTS_TOO_MUCH");
  const ids = new Set<string>();
  for (const one of results as { id: string; input_message_content?: Record<string, unknown> }[]) {
    if (
      Buffer.byteLength(one.id) < 1 ||
      Buffer.byteLength(one.id) > 64 ||
      ids.size === ids.add(one.id).size
    ) {
      throw new BadRequest("Bad Request: RESULT_ID_INVALID");
    }
    const content = one.input_message_content;
    if (content?.message_text !== undefined) {
      checkText(String(content.message_text), content.parse_mode, MAX_TEXT, "message");
    }
  }
}
