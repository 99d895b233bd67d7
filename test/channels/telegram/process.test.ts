/**
 * The real service as a process against the emulator: what only shows when everything runs together.
 */
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BotApi, TOKEN } from "../../support/bot-api.ts";
import { postUpdate } from "../../support/bot-api-queue.ts";
import { textMessage } from "../../support/bot-api-updates.ts";
import { type BotFolder, type BotProcess, botFolder, startProcess } from "../../support/bot-process.ts";

const QUESTION = "青田县2022年办件多少";
const ANSWER = /8\.2万件/;
/** Questions with the number that only their answer begins with. */
const DIFFERENT = [
  [QUESTION, "8.2万件"],
  ["青田县可跨省通办的事项有多少项", "110项"],
  ["青田县12345热线办结率是多少", "98.6%"],
  ["青田县2022年满意率是多少", "99.1%"],
  ["青田县12345热线受理群众诉求多少宗", "6.4万宗"],
] as const;

let folder: BotFolder;
let api: BotApi;
let running: BotProcess[];
let data = 0;

beforeAll(async () => {
  folder = await botFolder();
});
afterAll(() => folder.remove());
beforeEach(async () => {
  api = await new BotApi().start();
  running = [];
  data += 1;
});
afterEach(async () => {
  for (const bot of running) await bot.kill();
  for (const bot of running) expect(bot.output()).not.toContain(TOKEN.split(":")[1]);
  await api.stop();
});

/** Starts the service; every start of one test shares its data. */
async function start(settings: Record<string, string> = {}): Promise<BotProcess> {
  const bot = startProcess(api, folder, { ZHENGWEN_DATA: join(folder.dir, `data-${data}`), ...settings });
  running.push(bot);
  await bot.ready;
  return bot;
}

const answersOf = (chat: number) => api.chats.of(chat).map(({ text }) => text.split("\n")[0] ?? "");
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("the running bot", () => {
  it("answers a question with its citation and stops when asked", async () => {
    const bot = await start();
    api.say({ id: 7 }, QUESTION);
    const answer = await api.until(() => api.chats.of(7)[0]);
    expect(answer.text).toMatch(ANSWER);
    expect(answer.text).toContain("青田县2022.txt");
    expect(bot.output()).not.toContain(QUESTION);
    expect(await bot.stop()).toBe(0);
  });

  it("ends with a word to the person who set a wrong token", async () => {
    const bot = startProcess(api, folder, { ZHENGWEN_BOT_TOKEN: "999:some-other-token-entirely" });
    running.push(bot);
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain("Telegram 不认这个令牌。请检查 ZHENGWEN_BOT_TOKEN");
    expect(bot.output()).not.toContain("some-other-token-entirely");
  });

  it("answers once what a killed process left in work, and what came while none was there", async () => {
    const first = await start();
    api.delayMs = 30_000;
    api.say({ id: 7 }, QUESTION);
    api.say({ id: 8 }, QUESTION);
    await api.until(() => api.callsOf("sendMessage").length === 2);
    await first.kill();
    api.delayMs = 0;
    expect(api.chats.of(7)).toEqual([]);
    api.say({ id: 7 }, "青田县2022年满意率是多少");

    await start();
    await api.until(() => api.chats.of(7).length === 2 && api.chats.of(8).length === 1);
    await rest(800);
    expect(answersOf(7)).toEqual([expect.stringMatching(ANSWER), expect.stringContaining("99.1%")]);
    expect(answersOf(8)).toEqual([expect.stringMatching(ANSWER)]);
  });

  it("finishes the question in work before it stops and does not answer it again", async () => {
    const first = await start();
    api.delayMs = 1000;
    api.say({ id: 7 }, QUESTION);
    await api.until(() => api.callsOf("sendMessage").length === 1);
    expect(await first.stop()).toBe(0);
    expect(answersOf(7)).toEqual([expect.stringMatching(ANSWER)]);
    api.delayMs = 0;
    await start();
    api.say({ id: 8 }, QUESTION);
    await api.until(() => api.chats.of(8).length === 1);
    expect(api.chats.of(7)).toHaveLength(1);
  });

  it("answers in spite of flood control, a failing server and a lost connection", async () => {
    await start();
    api.refuseNext("sendMessage", {
      code: 429,
      description: "Too Many Requests: retry after 1",
      retryAfter: 1,
    });
    api.refuseNext("sendMessage", { code: 502, description: "Bad Gateway" });
    api.refuseNext("sendMessage", { code: 0, cut: true });
    api.say({ id: 7 }, QUESTION);
    await api.until(() => api.chats.of(7).length === 1);
    expect(api.callsOf("sendMessage").map(({ status }) => status)).toEqual([429, 502, 0, 200]);
    expect(answersOf(7)).toEqual([expect.stringMatching(ANSWER)]);
  });

  it("tells a person who floods once, and serves the others meanwhile", async () => {
    await start({ ZHENGWEN_USER_RATE: "4" });
    for (let i = 0; i < 30; i++) api.say({ id: 7 }, QUESTION);
    api.say({ id: 8 }, QUESTION);
    await api.until(() => api.chats.of(7).length === 5 && api.chats.of(8).length === 1);
    await rest(500);
    expect(answersOf(7).slice(0, 4)).toEqual(Array(4).fill(expect.stringMatching(ANSWER)));
    expect(answersOf(7).slice(4)).toEqual([expect.stringMatching(/^您问得有点快：每分钟最多 4 个问题/)]);
  });

  it("keeps the order of each chat while it serves 20 chats side by side", async () => {
    await start();
    const chats = Array.from({ length: 20 }, (_, i) => 100 + i);
    for (const [question] of DIFFERENT) for (const id of chats) api.say({ id }, question);
    await api.until(() => chats.every((id) => api.chats.of(id).length >= DIFFERENT.length), 30_000);
    const expected = DIFFERENT.map(([, figure]) => expect.stringContaining(figure));
    for (const id of chats) expect(answersOf(id)).toEqual(expected);
  });
});

