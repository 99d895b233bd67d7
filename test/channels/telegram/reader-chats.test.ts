/**
 * How the bot behaves in chats: groups, topics, edits, pages, feedback, links, what is no text.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createChoiceStore } from "../../../src/channels/telegram/choice-store.ts";
import { deepLink, questionOfPayload, startPayload } from "../../../src/channels/telegram/deep-link.ts";
import { createRecent } from "../../../src/channels/telegram/recent.ts";
import type { AskInput } from "../../../src/domain/index.ts";
import { openRecords, type Records } from "../../../src/records/index.ts";
import { recordingAssistant, sampleAnswer, sampleCitation } from "../sample-answer.ts";
import { ReaderChat } from "./reader-chat.ts";

const group = -100;

describe("a group", () => {
  it("is one conversation per topic and person", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    await chat.say("/ask 一", { chat: group, from: 7 });
    await chat.say("/ask 二", { chat: group, from: 8 });
    await chat.say("/ask 三", { chat: group, from: 8, topic: 5 });
    expect(assistant.asked.map(({ conversation }) => conversation)).toEqual([
      "telegram:-100@7",
      "telegram:-100@8",
      "telegram:-100:5@8",
    ]);
    expect(chat.last(group).thread).toMatchObject({ message_thread_id: 5 });
  });

  it("hears an anonymous admin and no other bot", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    const sender = { from: { id: 1087968824, is_bot: true, first_name: "Group" } };
    const mention = "@zhengwen_test_bot 多少项";
    await chat.say(mention, {
      chat: group,
      extra: { ...sender, sender_chat: { id: group, type: "supergroup", title: "组" } },
    });
    await chat.say(mention, { chat: group, extra: { from: { id: 55, is_bot: true, first_name: "别的" } } });
    expect(assistant.asked).toEqual([{ conversation: "telegram:-100@-100", question: "多少项" }]);
  });

  it("answers a pressed button as a reply to the message that holds it", async () => {
    const assistant = recordingAssistant(
      sampleAnswer({ kind: "clarify", choices: ["甲市的"], citations: [] }),
    );
    const chat = new ReaderChat({ assistant });
    await chat.say("/ask 多少", { chat: group });
    const first = chat.last(group).message_id;
    await chat.press("甲市的", group, 9);
    expect(chat.last(group).replyTo).toBe(first);
    expect(assistant.asked.at(-1)?.conversation).toBe("telegram:-100@9");
  });
});

describe("an edited question", () => {
  it("gets its answer replaced in place", async () => {
    const assistant = recordingAssistant();
    const echo = {
      ask: async (input: AskInput) => ({ ...(await assistant.ask(input)), text: input.question }),
    };
    const chat = new ReaderChat({ assistant: echo });
    const id = await chat.say("甲市多少项");
    await chat.edit(id, "乙市多少项");
    await chat.edit(id, "丙市多少项");
    expect(assistant.asked.map(({ question }) => question)).toEqual([
      "甲市多少项",
      "乙市多少项",
      "丙市多少项",
    ]);
    expect(chat.shown()).toHaveLength(1);
    expect(chat.last()).toMatchObject({ edits: 2, text: expect.stringMatching(/^丙市/) });
  });

  it("in a group is replaced for /ask and mentions, and stays quiet for the talk of others", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    const id = await chat.say("/ask 甲市多少项", { chat: group });
    await chat.edit(id, "/ask@zhengwen_test_bot 乙市多少项", { chat: group });
    await chat.edit(id, "/ask@other_bot 丙市多少项", { chat: group });
    const talk = await chat.say("随便聊聊", { chat: group });
    await chat.edit(talk, "随便聊聊天", { chat: group });
    expect(chat.shown(group)).toHaveLength(1);
    expect(assistant.asked.map(({ question }) => question)).toEqual(["甲市多少项", "乙市多少项"]);
  });

  it("that became one by the edit is answered while it is fresh", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    const id = await chat.say("你好", { chat: group });
    await chat.edit(id, "@zhengwen_test_bot 甲市多少项", { chat: group });
    expect(chat.shown(group)).toHaveLength(1);
    const old = await chat.say("你好", { chat: group });
    await chat.edit(old, "@zhengwen_test_bot 甲市多少项", { chat: group, extra: { date: 1_600_000_000 } });
    expect(chat.shown(group)).toHaveLength(1);
  });
});

describe("a long answer", () => {
  const citations = Array.from({ length: 20 }, (_, i) =>
    sampleCitation({ n: i + 1, quote: `${i}`.padEnd(600, "句") }),
  );

  it("is turned by buttons in the same message, every page within Telegram's limits", async () => {
    const chat = new ReaderChat({ assistant: recordingAssistant(sampleAnswer({ citations })) });
    await chat.say("问题");
    const seen = new Set<string>();
    for (;;) {
      for (const [n] of chat.last().text.matchAll(/\[\d+\] 甲市/g)) seen.add(n);
      if (!chat.last().buttons.some(({ text }) => text === "下一页 ›")) break;
      await chat.press("下一页 ›");
    }
    expect(seen.size).toBe(20);
    expect(chat.shown()).toHaveLength(1);
    await chat.press("‹ 上一页");
    await chat.press(/^\d+\/\d+$/);
    expect(chat.last().buttons.map(({ text }) => text)).toContain("下一页 ›");
  });
});

describe("/new", () => {
  it("begins another conversation in this chat only", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    await chat.say("一");
    await chat.say("/new");
    await chat.say("二");
    await chat.say("三", { from: 8 });
    expect(assistant.asked.map(({ conversation }) => conversation)).toEqual([
      "telegram:7",
      "telegram:7#1",
      "telegram:8",
    ]);
  });
});

describe("有误", () => {
  let folder: string | undefined;
  let records: Records | undefined;
  afterEach(() => {
    records?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it("keeps question, answer and evidence at once, and a reply as the reason", async () => {
    folder = mkdtempSync(join(tmpdir(), "zhengwen-records-"));
    records = openRecords({ folder, auditDays: 0 });
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant, records });
    await chat.say("甲市多少项");
    await chat.press("有误");
    const prompt = chat.last();
    expect(prompt.text).toMatch(/^已记下，谢谢您/);
    expect(await chat.press("有误")).toMatchObject({ text: "这条已经记下了，谢谢。" });
    await chat.say("应为111项", { replyTo: { messageId: prompt.message_id, fromBot: true } });
    expect(chat.last().text).toBe("说明已补充，谢谢您，我们会核对。");
    const kept = records.feedback.list({ limit: 10, offset: 0 });
    expect(kept).toMatchObject([
      { note: "应为111项", question: "甲市多少项" },
      { note: "", chat: "telegram:7", question: "甲市多少项", evidence: [{ n: 1 }] },
    ]);
    expect(assistant.asked).toHaveLength(1);
  });
});

describe("what is no text", () => {
  it("gets a friendly word once a minute per chat", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    const other = (content: Record<string, unknown>) =>
      chat.say("", { extra: { text: undefined, ...content } });
    await other({ voice: { file_id: "v", duration: 1 } });
    await other({ sticker: { file_id: "s" } });
    await chat.say("", { chat: group, extra: { text: undefined, voice: { file_id: "v", duration: 1 } } });
    expect(chat.shown().map(({ text }) => text)).toEqual(["抱歉，我还听不了语音。请把问题打成文字发给我。"]);
    expect(chat.shown(group)).toEqual([]);
  });

  it("is forgotten after its time, the oldest first", () => {
    let now = 0;
    const recent = createRecent<number>({ maxEntries: 2, lifetimeMs: 10, now: () => now });
    recent.set("a", 1);
    recent.set("b", 2);
    recent.set("c", 3);
    expect([recent.get("a"), recent.get("b")]).toEqual([undefined, 2]);
    now = 10;
    expect(recent.get("c")).toBeUndefined();
  });
});

describe("a link to a question", () => {
  it("carries a short question inside and a long one by an id, within 64 characters", () => {
    const choices = createChoiceStore();
    for (const question of ["湛江网上可办率", "很长的问题".repeat(40), "id-0123456789abcdef"]) {
      const payload = startPayload(question, choices);
      expect(payload).toMatch(/^[\w-]{1,64}$/);
      if (question !== "id-0123456789abcdef") expect(questionOfPayload(payload, choices)).toBe(question);
    }
    expect(deepLink("bot", "湛江", choices)).toMatch(/^https:\/\/t\.me\/bot\?start=[\w-]+$/);
    expect(questionOfPayload("access", choices)).toBeUndefined();
    expect(questionOfPayload("id-0123456789abcdef", choices)).toBe("expired");
  });

  it("is answered on /start, its question shown above", async () => {
    const assistant = recordingAssistant();
    const chat = new ReaderChat({ assistant });
    await chat.say(`/start ${startPayload("甲市多少项", createChoiceStore())}`);
    expect(assistant.asked).toEqual([{ conversation: "telegram:7", question: "甲市多少项" }]);
    expect(chat.last().text).toMatch(/^问：甲市多少项/);
    await chat.say("/start id-0123456789abcdef");
    expect(chat.last().text).toBe("这个链接已过期，请直接输入问题。");
  });
});
