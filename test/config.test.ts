import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { loadConfig, secretsOf, settings } from "../src/config.ts";
import { UserError } from "../src/domain/index.ts";

function messageOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "";
}

describe("loadConfig", () => {
  it("needs no setting at all", () => {
    expect(loadConfig({})).toEqual({
      allowed: [],
      admins: [],
      userRate: 20,
      globalRate: 600,
      dataDir: "data",
      auditDays: 90,
      corpusDir: "corpus",
      indexDir: "index",
      modelDir: "models",
      modelDownload: true,
      embedder: "auto",
      chatTimeoutMs: 15_000,
      chatUses: ["understand", "choose", "phrase"],
      host: "127.0.0.1",
      port: 8787,
      logLevel: "info",
      apiRoot: "https://api.telegram.org",
      maxFileMb: 50,
      maxPages: 500,
      maxCells: 200_000,
      maxUnpackedMb: 200,
      maxStepSeconds: 45,
      maxQuestionChars: 500,
    });
  });

  it("takes an empty value for unset and drops spaces and closing slashes", () => {
    const config = loadConfig({ ZHENGWEN_PORT: " ", ZHENGWEN_API_ROOT: " http://127.0.0.1:8081/ " });
    expect(config.port).toBe(8787);
    expect(config.apiRoot).toBe("http://127.0.0.1:8081");
  });

  it("lists every wrong setting with its value and the fix in one message", () => {
    const message = messageOf({
      ZHENGWEN_PORT: "70000",
      ZHENGWEN_MODEL_DOWNLOAD: "maybe",
      ZHENGWEN_HUB_ENDPOINT: "ftp://mirror",
      ZHENGWEN_EMBEDDER: "openai",
    });
    expect(message.split("\n")).toEqual([
      "设置有误，请在 .env 文件或环境变量里改正：",
      "- ZHENGWEN_HUB_ENDPOINT 现在是“ftp://mirror”，应为 http:// 或 https:// 开头的地址。",
      "- ZHENGWEN_MODEL_DOWNLOAD 现在是“maybe”，应为 on 或 off。",
      "- ZHENGWEN_EMBEDDER 现在是“openai”，应为 auto、bge、ngrams，或 openai:模型名、ollama:模型名、tongyi:模型名、zhipu:模型名。",
      "- ZHENGWEN_PORT 现在是“70000”，应为 0 到 65535 之间的整数。",
    ]);
  });

  it("takes ids of people and groups separated by commas of either width, spaces and lines", () => {
    const { allowed, admins } = loadConfig({
      ZHENGWEN_ALLOWED: "7, -1001234567890，8\n9,",
      ZHENGWEN_ADMINS: "7",
    });
    expect(allowed).toEqual([7, -1001234567890, 8, 9]);
    expect(admins).toEqual([7]);
    expect(messageOf({ ZHENGWEN_ALLOWED: "7,@wang,wang" })).toBe(
      "设置有误，请在 .env 文件或环境变量里改正：\n- ZHENGWEN_ALLOWED 现在是“7,@wang,wang”，应为用户或群的编号，用逗号分开，例如 12345678,-1001234567890。",
    );
  });

  it("names every token and key as a secret", () => {
    const config = loadConfig({
      ZHENGWEN_BOT_TOKEN: "1:bot",
      ZHENGWEN_WEB_TOKEN: "token-of-the-web-page",
      ZHENGWEN_WEBHOOK_SECRET: "secret-of-the-webhook",
      ZHENGWEN_EMBEDDING_API_KEY: "key-1",
      ZHENGWEN_RERANKER_API_KEY: "key-2",
      ZHENGWEN_CHAT_API_KEY: "key-3",
    });
    const named = settings.filter(({ name }) => /TOKEN|SECRET|KEY/.test(name));
    expect(secretsOf(config)).toHaveLength(named.length);
    expect(secretsOf(config)).toContain("key-2");
  });

  it("never repeats a secret", () => {
    const message = messageOf({ ZHENGWEN_BOT_TOKEN: "bad secret token" });
    expect(message).toContain("ZHENGWEN_BOT_TOKEN 现在是（不显示）");
    expect(message).not.toContain("bad secret token");
    expect(messageOf({ ZHENGWEN_WEBHOOK_SECRET: "too short" })).not.toContain("too short");
  });

  it.each(["8787.5", "-1", "0x10", "1e3", "八千"])("refuses %s as a port", (port) => {
    expect(messageOf({ ZHENGWEN_PORT: port })).toContain("ZHENGWEN_PORT");
  });
});

describe("the documentation of the settings", () => {
  it(".env.example names every setting with its meaning and default, and nothing else", () => {
    const text = readFileSync(".env.example", "utf8");
    const values = parseEnv(text);
    expect(values).toEqual(Object.fromEntries(settings.map((setting) => [setting.name, setting.default])));
    for (const { name, meaning } of settings) expect(text).toContain(`# ${meaning}\n${name}=`);
    expect(loadConfig(values as Record<string, string>)).toEqual(loadConfig({}));
  });

  it.each(["README.md", "README.en.md"])(
    "%s has a table row for every setting, with its default, and no other",
    (file) => {
      expect(existsSync(file), `${file} is missing`).toBe(true);
      const rows = new Map(
        [...readFileSync(file, "utf8").matchAll(/^\| *`(ZHENGWEN_\w+)` *\|([^|]*)\|([^|]*)\|/gm)].map(
          (row) => [
            row[1] ?? "",
            { shown: (row[2] ?? "").replaceAll("`", "").trim(), meaning: (row[3] ?? "").trim() },
          ],
        ),
      );
      expect([...rows.keys()].sort()).toEqual(settings.map((setting) => setting.name).sort());
      for (const setting of settings) {
        const row = rows.get(setting.name);
        if (setting.default !== "")
          expect([setting.name, row?.shown]).toEqual([setting.name, setting.default]);
        expect([setting.name, row?.meaning]).not.toEqual([setting.name, ""]);
      }
    },
  );
});
