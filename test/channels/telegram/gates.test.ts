/**
 * What stands before every feature: who may come in, and how often.
 */
import { Bot, type Context, type MiddlewareFn } from "grammy";
import { describe, expect, it } from "vitest";
import { createAccess } from "../../../src/channels/telegram/access.ts";
import { limitRate } from "../../../src/channels/telegram/rate-limit.ts";
import { createLogger } from "../../../src/logger.ts";
import { botInfo, groupText, privateText, token } from "./bot-harness.ts";

const logger = createLogger({ level: "silent" });

/** A bot with one gate and nothing behind it but a counter. */
function gated(gate: MiddlewareFn<Context>) {
  const bot = new Bot(token, { botInfo });
  const said: string[] = [];
  let passed = 0;
  bot.api.config.use(async (_previous, _method, payload) => {
    if ("text" in payload) said.push(String(payload.text));
    return { ok: true, result: true as never };
  });
  bot.use(gate, () => {
    passed += 1;
  });
  return { bot, said, passed: () => passed };
}

describe("access", () => {
  it("is open to everyone without a list, and closed to the rest with one", async () => {
    const open = gated(createAccess({ allowed: [], admins: [1] }).gate);
    await open.bot.handleUpdate(privateText("问"));
    expect(open.passed()).toBe(1);
    const closed = gated(createAccess({ allowed: [8], admins: [1] }).gate);
    await closed.bot.handleUpdate(privateText("问"));
    expect(closed.passed()).toBe(0);
    expect(closed.said).toEqual([expect.stringContaining("您的编号是 7。")]);
  });

  it("lets in by person, by group and by being an admin", async () => {
    for (const allowed of [[7], [-100]]) {
      const { bot, passed } = gated(createAccess({ allowed, admins: [] }).gate);
      await bot.handleUpdate(groupText("/ask 问"));
      expect(passed()).toBe(1);
    }
    const access = createAccess({ allowed: [8], admins: [7] });
    expect([access.isAdmin(7), access.isAdmin(8), access.isAdmin(undefined)]).toEqual([true, false, false]);
    const { bot, passed } = gated(access.gate);
    await bot.handleUpdate(privateText("问"));
    expect(passed()).toBe(1);
  });

  it("tells a chat once an hour, and a group only when it is addressed", async () => {
    let clock = 0;
    const { bot, said } = gated(createAccess({ allowed: [8], admins: [] }, () => clock).gate);
    await bot.handleUpdate(groupText("今天吃什么"));
    await bot.handleUpdate(groupText("/ask@someone_else_bot 问"));
    expect(said).toEqual([]);
    await bot.handleUpdate(groupText("/ask 问"));
    await bot.handleUpdate(groupText("/ask 问"));
    expect(said).toEqual([expect.stringContaining("本群的编号是 -100")]);
    clock = 3600 * 1000;
    await bot.handleUpdate(groupText("/ask 问"));
    expect(said).toHaveLength(2);
  });
});

describe("the rate limit", () => {
  it("says a polite word once a minute and lets the next minute through", async () => {
    let clock = 0;
    const { bot, said, passed } = gated(limitRate({ perUser: 2, total: 100 }, { logger, now: () => clock }));
    for (let i = 0; i < 5; i++) await bot.handleUpdate(privateText("问"));
    expect(passed()).toBe(2);
    expect(said).toEqual(["您问得有点快：每分钟最多 2 个问题。请在 60 秒后再问，这之前的消息不再回答。"]);
    clock = 60_000;
    await bot.handleUpdate(privateText("问"));
    expect(passed()).toBe(3);
  });

  it("counts no group message that is not for the bot, and no admin", async () => {
    const silent = gated(limitRate({ perUser: 1, total: 100 }, { logger }));
    for (let i = 0; i < 5; i++) await silent.bot.handleUpdate(groupText("闲聊"));
    expect([silent.passed(), silent.said]).toEqual([5, []]);
    const free = gated(limitRate({ perUser: 1, total: 100 }, { logger, isFree: (id) => id === 7 }));
    for (let i = 0; i < 5; i++) await free.bot.handleUpdate(privateText("问"));
    expect(free.passed()).toBe(5);
  });

  it("holds for all together", async () => {
    const { bot, said, passed } = gated(limitRate({ perUser: 10, total: 3 }, { logger }));
    for (let i = 0; i < 5; i++) await bot.handleUpdate(privateText("问"));
    expect(passed()).toBe(3);
    expect(said).toEqual([expect.stringMatching(/^现在提问的人很多。请在 \d+ 秒后再问/)]);
  });
});
