import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ModelSession } from "../../src/answer/language/model-session.ts";
import { loadChatModel } from "../../src/models/index.ts";
import { refusalOf } from "../support/refusal.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

interface Heard {
  path: string;
  key: string | undefined;
  body: { model?: string; stream?: boolean; messages?: { role: string; content: string }[] };
}

/** A server that speaks OpenAI's interface: streams the pieces, or answers with the status. */
async function openAiServer(pieces: string[], status = 200): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      heard.push({ path: request.url ?? "", key: request.headers.authorization, body: JSON.parse(body) });
      if (status !== 200) {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify({ error: { message: "no" } }));
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      const send = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`);
      const base = { id: "1", object: "chat.completion.chunk", created: 1, model: "m" };
      for (const content of pieces) {
        send({
          ...base,
          choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }],
        });
      }
      send({ ...base, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
      send({ ...base, choices: [], usage: { prompt_tokens: 21, completion_tokens: 4, total_tokens: 25 } });
      response.end("data: [DONE]\n\n");
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, heard };
}

const PROMPT = { instructions: "照抄", data: "资料" };

function messageOf(model: string, apiKey?: string): Promise<string> {
  return refusalOf(loadChatModel({ model, ...(apiKey ? { apiKey } : {}) }));
}

describe("loadChatModel", () => {
  it.each([
    ["openai:gpt-4o-mini", "ChatOpenAI"],
    ["deepseek:deepseek-chat", "ChatOpenAI"],
    ["zhipu:glm-4-flash", "ChatOpenAI"],
    ["moonshot:moonshot-v1-8k", "ChatOpenAI"],
    ["hunyuan:hunyuan-lite", "ChatOpenAI"],
    ["tongyi:qwen-plus", "ChatAlibabaTongyi"],
    ["ollama:qwen3:4b", "ChatOllama"],
  ])("makes a client for %s without asking the server", async (model, kind) => {
    const chat = await loadChatModel({ model, apiKey: "a-key" });
    expect([chat.name, chat.model.constructor.name]).toEqual([model, kind]);
  });

  it("takes 混元's pair of keys for its own interface", async () => {
    const chat = await loadChatModel({ model: "hunyuan:hunyuan-lite", apiKey: "id:secret" });
    expect(chat.server).toBe("混元");
  });

  it("says which setting is wrong", async () => {
    expect(await messageOf("bard:x")).toMatch(
      /^ZHENGWEN_CHAT_MODEL 写的是“bard:x”，不认识：可以写 openai:模型名/,
    );
    expect(await messageOf("openai:")).toBe("ZHENGWEN_CHAT_MODEL 里缺模型名：请写成 openai:模型名。");
    expect(await messageOf("deepseek:deepseek-chat")).toBe(
      "用 deepseek:deepseek-chat 需要密钥：请设置 ZHENGWEN_CHAT_API_KEY。",
    );
  });

  it("needs no key for a server of one's own, streams from it and counts its tokens", async () => {
    const { url, heard } = await openAiServer(["办结率", "为98.6%", "[1]。"]);
    const chat = await loadChatModel({ model: "tongyi:qwen", baseUrl: url });
    const session = new ModelSession(chat, 5000);
    const sofar: string[] = [];
    for await (const text of session.stream(PROMPT)) sofar.push(text);
    session.close();
    expect(sofar).toEqual(["办结率", "办结率为98.6%", "办结率为98.6%[1]。"]);
    expect(session.tally).toMatchObject({ calls: 1, inputTokens: 21, outputTokens: 4 });
    expect(heard[0]?.path).toBe("/v1/chat/completions");
    expect(heard[0]?.body.messages?.map((m) => m.role)).toEqual(["system", "user"]);
  });

  it.each([
    [401, "不接受密钥：请检查 ZHENGWEN_CHAT_API_KEY。"],
    [404, "没有这个模型或地址：请检查 ZHENGWEN_CHAT_MODEL（现为 openai:m）和 ZHENGWEN_CHAT_BASE_URL。"],
  ])("explains status %i", async (status, message) => {
    const { url } = await openAiServer([], status);
    const chat = await loadChatModel({ model: "openai:m", baseUrl: url, apiKey: "a-key" });
    const session = new ModelSession(chat, 5000);
    const failed = await session.complete(PROMPT).catch((error: unknown) => error);
    session.close();
    expect(chat.explainFailure(failed)).toBe(`语言模型服务 ${url} ${message}`);
  });

  it("explains a server that is not there, and one that is silent", async () => {
    const { url } = await openAiServer([]);
    await new Promise((resolve) => server?.close(resolve));
    const gone = await loadChatModel({ model: "ollama:m", baseUrl: url.replace("/v1", "") });
    const session = new ModelSession(gone, 5000);
    const failed = await session.complete(PROMPT).catch((error: unknown) => error);
    session.close();
    expect(gone.explainFailure(failed)).toContain("拒绝连接");
    server = createServer(() => {});
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const silent = await loadChatModel({ model: "openai:m", baseUrl: `http://127.0.0.1:${port}/v1` });
    const waiting = new ModelSession(silent, 200);
    const started = performance.now();
    const late = await waiting.complete(PROMPT).catch((error: unknown) => error);
    waiting.close();
    expect(performance.now() - started).toBeLessThan(2000);
    expect(silent.explainFailure(late)).toContain("没有按时回应");
  });
});

describe("ModelSession", () => {
  it("leaves out what a model thinks aloud", async () => {
    const { url } = await openAiServer(["<think>先看", "资料</think>", "\n答案"]);
    const session = new ModelSession(await loadChatModel({ model: "openai:m", baseUrl: url }), 5000);
    expect(await session.complete(PROMPT)).toBe("答案");
    session.close();
  });
});
