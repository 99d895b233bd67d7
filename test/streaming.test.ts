/**
 * First words before the model's last, through each channel: the model is a server that says a piece and goes on only
 * once the reader has seen what may be shown of it. Nothing here depends on how fast the machine is.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { createLibrary } from "../src/answer/index.ts";
import { createAssistantFromConfig } from "../src/assistant.ts";
import { createWebApp, startWebServer } from "../src/channels/web/index.ts";
import { loadConfig } from "../src/config.ts";
import { createLogger } from "../src/logger.ts";
import { NgramEmbedder } from "../src/models/index.ts";
import { BotApi } from "./support/bot-api.ts";
import { type BotFolder, botFolder, startProcess } from "./support/bot-process.ts";
import { startChatServer } from "./support/chat-server.ts";
import { type HeldWording, heldWording } from "./support/held-wording.ts";

const QUESTION = "青田县2022年热线办结率是多少";
const PIECES = ["青田县2022年热线办结率", "为98.6%", "[1]。"];
const FIRST_WORDS = "青田县2022年热";
const TOLD = "青田县2022年热线办结率为98.6%[1]。";

const atEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});

/** An index, a held model behind a server, and the settings that name both. */
async function prepared(
  pieces = PIECES,
): Promise<{ folder: BotFolder; model: HeldWording; env: Record<string, string> }> {
  const folder = await botFolder();
  const model = heldWording(pieces);
  const server = await startChatServer(model.words);
  atEnd.push(folder.remove, server.stop);
  const env = {
    ...folder.env,
    ZHENGWEN_CHAT_MODEL: "openai:m",
    ZHENGWEN_CHAT_BASE_URL: server.url,
    ZHENGWEN_CHAT_TIMEOUT_MS: "60000",
  };
  return { folder, model, env };
}

/** The rest of the wording. */
function finish(model: HeldWording): void {
  for (const _piece of PIECES) model.goOn();
}

describe("first words come before the model's last", () => {
  it.each([
    ["the API", "/api/ask/stream", "answer"],
    ["the page's script", "/stream", "page"],
  ])("to %s", async (_who, path, lastEvent) => {
    const { model, env } = await prepared();
    const answering = await createAssistantFromConfig(loadConfig(env));
    atEnd.push(answering.close);
    const { assistant, store } = answering;
    const library = createLibrary({ store, embedder: new NgramEmbedder() });
    const logger = createLogger({ level: "silent" });
    const app = createWebApp({ assistant, library, logger, maxQuestionChars: 500 });
    const server = await startWebServer({ app, host: "127.0.0.1", port: 0 });
    atEnd.push(() => server.close(0));
    const address = `${server.url}${path.slice(1)}?q=${encodeURIComponent(QUESTION)}`;
    const response = await fetch(address);
    expect(response.headers.get("cache-control")).toMatch(/no-(?:store|cache)/);
    let body = "";
    for await (const chunk of response.body ?? []) {
      body += Buffer.from(chunk).toString();
      if (body.includes(FIRST_WORDS) && model.said.length === 1) {
        expect(body).not.toContain(`event: ${lastEvent}`);
        finish(model);
      }
    }
    const events = body.trim().split("\n\n");
    expect(events.at(-1)).toContain(`event: ${lastEvent}`);
    expect(body.indexOf(FIRST_WORDS)).toBeLessThan(body.indexOf(TOLD));
    expect(JSON.parse(/^data: (.*)$/m.exec(events.at(-2) ?? "")?.[1] ?? "")).toEqual({ text: TOLD });
  });

  it("to a chat of Telegram's, in a draft that the whole answer replaces", { timeout: 60_000 }, async () => {
    const { folder, model, env } = await prepared();
    const api = await new BotApi().start();
    const bot = startProcess(api, folder, env);
    atEnd.push(
      () => api.stop(),
      () => bot.stop(),
    );
    await bot.ready;
    // Nothing that the bot asks itself when it starts goes to the model.
    expect(model.said).toEqual([]);
    api.say({ id: 7 }, QUESTION);
    await api.until(() => api.callsOf("sendMessageDraft").length > 0);
    expect([model.said.length, api.callsOf("sendMessage")]).toEqual([1, []]);
    const [draft] = api.callsOf("sendMessageDraft");
    expect(draft?.payload).toMatchObject({ chat_id: 7, text: FIRST_WORDS });
    finish(model);
    const [sent] = await api.until(() => api.callsOf("sendMessage").length > 0 && api.callsOf("sendMessage"));
    expect(sent?.text).toContain(TOLD);
    expect(sent?.text).toContain("由语言模型组织文字");
    expect(sent?.text).toContain("[1] 青田县政务服务中心2022年工作总结");
  });

  it.skipIf(!existsSync("/usr/bin/script"))("to a terminal", { timeout: 60_000 }, async () => {
    const { model, env } = await prepared();
    const command = `${process.execPath} --import tsx scripts/ask.ts ${QUESTION}`;
    // util-linux's script gives the command a terminal.
    const child = spawn("/usr/bin/script", ["-qec", command, "/dev/null"], {
      env: { ...process.env, ...env },
    });
    atEnd.push(() => child.kill());
    let output = "";
    let before = "";
    for await (const chunk of child.stdout) {
      output += chunk;
      if (output.includes(FIRST_WORDS) && model.said.length === 1) {
        before = output;
        finish(model);
      }
    }
    expect(before.trim()).toBe(FIRST_WORDS);
    expect(output).toContain(`${TOLD}\r\n（由语言模型组织文字`);
    expect(output).toContain("“2022年，12345热线受理群众诉求6.4万宗，办结率为98.6%。”");
  });
});
