/**
 * The Telegram bot of the settings with all it needs: records, admin tools, long polling or a webhook's server.
 */
import { randomBytes } from "node:crypto";
import { createAdminTools } from "./admin-tools.ts";
import type { Answering } from "./assistant.ts";
import {
  createBot,
  createUpdateJournal,
  createWebhookApp,
  type ExportXlsx,
  startBot,
} from "./channels/telegram/index.ts";
import { startWebServer } from "./channels/web/index.ts";
import type { Config } from "./config.ts";
import type { Assistant } from "./domain/index.ts";
import { exportRows, writeXlsx } from "./export/index.ts";
import type { Logger } from "./logger.ts";
import { openRecords } from "./records/index.ts";

export interface Service {
  /** Resolves or rejects when the service ends by itself. */
  ended: Promise<void>;
  /** Stops taking questions and waits for the running ones, at most so many milliseconds. */
  close(graceMs: number): Promise<void>;
}

export interface ServiceNeeds {
  config: Config;
  answering: Answering;
  /** The assistant of `answering`, measured. */
  assistant: Assistant;
  logger: Logger;
  version: string;
}

/** Starts the bot; `token` is the settings' own. */
export async function startTelegram(token: string, needs: ServiceNeeds): Promise<Service> {
  const { config, answering, assistant, logger, version } = needs;
  const { apiRoot, maxQuestionChars, allowed, admins, webhookUrl } = config;
  const records = openRecords({ folder: config.dataDir, auditDays: config.auditDays });
  // The number before the colon is the bot's id.
  const journal = createUpdateJournal({ records: records.updatesOf(Number.parseInt(token, 10)), logger });
  const admin = createAdminTools(config, answering.store, version);
  const bot = createBot({
    token,
    assistant,
    logger,
    apiRoot,
    maxQuestionChars,
    access: { allowed, admins },
    limits: { perUser: config.userRate, total: config.globalRate },
    library: answering.library,
    records,
    exportXlsx: exportXlsx(answering),
    admin: { tools: admin.tools, journal },
  });
  const secret = config.webhookSecret ?? randomBytes(24).toString("hex");
  const webhook = webhookUrl === undefined ? undefined : { url: webhookUrl, secret };
  process.stdout.write("正在连接 Telegram……\n");
  await warmUp(answering);
  const running = startBot({ bot, journal, logger, admins, ...(webhook ? { webhook } : {}) });
  const server = webhook ? await listen(webhook.url) : undefined;
  void running.ready.then(
    (username) => process.stdout.write(`机器人 @${username} 已启动，按 Ctrl+C 停止。\n`),
    () => {},
  );
  return {
    ended: running.finished,
    async close(graceMs) {
      await server?.close(graceMs);
      await running.close(graceMs);
      // After the account is closed: the next start goes on with it.
      admin.stop();
      records.close();
    },
  };

  async function listen(url: string) {
    const app = createWebhookApp({ path: new URL(url).pathname, secret, accept: running.accept });
    const started = await startWebServer({ app, host: config.host, port: config.port });
    process.stdout.write(`在 ${started.url} 接收 Telegram 推送的消息。\n`);
    return started;
  }
}

/** The first question loads the words: nobody has to wait for that. */
async function warmUp({ assistant, library }: Answering): Promise<void> {
  const [question = "有哪些报告"] = library.suggestions(1);
  await assistant.ask({ question, rulesOnly: true }).catch(() => {});
}

function exportXlsx({ store }: Answering): ExportXlsx {
  return async ({ label, ...filter }) => {
    const rows = [...exportRows(store, filter)];
    return { name: `${label}.xlsx`, bytes: await writeXlsx(rows) };
  };
}