describe("the running bot with a webhook", () => {
  const port = 20_000 + (process.pid % 20_000);
  const url = `http://127.0.0.1:${port}/telegram`;
  const secret = "emulator-secret-0123456789";
  const settings = {
    ZHENGWEN_WEBHOOK_URL: url,
    ZHENGWEN_PORT: String(port),
    ZHENGWEN_WEBHOOK_SECRET: secret,
  };

  it("answers what Telegram posts, once however often it is posted", async () => {
    await start(settings);
    expect(api.callsOf("setWebhook")[0]?.payload).toMatchObject({ url, secret_token: secret });
    const update = { update_id: 5, message: textMessage(900, { id: 7 }, QUESTION) };
    expect(await postUpdate({ url, secret }, update)).toBe(200);
    expect(await postUpdate({ url, secret }, update)).toBe(200);
    api.say({ id: 8 }, QUESTION);
    await api.until(() => api.chats.of(7).length === 1 && api.chats.of(8).length === 1);
    await rest(300);
    expect(answersOf(7)).toEqual([expect.stringMatching(ANSWER)]);
  });

  it("refuses a post without the secret and answers nothing of it", async () => {
    await start(settings);
    const update = { update_id: 5, message: textMessage(900, { id: 7 }, QUESTION) };
    expect(await postUpdate({ url, secret: "wrong" }, update)).toBe(401);
    expect(await postUpdate({ url, secret }, { no: "update" })).toBe(400);
    expect(await postUpdate({ url: `${url}/else`, secret }, update)).toBe(404);
    await rest(500);
    expect(api.callsOf("sendMessage")).toEqual([]);
  });

  it("goes on with what a killed process had taken, and goes back to polling", async () => {
    const first = await start(settings);
    api.delayMs = 30_000;
    api.say({ id: 7 }, QUESTION);
    await api.until(() => api.callsOf("sendMessage").length === 1);
    await first.kill();
    api.delayMs = 0;
    await start();
    await api.until(() => api.chats.of(7).length === 1);
    api.say({ id: 8 }, QUESTION);
    await api.until(() => api.chats.of(8).length === 1);
    expect(api.chats.of(7)).toHaveLength(1);
  });
});
