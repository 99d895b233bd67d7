/**
 * Updates as Telegram sends them: who, where and what in; an update without its id out.
 */

export interface Sender {
  id: number;
  name?: string;
}

export interface Place {
  /** Negative for a group. The sender's own id (a private chat) when left out. */
  chat?: number;
  /** A topic of a forum. */
  topic?: number;
}

export interface TextOptions extends Place {
  /** Id of the message that is replied to, and whether it is the bot's own. */
  replyTo?: { messageId: number; text?: string; fromBot: boolean };
}

export type UpdateBody = Record<string, unknown>;

export const BOT = { id: 123456, is_bot: true, first_name: "政问", username: "zhengwen_test_bot" };

/** A text message with its command and mentions marked. */
export function textMessage(
  messageId: number,
  from: Sender,
  text: string,
  options: TextOptions = {},
): UpdateBody {
  return { ...frame(messageId, from, options), text, ...withEntities(text), ...reply(options) };
}

/** A file with an optional caption. */
export function documentMessage(
  messageId: number,
  from: Sender,
  document: { file_id: string; file_name: string; file_size: number },
  options: Place & { caption?: string } = {},
): UpdateBody {
  return {
    ...frame(messageId, from, options),
    document: { ...document, file_unique_id: document.file_id, mime_type: "application/octet-stream" },
    ...(options.caption === undefined ? {} : { caption: options.caption }),
  };
}

/** Any other message, such as a sticker or a voice. */
export function otherMessage(
  messageId: number,
  from: Sender,
  content: UpdateBody,
  place: Place = {},
): UpdateBody {
  return { ...frame(messageId, from, place), ...content };
}

export function personOf({ id, name = `读者${id}` }: Sender): UpdateBody {
  return { id, is_bot: false, first_name: name, language_code: "zh-hans" };
}

export function chatOf(id: number, from: Sender): UpdateBody {
  return id < 0
    ? { id, type: "supergroup", title: "数据组" }
    : { id, type: "private", first_name: from.name ?? `读者${from.id}` };
}

function frame(messageId: number, from: Sender, { chat = from.id, topic }: Place): UpdateBody {
  return {
    message_id: messageId,
    date: Math.floor(Date.now() / 1000),
    chat: { ...chatOf(chat, from), ...(topic === undefined ? {} : { is_forum: true }) },
    from: personOf(from),
    ...(topic === undefined ? {} : { is_topic_message: true, message_thread_id: topic }),
  };
}

function reply({ replyTo, chat, topic }: TextOptions): UpdateBody {
  if (!replyTo) return {};
  return {
    reply_to_message: {
      message_id: replyTo.messageId,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat ?? 0, type: "supergroup", title: "数据组" },
      from: replyTo.fromBot ? BOT : { id: 99, is_bot: false, first_name: "别人" },
      text: replyTo.text ?? "",
      ...(topic === undefined ? {} : { is_topic_message: true, message_thread_id: topic }),
    },
  };
}

function withEntities(text: string): UpdateBody {
  const entities = [
    ...[...text.matchAll(/(?<=^|\s)\/\w+(?:@\w+)?/g)].map((found) => entity("bot_command", found)),
    ...[...text.matchAll(/(?<![\w/])@\w{5,}/g)].map((found) => entity("mention", found)),
  ];
  return entities.length > 0 ? { entities } : {};
}

function entity(type: string, found: RegExpExecArray): UpdateBody {
  return { type, offset: found.index, length: found[0].length };
}
