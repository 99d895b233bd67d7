/**
 * An emulator of Telegram's Bot API on this machine: long polling and webhook, messages, edits, pictures, files,
 * buttons, inline queries, 429. It refuses what the real one refuses and records every call.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BotApiChats, type SentMessage } from "./bot-api-chats.ts";
import { UpdateQueue } from "./bot-api-queue.ts";
import {
  BOT,
  chatOf,
  documentMessage,
  otherMessage,
  type Place,
  personOf,
  type Sender,
  type TextOptions,
  textMessage,
  type UpdateBody,
} from "./bot-api-updates.ts";
import { parseMultipart } from "./multipart.ts";
import { BadRequest } from "./telegram-markup.ts";

export const TOKEN = `${BOT.id}:emulator-token-that-is-known-nowhere-else`;

export interface UploadedFile {
  field: string;
  name: string;
  bytes: Uint8Array;
}

export interface ApiCall {
  method: string;
  payload: Record<string, unknown>;
  files: UploadedFile[];
  /** Milliseconds, performance.now(), when it arrived. */
  at: number;
  status: number;
  /** The message that it made or changed, as it is shown now. */
  message?: SentMessage;
  /** What the message showed after this very call: text without markup, and buttons. */
  text?: string;
  buttons?: SentMessage["buttons"];
}

export interface Refusal {
  code: number;
  description?: string;
  /** Seconds, for 429. */
  retryAfter?: number;
  /** Cut the connection instead of answering. */
  cut?: boolean;
  /** Do as told before the connection is cut. */
  afterDoing?: boolean;
}

const SILENT = new Set(["getUpdates"]);

