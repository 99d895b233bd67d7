/**
 * Settings: environment variables in, a checked `Config` out, or one message that lists everything wrong.
 * Nothing is read on import; only main.ts and scripts/ hand in the environment.
 */
import { z } from "zod";
import { UserError } from "./domain/index.ts";

const CHAT_USES = ["understand", "choose", "phrase"] as const;

const schema = z.object({
  botToken: optional(
    z.string().regex(/^\d+:[A-Za-z0-9_-]+$/, "应为 @BotFather 给出的整串令牌，形如 123456:ABC…"),
  ),
  allowed: ids("应为用户或群的编号，用逗号分开，例如 12345678,-1001234567890"),
  admins: ids("应为用户的编号，用逗号分开，例如 12345678"),
  userRate: wholeNumber(1, 10_000),
  globalRate: wholeNumber(1, 1_000_000),
  webToken: optional(z.string().min(16, "应为至少 16 个字符的口令")),
  webUserHeader: optional(z.string().regex(/^[A-Za-z0-9-]+$/, "应为请求头的名字，例如 X-Forwarded-User")),
  webhookUrl: optional(address()),
  webhookSecret: optional(
    z.string().regex(/^[A-Za-z0-9_-]{16,256}$/, "应为 16 到 256 个字母、数字、下划线或连字符"),
  ),
  dataDir: folder(),
  auditDays: wholeNumber(0, 3650),
  corpusDir: folder(),
  indexDir: folder(),
  modelDir: folder(),
  modelSource: optional(z.string()),
  hubEndpoint: optional(address()),
  modelDownload: z.enum(["on", "off"], "应为 on 或 off").transform((value) => value === "on"),
  embedder: z
    .string()
    .regex(
      /^(auto|bge|ngrams|(openai|ollama|tongyi|zhipu):\S+)$/,
      "应为 auto、bge、ngrams，或 openai:模型名、ollama:模型名、tongyi:模型名、zhipu:模型名",
    ),
  embeddingBaseUrl: optional(address()),
  embeddingApiKey: optional(z.string()),
  reranker: optional(address()),
  rerankerModel: optional(z.string()),
  rerankerApiKey: optional(z.string()),
  chatModel: optional(
    z
      .string()
      .regex(
        /^(openai|ollama|tongyi|zhipu|deepseek|hunyuan|moonshot):\S+$/,
        "应为 服务:模型名，服务可以是 openai、ollama、tongyi、zhipu、deepseek、hunyuan、moonshot",
      ),
  ),
  chatBaseUrl: optional(address()),
  chatApiKey: optional(z.string()),
  chatTimeoutMs: wholeNumber(200, 300_000),
  chatUses: chatUses(),
  chatPrice: optional(tokenPrice()),
  host: z.string().regex(/^[A-Za-z0-9.:_-]+$/, "应为本机的 IP 地址或主机名，例如 127.0.0.1"),
  port: wholeNumber(0, 65535),
  logLevel: z.enum(
    ["trace", "debug", "info", "warn", "error", "fatal", "silent"],
    "应为 trace、debug、info、warn、error、fatal、silent 之一",
  ),
  apiRoot: address(),
  maxFileMb: wholeNumber(1, 2000),
  maxPages: wholeNumber(1, 100_000),
  maxCells: wholeNumber(1, 100_000_000),
  maxUnpackedMb: wholeNumber(1, 20_000),
  maxStepSeconds: wholeNumber(1, 3600),
  maxQuestionChars: wholeNumber(10, 2000),
  homeRegion: optional(z.string().max(40, "应为一个地区名，例如 湛江市")),
});

/** Checked settings. Paths are as given; sizes in MB, lengths in characters. */
export type Config = z.output<typeof schema>;

export interface Setting {
  /** Name of the environment variable. */
  name: string;
  /** What holds when it is unset or empty; "" for nothing. */
  default: string;
  /** One Chinese sentence. */
  meaning: string;
}

