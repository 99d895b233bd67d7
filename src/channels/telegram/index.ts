export { createBot, type TelegramBotOptions } from "./create-bot.ts";
export { type RunningBot, startBot } from "./start-bot.ts";
