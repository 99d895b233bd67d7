/**
 * The web page and its API: an assistant and a library come in, a Hono app goes out that listens nowhere yet.
 * Pages are server-rendered and work without a script; the API answers in JSON.
 */
import { type Context, Hono } from "hono";
import { apiRoutes, askRoutes, openApi, reportRoutes } from "./api/index.ts";
import { isLocal } from "./client-address.ts";
import { told } from "./failure.ts";
import { guard, holdsToken, isRestricted, limitRate, type TurnAway } from "./guard.ts";
import { loginRoutes } from "./login-routes.ts";
import { createMetrics } from "./metrics.ts";
import { failedPage, pageRoutes } from "./page-routes.ts";
import { messagePage, type Site } from "./pages/index.ts";
import { securityHeaders } from "./security-headers.ts";
import { staticRoutes } from "./static-files.ts";
import type { WebAppOptions } from "./web-options.ts";

const REQUESTS_PER_MINUTE = 120;

/** An app whose every answer, error and log line is safe to show: reports and questions are escaped, the content policy allows no foreign or inline code, and no question is logged. */
export function createWebApp(given: WebAppOptions): Hono {
  const { access, logger, version = "", now = Date.now } = given;
  const own = given.metrics ? undefined : createMetrics({ library: given.library, version });
  const options = own ? { ...given, assistant: own.measure(given.assistant) } : given;
  const metrics = given.metrics ?? own?.registry;
  const site: Site = {
    maxQuestionChars: given.maxQuestionChars,
    hasXlsx: given.exportXlsx !== undefined,
    ...(version === "" ? {} : { version }),
  };
  const siteOf = (c: Context): Site => ({ ...site, signedIn: holdsToken(c, access, now()) });

  const app = new Hono();
  app.use(securityHeaders);
  const turnAway: TurnAway = (c, message, status) =>
    wantsPage(c) ? c.html(messagePage(site, "打不开", message), status) : c.json({ error: message }, status);
  const perMinute = given.requestsPerMinute ?? REQUESTS_PER_MINUTE;
  app.use(limitRate(access, { perMinute, now }, turnAway));
  app.use(guard(access, now, turnAway));

  app.get("/healthz", (c) => c.json({ status: "ok", ...(version === "" ? {} : { version }) }));
  app.get("/metrics", async (c) => {
    if (!isLocal(c) && !holdsToken(c, access, now())) {
      return c.json({ error: "运行指标只给本机或持令牌的人看。" }, 403);
    }
    return c.body((await metrics?.metrics()) ?? "", 200, {
      "Content-Type": metrics?.contentType ?? "text/plain; charset=utf-8",
    });
  });
  const description = openApi(version);
  app.get("/api/openapi.json", (c) => c.json(description));
  app.route("/", staticRoutes());
  app.route("/", askRoutes(options));
  app.route("/", reportRoutes(options));
  app.route("/", pageRoutes(options, siteOf));
  if (isRestricted(access) && access?.token) app.route("/", loginRoutes(access.token, siteOf, now));

  app.notFound((c) =>
    wantsPage(c)
      ? c.html(messagePage(siteOf(c), "没有这个页面", "地址可能写错了。"), 404)
      : c.json({ error: "没有这个地址。网页在 /，接口在 POST /api/ask，说明在 /api/openapi.json。" }, 404),
  );
  app.onError((failure, c) =>
    wantsPage(c)
      ? c.html(failedPage(siteOf(c), failure, logger), 500)
      : c.json({ error: told(failure, logger) }, 500),
  );
  return app;
}

/** True for a browser that opens an address, false for a program or a script. */
function wantsPage(c: Context): boolean {
  const isApi = apiRoutes.some(({ path }) => path === c.req.path) || c.req.path.startsWith("/api/");
  return !isApi && (c.req.header("accept") ?? "").includes("text/html");
}
