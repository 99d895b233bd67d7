/**
 * A conversation as data: what people send and what the bot is expected to do, step by step, played against the real
 * service. The schema is the documentation; an unknown field is refused.
 */
import { z } from "zod";
import type { ApiCall, BotApi } from "./bot-api.ts";

/** Where a step happens: user 7 in the private chat unless told otherwise; a negative chat is a group. */
const place = { from: z.number().optional(), chat: z.number().optional(), topic: z.number().optional() };

const stepSchema = z.union([
  /** A text message. `replyTo: "bot"` replies to the bot's newest message in the chat; `as` names it for an edit. */
  z.strictObject({
    send: z.string(),
    replyTo: z.enum(["bot", "other"]).optional(),
    as: z.string().optional(),
    ...place,
  }),
  /** A named message gets another text. */
  z.strictObject({ edit: z.string(), as: z.string(), ...place }),
  /** Presses the newest button of this label (a regular expression). */
  z.strictObject({ press: z.string(), ...place }),
  /** Presses a button whose data the bot does not know (any more), under the bot's newest message. */
  z.strictObject({ pressData: z.string(), ...place }),
  /** Sends a file; `size` claims another size than the content's. */
  z.strictObject({ file: z.string(), text: z.string(), size: z.number().optional(), ...place }),
  /** Any other message: { "sticker": {...} }. */
  z.strictObject({ other: z.record(z.string(), z.unknown()), ...place }),
  /** Types behind @bot. */
  z.strictObject({ inline: z.string(), ...place }),
  /** Any update as it is. */
  z.strictObject({ update: z.record(z.string(), z.unknown()) }),
  /** The next call of a method is refused. */
  z.strictObject({
    refuse: z.string(),
    code: z.number(),
    description: z.string().optional(),
    retryAfter: z.number().optional(),
  }),
  /** From now on sending takes so many milliseconds. */
  z.strictObject({ delayMs: z.number() }),
  /** The process is killed (at once) or stopped (gracefully) and started again. */
  z.strictObject({ restart: z.enum(["kill", "stop"]) }),
  /** For so many milliseconds nothing is sent or changed in the chat. */
  z.strictObject({ silence: z.number(), ...place }),
  /** The next call that fits, after the one that the step before found. */
  z.strictObject({
    expect: z.strictObject({
      /** sendMessage when left out; "any" for sendMessage, sendPhoto, sendDocument or an edit. */
      method: z.string().optional(),
      chat: z.number().optional(),
      topic: z.number().optional(),
      /** Regular expression over the shown text (without markup); for inline answers over the JSON of the results. */
      textMatches: z.string().optional(),
      /** Regular expression that the shown text must not match. */
      textLacks: z.string().optional(),
      /** Regular expressions, each of which a button's label matches. */
      buttons: z.array(z.string()).optional(),
      /** Regular expression over the name of a sent file. */
      fileMatches: z.string().optional(),
      /** True: in reply to a message. */
      isReply: z.boolean().optional(),
      withinMs: z.number().optional(),
    }),
  }),
]);

export const conversationSchema = z.strictObject({
  title: z.string(),
  /** Settings of the service besides the folders, e.g. {"ZHENGWEN_ALLOWED": "7"}; a process of its own is started. */
  settings: z.record(z.string(), z.string()).optional(),
  /** File name to text; a made-up report of 青田县 (test/support/bot-process.ts) when left out; "sample": the project's corpus. */
  reports: z.union([z.record(z.string(), z.string()), z.literal("sample")]).optional(),
  steps: z.array(stepSchema),
});

export type Conversation = z.output<typeof conversationSchema>;
type Step = Conversation["steps"][number];
type Expectation = Extract<Step, { expect: unknown }>["expect"];

const SHOWING = ["sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageCaption"];
const PERSON = 7;

export interface Stage {
  api: BotApi;
  restart(how: "kill" | "stop"): Promise<void>;
}

