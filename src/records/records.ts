/**
 * What people did with the bot, kept outside the index because nothing can make it anew: feedback, the audit log of
 * questions, subscriptions, and which updates of a chat service are handled. Everything is bounded.
 */
import type { Answer, AnswerKind, Citation, RefusalReason } from "../domain/index.ts";

export interface NewFeedback {
  /** Id of the chat, e.g. telegram:123. */
  chat: string;
  question: string;
  answer: Answer;
  /** What the answer rested on; the answer's citations when left out. */
  evidence?: Citation[];
  /** What the reader wrote about it. */
  note?: string;
}

export interface Feedback extends Required<NewFeedback> {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
}

export interface FeedbackRecords {
  /** Keeps a feedback and gives its id; the oldest beyond 10,000 leave. */
  add(feedback: NewFeedback): number;
  /** Newest first. */
  list(page: { limit: number; offset: number }): Feedback[];
  count(): number;
}

export interface AuditEntry {
  /** ISO 8601, UTC. */
  at: string;
  /** Id of the person and of the chat; null where there is none, as on a page without login. */
  userId: number | null;
  chatId: number | null;
  question: string;
  kind: AnswerKind | "error";
  refusalReason: RefusalReason | null;
  /** Time until the answer was made, in milliseconds. */
  ms: number;
}

export interface AuditRecords {
  /** Keeps an entry; nothing when retention is 0 days. Entries older than the retention leave, and the oldest beyond 500,000. */
  add(entry: Omit<AuditEntry, "at">): void;
  /** Newest first. */
  list(page: { limit: number; offset: number }): AuditEntry[];
  count(): number;
}

export interface Subscription {
  chatId: number;
  /** Region code and full name. */
  code: string;
  region: string;
}

export interface SubscriptionRecords {
  /** "full" when the chat watches 30 regions already or there are 20,000 subscriptions. */
  add(subscription: Subscription): "added" | "known" | "full";
  /** False when the chat did not watch the region. */
  remove(chatId: number, code: string): boolean;
  of(chatId: number): Subscription[];
  all(): Subscription[];
  /** For a chat that blocked or removed the bot. */
  removeChat(chatId: number): void;
  /** A group that became a supergroup has another id. */
  moveChat(from: number, to: number): void;
}

/** An update that was received and may not be handled yet. */
export interface PendingUpdate {
  updateId: number;
  /** The update as JSON, kept only until it is handled. */
  update: string;
  /** How often its handling was begun, this time included. */
  attempts: number;
}

/** The updates of one bot, as seen by one process (its owner). */
export interface UpdateRecords {
  /** Books updates in one transaction before they are handled; gives those that nobody had booked before, in their order. */
  receive(updates: readonly { updateId: number; update: string }[]): number[];
  /** The update is handled: its text leaves. */
  done(updateId: number): void;
  /** Takes over the unhandled updates whose process is gone, oldest first. */
  adopt(limit: number): PendingUpdate[];
  /** Says that this process lives; to be called every few seconds. */
  beat(): void;
  /** Updates received and not handled, of every process. */
  pendingCount(): number;
}

export interface Records {
  feedback: FeedbackRecords;
  audit: AuditRecords;
  subscriptions: SubscriptionRecords;
  /** The updates of a bot, by the bot's own id. */
  updatesOf(botId: number): UpdateRecords;
  /** Frees the database; nothing may be recorded afterwards. */
  close(): void;
}
