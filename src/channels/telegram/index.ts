export type {
  AddedReport,
  AdminTools,
  KeptUpload,
  ServiceStatus,
  SourceState,
  UploadTools,
} from "./admin-tools.ts";
export type { ExportXlsx } from "./chat-needs.ts";
export { createBot, type TelegramBotOptions } from "./create-bot.ts";
export { type RunningBot, type StartBotOptions, startBot } from "./start-bot.ts";
export { createUpdateJournal, type UpdateJournal } from "./update-journal.ts";
export { createWebhookApp, type WebhookOptions } from "./webhook.ts";
