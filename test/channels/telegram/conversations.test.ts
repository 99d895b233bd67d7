/**
 * Plays every conversation of conversations/*.json against the real service. The form of a file: test/support/conversation.ts.
 * Files without settings and reports of their own share one process, so give each its own people (`from`) and groups.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import { BotApi } from "../../support/bot-api.ts";
import { type BotFolder, type BotProcess, botFolder, startProcess } from "../../support/bot-process.ts";
import { type Conversation, conversationSchema, play, type Stage } from "../../support/conversation.ts";
import { SAMPLE_CORPUS } from "../../support/index-fixture.ts";

const FOLDER = "test/channels/telegram/conversations";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));

interface House extends Stage {
  close(): Promise<void>;
}

const shared = new Map<string, Promise<House>>();
afterAll(async () => {
  for (const house of shared.values()) await (await house).close();
});

describe.each(files)("%s", (file) => {
  const conversation = conversationSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  it(conversation.title, async () => {
    if (!mayShare(conversation)) {
      const house = await open(conversation);
      try {
        await play(conversation, house);
      } finally {
        await house.close();
      }
      return;
    }
    const key = JSON.stringify(conversation.reports ?? "");
    const house = shared.get(key) ?? open(conversation);
    shared.set(key, house);
    await play(conversation, await house);
  }, 90_000);
});

/** What others would notice needs a process of its own. */
function mayShare({ settings, reports, steps }: Conversation): boolean {
  const disturbs = steps.some(
    (step) => "restart" in step || "refuse" in step || "delayMs" in step || "file" in step,
  );
  return settings === undefined && (reports === undefined || reports === "sample") && !disturbs;
}

async function open({ settings, reports }: Conversation): Promise<House> {
  const api = await new BotApi().start();
  const folder: BotFolder = await botFolder(reports === "sample" ? samples() : reports);
  const start = () => startProcess(api, folder, { ZHENGWEN_USER_RATE: "1000", ...settings });
  let bot: BotProcess = start();
  await bot.ready;
  return {
    api,
    async restart(how) {
      await (how === "kill" ? bot.kill() : bot.stop());
      bot = start();
      await bot.ready;
    },
    async close() {
      await bot.kill();
      await api.stop();
      folder.remove();
    },
  };
}

function samples(): Record<string, Uint8Array> {
  return Object.fromEntries(
    readdirSync(SAMPLE_CORPUS).map((name) => [name, readFileSync(join(SAMPLE_CORPUS, name))]),
  );
}
