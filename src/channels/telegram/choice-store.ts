/**
 * Questions offered as buttons: Telegram gives a button 64 bytes of data, so a short id stands for the question.
 * Bounded and in memory: after a restart, a day, or many newer buttons the id is unknown and the chat is told so.
 */
import { randomBytes } from "node:crypto";

export interface ChoiceStore {
  /** Remembers a question and gives the callback data for its button, at most 64 bytes. */
  keep(question: string): string;
  /** The question behind callback data; undefined when unknown or expired. */
  find(data: string): string | undefined;
}

export interface ChoiceStoreOptions {
  maxEntries?: number;
  lifetimeMs?: number;
  now?: () => number;
}

/** What callback data of a choice looks like. */
export const choiceData = /^choice:[0-9a-f]{16}$/;

/** An empty store; 2000 entries and 24 hours unless told otherwise, the oldest entry goes first. */
export function createChoiceStore(options: ChoiceStoreOptions = {}): ChoiceStore {
  const { maxEntries = 2000, lifetimeMs = 24 * 3600 * 1000, now = Date.now } = options;
  const kept = new Map<string, { question: string; expiresAt: number }>();
  return {
    keep(question) {
      const data = `choice:${randomBytes(8).toString("hex")}`;
      kept.set(data, { question, expiresAt: now() + lifetimeMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= maxEntries) break;
        kept.delete(oldest);
      }
      return data;
    },
    find(data) {
      const entry = kept.get(data);
      if (!entry) return undefined;
      if (entry.expiresAt > now()) return entry.question;
      kept.delete(data);
      return undefined;
    },
  };
}
