import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/domain/index.ts";
import { recordingAssistant, sampleAnswer, sampleCitation } from "../sample-answer.ts";
import { botInfo, buttonPress, groupText, harness, privateText, token } from "./bot-harness.ts";

describe("welcome", () => {
  it("greets on /start and explains on /help without asking the assistant", async () => {
    const assistant = recordingAssistant();
    const { bot, sent } = harness(assistant);
    await bot.handleUpdate(privateText("/start"));
    await bot.handleUpdate(privateText("/help"));
    expect(sent().map((call) => String(call.payload.text).slice(0, 7))).toEqual([
      "您好，我是政问",
      "怎样提问\n· ",
    ]);
    expect(assistant.asked).toEqual([]);
  });
});

describe("a private question", () => {
  it("asks within the chat's conversation and replies with the cited quote", async () => {
    const assistant = recordingAssistant();
    const { bot, calls } = harness(assistant);
    await bot.handleUpdate(privateText(" 甲市有多少跨省通办事项 "));
    expect(assistant.asked).toEqual([{ conversation: "telegram:7", question: "甲市有多少跨省通办事项" }]);
    expect(calls.map((call) => call.method)).toEqual(["sendMessage"]);
    const { text, parse_mode } = calls[0]?.payload ?? {};
    expect(parse_mode).toBe("HTML");
    expect(text).toContain(
      "2021年，甲市有<b>110项</b>事项可在省外办理[1]。\n<i>注意：两个方向不宜相加。</i>",
    );
    expect(text).toContain("<blockquote><b>[1] 甲市政务服务局2021年工作情况</b>");
    expect(text).toContain("“甲市能在省外办的有<b>110项</b>，外省能在甲市办的有881项。”");
  });

  it("answers even when the typing action fails", async () => {
    const { bot, sent, failNext } = harness(recordingAssistant());
    failNext("sendChatAction", 400, "Bad Request");
    await bot.handleUpdate(privateText("问题"));
    expect(sent()).toHaveLength(1);
  });

  it("escapes markup that a report or an answer holds", async () => {
    const answer = sampleAnswer({
      text: "1 < 2 & <b>粗</b>[1]",
      citations: [sampleCitation({ quote: '</blockquote><a href="x">点我</a>', title: "<i>标题" })],
    });
    const { bot, sent } = harness(recordingAssistant(answer));
    await bot.handleUpdate(privateText("问题"));
    const text = String(sent()[0]?.payload.text);
    expect(text).toContain("1 &lt; 2 &amp; &lt;b&gt;粗&lt;/b&gt;[1]");
    expect(text).toContain("&lt;/blockquote&gt;&lt;a href=&quot;x&quot;&gt;点我&lt;/a&gt;");
    expect(text.match(/<\/blockquote>/g)).toHaveLength(1);
  });

  it("sends the same text without markup when Telegram rejects the markup", async () => {
    const { bot, sent, failNext } = harness(recordingAssistant());
    failNext("sendMessage", 400, "Bad Request: can't parse entities: unexpected end tag");
    await bot.handleUpdate(privateText("问题"));
    expect(sent()).toHaveLength(2);
    expect(sent()[1]?.payload.parse_mode).toBeUndefined();
    expect(sent()[1]?.payload.text).toContain("[1] 甲市政务服务局2021年工作情况\n二、主要工作");
  });

  it("asks for a shorter question above the limit and asks at the limit", async () => {
    const assistant = recordingAssistant();
    const { bot, sent } = harness(assistant);
    await bot.handleUpdate(privateText("长".repeat(1001)));
    expect(assistant.asked).toEqual([]);
    expect(sent()[0]?.payload.text).toMatch(/1001 个字.*1000 字的上限.*缩短/);
    await bot.handleUpdate(privateText("长".repeat(1000)));
    expect(assistant.asked).toHaveLength(1);
  });

  it("points to /help for an unknown command and to text for a sticker", async () => {
    const assistant = recordingAssistant();
    const { bot, sent } = harness(assistant);
    await bot.handleUpdate(privateText("/stats"));
    await bot.handleUpdate(
      privateText("", { text: undefined, entities: undefined, sticker: { file_id: "s" } }),
    );
    expect(sent().map((call) => call.payload.text)).toEqual([
      "没有这个命令。请直接发送问题，或发送 /help 看提问方法。",
      "目前只能回答文字问题，请把问题打成文字发给我。",
    ]);
    expect(assistant.asked).toEqual([]);
  });

  it("asks for the question after a bare /ask", async () => {
    const { bot, sent } = harness(recordingAssistant());
    await bot.handleUpdate(privateText("/ask"));
    expect(sent()[0]?.payload.text).toMatch(/^请在后面写上问题/);
  });
});

