/**
 * Every question of a chat goes into the audit log, whichever feature asks it: the update in work says who asks.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Context, MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import type { Assistant } from "../../domain/index.ts";
import type { AuditRecords } from "../../records/index.ts";

export interface QuestionAudit {
  /** Stands before every feature. */
  remember: MiddlewareFn<Context>;
  /** Asks as before, and records what was asked and what kind of answer came. */
  assistant: Assistant;
}

/** An assistant that records for whom it answers. A record that fails is logged and keeps no answer back. */
export function auditQuestions(assistant: Assistant, audit: AuditRecords, logger: Logger): QuestionAudit {
  const asking = new AsyncLocalStorage<{ userId: number | null; chatId: number | null }>();
  return {
    remember: (ctx, next) => asking.run({ userId: ctx.from?.id ?? null, chatId: ctx.chat?.id ?? null }, next),
    assistant: {
      async ask(input) {
        const started = performance.now();
        const who = asking.getStore() ?? { userId: null, chatId: null };
        const { question } = input;
        try {
          const answer = await assistant.ask(input);
          const { kind, ms } = answer;
          record({ ...who, question, kind, refusalReason: answer.refusal?.reason ?? null, ms });
          return answer;
        } catch (error) {
          record({ ...who, question, kind: "error", refusalReason: null, ms: performance.now() - started });
          throw error;
        }
      },
    },
  };

  function record(entry: Parameters<AuditRecords["add"]>[0]): void {
    try {
      audit.add(entry);
    } catch (error) {
      logger.error({ error: error instanceof Error ? error.name : typeof error }, "audit failed");
    }
  }
}
