/**
 * Which chat wants to hear of which region.
 */
import type Database from "better-sqlite3";
import type { Subscription, SubscriptionRecords } from "./records.ts";

const MAX_PER_CHAT = 30;
const MAX_KEPT = 20_000;

/** The subscriptions of a database. */
export function subscriptionRecords(db: Database.Database): SubscriptionRecords {
  const columns = "chat_id AS chatId, code, region";
  const insert = db.prepare("INSERT INTO subscriptions (chat_id, code, region) VALUES (?, ?, ?)");
  const ofChat = db.prepare<[number], Subscription>(
    `SELECT ${columns} FROM subscriptions WHERE chat_id = ? ORDER BY code`,
  );
  const every = db.prepare<[], Subscription>(`SELECT ${columns} FROM subscriptions ORDER BY chat_id, code`);
  const counted = db.prepare<[], number>("SELECT count(*) FROM subscriptions").pluck();
  const remove = db.prepare("DELETE FROM subscriptions WHERE chat_id = ? AND code = ?");
  const removeChat = db.prepare("DELETE FROM subscriptions WHERE chat_id = ?");
  const moveChat = db.prepare("UPDATE OR REPLACE subscriptions SET chat_id = ? WHERE chat_id = ?");
  return {
    add: db.transaction(({ chatId, code, region }) => {
      const known = ofChat.all(chatId);
      if (known.some((one) => one.code === code)) return "known";
      if (known.length >= MAX_PER_CHAT || (counted.get() ?? 0) >= MAX_KEPT) return "full";
      insert.run(chatId, code, region);
      return "added";
    }),
    remove: (chatId, code) => remove.run(chatId, code).changes > 0,
    of: (chatId) => ofChat.all(chatId),
    all: () => every.all(),
    removeChat: (chatId) => void removeChat.run(chatId),
    moveChat: (from, to) => void moveChat.run(to, from),
  };
}