/** Plays a conversation; throws at the first step that does not go as written. */
export async function play({ steps }: Conversation, { api, restart }: Stage): Promise<void> {
  const named = new Map<string, number>();
  let seen = api.calls.length;
  for (const [n, step] of steps.entries()) {
    try {
      await take(step);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`step ${n + 1} ${JSON.stringify(step)}: ${why}`);
    }
  }

  async function take(step: Step): Promise<void> {
    if ("expect" in step) return expectCall(step.expect);
    if ("restart" in step) return restart(step.restart);
    if ("update" in step) return void api.put(step.update);
    if ("delayMs" in step) {
      api.delayMs = step.delayMs;
      return;
    }
    if ("refuse" in step) {
      const { refuse, ...refusal } = step;
      return api.refuseNext(refuse, refusal);
    }
    const from = { id: step.from ?? PERSON };
    const chat = step.chat ?? from.id;
    if ("silence" in step) return expectSilence(step.silence, chat);
    const where = { chat, ...(step.topic === undefined ? {} : { topic: step.topic }) };
    if ("send" in step) {
      const newest = api.chats.of(chat).at(-1);
      const replyTo =
        step.replyTo === undefined
          ? {}
          : {
              replyTo: {
                messageId: newest?.message_id ?? 1,
                text: newest?.text ?? "",
                fromBot: step.replyTo === "bot",
              },
            };
      const id = api.say(from, step.send, { ...where, ...replyTo });
      if (step.as) named.set(step.as, id);
    } else if ("edit" in step) {
      api.edit(from, named.get(step.as) ?? 0, step.edit, where);
    } else if ("press" in step) {
      api.press(from, new RegExp(step.press), undefined, chat);
    } else if ("pressData" in step) {
      const newest = api.chats.of(chat).at(-1);
      if (!newest) throw new Error("the bot has sent nothing to this chat");
      api.pressData(from, step.pressData, newest);
    } else if ("file" in step) {
      const size = step.size === undefined ? {} : { size: step.size };
      api.sendFile(from, step.file, Buffer.from(step.text), { ...where, ...size });
    } else if ("inline" in step) {
      api.inline(from, step.inline);
    } else {
      api.sendOther(from, step.other, where);
    }
  }

  async function expectCall(wanted: Expectation): Promise<void> {
    const at = await api.until(() => {
      const found = api.calls.findIndex((call, i) => i >= seen && fits(call, wanted));
      return found >= 0 && { found };
    }, wanted.withinMs ?? 15_000);
    seen = at.found + 1;
  }

  async function expectSilence(ms: number, chat: number): Promise<void> {
    const before = api.calls.length;
    await new Promise((resolve) => setTimeout(resolve, ms));
    // A call that is still held back has shown nothing yet.
    const [heard] = api.calls
      .slice(before)
      .filter((call) => call.text !== undefined && Number(call.payload.chat_id) === chat);
    if (heard) throw new Error(`the bot said: ${heard.text}`);
  }
}

function fits(call: ApiCall, wanted: Expectation): boolean {
  const {
    method = "sendMessage",
    chat,
    topic,
    textMatches,
    textLacks,
    buttons = [],
    fileMatches,
    isReply,
  } = wanted;
  const methods = method === "any" ? SHOWING : [method];
  if (!methods.includes(call.method) || call.status !== 200) return false;
  // A call that is still at work has no message yet.
  if (SHOWING.includes(call.method) && !call.message) return false;
  const { payload, message, files } = call;
  if (chat !== undefined && Number(payload.chat_id) !== chat) return false;
  if (topic !== undefined && payload.message_thread_id !== topic) return false;
  const text = message ? (call.text ?? "") : JSON.stringify(payload.results ?? payload.text ?? payload);
  if (textMatches !== undefined && !new RegExp(textMatches, "su").test(text)) return false;
  if (textLacks !== undefined && new RegExp(textLacks, "su").test(text)) return false;
  if (isReply !== undefined && isReply !== (message?.replyTo ?? 0) > 0) return false;
  if (fileMatches !== undefined && !files.some(({ name }) => new RegExp(fileMatches, "u").test(name)))
    return false;
  return buttons.every((label) => call.buttons?.some((one) => new RegExp(label, "u").test(one.text)));
}
