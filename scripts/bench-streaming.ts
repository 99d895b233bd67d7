/**
 * How long a reader waits for the first words of a wording after a slow model's first token, end to end through each
 * channel: the real service or command against a server that says two characters every 100 ms.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createLibrary } from "../src/answer/index.ts";
import { createAssistantFromConfig } from "../src/assistant.ts";
import { createWebApp, startWebServer } from "../src/channels/web/index.ts";
import { loadConfig } from "../src/config.ts";
import { createLogger } from "../src/logger.ts";
import { NgramEmbedder } from "../src/models/index.ts";
import { BotApi } from "../test/support/bot-api.ts";
import { type BotFolder, botFolder, startProcess } from "../test/support/bot-process.ts";
import { type ChatServer, startChatServer } from "../test/support/chat-server.ts";

const QUESTION = "青田县2022年热线办结率是多少";
const WORDING = "2022年，青田县12345热线受理群众诉求6.4万宗，办结率为98.6%[1]。";
const TOKEN_MS = 100;
const RUNS = 5;
const SCRIPT = "/usr/bin/script";

/** Milliseconds from the model's first token. */
interface Waited {
  firstWords: number;
  whole: number;
}

/** One line per channel: first words and whole answer, median and slowest of 5. */
export async function benchStreaming(print: (name: string, value: string) => void): Promise<void> {
  const folder = await botFolder();
  const model = await startChatServer(slowly);
  const env = {
    ...folder.env,
    ZHENGWEN_CHAT_MODEL: "openai:m",
    ZHENGWEN_CHAT_BASE_URL: model.url,
    ZHENGWEN_LOG_LEVEL: "silent",
  };
  try {
    print("streamed web", told(await overWeb(model, env)));
    print("streamed chat", told(await overTelegram(model, folder, env)));
    if (existsSync(SCRIPT)) print("streamed tty", told(await onTerminal(model, env)));
  } finally {
    await model.stop();
    folder.remove();
  }
}

async function* slowly(): AsyncGenerator<string> {
  for (let at = 0; at < WORDING.length; at += 2) {
    yield WORDING.slice(at, at + 2);
    await wait(TOKEN_MS);
  }
}

async function overWeb(model: ChatServer, env: Record<string, string>): Promise<Waited[]> {
  const { assistant, store, close } = await createAssistantFromConfig(loadConfig(env));
  const library = createLibrary({ store, embedder: new NgramEmbedder() });
  const app = createWebApp({
    assistant,
    library,
    logger: createLogger({ level: "silent" }),
    maxQuestionChars: 500,
  });
  const server = await startWebServer({ app, host: "127.0.0.1", port: 0 });
  const runs: Waited[] = [];
  for (let i = 0; i < RUNS; i++) {
    const response = await fetch(`${server.url}stream?q=${encodeURIComponent(QUESTION)}`);
    let body = "";
    let first: number | undefined;
    for await (const chunk of response.body ?? []) {
      body += Buffer.from(chunk).toString();
      if (body.includes("event: text")) first ??= performance.now();
    }
    runs.push(since(model, first));
  }
  await server.close(0);
  await close();
  return runs;
}

async function overTelegram(
  model: ChatServer,
  folder: BotFolder,
  env: Record<string, string>,
): Promise<Waited[]> {
  const api = await new BotApi().start();
  const bot = startProcess(api, folder, env);
  const runs: Waited[] = [];
  try {
    await bot.ready;
    for (let chat = 1; chat <= RUNS; chat++) {
      api.say({ id: chat }, QUESTION);
      const callOf = (method: string) => api.callsOf(method).find(({ payload }) => payload.chat_id === chat);
      const sent = await api.until(() => callOf("sendMessage"));
      runs.push(since(model, callOf("sendMessageDraft")?.at, sent.at));
    }
  } finally {
    await bot.stop();
    await api.stop();
  }
  return runs;
}

async function onTerminal(model: ChatServer, env: Record<string, string>): Promise<Waited[]> {
  const runs: Waited[] = [];
  for (let i = 0; i < RUNS; i++) {
    const command = `${process.execPath} --import tsx scripts/ask.ts ${QUESTION}`;
    const child = spawn(SCRIPT, ["-qec", command, "/dev/null"], { env: { ...process.env, ...env } });
    let output = "";
    let first: number | undefined;
    let last: number | undefined;
    for await (const chunk of child.stdout) {
      output += chunk;
      if (output.trim() !== "") first ??= performance.now();
      if (output.includes("由语言模型组织文字")) last ??= performance.now();
    }
    runs.push(since(model, first, last));
  }
  return runs;
}

function since({ firstPieceAt }: ChatServer, first?: number, last: number = performance.now()): Waited {
  return { firstWords: (first ?? Number.NaN) - firstPieceAt, whole: last - firstPieceAt };
}

function told(runs: readonly Waited[]): string {
  const of = (key: keyof Waited) => {
    const sorted = runs.map((run) => run[key]).sort((a, b) => a - b);
    return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)} ms (slowest ${Math.round(sorted.at(-1) ?? Number.NaN)})`;
  };
  return `first words ${of("firstWords")}, whole answer ${of("whole")} after the model's first token`;
}
