/**
 * The service: settings in; a Telegram bot out where a token is set, a local web page otherwise.
 * SIGINT and SIGTERM stop it gracefully; a second one stops it at once.
 */
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createAssistantFromConfig } from "./assistant.ts";
import { createMetrics, createWebApp, startWebServer } from "./channels/web/index.ts";
import { loadConfig, secretsOf } from "./config.ts";
import { UserError } from "./domain/index.ts";
import { exportFilter, exportRows, writeXlsx } from "./export/index.ts";
import { createLogger } from "./logger.ts";
import { type Service, type ServiceNeeds, startTelegram } from "./telegram-service.ts";

/** How long running work may take after a stop was asked for. */
const GRACE_MS = 10_000;

/** Struck out of whatever is printed when the service ends by an error. */
let secrets: string[] = [];

async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = loadConfig(process.env);
  const { botToken } = config;
  secrets = secretsOf(config);
  const logger = createLogger({ level: config.logLevel, secrets });
  const answering = await createAssistantFromConfig(config, {
    onProgress: (message) => process.stderr.write(`${message}\n`),
    onLanguage: (report) => logger.info({ language: report }, "问过语言模型"),
  });
  try {
    const needs = { config, answering, assistant: answering.assistant, logger, version: ownVersion() };
    const service = botToken ? await startTelegram(botToken, needs) : await startWeb(needs);
    await Promise.race([untilSignal(), service.ended]);
    process.stderr.write("正在停止，等手头的问题答完……\n");
    await Promise.race([service.close(GRACE_MS), wait(GRACE_MS + 1000, undefined, { ref: false })]);
  } finally {
    await answering.close();
  }
}

async function startWeb({ config, answering, logger, version }: ServiceNeeds): Promise<Service> {
  const { library, store } = answering;
  const metrics = createMetrics({ library, version });
  const { webToken: token, webUserHeader: header } = config;
  const access = { ...(token ? { token } : {}), ...(header ? { header } : {}) };
  const app = createWebApp({
    assistant: metrics.measure(answering.assistant),
    metrics: metrics.registry,
    library,
    logger,
    version,
    maxQuestionChars: config.maxQuestionChars,
    exportXlsx: (request) => writeXlsx(exportRows(store, exportFilter(store, request))),
    ...(token || header ? { access } : {}),
  });
  const server = await startWebServer({ app, host: config.host, port: config.port });
  if (!["127.0.0.1", "::1", "localhost"].includes(config.host) && !token && !header) {
    logger.warn(
      "网页对其他机器也开放，而且不需要登录。请设置 ZHENGWEN_WEB_TOKEN；只给本机用时，请把 ZHENGWEN_HOST 设为 127.0.0.1。",
    );
  }
  process.stdout.write(
    `没有设置 ZHENGWEN_BOT_TOKEN，已启动网页：${server.url}\n在浏览器里打开即可提问，按 Ctrl+C 停止。\n`,
  );
  return { ended: new Promise(() => {}), close: (graceMs) => server.close(graceMs) };
}

function ownVersion(): string {
  const own: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof own === "object" && own !== null && "version" in own ? String(own.version) : "";
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
    process.stderr.write(`${secrets.reduce((text, secret) => text.replaceAll(secret, "[略]"), message)}\n`);
    process.exit(1);
  },
);

function explained(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
