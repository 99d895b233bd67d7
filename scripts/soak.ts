/**
 * npm run soak -- [--chats 200] [--questions 5000] [--rate 20] [--out FILE]: the real service against the Bot API
 * emulator under load. Counts lost, doubled and misordered answers; measures memory and the time to the answer.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../src/domain/index.ts";
import { BotApi } from "../test/support/bot-api.ts";
import { type BotProcess, botFolder, startProcess } from "../test/support/bot-process.ts";
import { progress, readArguments, runCommand } from "./command.ts";

const CORPUS = "corpus";
const QUESTIONS = "test/fixtures/sample-questions.json";
const FIRST_CHAT = 1000;
const CALIBRATION_CHAT = 1;
/** Without any answer for so long, what is missing is lost. */
const PATIENCE_MS = 30_000;

interface SoakResult {
  chats: number;
  questions: number;
  perSecond: number;
  seconds: number;
  answered: number;
  lost: number;
  twice: number;
  outOfOrder: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  /** Memory of the service after 10 % and after all of the questions. */
  rssMbAtTenth: number;
  rssMbAtEnd: number;
}

await runCommand(async () => {
  const { values } = readArguments({
    chats: { type: "string", default: "200" },
    questions: { type: "string", default: "5000" },
    rate: { type: "string", default: "20" },
    out: { type: "string" },
  });
  const api = await new BotApi().start();
  const folder = await botFolder(corpusFiles());
  const bot = startProcess(api, folder, {
    ZHENGWEN_USER_RATE: "10000",
    ZHENGWEN_GLOBAL_RATE: "1000000",
    ZHENGWEN_LOG_LEVEL: "warn",
  });
  try {
    await bot.ready;
    const result = await soak(api, bot, {
      chats: positive(values.chats, "--chats"),
      questions: positive(values.questions, "--questions"),
      rate: positive(values.rate, "--rate"),
    });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    if (values.out) writeFileSync(values.out, `${JSON.stringify(result, null, 2)}\n`);
    progress(table(result));
    return result.lost + result.twice + result.outOfOrder > 0 ? 1 : 0;
  } finally {
    await bot.stop();
    await api.stop();
    folder.remove();
  }
});

async function soak(
  api: BotApi,
  bot: BotProcess,
  { chats, questions, rate }: { chats: number; questions: number; rate: number },
): Promise<SoakResult> {
  const pool = await expectedAnswers(api);
  const asked = new Map<number, { at: number; expected: string }[]>();
  progress(`${chats} 个对话，${questions} 个问题，每秒 ${rate} 个……`);
  const started = performance.now();
  let rssMbAtTenth = 0;
  for (let n = 0; n < questions; n++) {
    const chat = FIRST_CHAT + (n % chats);
    // Neighbours in a chat differ, so that a wrong order shows.
    const own = asked.get(chat) ?? [];
    const one = pool[(own.length * 7 + chat) % pool.length];
    if (!one) break;
    const id = api.say({ id: chat }, one.question);
    asked.set(chat, [...own, { at: api.sentAt.get(`${chat}:${id}`) ?? 0, expected: one.headline }]);
    if (n + 1 === Math.ceil(questions / 10)) rssMbAtTenth = rssMb(bot);
    await wait(Math.max(0, started + ((n + 1) * 1000) / rate - performance.now()));
  }
  await settled(api, questions);
  const seconds = (performance.now() - started) / 1000;
  const rssMbAtEnd = rssMb(bot);

  const told = new Map<number, { at: number; text: string }[]>();
  for (const { method, status, payload, text = "", at } of api.calls) {
    if (method !== "sendMessage" || status !== 200) continue;
    const chat = Number(payload.chat_id);
    told.set(chat, [...(told.get(chat) ?? []), { at, text }]);
  }
  const result = { lost: 0, twice: 0, outOfOrder: 0, answered: 0 };
  const times: number[] = [];
  for (const [chat, own] of asked) {
    const answers = told.get(chat) ?? [];
    result.answered += Math.min(own.length, answers.length);
    result.lost += Math.max(0, own.length - answers.length);
    result.twice += Math.max(0, answers.length - own.length);
    for (const [i, { at, expected }] of own.entries()) {
      const answer = answers[i];
      if (!answer) continue;
      if (!answer.text.includes(expected)) result.outOfOrder += 1;
      times.push(answer.at - at);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return {
    chats,
    questions,
    perSecond: rate,
    seconds: Math.round(seconds),
    ...result,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    maxMs: Math.round(times.at(-1) ?? 0),
    rssMbAtTenth,
    rssMbAtEnd,
  };
}

/** Questions with a figure that the answer holds whatever was asked before. */
async function expectedAnswers(api: BotApi): Promise<{ question: string; headline: string }[]> {
  const known = JSON.parse(readFileSync(QUESTIONS, "utf8")) as { question: string; headline: string }[];
  const pool: { question: string; headline: string }[] = [];
  for (const [n, { question, headline }] of known.entries()) {
    api.say({ id: CALIBRATION_CHAT }, question);
    const answer = await api.until(() => api.chats.of(CALIBRATION_CHAT)[n]);
    // A rate of the whole and of a part have one name: which is told may follow from the talk before.
    if (answer.text.includes(headline) && !question.includes("网上可办率")) pool.push({ question, headline });
  }
  return pool;
}

/** Waits until all answers are there, and a little for those that should not come. */
async function settled(api: BotApi, questions: number): Promise<void> {
  const answers = () =>
    api
      .callsOf("sendMessage")
      .filter(({ status, payload }) => status === 200 && Number(payload.chat_id) >= FIRST_CHAT).length;
  let seen = answers();
  let changedAt = performance.now();
  while (seen < questions && performance.now() - changedAt < PATIENCE_MS) {
    await wait(100);
    const now = answers();
    if (now > seen) changedAt = performance.now();
    seen = now;
  }
  await wait(2000);
}

function rssMb(bot: BotProcess): number {
  const status = readFileSync(`/proc/${bot.child.pid ?? 0}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function corpusFiles(): Record<string, Uint8Array> {
  return Object.fromEntries(readdirSync(CORPUS).map((name) => [name, readFileSync(join(CORPUS, name))]));
}

function positive(given: string, name: string): number {
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new UserError(`${name} 应为正整数，现在是“${given}”。`);
  return value;
}

function table(result: SoakResult): string {
  return [
    "| 问题 | 答了 | 丢失 | 重复 | 乱序 | p50 | p95 | 最慢 | 内存 10% → 结束 |",
    "| ---- | ---- | ---- | ---- | ---- | --- | --- | ---- | --------------- |",
    `| ${result.questions} | ${result.answered} | ${result.lost} | ${result.twice} | ${result.outOfOrder} | ${result.p50Ms} ms | ${result.p95Ms} ms | ${result.maxMs} ms | ${result.rssMbAtTenth} → ${result.rssMbAtEnd} MB |`,
  ].join("\n");
}
