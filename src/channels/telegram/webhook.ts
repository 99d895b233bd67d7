/**
 * Takes the updates that Telegram posts: a secret and a door for updates in, a Hono app out that listens nowhere yet.
 * An update is booked before Telegram is told that it arrived, and handled afterwards.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

export interface WebhookOptions {
  /** Path of the public address, e.g. /telegram. */
  path: string;
  /** What Telegram sends in X-Telegram-Bot-Api-Secret-Token. */
  secret: string;
  /** Books the update and handles it later; false when too many are waiting, then Telegram posts it again. */
  accept(update: Update): boolean;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** Answers 401 without the right secret, 400 for what is no update, 503 when too many wait; GET /healthz says ok. */
export function createWebhookApp({ path, secret, accept }: WebhookOptions): Hono {
  const app = new Hono();
  const expected = digest(secret);
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.post(path, async (c, next) => {
    const given = c.req.header("x-telegram-bot-api-secret-token") ?? "";
    if (!timingSafeEqual(digest(given), expected)) return c.json({ error: "口令不对。" }, 401);
    return next();
  });
  app.post(path, bodyLimit({ maxSize: MAX_BODY_BYTES }), async (c) => {
    const update = await updateOf(c.req.raw);
    if (!update) return c.json({ error: "这不是 Telegram 的消息。" }, 400);
    return accept(update) ? c.json({}) : c.json({ error: "等待处理的消息太多。" }, 503);
  });
  app.notFound((c) => c.json({ error: "没有这个地址。" }, 404));
  return app;
}

/** Hashed so that both sides are of one length. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

async function updateOf(request: Request): Promise<Update | null> {
  try {
    const body: unknown = await request.json();
    if (typeof body !== "object" || body === null || !("update_id" in body)) return null;
    return Number.isSafeInteger(body.update_id) ? (body as Update) : null;
  } catch {
    return null;
  }
}
