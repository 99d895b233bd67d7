/**
 * What the features for admins share: the tools, who is an admin, and long work that goes on behind the handler.
 */
import type { Context } from "grammy";
import type { Logger } from "pino";
import { UserError } from "../../domain/index.ts";
import type { Records } from "../../records/index.ts";
import type { AdminTools, RefreshOutcome } from "./admin-tools.ts";
import { logFailure } from "./error-handler.ts";
import { startProgress } from "./progress-message.ts";
import { outcomeWords } from "./refresh-words.ts";
import type { UpdateJournal } from "./update-journal.ts";

export interface AdminNeeds {
  tools: AdminTools;
  journal: UpdateJournal;
  logger: Logger;
  isAdmin(userId: number | undefined): boolean;
  /** Hears of every refresh that ended. */
  onRefreshed(outcome: RefreshOutcome): Promise<void>;
  records?: Records | undefined;
}

/** What becomes of a refresh before it is told: other words where the refresh served one file. */
export type Verdict = (outcome: RefreshOutcome) => Promise<string>;

/** Refreshes behind the handler, with progress in one message and the outcome at its end; what fails is told there too. */
export async function refreshInChat(
  ctx: Context,
  needs: AdminNeeds,
  first: string,
  verdict: Verdict = async (outcome) => outcomeWords(outcome),
): Promise<void> {
  const chatId = ctx.chat?.id;
  if (chatId === undefined) return;
  const progress = await startProgress(ctx.api, chatId, first);
  const { tools, journal, logger, onRefreshed } = needs;
  const work = async () => {
    try {
      const outcome = await tools.refresh((message, step) =>
        progress.show(step ? `${message}（${step.done}/${step.total}）` : message),
      );
      await progress.end(await verdict(outcome));
      await onRefreshed(outcome);
    } catch (error) {
      const errorId = logFailure(logger, error, { updateId: ctx.update.update_id });
      const what = error instanceof UserError ? error.message : "抱歉，更新索引时出错，已有的索引没有改动。";
      await progress.end(`${what}\n错误编号：${errorId}`);
    }
  };
  const task = work();
  task.catch((error: unknown) => logFailure(logger, error, { updateId: ctx.update.update_id }));
  journal.goOn(ctx.update.update_id, task);
}