export class BotApi {
  readonly calls: ApiCall[] = [];
  readonly chats = new BotApiChats();
  readonly queue = new UpdateQueue();
  /** When each update was handed in, performance.now(), by the id of its message or query. */
  readonly sentAt = new Map<string, number>();
  url = "";
  /** Held back before every answer to a call that sends, in milliseconds. */
  delayMs = 0;
  #server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      const description = `the emulator failed: ${error instanceof Error ? error.message : String(error)}`;
      answer(response, 500, { ok: false, error_code: 500, description });
    });
  });
  #refusals: { method: string; refusal: Refusal }[] = [];
  #watchers = new Set<() => void>();
  #nextQuery = 1;

  /** Listens on a free port of this machine. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.queue.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Refuses the next call of a method. */
  refuseNext(method: string, refusal: Refusal): void {
    this.#refusals.push({ method, refusal });
  }

  /** A person writes; gives the id of the message. */
  say(from: Sender, text: string, options: TextOptions = {}): number {
    const id = this.chats.newId(options.chat ?? from.id);
    this.#put({ message: textMessage(id, from, text, options) }, `${options.chat ?? from.id}:${id}`);
    return id;
  }

  /** A person changes what a message says. */
  edit(from: Sender, messageId: number, text: string, options: TextOptions = {}): void {
    const edit_date = Math.floor(Date.now() / 1000);
    this.#put({ edited_message: { ...textMessage(messageId, from, text, options), edit_date } });
  }

  /** A person sends a file. */
  sendFile(
    from: Sender,
    name: string,
    bytes: Uint8Array,
    options: Place & { caption?: string; size?: number } = {},
  ): number {
    const id = this.chats.newId(options.chat ?? from.id);
    const file_id = this.chats.keepFile(name, bytes);
    const document = { file_id, file_name: name, file_size: options.size ?? bytes.length };
    this.#put({ message: documentMessage(id, from, document, options) });
    return id;
  }

  /** A person sends something else: { sticker: … }, { voice: … }. */
  sendOther(from: Sender, content: UpdateBody, place: Place = {}): number {
    const id = this.chats.newId(place.chat ?? from.id);
    this.#put({ message: otherMessage(id, from, content, place) });
    return id;
  }

  /** A person presses a button of a message. Throws when there is no such button. */
  press(from: Sender, label: string | RegExp, message?: SentMessage, chat = from.id): string {
    const target = message ?? this.chats.newestWith(chat, label);
    const button = target?.buttons.find((one) =>
      typeof label === "string" ? one.text === label : label.test(one.text),
    );
    if (!target || button?.callback_data === undefined) throw new Error(`no button ${label} in chat ${chat}`);
    return this.pressData(from, button.callback_data, target);
  }

  pressData(from: Sender, data: string, target: SentMessage): string {
    const id = String(this.#nextQuery++);
    const { message_id, chat, text } = target;
    const message = { message_id, date: 1, chat: chatOf(chat, from), from: BOT, text, ...target.thread };
    this.#put({ callback_query: { id, from: personOf(from), chat_instance: String(chat), data, message } });
    return id;
  }

  /** A person types behind @bot; gives the id of the query. */
  inline(from: Sender, query: string): string {
    const id = String(this.#nextQuery++);
    this.#put({ inline_query: { id, from: personOf(from), query, offset: "", chat_type: "sender" } });
    return id;
  }

  /** Any update; gives its id. */
  put(update: UpdateBody): number {
    return this.#put(update);
  }

  /** Calls of a method, in the order of their arrival. */
  callsOf(method: string): ApiCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Waits until `find` finds something; it is asked again after every call. */
  async until<T>(find: () => T | undefined | false, timeoutMs = 15_000): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        const last = this.calls
          .slice(-5)
          .map(({ method, payload }) => `${method} ${JSON.stringify(payload)}`);
        reject(new Error(`not seen within ${timeoutMs} ms; last calls:\n${last.join("\n").slice(0, 3000)}`));
      }, timeoutMs);
      const look = () => {
        const found = find();
        if (found === undefined || found === false) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  #put(update: UpdateBody, key?: string): number {
    if (key) this.sentAt.set(key, performance.now());
    return this.queue.put(update);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const [, own, token, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(path) ?? [];
    if (token !== TOKEN || rest === undefined) {
      return answer(response, 401, { ok: false, error_code: 401, description: "Unauthorized" });
    }
    if (own) {
      const bytes = this.chats.fileAt(rest);
      response.writeHead(bytes ? 200 : 404).end(bytes);
      return;
    }
    const { payload, files } = await readBody(request);
    const call: ApiCall = { method: rest, payload, files, at: performance.now(), status: 200 };
    const at = this.#refusals.findIndex(({ method }) => method === rest);
    const refusal = at < 0 ? undefined : this.#refusals.splice(at, 1)[0]?.refusal;
    if (!SILENT.has(rest)) {
      this.calls.push(call);
      this.#look();
    }
    try {
      if (refusal && !refusal.afterDoing) return this.#refuse(call, refusal, response);
      if (this.delayMs > 0 && rest.startsWith("send")) {
        await new Promise((done) => setTimeout(done, this.delayMs));
        // Whoever called is gone: nothing was sent.
        if (response.destroyed) return;
      }
      const result = await this.#do(call, response);
      if (refusal) return this.#refuse(call, refusal, response);
      answer(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      call.status = /^Conflict/.test(error.message) ? 409 : 400;
      answer(response, call.status, { ok: false, error_code: call.status, description: error.message });
    } finally {
      if (!SILENT.has(rest)) this.#look();
    }
  }

  #applied(call: ApiCall): unknown {
    const result = this.chats.apply(call);
    if (call.message) {
      call.text = call.message.text;
      call.buttons = call.message.buttons;
    }
    return result;
  }

  #look(): void {
    for (const look of [...this.#watchers]) look();
  }

  #refuse(call: ApiCall, refusal: Refusal, response: ServerResponse): void {
    call.status = refusal.code;
    if (refusal.cut) {
      response.destroy();
      return;
    }
    const { code: error_code, description = "Refused", retryAfter } = refusal;
    const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
    answer(response, error_code, { ok: false, error_code, description, ...parameters });
  }

  async #do(call: ApiCall, response: ServerResponse): Promise<unknown> {
    const { method, payload } = call;
    switch (method) {
      case "getMe":
        return {
          ...BOT,
          can_join_groups: true,
          can_read_all_group_messages: false,
          supports_inline_queries: true,
        };
      case "getUpdates":
        return this.queue.poll(payload, () => response.destroyed);
      case "setWebhook":
        this.queue.setWebhook(String(payload.url ?? ""), String(payload.secret_token ?? ""));
        return true;
      case "deleteWebhook":
        this.queue.setWebhook("", "");
        return true;
      case "setMyCommands":
      case "sendChatAction":
      case "sendMessageDraft":
      case "answerCallbackQuery":
      case "answerInlineQuery":
        return this.chats.check(call);
      case "getFile":
        return this.chats.file(String(payload.file_id));
      default:
        return this.#applied(call);
    }
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(
  request: IncomingMessage,
): Promise<{ payload: Record<string, unknown>; files: UploadedFile[] }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/")) {
    return {
      payload: body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {},
      files: [],
    };
  }
  const payload: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for (const { name, fileName, bytes } of parseMultipart(body, type)) {
    if (fileName === undefined) payload[name] = parsed(Buffer.from(bytes).toString("utf8"));
    else files.push({ field: name, name: fileName, bytes });
  }
  return { payload, files };
}

/** Fields of a form are JSON where they are no plain text. */
function parsed(value: string): unknown {
  if (!/^[[{]|^-?\d{1,15}$|^(true|false)$/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
