/**
 * The pages for people: ask, reports, one report, key figures, comparison, and the pictures of charts.
 */
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { streamSSE } from "hono/streaming";
import { type Answer, type Library, type MeasureTable, UserError } from "../../domain/index.ts";
import { questionError } from "./api/index.ts";
import { createChartPictures } from "./chart-pictures.ts";
import { coverageOf, searchReports } from "./coverage.ts";
import { told } from "./failure.ts";
import { compared, tableOf } from "./measure.ts";
import {
  type AnswerExtras,
  askPage,
  type Comparison,
  comparePage,
  figuresPage,
  messagePage,
  regionChoicePage,
  reportPage,
  reportsPage,
  type Site,
} from "./pages/index.ts";
import { askStreaming, sendEvent } from "./stream-words.ts";
import type { WebAppOptions } from "./web-options.ts";
import { wholeNumber } from "./whole-number.ts";

const CHAT_COOKIE = "zhengwen_chat";
const SUGGESTIONS = 6;
/** A picture opened by itself may use the style that it holds, and nothing else. */
const CHART_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

type Ask = (question: string) => Promise<Answer>;
type Asked = { question: string; answer: Answer } | { question: string; error: string; status: 400 | 500 };

/** The routes, to be mounted at the root. */
export function pageRoutes(options: WebAppOptions, siteOf: (c: Context) => Site): Hono {
  const { assistant, library, logger, maxQuestionChars } = options;
  const app = new Hono();
  const pictures = createChartPictures();

  async function asked(written: string, ask: Ask): Promise<Asked> {
    const error = questionError(written, maxQuestionChars);
    const question = written.trim();
    if (error !== undefined) return { question: written.slice(0, maxQuestionChars), error, status: 400 };
    try {
      return { question, answer: await ask(question) };
    } catch (failure) {
      return { question, error: told(failure, logger), status: 500 };
    }
  }

  const pictured = (table: MeasureTable | null): Comparison | null =>
    table && { table, chart: pictures.add(table) };

  app.get("/", async (c) => {
    const site = siteOf(c);
    const written = c.req.query("q");
    if (written === undefined) {
      return c.html(
        askPage({ site, suggestions: library.suggestions(SUGGESTIONS), covered: covered(library) }),
      );
    }
    const conversation = `web:${chatOf(c)}`;
    const { page, status } = await answered(site, written, (question) =>
      assistant.ask({ conversation, question }),
    );
    return c.html(page, status);
  });

  // For the page's own script: checked words while they come, then the very page that others get. An address of its
  // own, so that a browser going back never takes a stream for the page.
  app.get("/stream", (c) => {
    const site = siteOf(c);
    const conversation = `web:${chatOf(c)}`;
    // A proxy that gathers output would hold the first words back.
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      const { page, status } = await answered(site, c.req.query("q") ?? "", (question) =>
        askStreaming(assistant, { conversation, question }, stream),
      );
      await sendEvent(stream, "page", { status, html: String(await page) });
    });
  });

  async function answered(
    site: Site,
    written: string,
    ask: Ask,
  ): Promise<{ page: ReturnType<typeof askPage>; status: 200 | 400 | 500 }> {
    const result = await asked(written, ask);
    if ("error" in result) return { page: askPage({ site, ...result }), status: result.status };
    const { question, answer } = result;
    const [figure] = answer.figures;
    const extras: AnswerExtras = {
      comparison: pictured(answer.kind === "comparison" ? tableOf(answer) : null),
    };
    try {
      if (figure) extras.alternatives = await library.alternatives(question, figure);
    } catch (failure) {
      // The answer stands without what is offered beside it.
      told(failure, logger);
    }
    return { page: askPage({ site, question, answer, extras }), status: 200 };
  }

  app.get("/compare", async (c) => {
    const site = siteOf(c);
    const written = c.req.query("q");
    if (written === undefined) return c.html(comparePage({ site, question: "" }));
    const conversation = `web:${chatOf(c)}`;
    const result = await asked(written, (question) => assistant.ask({ conversation, question }));
    if ("error" in result) return c.html(comparePage({ site, ...result }), result.status);
    const comparison = pictured(await compared(library, result.answer));
    return c.html(comparePage({ site, ...result, comparison }));
  });

  app.get("/charts/:name{[0-9a-f]{24}}/:width{(?:wide|narrow)\\.svg}", async (c) => {
    const svg = await pictures.draw(c.req.param("name"), c.req.param("width").replace(".svg", ""));
    if (svg === undefined) return c.json({ error: "图已过期，请刷新页面。" }, 404);
    c.header("Content-Security-Policy", CHART_POLICY);
    c.header("Cache-Control", "private, max-age=86400, immutable");
    return c.body(svg, 200, { "Content-Type": "image/svg+xml; charset=utf-8" });
  });

  app.get("/reports", (c) => {
    const search = (c.req.query("find") ?? "").trim().slice(0, 100);
    const cards = library.reports();
    const coverage = coverageOf(search === "" ? cards : searchReports(cards, search));
    return c.html(
      reportsPage({ site: siteOf(c), coverage, search, page: wholeNumber(c.req.query("page")) ?? 1 }),
    );
  });

  app.get("/reports/:id", (c) => {
    const report = library.report(c.req.param("id"));
    if (!report) {
      return c.html(
        messagePage(siteOf(c), "没有这份报告", "它可能已经撤下或更新，请重新提问，或在报告清单里找。"),
        404,
      );
    }
    const start = wholeNumber(c.req.query("start"));
    const end = wholeNumber(c.req.query("end"));
    const cited = start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
    const allFigures = c.req.query("figures") === "all";
    return c.html(reportPage({ site: siteOf(c), report, allFigures, ...(cited ? { cited } : {}) }));
  });

  app.get("/figures/:region", (c) => {
    const name = c.req.param("region").trim().slice(0, 60);
    const found = library.findRegions(name);
    const exact = found.filter((region) => region.name === name);
    const [region, ...others] = exact.length > 0 ? exact : found;
    const regions = covered(library).regions;
    if (region === undefined) return c.html(regionChoicePage(siteOf(c), name, [], regions), 404);
    if (others.length > 0) return c.html(regionChoicePage(siteOf(c), name, found, regions));
    const key = library.keyFigures(region, wholeNumber(c.req.query("year")));
    if (!key) return c.html(messagePage(siteOf(c), "没有重点数字", `还没有${region.name}的重点数字。`), 404);
    return c.html(figuresPage(siteOf(c), key));
  });
  return app;
}

/** What a reader is told when a page fails, as a page. */
export function failedPage(
  site: Site,
  failure: unknown,
  logger: WebAppOptions["logger"],
): ReturnType<typeof messagePage> {
  const title = failure instanceof UserError ? "现在不能用" : "出了点问题";
  return messagePage(site, title, told(failure, logger));
}

function covered(library: Library): { reports: number; figures: number; regions: string[] } {
  const { reports, figures, regions } = coverageOf(library.reports());
  return { reports, figures, regions: regions.flatMap(({ region }) => (region ? [region.name] : [])) };
}

/** Follow-up questions of one browser belong together; the id says nothing about the person. */
function chatOf(c: Context): string {
  const known = getCookie(c, CHAT_COOKIE);
  if (known !== undefined && /^[0-9a-f-]{36}$/.test(known)) return known;
  const chat = randomUUID();
  setCookie(c, CHAT_COOKIE, chat, { httpOnly: true, sameSite: "Strict", path: "/" });
  return chat;
}
