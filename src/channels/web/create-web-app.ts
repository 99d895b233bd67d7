/**
 * The local web page and its API: an assistant comes in, a Hono app goes out that listens nowhere yet.
 * GET / is the page (with ?q=… an answer, no script needed), POST /api/ask the machine interface.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import type { Logger } from "pino";
import { type Assistant, UserError } from "../../domain/index.ts";
import { parseAskRequest, questionError, wrongShape } from "./ask-request.ts";
import { page } from "./page.ts";
import { pageIcon } from "./page-icon.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";

export interface WebAppOptions {
  assistant: Assistant;
  logger: Logger;
  /** Longest question taken, in characters. */
  maxQuestionChars: number;
  /** Questions that the empty page offers; two of the sample corpus when left out. */
  examples?: readonly string[];
}

const maxBodyBytes = 16 * 1024;
const chatCookie = "zhengwen_chat";
const sampleQuestions = [
  "湛江有多少跨省通办事项",
  "东莞“最多跑一次”事项有多少",
  "湛江和揭东的12345办结率对比一下",
];

/** An app whose every answer, error and log line is safe to show: reports and questions are escaped, the content policy allows no foreign or inline code, and no question is logged. */
export function createWebApp(options: WebAppOptions): Hono {
  const { assistant, logger, maxQuestionChars } = options;
  const frame = { maxQuestionChars, examples: options.examples ?? sampleQuestions };
  const app = new Hono();
  app.use(securityHeaders);

  app.get("/", async (c) => {
    const asked = c.req.query("q");
    if (asked === undefined) return c.html(page(frame));
    const error = questionError(asked, maxQuestionChars);
    if (error !== undefined) {
      return c.html(page({ ...frame, question: asked.slice(0, maxQuestionChars), error }), 400);
    }
    const question = asked.trim();
    try {
      const answer = await assistant.ask({ conversation: `web:${chatOf(c)}`, question });
      return c.html(page({ ...frame, question, answer }));
    } catch (failure) {
      return c.html(page({ ...frame, question, error: told(failure, logger) }), 500);
    }
  });

  const tooLarge = (c: Context) => c.json({ error: "请求体超过 16 KB，请缩短问题。" }, 413);
  app.post("/api/ask", bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }), async (c) => {
    if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
      return c.json({ error: `请用 Content-Type: application/json 发送。${wrongShape}` }, 400);
    }
    const parsed = parseAskRequest(await jsonOf(c), maxQuestionChars);
    if ("error" in parsed) return c.json(parsed, 400);
    const { conversation, ...request } = parsed.request;
    try {
      const answer = await assistant.ask({
        ...request,
        ...(conversation === undefined ? {} : { conversation: `api:${conversation}` }),
      });
      return c.json(answer);
    } catch (failure) {
      return c.json({ error: told(failure, logger) }, 500);
    }
  });

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/app.css", (c) => c.body(pageStyle, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/app.js", (c) => c.body(pageScript, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  app.get("/icon.svg", (c) => c.body(pageIcon, 200, { "Content-Type": "image/svg+xml" }));
  app.notFound((c) => c.json({ error: "没有这个地址。网页在 /，接口在 POST /api/ask。" }, 404));
  app.onError((failure, c) => c.json({ error: told(failure, logger) }, 500));
  return app;
}

const policy = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  // The page is served over plain http on this machine.
  strictTransportSecurity: false,
});

const securityHeaders: typeof policy = async (c, next) => {
  c.header("Cache-Control", "no-store");
  return policy(c, next);
};

/** Follow-up questions of one browser belong together; the id says nothing about the person. */
function chatOf(c: Context): string {
  const known = getCookie(c, chatCookie);
  if (known !== undefined && /^[0-9a-f-]{36}$/.test(known)) return known;
  const chat = randomUUID();
  setCookie(c, chatCookie, chat, { httpOnly: true, sameSite: "Strict", path: "/" });
  return chat;
}

async function jsonOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}

/** Logs a failure without its message, which may repeat the question, and gives what the reader is told. */
function told(failure: unknown, logger: Logger): string {
  const errorId = randomBytes(4).toString("hex");
  const frames = failure instanceof Error ? (failure.stack ?? "").split("\n") : [];
  const at = frames.map((line) => line.trim()).filter((line) => line.startsWith("at "));
  logger.error(
    { errorId, error: failure instanceof Error ? failure.name : "", at: at.slice(0, 8) },
    "ask failed",
  );
  const what = failure instanceof UserError ? failure.message : "抱歉，这次没能回答，请稍后再试。";
  return `${what}（错误编号：${errorId}）`;
}
