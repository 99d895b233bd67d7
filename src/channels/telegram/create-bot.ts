/**
 * Wires the Telegram bot: what it needs comes in, a grammY bot with its features comes out, not yet started.
 * Updates are handled one after the other, so messages of one chat are answered in their order.
 */
import { type ApiClientOptions, Bot, Composer } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { Logger } from "pino";
import type { Assistant } from "../../domain/index.ts";
import { choiceFeature } from "./choice-feature.ts";
import { createChoiceStore } from "./choice-store.ts";
import { createErrorHandler } from "./error-handler.ts";
import { questionFeature } from "./question-feature.ts";
import { welcomeFeature } from "./welcome-feature.ts";

export interface TelegramBotOptions {
  token: string;
  assistant: Assistant;
  logger: Logger;
  /** Longest question taken, in characters; 1000 when left out. */
  maxQuestionChars?: number;
  /** Known bot information: no getMe call is made then. */
  botInfo?: UserFromGetMe;
  /** Address of another Bot API server, without a slash at its end. */
  apiRoot?: string;
  /** Further options of grammY's API client. */
  client?: ApiClientOptions;
}

/** A bot that answers /start, /help, /ask, private questions, and group messages that mention it or reply to it; a failure is logged with an id that the chat is told. */
export function createBot(options: TelegramBotOptions): Bot {
  const bot = new Bot(options.token, {
    ...(options.botInfo ? { botInfo: options.botInfo } : {}),
    client: { ...options.client, ...(options.apiRoot ? { apiRoot: options.apiRoot } : {}) },
  });
  const choices = createChoiceStore();
  const maxQuestionChars = options.maxQuestionChars ?? 1000;
  const needs = { assistant: options.assistant, logger: options.logger, choices, maxQuestionChars };
  const onError = createErrorHandler(options.logger);
  const features = new Composer();
  features.use(welcomeFeature());
  features.use(choiceFeature(needs));
  features.use(questionFeature(needs));
  bot.errorBoundary(onError).use(features);
  bot.catch(onError);
  return bot;
}
