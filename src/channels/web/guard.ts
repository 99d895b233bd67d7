/**
 * Who may come in: a token or a trusted proxy's header where access is restricted, and not too many requests at once.
 */
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { clientKey, isLocal } from "./client-address.ts";
import { createRateLimit } from "./rate-limit.ts";
import { isSession, sameSecret } from "./session.ts";
import type { WebAccess } from "./web-options.ts";

/** Holds the signed date of a browser that has logged in. */
export const SESSION_COOKIE = "zhengwen_session";

const OPEN_PATHS = new Set(["/healthz", "/metrics", "/login", "/app.css", "/app.js", "/icon.svg"]);
const OWN_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const LOGINS_PER_MINUTE = 10;

/** True when the request carries the token itself or a session made with it. */
export function holdsToken(c: Context, access: WebAccess | undefined, now: number): boolean {
  const token = access?.token;
  if (token === undefined || token === "") return false;
  const bearer = /^Bearer +(\S+)\s*$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (bearer !== undefined) return sameSecret(bearer, token);
  return isSession(getCookie(c, SESSION_COOKIE), token, now);
}

/** True when access is restricted at all. */
export function isRestricted(access: WebAccess | undefined): boolean {
  return Boolean(access?.token || access?.header);
}

/** How a request is turned away: as a page or in JSON, whichever was asked for. */
export type TurnAway = (c: Context, message: string, status: 401 | 403 | 429) => Response | Promise<Response>;

/** Lets pass who is signed in; a browser is sent to the login form, a program gets 401. */
export function guard(
  access: WebAccess | undefined,
  now: () => number,
  turnAway: TurnAway,
): MiddlewareHandler {
  return async (c, next) => {
    if (!isRestricted(access)) {
      // A foreign site whose name was made to lead to this machine must not read what only this machine may.
      if (!isLocal(c) || OWN_HOST.test(new URL(c.req.url).host)) return next();
      return turnAway(c, "请用 http://127.0.0.1 加端口号打开这个页面。", 403);
    }
    if (OPEN_PATHS.has(c.req.path)) return next();
    if (access?.header && c.req.header(access.header)?.trim()) return next();
    if (holdsToken(c, access, now())) return next();
    if (!access?.token) return turnAway(c, "请从单位的统一入口登录后再打开。", 401);
    if (c.req.method === "GET" && !c.req.path.startsWith("/api/")) {
      const url = new URL(c.req.url);
      return c.redirect(`/login?to=${encodeURIComponent(url.pathname + url.search)}`, 302);
    }
    c.header("WWW-Authenticate", 'Bearer realm="zhengwen"');
    return turnAway(c, "需要访问令牌：请在请求头里加 Authorization: Bearer 令牌。", 401);
  };
}

/** Stops an address of another machine that asks too often; pages without a question are not counted. */
export function limitRate(
  access: WebAccess | undefined,
  options: { perMinute: number; now: () => number },
  turnAway: TurnAway,
): MiddlewareHandler {
  const requests = createRateLimit(options);
  const logins = createRateLimit({ perMinute: LOGINS_PER_MINUTE, now: options.now });
  return async (c, next) => {
    const isLogin = c.req.path === "/login" && c.req.method === "POST";
    const counts = c.req.path.startsWith("/api/") || c.req.query("q") !== undefined;
    if ((!counts && !isLogin) || isLocal(c)) return next();
    const wait = (isLogin ? logins : requests).take(clientKey(c, Boolean(access?.header)));
    if (wait === 0) return next();
    c.header("Retry-After", String(wait));
    return turnAway(c, `请求太频繁，请 ${wait} 秒后再试。`, 429);
  };
}
