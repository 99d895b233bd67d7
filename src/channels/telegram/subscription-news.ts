/**
 * After a refresh: chats that watch a region hear which new reports and changed figures it got.
 */
import { type Api, GrammyError } from "grammy";
import type { Logger } from "pino";
import { describeChange } from "../../ingest/index.ts";
import type { Records, Subscription } from "../../records/index.ts";
import { visibleText } from "../rendering/index.ts";
import type { RefreshOutcome } from "./admin-tools.ts";
import { cutText } from "./cut-text.ts";
import { addedWords } from "./refresh-words.ts";

const MAX_LINES = 12;

/** Sends the news of a refresh, one message per chat, one after the other; a chat that is gone is unsubscribed. */
export function subscriptionNews({
  api,
  records,
  logger,
}: {
  api: Api;
  records: Records;
  logger: Logger;
}): (outcome: RefreshOutcome) => Promise<void> {
  const { subscriptions } = records;
  return async (outcome) => {
    const watching = new Map<number, Subscription[]>();
    for (const one of subscriptions.all()) {
      watching.set(one.chatId, [...(watching.get(one.chatId) ?? []), one]);
    }
    let told = 0;
    for (const [chatId, regions] of watching) {
      const text = newsFor(regions, outcome);
      if (text === "") continue;
      if (await tell(chatId, text)) told += 1;
    }
    if (told > 0) logger.info({ chats: told }, "subscribers told");
  };

  async function tell(chatId: number, text: string): Promise<boolean> {
    try {
      await api.sendMessage(chatId, text, { link_preview_options: { is_disabled: true } });
      return true;
    } catch (error) {
      const moved = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
      if (moved !== undefined) {
        subscriptions.moveChat(chatId, moved);
        return tell(moved, text);
      }
      if (error instanceof GrammyError && isGone(error)) subscriptions.removeChat(chatId);
      logger.warn({ code: error instanceof GrammyError ? error.error_code : 0 }, "subscriber not told");
      return false;
    }
  }
}

function isGone({ error_code, description }: GrammyError): boolean {
  return error_code === 403 || (error_code === 400 && /chat not found/i.test(description));
}

/** The message for a chat; "" when nothing of its regions is new. */
function newsFor(regions: readonly Subscription[], { summary, added }: RefreshOutcome): string {
  const parts = regions.flatMap(({ code, region }) => {
    const reports = added.filter((report) => report.region?.code === code).map(addedWords);
    const changes = summary.figureChanges
      .flatMap(({ kind, changes }) => (kind === "removed" ? [] : changes))
      .filter((change) => change.region === region && change.kind !== "gone")
      .map(describeChange);
    const lines = [...reports.map((words) => `新报告${words}`), ...changes];
    if (lines.length === 0) return [];
    const rest = lines.length > MAX_LINES ? [`· 另有 ${lines.length - MAX_LINES} 处`] : [];
    return [
      [`${region}有新的数字：`, ...lines.slice(0, MAX_LINES).map((line) => `· ${line}`), ...rest].join("\n"),
    ];
  });
  if (parts.length === 0) return "";
  return cutText(visibleText([...parts, "不想再收到，请发 /watching 查看并用 /unwatch 退订。"].join("\n\n")));
}
