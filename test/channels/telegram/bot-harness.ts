/**
 * A real grammY bot without a network: a transformer catches its API calls and answers them.
 */
import type { Bot } from "grammy";
import type { Chat, Message, Update, User, UserFromGetMe } from "grammy/types";
import { createBot } from "../../../src/channels/telegram/index.ts";
import type { Assistant } from "../../../src/domain/index.ts";
import { createLogger } from "../../../src/logger.ts";

export const botInfo: UserFromGetMe = {
  id: 42,
  is_bot: true,
  first_name: "政问",
  username: "zhengwen_test_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  supports_join_request_queries: false,
  supports_guest_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
};

export const token = "123456:test-token-that-is-never-sent-anywhere";

export interface ApiCall {
  method: string;
  payload: Record<string, unknown>;
}

export interface Harness {
  bot: Bot;
  calls: ApiCall[];
  logLines: string[];
  sent(): ApiCall[];
  /** Fails the next call of a method with this Bot API error. */
  failNext(method: string, errorCode: number, description: string): void;
}

export function harness(assistant: Assistant, options: { maxQuestionChars?: number } = {}): Harness {
  const calls: ApiCall[] = [];
  const logLines: string[] = [];
  const failures: { method: string; error_code: number; description: string }[] = [];
  const logger = createLogger({ level: "debug", secrets: [token], write: (line) => logLines.push(line) });
  const bot = createBot({ token, assistant, logger, botInfo, ...options });
  bot.api.config.use(async (_previous, method, payload) => {
    calls.push({ method, payload: { ...payload } });
    const at = failures.findIndex((failure) => failure.method === method);
    const [failure] = at < 0 ? [] : failures.splice(at, 1);
    // The transformer's result type follows the method; no test looks at the result.
    if (failure) return { ok: false, error_code: failure.error_code, description: failure.description };
    return { ok: true, result: { message_id: calls.length } as never };
  });
  return {
    bot,
    calls,
    logLines,
    sent: () => calls.filter((call) => call.method === "sendMessage"),
    failNext: (method, error_code, description) => failures.push({ method, error_code, description }),
  };
}

const person: User = { id: 7, is_bot: false, first_name: "小王" };
const privateChat: Chat.PrivateChat = { id: 7, type: "private", first_name: "小王" };
const groupChat: Chat.SupergroupChat = { id: -100, type: "supergroup", title: "数据组" };
let updateId = 1;

type Extra = Record<string, unknown>;

function update(chat: Chat, text: string, extra: Extra): Update {
  const command = /^\/\w+(@\w+)?/.exec(text)?.[0];
  const entities = command ? [{ type: "bot_command" as const, offset: 0, length: command.length }] : [];
  updateId += 1;
  const message = { message_id: updateId, date: 1_700_000_000, chat, from: person, text, entities, ...extra };
  return { update_id: updateId, message: message as Update["message"] & Message } as Update;
}

export function privateText(text: string, extra: Extra = {}): Update {
  return update(privateChat, text, extra);
}

export function groupText(text: string, extra: Extra = {}): Update {
  return update(groupChat, text, extra);
}

export function buttonPress(data: string): Update {
  updateId += 1;
  return {
    update_id: updateId,
    callback_query: {
      id: "press",
      from: person,
      chat_instance: "1",
      data,
      message: {
        message_id: 5,
        date: 1_700_000_000,
        chat: privateChat,
        from: botInfo,
        text: "要查哪个地区？",
      },
    },
  } as Update;
}
