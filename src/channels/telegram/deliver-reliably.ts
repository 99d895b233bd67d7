/**
 * What stands between a handler and the Bot API so that a message arrives: Telegram's limits are kept, 429 is waited
 * out, and a lost connection is tried again. Nothing is retried that is stale by then.
 */
import { autoRetry } from "@grammyjs/auto-retry";
import { apiThrottler } from "@grammyjs/transformer-throttler";
import { type Api, HttpError, type Transformer } from "grammy";
import type { Logger } from "pino";

/** Polling has its own retries; a sign of life is worth nothing later. */
const NEVER_RETRIED = new Set(["getUpdates", "sendChatAction", "deleteWebhook", "getMe", "sendMessageDraft"]);
const MAX_WAIT_SECONDS = 300;
const MAX_SERVER_ERRORS = 4;
const MAX_PAUSE_MS = 15_000;

/** Telegram allows short bursts in a chat and one message a second in the long run; 20 a minute in a group. */
const LIMITS = {
  global: { reservoir: 30, reservoirRefreshAmount: 30, reservoirRefreshInterval: 1000 },
  out: {
    maxConcurrent: 1,
    reservoir: 6,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: 1000,
    reservoirIncreaseMaximum: 6,
  },
  group: {
    maxConcurrent: 1,
    reservoir: 20,
    reservoirRefreshAmount: 20,
    reservoirRefreshInterval: 60_000,
  },
};

/** Installs limits and retries on an API client. A lost connection is tried again, at most 15 s later, until it is back. */
export function deliverReliably(api: Api, logger: Logger): void {
  api.config.use(retryConnection(logger));
  const waitOut = autoRetry({
    maxRetryAttempts: 10,
    maxDelaySeconds: MAX_WAIT_SECONDS,
    rethrowHttpErrors: true,
    rethrowInternalServerErrors: true,
  });
  api.config.use((previous, method, payload, signal) =>
    NEVER_RETRIED.has(method)
      ? previous(method, payload, signal)
      : waitOut(previous, method, payload, signal),
  );
  api.config.use(apiThrottler(LIMITS));
}

function retryConnection(logger: Logger): Transformer {
  return async (previous, method, payload, signal) => {
    if (NEVER_RETRIED.has(method)) return previous(method, payload, signal);
    let serverErrors = 0;
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await previous(method, payload, signal);
        if (result.ok || result.error_code < 500 || ++serverErrors > MAX_SERVER_ERRORS) return result;
      } catch (error) {
        if (!(error instanceof HttpError) || signal?.aborted) throw error;
        if (attempt === 0) logger.warn({ method }, "connection failed, trying again");
      }
      const pauseMs = Math.min(MAX_PAUSE_MS, 500 * 2 ** Math.min(attempt, 10));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
}
