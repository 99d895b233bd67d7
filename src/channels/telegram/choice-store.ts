/**
 * What buttons do: Telegram gives a button 64 bytes of data, so a short id stands for its action.
 * Bounded and in memory: after a restart, a day, or many newer buttons the id is unknown and the chat is told so.
 */
import { randomBytes } from "node:crypto";
import type { Answer, Region } from "../../domain/index.ts";
import type { Sheet } from "./sheet.ts";

/** An answer that a chat has seen, with where it stands. */
export interface ShownAnswer {
  answer: Answer;
  /** The question as a person would type it again. */
  question: string;
}

export type ChoiceAction =
  | { kind: "ask"; question: string }
  | { kind: "page"; sheet: Sheet; page: number }
  | { kind: "source"; shown: ShownAnswer; at: number; edit: boolean }
  | { kind: "others"; shown: ShownAnswer }
  | { kind: "table"; shown: ShownAnswer }
  | { kind: "wrong"; shown: ShownAnswer }
  | { kind: "figures"; region: Region; year?: number }
  | { kind: "card"; region: Region; year?: number }
  | { kind: "export"; region: Region; year?: number };

export interface ChoiceStore {
  /** Remembers an action and gives the callback data for its button, at most 64 bytes. */
  keep(action: ChoiceAction): string;
  /** The action behind callback data; undefined when unknown or expired. */
  find(data: string): ChoiceAction | undefined;
}

export interface ChoiceStoreOptions {
  maxEntries?: number;
  lifetimeMs?: number;
  now?: () => number;
}

/** What callback data of a choice looks like. */
export const choiceData = /^choice:[0-9a-f]{16}$/;

/** An empty store; 5000 entries and 24 hours unless told otherwise, the oldest entry goes first. */
export function createChoiceStore(options: ChoiceStoreOptions = {}): ChoiceStore {
  const { maxEntries = 5000, lifetimeMs = 24 * 3600 * 1000, now = Date.now } = options;
  const kept = new Map<string, { action: ChoiceAction; expiresAt: number }>();
  return {
    keep(action) {
      const data = `choice:${randomBytes(8).toString("hex")}`;
      kept.set(data, { action, expiresAt: now() + lifetimeMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= maxEntries) break;
        kept.delete(oldest);
      }
      return data;
    },
    find(data) {
      const entry = kept.get(data);
      if (!entry) return undefined;
      if (entry.expiresAt > now()) return entry.action;
      kept.delete(data);
      return undefined;
    },
  };
}
