/**
 * What the features for readers work with.
 */
import type { Logger } from "pino";
import type { Answer, Assistant, Library } from "../../domain/index.ts";
import type { ExportFilter } from "../../export/index.ts";
import type { Records } from "../../records/index.ts";
import { createPictures, type Pictures } from "../charts/index.ts";
import { type ChoiceStore, createChoiceStore, type ShownAnswer } from "./choice-store.ts";
import { type ChatConversations, createConversations } from "./conversations.ts";
import { createRecent, type Recent } from "./recent.ts";

/** A reader says that an answer is wrong. */
export interface ChatFeedback {
  chatId: number;
  question: string;
  answer: Answer;
  /** What the reader wrote about it. */
  note?: string;
}

/** Makes a workbook of the ledger's rows; `label` says in Chinese what they are of, for the file's name. */
export type ExportXlsx = (
  filter: ExportFilter & { label: string },
) => Promise<{ name: string; bytes: Uint8Array }>;

export interface ReaderNeeds {
  assistant: Assistant;
  logger: Logger;
  /** Longest question taken, in characters. */
  maxQuestionChars: number;
  /** What the reports hold; without it there are neither buttons under an answer nor commands besides asking. */
  library?: Library | undefined;
  records?: Records | undefined;
  /** Told of every feedback, besides the records. */
  onFeedback?: ((feedback: ChatFeedback) => void) | undefined;
  /** Without it /export says that it is not available. */
  exportXlsx?: ExportXlsx | undefined;
  /** Milliseconds since the epoch; for tests. */
  now?: (() => number) | undefined;
}

/** The needs of one bot with the memories that its features share. */
export interface ChatNeeds extends ReaderNeeds {
  choices: ChoiceStore;
  conversations: ChatConversations;
  pictures: Pictures;
  /** Id of the message that answers a question, by chat and message id of the question. */
  answered: Recent<number>;
  /** The answer that a “what is wrong” message asks about, by chat and message id. */
  doubted: Recent<ShownAnswer>;
}

/** Needs of features that show what the reports hold. */
export type LibraryNeeds = ChatNeeds & { library: Library };

/** Adds empty memories. */
export function createChatNeeds(needs: ReaderNeeds): ChatNeeds {
  const now = needs.now ?? Date.now;
  const day = 24 * 3600 * 1000;
  return {
    ...needs,
    choices: createChoiceStore({ now }),
    conversations: createConversations(now),
    pictures: createPictures(),
    answered: createRecent({ maxEntries: 5000, lifetimeMs: 2 * day, now }),
    doubted: createRecent({ maxEntries: 500, lifetimeMs: day, now }),
  };
}

/** True when the needs hold a library. */
export function hasLibrary(needs: ChatNeeds): needs is LibraryNeeds {
  return needs.library !== undefined;
}
