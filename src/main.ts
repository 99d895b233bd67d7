/**
 * The service: settings in; a Telegram bot out where a token is set, a local web page otherwise.
 * SIGINT and SIGTERM stop it gracefully; a second one stops it at once.
 */
import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createAssistantFromConfig } from "./assistant.ts";
import { createBot, startBot } from "./channels/telegram/index.ts";
import { createWebApp, startWebServer } from "./channels/web/index.ts";
import { type Config, loadConfig } from "./config.ts";
import { type Assistant, UserError } from "./domain/index.ts";
import { createLogger, type Logger } from "./logger.ts";

/** How long running work may take after a stop was asked for. */
const graceMs = 10_000;

interface Service {
  /** Resolves or rejects when the service ends by itself. */
  ended: Promise<void>;
  close(): Promise<void>;
}

async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel, secrets: [config.botToken, config.embeddingApiKey] });
  const { assistant, close } = await createAssistantFromConfig(config, {
    onProgress: (message) => process.stderr.write(`${message}\n`),
  });
  try {
    const service = config.botToken
      ? startTelegram(config.botToken, config, assistant, logger)
      : await startWeb(config, assistant, logger);
    await Promise.race([untilSignal(), service.ended]);
    process.stderr.write("正在停止，等手头的问题答完……\n");
    await Promise.race([service.close(), wait(graceMs, undefined, { ref: false })]);
  } finally {
    await close();
  }
}

function startTelegram(token: string, config: Config, assistant: Assistant, logger: Logger): Service {
  const { apiRoot, maxQuestionChars } = config;
  const bot = startBot({ bot: createBot({ token, assistant, logger, apiRoot, maxQuestionChars }), logger });
  process.stdout.write("正在连接 Telegram……\n");
  void bot.ready.then((username) => process.stdout.write(`机器人 @${username} 已启动，按 Ctrl+C 停止。\n`));
  return { ended: bot.finished, close: bot.close };
}

async function startWeb(config: Config, assistant: Assistant, logger: Logger): Promise<Service> {
  const app = createWebApp({ assistant, logger, maxQuestionChars: config.maxQuestionChars });
  const server = await startWebServer({ app, host: config.host, port: config.port });
  if (!["127.0.0.1", "::1", "localhost"].includes(config.host)) {
    logger.warn("网页对其他机器也开放，而且不需要登录。只给本机用时，请把 ZHENGWEN_HOST 设为 127.0.0.1。");
  }
  process.stdout.write(
    `没有设置 ZHENGWEN_BOT_TOKEN，已启动网页：${server.url}\n在浏览器里打开即可提问，按 Ctrl+C 停止。\n`,
  );
  return { ended: new Promise(() => {}), close: () => server.close(graceMs) };
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const message = error instanceof UserError ? error.message : `出现意外错误：${explained(error)}`;
    process.stderr.write(`${message}\n`);
    process.exit(1);
  },
);

function explained(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