const described: Record<keyof Config, Setting> = {
  botToken: setting("BOT_TOKEN", "", "Telegram 机器人令牌；留空则启动本机网页"),
  allowed: setting("ALLOWED", "", "可以使用机器人的用户和群的编号，用逗号分开；留空则谁都可以用"),
  admins: setting("ADMINS", "", "管理员的用户编号，用逗号分开；管理员可以发送报告文件、更新索引、看反馈"),
  userRate: setting("USER_RATE", "20", "一个用户每分钟最多问几个问题"),
  globalRate: setting("GLOBAL_RATE", "600", "全部用户每分钟最多问几个问题"),
  webToken: setting("WEB_TOKEN", "", "打开网页和调用接口的口令；只给本机用时留空"),
  webUserHeader: setting(
    "WEB_USER_HEADER",
    "",
    "反向代理放登录用户的请求头，例如 X-Forwarded-User；有它的请求不再要口令，所以网页端口只能让代理连到",
  ),
  webhookUrl: setting(
    "WEBHOOK_URL",
    "",
    "Telegram 推送消息的公开地址，例如 https://bot.example.com/telegram；留空则由机器人自己去取消息",
  ),
  webhookSecret: setting("WEBHOOK_SECRET", "", "推送消息时核对的口令；留空则每次启动随机产生一个"),
  dataDir: setting("DATA", "data", "反馈、提问记录、订阅所在的文件夹，不能由报告重建，请备份"),
  auditDays: setting("AUDIT_DAYS", "90", "提问记录保留的天数；0 则不记录"),
  corpusDir: setting("CORPUS", "corpus", "报告所在的文件夹"),
  indexDir: setting("INDEX", "index", "索引所在的文件夹，可随时由报告重建"),
  modelDir: setting("MODEL_DIR", "models", "向量模型所在的文件夹"),
  modelSource: setting("MODEL_SOURCE", "", "已下载好模型文件的文件夹，优先从这里取"),
  hubEndpoint: setting("HUB_ENDPOINT", "", "模型库的地址；留空则用默认地址"),
  modelDownload: setting("MODEL_DOWNLOAD", "on", "缺少模型时是否下载：on 或 off"),
  embedder: setting(
    "EMBEDDER",
    "auto",
    "向量来源：auto（有模型用模型，否则用内置）、bge、ngrams，或向量服务，如 openai:模型名、ollama:模型名",
  ),
  embeddingBaseUrl: setting("EMBEDDING_BASE_URL", "", "向量服务的地址；留空则用该服务的默认地址"),
  embeddingApiKey: setting("EMBEDDING_API_KEY", "", "向量服务的密钥；服务不要求时留空"),
  reranker: setting(
    "RERANKER",
    "",
    "重排服务的完整地址，例如 http://127.0.0.1:8080/rerank；只用来排列原文句子，服务没有回应就不用；留空则不用",
  ),
  rerankerModel: setting("RERANKER_MODEL", "", "重排服务的模型名；服务不要求时留空"),
  rerankerApiKey: setting("RERANKER_API_KEY", "", "重排服务的密钥；服务不要求时留空"),
  chatModel: setting(
    "CHAT_MODEL",
    "",
    "语言模型，如 openai:模型名、ollama:模型名、deepseek:模型名；只帮助理解、挑选和组织文字，数字仍由程序核对；留空则不用",
  ),
  chatBaseUrl: setting("CHAT_BASE_URL", "", "语言模型服务的地址；留空则用该服务的默认地址"),
  chatApiKey: setting("CHAT_API_KEY", "", "语言模型服务的密钥；服务不要求时留空"),
  chatTimeoutMs: setting("CHAT_TIMEOUT_MS", "15000", "一个问题最多等语言模型多少毫秒，超过就按规则回答"),
  chatUses: setting(
    "CHAT_USES",
    "understand,choose,phrase",
    "语言模型用在哪里：understand（理解问题）、choose（挑选数字）、phrase（组织文字），用逗号分开",
  ),
  chatPrice: setting(
    "CHAT_PRICE",
    "",
    "语言模型的价格：每百万词元的输入价/输出价，单位元，例如 2/8；设了以后日志和评测里有费用",
  ),
  host: setting(
    "HOST",
    "127.0.0.1",
    "网页（或接收 Telegram 推送）监听的地址；改成别的地址会让其他机器也能打开",
  ),
  port: setting("PORT", "8787", "网页（或接收 Telegram 推送）监听的端口"),
  logLevel: setting("LOG_LEVEL", "info", "日志级别：trace、debug、info、warn、error、fatal、silent"),
  apiRoot: setting("API_ROOT", "https://api.telegram.org", "Telegram 接口地址，自建接口服务时更换"),
  maxFileMb: setting("MAX_FILE_MB", "50", "单个报告文件的大小上限，单位 MB"),
  maxPages: setting("MAX_PAGES", "500", "单个报告文件的页数上限"),
  maxCells: setting("MAX_CELLS", "200000", "单个表格文件里有内容的单元格数上限"),
  maxUnpackedMb: setting("MAX_UNPACKED_MB", "200", "单个文件（docx、xlsx、zip）解压后的大小上限，单位 MB"),
  maxStepSeconds: setting(
    "MAX_STEP_SECONDS",
    "45",
    "读一个文件（扫描件为一页）最多用的秒数，超过就跳过这个文件",
  ),
  maxQuestionChars: setting("MAX_QUESTION_CHARS", "500", "一个问题的字数上限"),
  homeRegion: setting("HOME_REGION", "", "问题里“我市”“我县”指的地区，例如 湛江市"),
};

