import { describe, expect, it } from "vitest";
import type { AskInput } from "../../../src/domain/index.ts";
import { sampleAnswer } from "../sample-answer.ts";
import { ReaderChat } from "./reader-chat.ts";

/** A chat whose assistant shows these texts before it answers, `restMs` after the last one. */
function chatShowing(texts: readonly string[], restMs = 0) {
  const inputs: AskInput[] = [];
  const chat = new ReaderChat({
    assistant: {
      async ask(input) {
        inputs.push(input);
        for (const text of texts) {
          input.onText?.(text);
          await new Promise((resolve) => setImmediate(resolve));
        }
        await new Promise((resolve) => setTimeout(resolve, restMs));
        return sampleAnswer();
      },
    },
  });
  const methods = () =>
    chat.calls.map(({ method }) => method).filter((method) => method !== "sendChatAction");
  return { chat, inputs, methods };
}

const GROUP = -100;
const MANY = Array.from({ length: 60 }, (_, i) => `甲市${"字".repeat(i + 1)}`);

describe("words that come before an answer", () => {
  it("are drafts of one preview, the newest at most once a second, and none after the answer", async () => {
    const { chat, methods } = chatShowing(MANY, 1100);
    await chat.say("甲市有多少项");
    expect(methods()).toEqual(["sendMessageDraft", "sendMessageDraft", "sendMessage"]);
    const drafts = chat.calls.filter(({ method }) => method === "sendMessageDraft");
    expect(drafts.map(({ payload }) => payload.text)).toEqual([MANY[0], MANY.at(-1)]);
    expect(new Set(drafts.map(({ payload }) => payload.draft_id)).size).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(methods()).toHaveLength(3);
    expect(chat.last().text).toContain("110项");
  });

  it("do not hold the answer back for the sake of the pace", async () => {
    const { chat, methods } = chatShowing(MANY);
    const started = performance.now();
    await chat.say("甲市有多少项");
    expect(performance.now() - started).toBeLessThan(900);
    expect(methods()).toEqual(["sendMessageDraft", "sendMessage"]);
  });

  it("leave the answer alone where Telegram refuses drafts", async () => {
    const { chat, methods } = chatShowing(["", "甲市"]);
    chat.refuse("sendMessageDraft");
    await chat.say("甲市有多少项");
    expect(methods()).toEqual(["sendMessageDraft", "sendMessage"]);
    expect(chat.last().text).toContain("110项");
    expect(chat.logLines.join("")).not.toContain('"level":"error"');
  });

  it("are not shown in a group, where messages are few", async () => {
    const { chat, methods } = chatShowing(["甲市"]);
    await chat.say("/ask 甲市有多少项", { chat: GROUP });
    expect(methods()).toEqual(["sendMessage"]);
  });

  it("are not shown for a corrected question, whose answer takes the place of the former one", async () => {
    const { chat, methods } = chatShowing(["甲市"]);
    const id = await chat.say("甲市有多少");
    await chat.edit(id, "甲市有多少项");
    expect(methods()).toEqual(["sendMessageDraft", "sendMessage", "editMessageText"]);
  });

  it("cost nothing while somebody types behind @bot", async () => {
    const { chat, inputs } = chatShowing(["甲市"]);
    await chat.inline("甲市有多少项");
    expect(inputs).toEqual([{ question: "甲市有多少项", rulesOnly: true }]);
  });
});
