/**
 * The machine interface that answers: POST and GET /api/ask, the same as server-sent events, and /api/compare.
 */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { Logger } from "pino";
import type { Assistant, Library } from "../../../domain/index.ts";
import { told } from "../failure.ts";
import { compared } from "../measure.ts";
import { askStreaming, sendEvent } from "../stream-words.ts";
import { type AskRequest, parseAskRequest, wrongShape } from "./ask-request.ts";

const MAX_BODY_BYTES = 16 * 1024;

export interface AskRouteOptions {
  assistant: Assistant;
  library: Library;
  logger: Logger;
  maxQuestionChars: number;
}

/** The routes, to be mounted at the root. */
export function askRoutes({ assistant, library, logger, maxQuestionChars }: AskRouteOptions): Hono {
  const app = new Hono();
  const inputOf = ({ conversation, ...request }: AskRequest) => ({
    ...request,
    ...(conversation === undefined ? {} : { conversation: `api:${conversation}` }),
  });
  const ask = (request: AskRequest) => assistant.ask(inputOf(request));
  const asked = (c: Context) => {
    const conversation = c.req.query("conversation");
    const body = {
      question: c.req.query("q") ?? "",
      ...(conversation === undefined ? {} : { conversation }),
    };
    return parseAskRequest(body, maxQuestionChars);
  };

  const tooLarge = (c: Context) => c.json({ error: "请求体超过 16 KB，请缩短问题。" }, 413);
  app.post("/api/ask", bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }), async (c) => {
    if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
      return c.json({ error: `请用 Content-Type: application/json 发送。${wrongShape}` }, 400);
    }
    const parsed = parseAskRequest(await jsonOf(c), maxQuestionChars);
    return "error" in parsed ? c.json(parsed, 400) : c.json(await ask(parsed.request));
  });

  app.get("/api/ask", async (c) => {
    const parsed = asked(c);
    return "error" in parsed ? c.json(parsed, 400) : c.json(await ask(parsed.request));
  });

  app.get("/api/ask/stream", (c) => {
    const parsed = asked(c);
    if ("error" in parsed) return c.json(parsed, 400);
    // A proxy that gathers output would hold the first event back.
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      await sendEvent(stream, "status", { state: "working" });
      try {
        await sendEvent(stream, "answer", await askStreaming(assistant, inputOf(parsed.request), stream));
      } catch (failure) {
        await sendEvent(stream, "error", { error: told(failure, logger) });
      }
    });
  });

  app.get("/api/compare", async (c) => {
    const parsed = asked(c);
    if ("error" in parsed) return c.json(parsed, 400);
    const answer = await ask(parsed.request);
    return c.json({ answer, table: await compared(library, answer) });
  });
  return app;
}

async function jsonOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}