const SECRET = [
  "botToken",
  "webToken",
  "webhookSecret",
  "embeddingApiKey",
  "rerankerApiKey",
  "chatApiKey",
] as const satisfies (keyof Config)[];

/** Values that must never be logged or printed: tokens and keys of the settings. */
export function secretsOf(config: Config): string[] {
  return SECRET.flatMap((key) => config[key] ?? []);
}

/** Every setting with its default and its meaning, in the order of the documentation. */
export const settings: readonly Setting[] = Object.values(described);

/** The settings of an environment; an empty value counts as unset. Throws one UserError that lists every wrong setting with its fix. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given: Record<string, string | undefined> = {};
  for (const [key, { name, default: fallback }] of Object.entries(described)) {
    given[key] = env[name]?.trim() || fallback || undefined;
  }
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `- ${problemOf(issue)}`);
  throw new UserError(["设置有误，请在 .env 文件或环境变量里改正：", ...problems].join("\n"));

  function problemOf(issue: z.core.$ZodIssue): string {
    const key = String(issue.path[0]);
    const name = settingName(key);
    const value = SECRET.some((secret) => secret === key) ? "（不显示）" : `“${shown(given[key] ?? "")}”`;
    return `${name} 现在是${value}，${issue.message}。`;
  }
}

function settingName(key: string): string {
  return Object.entries(described).find(([known]) => known === key)?.[1].name ?? key;
}

function setting(name: string, fallback: string, meaning: string): Setting {
  return { name: `ZHENGWEN_${name}`, default: fallback, meaning };
}

function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

function optional<T extends z.ZodType>(type: T) {
  return type.optional();
}

function folder() {
  return z.string().refine((path) => !path.includes("\0"), "应为文件夹的路径");
}

function address() {
  return z
    .url({ protocol: /^https?$/, error: "应为 http:// 或 https:// 开头的地址" })
    .transform((url) => url.replace(/\/+$/, ""));
}

/** What a chat model may be used for, separated by commas. */
function chatUses() {
  return z
    .string()
    .transform((list) => list.split(/[,，、;；\s]+/).filter((use) => use !== ""))
    .pipe(z.array(z.enum(CHAT_USES, "应为 understand、choose、phrase 中的几个，用逗号分开")));
}

/** Two prices in yuan, of a million tokens read and written. */
function tokenPrice() {
  return z
    .string()
    .regex(/^\d+(?:\.\d+)?\s*\/\s*\d+(?:\.\d+)?$/, "应为每百万词元的输入价/输出价，单位元，例如 2/8")
    .transform((prices) => {
      const [input = 0, output = 0] = prices.split("/").map(Number);
      return { input, output };
    });
}

/** Ids of people (positive) and groups (negative), separated by commas. */
function ids(rule: string) {
  return z
    .string()
    .default("")
    .transform((list) => list.split(/[,，;；\s]+/).filter((id) => id !== ""))
    .refine((found) => found.every((id) => /^-?[1-9]\d{0,15}$/.test(id)), rule)
    .transform((found) => found.map(Number));
}

function wholeNumber(min: number, max: number) {
  const rule = `应为 ${min} 到 ${max} 之间的整数`;
  return z.string().regex(/^\d+$/, rule).transform(Number).pipe(z.number().min(min, rule).max(max, rule));
}
