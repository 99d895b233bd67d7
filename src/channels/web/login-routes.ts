/**
 * Signing in with the token: the form, the cookie that it sets, and signing out.
 */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deleteCookie, setCookie } from "hono/cookie";
import { SESSION_COOKIE } from "./guard.ts";
import { loginPage, type Site } from "./pages/index.ts";
import { createSession, SESSION_SECONDS, sameSecret } from "./session.ts";

/** The routes, to be mounted at the root; only where a token is set. */
export function loginRoutes(token: string, siteOf: (c: Context) => Site, now: () => number): Hono {
  const app = new Hono();
  app.get("/login", (c) => c.html(loginPage(siteOf(c), ownPath(c.req.query("to")))));
  app.post("/login", bodyLimit({ maxSize: 4096 }), async (c) => {
    const form = await c.req.parseBody();
    const to = ownPath(typeof form.to === "string" ? form.to : undefined);
    const given = typeof form.token === "string" ? form.token.trim() : "";
    if (!sameSecret(given, token)) {
      return c.html(loginPage(siteOf(c), to, "令牌不对。请核对后再输一次，或向管理员要新的令牌。"), 401);
    }
    setCookie(c, SESSION_COOKIE, createSession(token, now()), {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      maxAge: SESSION_SECONDS,
      secure: new URL(c.req.url).protocol === "https:" || c.req.header("x-forwarded-proto") === "https",
    });
    return c.redirect(to, 303);
  });
  app.post("/logout", (c) => {
    deleteCookie(c, SESSION_COOKIE, { path: "/" });
    return c.redirect("/login", 303);
  });
  return app;
}

/** A path of this site; everything that could lead elsewhere becomes the first page. */
function ownPath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[^\\\u0000-\u001f]{0,4000}$/.test(to) ? to : "/";
}
