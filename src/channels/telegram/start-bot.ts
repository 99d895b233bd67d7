/**
 * Runs a bot by long polling and stops it gracefully. Failures of the token or of the address become messages for
 * the person who set them.
 */
import { type Bot, GrammyError } from "grammy";
import type { Logger } from "pino";
import { UserError } from "../../domain/index.ts";
import { botCommands } from "./welcome-feature.ts";

export interface RunningBot {
  /** Resolves once the bot polls, with its username. */
  ready: Promise<string>;
  /** Resolves when the bot has stopped and its last update is handled; rejects with a UserError when Telegram refuses the token or another process polls with it. */
  finished: Promise<void>;
  /** Takes no new update, waits for the one in work. */
  close(): Promise<void>;
}

const slowStartMs = 15_000;

/** Starts long polling; while Telegram cannot be reached it keeps trying and says so once in the log. */
export function startBot({ bot, logger }: { bot: Bot; logger: Logger }): RunningBot {
  let polling = false;
  let markReady: (username: string) => void = () => {};
  const ready = new Promise<string>((resolve) => {
    markReady = resolve;
  });
  const slow = setTimeout(
    () => logger.warn("还没有连上 Telegram，仍在重试。请检查网络，或用 ZHENGWEN_API_ROOT 换一个接口地址。"),
    slowStartMs,
  );
  slow.unref();
  const finished = bot
    .start({
      allowed_updates: ["message", "callback_query"],
      onStart: async (me) => {
        clearTimeout(slow);
        polling = true;
        await bot.api
          .setMyCommands(botCommands)
          .catch(() => logger.warn("命令菜单没有设置成功，不影响提问。"));
        markReady(me.username);
      },
    })
    .catch((error: unknown) => {
      throw explained(error);
    })
    .finally(() => clearTimeout(slow));
  return {
    ready,
    finished,
    async close() {
      await bot.stop().catch(() => logger.debug("last update could not be confirmed"));
      // Before the first poll nothing is in work, and grammY may still be waiting for a network.
      if (polling) await finished.catch(() => {});
    },
  };
}

function explained(error: unknown): unknown {
  if (!(error instanceof GrammyError)) return error;
  if (error.error_code === 401 || error.error_code === 404) {
    return new UserError("Telegram 不认这个令牌。请检查 ZHENGWEN_BOT_TOKEN 是否与 @BotFather 给出的一致。");
  }
  if (error.error_code === 409) {
    return new UserError("同一个 ZHENGWEN_BOT_TOKEN 已有另一个程序在使用。请先停掉那个程序，再重新启动。");
  }
  return error;
}
