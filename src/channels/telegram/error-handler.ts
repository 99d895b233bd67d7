/**
 * A failure while handling an update: logged with an id, and the chat gets a short apology with that id.
 * Neither the token nor anything that was written in a chat reaches the log.
 */
import { randomBytes } from "node:crypto";
import { type BotError, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import { UserError } from "../../domain/index.ts";

/** A handler for grammY's error boundary and for `bot.catch`; it never throws. */
export function createErrorHandler(logger: Logger): (error: BotError) => Promise<void> {
  return async ({ error, ctx }) => {
    const errorId = logFailure(logger, error, { updateId: ctx.update.update_id });
    // The bot was blocked or removed: nobody would read the apology.
    if (error instanceof GrammyError && error.error_code === 403) return;
    if (ctx.callbackQuery) await ctx.answerCallbackQuery().catch(() => {});
    if (ctx.chat === undefined) return;
    const what = error instanceof UserError ? error.message : "抱歉，这次没能回答，请稍后再试。";
    try {
      await ctx.reply(`${what}\n错误编号：${errorId}`);
    } catch (failure) {
      logger.error({ errorId, ...described(failure) }, "apology could not be sent");
    }
  };
}

/** Logs a failure without what was written in a chat; gives the id that the chat is told. */
export function logFailure(logger: Logger, error: unknown, where: Record<string, unknown>): string {
  const errorId = randomBytes(4).toString("hex");
  logger.error({ errorId, ...where, ...described(error) }, "update failed");
  return errorId;
}

/** What may be logged of an error: a Bot API error carries the message it was sending, and any other may repeat the question. */
function described(error: unknown): Record<string, unknown> {
  if (error instanceof GrammyError) {
    return { error: error.name, method: error.method, code: error.error_code, reason: error.description };
  }
  if (error instanceof HttpError) return { error: error.name, reason: error.message };
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, at: framesOf(error) };
}

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, 8);
}
