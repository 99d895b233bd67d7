/**
 * The checked words of an answer while they come, as a draft of Telegram's: a preview that the answer's own message
 * replaces. Telegram has drafts in private chats only; a group takes twenty messages a minute, and those are for answers.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "grammy";
import { visibleText } from "../rendering/index.ts";
import type { ChatNeeds } from "./chat-needs.ts";
import { cutText } from "./cut-text.ts";

export interface ComingWords {
  /** Shows a text in place of the one before, the newest one at most once a second; never rejects. */
  show(text: string): void;
  /** Nothing is shown any more once it resolves; then the answer can be sent. */
  end(): Promise<void>;
}

const EVERY_MS = 1000;
/** A draft that hangs does not keep the answer back: it vanishes by itself. */
const MAX_WAIT_MS = 2000;

/** For one answer in a private chat. A server without drafts shows nothing before the answer, and “typing” as ever. */
export function comingWords(ctx: Context, { logger }: Pick<ChatNeeds, "logger">): ComingWords {
  let ended = false;
  let wanted = "";
  let shown = "";
  let sending: Promise<void> | undefined;

  async function sendNewest(): Promise<void> {
    while (!ended && wanted !== shown) {
      shown = wanted;
      try {
        await ctx.replyWithDraft(cutText(visibleText(shown)));
      } catch (error) {
        ended = true;
        logger.debug({ error: error instanceof Error ? error.name : typeof error }, "no draft was shown");
        return;
      }
      await Promise.race([wait(EVERY_MS, undefined, { ref: false }), stopped]);
    }
  }

  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return {
    show(text) {
      wanted = text;
      sending ??= sendNewest().finally(() => {
        sending = undefined;
      });
    },
    async end() {
      ended = true;
      stop();
      await Promise.race([sending, wait(MAX_WAIT_MS, undefined, { ref: false })]);
    },
  };
}
