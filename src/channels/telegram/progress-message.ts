/**
 * Progress of long work edited into one message, as seldom as Telegram likes it.
 */
import type { Api } from "grammy";
import { visibleText } from "../rendering/index.ts";
import { cutText } from "./cut-text.ts";

export interface ProgressMessage {
  /** Shows a line of progress, the newest one at most every 3 s; never rejects. */
  show(line: string): void;
  /** The last word takes the place of the progress; sent as a message of its own where editing fails. */
  end(text: string): Promise<void>;
}

const EVERY_MS = 3000;

/** Sends the first line at once. */
export async function startProgress(api: Api, chatId: number, first: string): Promise<ProgressMessage> {
  const { message_id } = await api.sendMessage(chatId, first);
  let shown = first;
  let wanted = first;
  let timer: NodeJS.Timeout | undefined;
  let editing: Promise<unknown> = Promise.resolve();

  const edit = () => {
    timer = undefined;
    if (wanted === shown) return;
    shown = wanted;
    editing = api.editMessageText(chatId, message_id, wanted).catch(() => {});
  };
  return {
    show(line) {
      wanted = cutText(visibleText(`${first}\n${line}`));
      timer ??= setTimeout(edit, EVERY_MS);
    },
    async end(text) {
      clearTimeout(timer);
      await editing;
      const last = cutText(visibleText(text));
      try {
        await api.editMessageText(chatId, message_id, last);
      } catch {
        await api.sendMessage(chatId, last);
      }
    },
  };
}
