/**
 * Runs a bot until it is stopped: by long polling, or with the updates that Telegram posts. Chats are served side by
 * side. Failures of the token or of the address become messages for the person who set them.
 */
import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import type { Logger } from "pino";
import { adminCommands } from "./admin-feature.ts";
import { chatOfUpdate } from "./chat-of-update.ts";
import { deliverReliably } from "./deliver-reliably.ts";
import { pollUpdates } from "./poll-updates.ts";
import { watchCommands } from "./subscription-feature.ts";
import { explainConnection, untilConnected } from "./until-connected.ts";
import type { UpdateJournal } from "./update-journal.ts";
import { botCommands } from "./welcome-feature.ts";

export interface StartBotOptions {
  bot: Bot;
  journal: UpdateJournal;
  logger: Logger;
  /** Where Telegram posts updates to, and the secret that it sends along; long polling when left out. */
  webhook?: { url: string; secret: string };
  /** People whose menu shows the commands of admins. */
  admins?: readonly number[];
}

export interface RunningBot {
  /** Resolves once the bot takes updates, with its username. */
  ready: Promise<string>;
  /** Resolves when the bot was stopped; rejects with a UserError when Telegram refuses the token or another process polls with it. */
  finished: Promise<void>;
  /** Takes an update that Telegram posted; false when too many are waiting. */
  accept(update: Update): boolean;
  /** Takes no new update and waits for those in work, at most so many milliseconds; the rest is handled after the next start. */
  close(graceMs: number): Promise<void>;
}

const SLOW_START_MS = 15_000;
const LOOK_FOR_ORPHANS_MS = 10_000;
const MAX_WAITING = 10_000;
const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const;
const GIVEN_UP = "抱歉，您的一条消息处理到一半时程序几次中断，没有回答。请换个说法再问一次。";

/** Starts taking updates; while Telegram cannot be reached it keeps trying and says so once in the log. */
export function startBot(options: StartBotOptions): RunningBot {
  const { bot, journal, logger, webhook } = options;
  const stop = new AbortController();
  deliverReliably(bot.api, logger);
  const slow = setTimeout(
    () => logger.warn("还没有连上 Telegram，仍在重试。请检查网络，或用 ZHENGWEN_API_ROOT 换一个接口地址。"),
    SLOW_START_MS,
  );
  slow.unref();

  const ready = connect().finally(() => clearTimeout(slow));
  const finished = ready
    .then(() => (webhook ? lookForOrphans() : pollUpdates({ ...polling(), signal: stop.signal })))
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw explainConnection(error);
    });
  // Whoever waits for the end hears of it; nobody has to wait for the beginning.
  ready.catch(() => {});

  return {
    ready,
    finished,
    accept(update) {
      if (stop.signal.aborted || journal.waiting() >= MAX_WAITING) return false;
      for (const fresh of journal.receive([update])) void handle(fresh);
      return true;
    },
    async close(graceMs) {
      stop.abort();
      await journal.settle(graceMs);
      journal.close();
    },
  };

  async function connect(): Promise<string> {
    const again = <T>(call: () => Promise<T>) => untilConnected(call, stop.signal);
    bot.botInfo = await again(() => bot.api.getMe());
    const allowed_updates = [...ALLOWED_UPDATES];
    if (webhook) {
      // One connection: Telegram posts in order then, and an update is booked within a millisecond or two.
      const { url, secret } = webhook;
      await again(() =>
        bot.api.setWebhook(url, { secret_token: secret, allowed_updates, max_connections: 1 }),
      );
    } else {
      await again(() => bot.api.deleteWebhook());
    }
    void setMenus();
    return bot.botInfo.username;
  }

  async function setMenus(): Promise<void> {
    const known = new Set<string>();
    const commands = [...botCommands, ...watchCommands].filter(
      ({ command }) => known.size < known.add(command).size,
    );
    try {
      await bot.api.setMyCommands(commands);
    } catch {
      logger.warn("命令菜单没有设置成功，不影响提问。");
    }
    for (const chat_id of options.admins ?? []) {
      await bot.api
        .setMyCommands([...commands, ...adminCommands], { scope: { type: "chat", chat_id } })
        // Telegram knows no chat with an admin who has not written yet.
        .catch(() => logger.debug("admin menu not set"));
    }
  }

  function polling() {
    const allowed = [...ALLOWED_UPDATES];
    return { bot, logger, allowed, receive: journal.receive, orphans: takeOrphans, handle };
  }

  async function lookForOrphans(): Promise<void> {
    while (!stop.signal.aborted) {
      for (const update of takeOrphans(MAX_WAITING)) void handle(update);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_FOR_ORPHANS_MS);
        stop.signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  function takeOrphans(limit: number): Update[] {
    const { updates, givenUp } = journal.adopt(limit);
    for (const update of givenUp) {
      const chat = chatOfUpdate(update);
      if (chat !== undefined) void bot.api.sendMessage(chat, GIVEN_UP).catch(() => {});
    }
    return updates;
  }

  async function handle(update: Update): Promise<void> {
    try {
      await journal.handle(update, () => bot.handleUpdate(update));
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      logger.error({ updateId: update.update_id, error: name }, "update failed");
    }
  }
}
