/**
 * Style sheet, script and icon, each with an ETag so that a browser that has it only asks whether it changed.
 */
import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { pageIcon, pageScript, pageStyle } from "./assets/index.ts";

const files = [
  ["/app.css", "text/css; charset=utf-8", pageStyle],
  ["/app.js", "text/javascript; charset=utf-8", pageScript],
  ["/icon.svg", "image/svg+xml", pageIcon],
] as const;

/** The routes, to be mounted at the root. */
export function staticRoutes(): Hono {
  const app = new Hono();
  for (const [path, type, content] of files) {
    const etag = `"${createHash("sha256").update(content).digest("hex").slice(0, 20)}"`;
    app.get(path, (c) => served(c, type, content, etag));
  }
  return app;
}

function served(c: Context, type: string, content: string, etag: string): Response {
  c.header("ETag", etag);
  c.header("Cache-Control", "no-cache");
  const known = c.req.header("if-none-match") ?? "";
  if (known.includes(etag)) return c.body(null, 304);
  return c.body(content, 200, { "Content-Type": type });
}
