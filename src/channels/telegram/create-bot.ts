/**
 * Wires the Telegram bot: what it needs comes in, a grammY bot with its features comes out, not yet started.
 * Chats are served side by side, the messages of one chat one after the other.
 */
import { sequentialize } from "@grammyjs/runner";
import { type ApiClientOptions, Bot, Composer, type Context } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { Logger } from "pino";
import type { Assistant, Library } from "../../domain/index.ts";
import type { Records } from "../../records/index.ts";
import { type AccessSettings, createAccess } from "./access.ts";
import { adminFeature } from "./admin-feature.ts";
import type { AdminTools } from "./admin-tools.ts";
import { auditQuestions } from "./audit-questions.ts";
import type { ExportXlsx, ReaderNeeds } from "./chat-needs.ts";
import { chatOfUpdate } from "./chat-of-update.ts";
import { createErrorHandler } from "./error-handler.ts";
import { limitRate, type RateLimits } from "./rate-limit.ts";
import { readerFeature } from "./reader-feature.ts";
import { subscriptionFeature } from "./subscription-feature.ts";
import { subscriptionNews } from "./subscription-news.ts";
import { showTyping } from "./typing.ts";
import type { UpdateJournal } from "./update-journal.ts";
import { uploadFeature } from "./upload-feature.ts";

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
  /** Who may use the bot; everyone, and nobody as admin, when left out. */
  access?: AccessSettings;
  /** Questions per minute; unlimited when left out. */
  limits?: RateLimits;
  /** What the reports hold, for everything that is no question. */
  library?: Library;
  /** Feedback, audit log and subscriptions; nothing is recorded when left out. */
  records?: Records;
  /** Makes workbooks for /export; the command says that there are none when left out. */
  exportXlsx?: ExportXlsx;
  /** What admins may do, with the journal that their long work goes on in; no admin commands when left out. */
  admin?: { tools: AdminTools; journal: UpdateJournal };
}

/** A call hangs no longer; polling takes up to 30 s of it. */
const CALL_SECONDS = 60;

/** A bot that answers whom the settings allow, as fast as the limits allow; a failure is logged with an id that the chat is told. */
export function createBot(options: TelegramBotOptions): Bot {
  const { token, logger, library, records, maxQuestionChars = 1000 } = options;
  const bot = new Bot(token, {
    ...(options.botInfo ? { botInfo: options.botInfo } : {}),
    client: {
      timeoutSeconds: CALL_SECONDS,
      ...options.client,
      ...(options.apiRoot ? { apiRoot: options.apiRoot } : {}),
    },
  });
  const access = createAccess(options.access ?? { allowed: [], admins: [] });
  const audited = records && auditQuestions(options.assistant, records.audit, logger);
  const assistant = audited?.assistant ?? options.assistant;
  const onError = createErrorHandler(logger);

  const features = new Composer<Context>();
  if (records) features.on("my_chat_member", forgetLostChats(records));
  if (records) features.on("message:migrate_to_chat_id", moveChats(records));
  features.use(access.gate);
  if (options.limits) features.use(limitRate(options.limits, { logger, isFree: access.isAdmin }));
  if (audited) features.use(audited.remember);
  features.use(showTyping());
  if (options.admin) {
    const { tools, journal } = options.admin;
    const onRefreshed = records ? subscriptionNews({ api: bot.api, records, logger }) : async () => {};
    const needs = { tools, journal, logger, isAdmin: access.isAdmin, onRefreshed, records };
    features.use(adminFeature(needs));
    features.use(uploadFeature({ ...needs, api: fileAddress(options) }));
  }
  if (records && library) features.use(subscriptionFeature({ records, library }));
  const { exportXlsx } = options;
  const readerNeeds: ReaderNeeds = { assistant, logger, maxQuestionChars, library, records, exportXlsx };
  features.use(readerFeature(readerNeeds));

  bot.use(sequentialize((ctx) => String(chatOfUpdate(ctx.update) ?? "")));
  bot.errorBoundary(onError).use(features);
  bot.catch(onError);
  return bot;
}

function fileAddress({ token, apiRoot = "https://api.telegram.org" }: TelegramBotOptions) {
  return { token, apiRoot };
}

/** A chat that blocked or removed the bot wants to hear nothing more. */
function forgetLostChats(records: Records) {
  return async (ctx: Context, next: () => Promise<void>) => {
    const change = ctx.myChatMember;
    if (change && ["left", "kicked"].includes(change.new_chat_member.status)) {
      records.subscriptions.removeChat(change.chat.id);
    }
    await next();
  };
}

function moveChats(records: Records) {
  return async (ctx: Context, next: () => Promise<void>) => {
    const to = ctx.message?.migrate_to_chat_id;
    if (ctx.chat && to !== undefined) records.subscriptions.moveChat(ctx.chat.id, to);
    await next();
  };
}
