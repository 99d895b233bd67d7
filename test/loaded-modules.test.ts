/**
 * What a process loads: without a chat model, nothing that speaks to one. Modules are seen by a hook of Node's loader.
 */
import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BotFolder, botFolder } from "./support/bot-process.ts";

const HOOK = `import { writeSync } from "node:fs";
export async function resolve(name, context, next) {
  const found = await next(name, context);
  writeSync(2, "LOADED " + found.url + "\\n");
  return found;
}`;
const REGISTER = `import { register } from "node:module"; register(${JSON.stringify(dataUrl(HOOK))});`;
const OF_A_MODEL =
  /src\/(?:answer\/language\/|models\/chat-model)|@langchain\/(?:openai|ollama|community)\/|chat_models/;

let folder: BotFolder;
beforeAll(async () => {
  folder = await botFolder();
});
afterAll(() => folder.remove());

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Modules that a script of the project loads from its start until `until` is printed or it ends by itself. */
async function loadedBy(args: string[], env: Record<string, string>, until?: string): Promise<string[]> {
  const inherited = Object.entries(process.env).filter(([key]) => !key.startsWith("ZHENGWEN_"));
  const child = spawn(process.execPath, ["--import", "tsx", "--import", dataUrl(REGISTER), ...args], {
    env: { ...Object.fromEntries(inherited), ...folder.env, ...env },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (until && stdout.includes(until)) child.kill();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  expect(stdout).toContain(until ?? "98.6%");
  const loaded = [...stderr.matchAll(/^LOADED (.*)$/gm)].map(([, url = ""]) => url);
  expect(loaded.some((url) => url.includes("src/answer/create-assistant.ts"))).toBe(true);
  return loaded
    .filter((url) => OF_A_MODEL.test(url))
    .map((url) => url.replace(/^.*\/(?=src\/|@langchain)/, ""));
}

const ASK = ["scripts/ask.ts", "青田县2022年热线办结率是多少"];
const NAMED = {
  ZHENGWEN_CHAT_MODEL: "openai:m",
  // Nobody listens there: the rules answer.
  ZHENGWEN_CHAT_BASE_URL: "http://127.0.0.1:9/v1",
};

describe("a process without a chat model", { timeout: 60_000 }, () => {
  it("loads nothing that speaks to one when it answers", async () => {
    expect(await loadedBy(ASK, {})).toEqual([]);
  });

  it("loads nothing that speaks to one as a service", async () => {
    expect(await loadedBy(["src/main.ts"], { ZHENGWEN_PORT: "0" }, "已启动网页")).toEqual([]);
  });
});

describe("a process with a chat model", { timeout: 60_000 }, () => {
  it("loads the room of language models and the client of the named service, no other", async () => {
    const loaded = await loadedBy(ASK, NAMED);
    expect(loaded).toContain("src/answer/language/create-language-assistant.ts");
    expect(loaded).toContain("src/models/chat-model.ts");
    expect(loaded.some((url) => url.startsWith("@langchain/openai/"))).toBe(true);
    expect(loaded.filter((url) => /@langchain\/(?:ollama|community)\//.test(url))).toEqual([]);
  });

  it("loads none of it when the model is used for nothing", async () => {
    expect(await loadedBy(ASK, { ...NAMED, ZHENGWEN_CHAT_USES: "," })).toEqual([]);
  });
});