describe("a group message", () => {
  const mention = { entities: [{ type: "mention", offset: 0, length: 17 }] };

  it("stays unanswered when it is not meant for the bot", async () => {
    const assistant = recordingAssistant();
    const { bot, calls } = harness(assistant);
    await bot.handleUpdate(groupText("今天吃什么"));
    await bot.handleUpdate(groupText("@someone_else_bot 在吗", mention));
    await bot.handleUpdate(groupText("/ask@another_bot 问题"));
    expect(calls).toEqual([]);
    expect(assistant.asked).toEqual([]);
  });

  it("is answered when it mentions the bot, without the mention in the question", async () => {
    const assistant = recordingAssistant();
    const { bot, sent } = harness(assistant);
    await bot.handleUpdate(groupText("@Zhengwen_test_bot 甲市多少项", mention));
    await bot.handleUpdate(
      groupText("@zhengwen_test_bot 甲市多少项", { entities: [{ type: "mention", offset: 0, length: 18 }] }),
    );
    expect(assistant.asked).toEqual([{ conversation: "telegram:-100@7", question: "甲市多少项" }]);
    expect(sent()[0]?.payload.reply_parameters).toMatchObject({ allow_sending_without_reply: true });
  });

  it("is answered when it replies to the bot or uses /ask", async () => {
    const assistant = recordingAssistant();
    const { bot } = harness(assistant);
    const replied = {
      message_id: 1,
      date: 1,
      chat: { id: -100, type: "supergroup", title: "数据组" },
      from: botInfo,
    };
    await bot.handleUpdate(groupText("满意率呢？", { reply_to_message: replied }));
    await bot.handleUpdate(groupText("/ask 甲市多少项"));
    expect(assistant.asked.map((input) => input.question)).toEqual(["满意率呢？", "甲市多少项"]);
  });

  it("keeps each forum topic and person a conversation of its own and takes no topic opening for a reply", async () => {
    const assistant = recordingAssistant();
    const { bot, sent } = harness(assistant);
    const topic = { is_topic_message: true, message_thread_id: 9 };
    const opening = { message_id: 9, from: botInfo, forum_topic_created: { name: "话题", icon_color: 1 } };
    await bot.handleUpdate(groupText("闲聊", { ...topic, reply_to_message: opening }));
    await bot.handleUpdate(groupText("/ask 甲市多少项", topic));
    expect(assistant.asked).toEqual([{ conversation: "telegram:-100:9@7", question: "甲市多少项" }]);
    expect(sent()[0]?.payload.message_thread_id).toBe(9);
  });
});

describe("choices", () => {
  interface Keyboard {
    inline_keyboard: { text: string; callback_data: string }[][];
  }

  it("become buttons whose press asks the choice, however long it is", async () => {
    const long = `乙市${"很长的".repeat(40)}事项有多少`;
    const answer = sampleAnswer({
      kind: "clarify",
      text: "要查哪个地区？",
      citations: [],
      choices: ["甲市有多少", long],
    });
    const assistant = recordingAssistant(answer);
    const { bot, sent, calls } = harness(assistant);
    await bot.handleUpdate(privateText("有多少"));
    const keyboard = sent()[0]?.payload.reply_markup as Keyboard | undefined;
    const buttons = keyboard?.inline_keyboard.flat() ?? [];
    expect(buttons).toHaveLength(2);
    for (const button of buttons) {
      expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
      expect(button.text.length).toBeLessThanOrEqual(60);
    }
    await bot.handleUpdate(buttonPress(buttons[1]?.callback_data ?? ""));
    expect(assistant.asked.at(-1)).toEqual({ conversation: "telegram:7", question: long });
    expect(calls.some((call) => call.method === "answerCallbackQuery")).toBe(true);
    expect(sent().at(-1)?.payload.text).toContain(`<b>问：${long}</b>`);
  });

  it("that are no longer known are told as expired", async () => {
    const assistant = recordingAssistant();
    const { bot, calls } = harness(assistant);
    await bot.handleUpdate(buttonPress("choice:0123456789abcdef"));
    expect(calls).toMatchObject([
      {
        method: "answerCallbackQuery",
        payload: { text: "这个按钮已过期，请直接输入问题。", show_alert: true },
      },
    ]);
    expect(assistant.asked).toEqual([]);
  });
});

describe("a failure", () => {
  it("is logged with the id that the chat is told, without token or chat text", async () => {
    const { bot, sent, logLines } = harness(recordingAssistant(new Error(`查“机密问题”失败 ${token}`)));
    await bot.handleUpdate(privateText("机密问题"));
    const id = /错误编号：([0-9a-f]{8})/.exec(String(sent()[0]?.payload.text))?.[1];
    const log = logLines.join("");
    expect(id).toBeDefined();
    expect(log).toContain(`"errorId":"${id}"`);
    expect(log).not.toContain("机密问题");
    expect(log).not.toContain(token);
  });

  it("that is meant for people is told in its own words", async () => {
    const { bot, sent } = harness(recordingAssistant(new UserError("索引版本不符，请运行 npm run ingest。")));
    await bot.handleUpdate(privateText("问题"));
    expect(sent()[0]?.payload.text).toMatch(/^索引版本不符，请运行 npm run ingest。\n错误编号/);
  });

  it("of a Bot API call is logged without the answer that was being sent", async () => {
    const { bot, sent, logLines, failNext } = harness(recordingAssistant());
    failNext("sendMessage", 500, "Internal Server Error");
    await bot.handleUpdate(privateText("问题"));
    expect(sent()).toHaveLength(2);
    expect(logLines.join("")).not.toContain("110项");
  });

  it("for a chat that blocked the bot ends in the log", async () => {
    const { bot, sent, failNext } = harness(recordingAssistant());
    failNext("sendMessage", 403, "Forbidden: bot was blocked by the user");
    await bot.handleUpdate(privateText("问题"));
    expect(sent()).toHaveLength(1);
  });
});
