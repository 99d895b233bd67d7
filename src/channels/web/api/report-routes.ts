/**
 * The machine interface to the reports: lists, one report, surroundings, key figures, coverage, suggestions, workbook.
 */
import { type Context, Hono } from "hono";
import type { Library } from "../../../domain/index.ts";
import { UserError } from "../../../domain/index.ts";
import { coverageOf, searchReports } from "../coverage.ts";
import type { WebAppOptions } from "../web-options.ts";
import { wholeNumber } from "../whole-number.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NO_REPORT = "没有这份报告，可能已经撤下。现有报告见 /api/reports。";

/** The routes, to be mounted at the root. */
export function reportRoutes({ library, exportXlsx }: Pick<WebAppOptions, "library" | "exportXlsx">): Hono {
  const app = new Hono();

  app.get("/api/reports", (c) => {
    const cards = library.reports();
    const find = c.req.query("find") ?? "";
    return c.json({ reports: find === "" ? cards : searchReports(cards, find) });
  });

  app.get("/api/reports/:id", (c) => {
    const report = library.report(c.req.param("id"));
    return report ? c.json(report) : c.json({ error: NO_REPORT }, 404);
  });

  app.get("/api/reports/:id/around", (c) => {
    const start = wholeNumber(c.req.query("start"));
    const end = wholeNumber(c.req.query("end"));
    if (start === undefined || end === undefined || end <= start) {
      return c.json({ error: "start 和 end 应为引文的起止位置，且 end 大于 start。" }, 400);
    }
    const around = library.around(c.req.param("id"), start, end);
    return around ? c.json(around) : c.json({ error: "没有这份报告，或报告里没有这个位置。" }, 404);
  });

  app.get("/api/figures", (c) => {
    const asked = (c.req.query("region") ?? "").trim().slice(0, 60);
    if (asked === "") return c.json({ error: "缺少 region，例如 /api/figures?region=湛江。" }, 400);
    const written = c.req.query("year");
    const year = wholeNumber(written);
    if (written !== undefined && year === undefined) {
      return c.json({ error: "year 应为四位数字的年份，例如 2021。" }, 400);
    }
    const [region, ...others] = library.findRegions(asked);
    if (region === undefined)
      return c.json({ error: `没有“${asked}”的报告。${coveredRegions(library)}` }, 404);
    if (others.length > 0) {
      const names = [region, ...others].map(({ name }) => name).join("、");
      return c.json({ error: `“${asked}”可能指${names}，请写全称。` }, 400);
    }
    const key = library.keyFigures(region, year);
    return key ? c.json(key) : c.json({ error: `没有${region.name}${year ?? ""}的重点数字。` }, 404);
  });

  app.get("/api/figures.xlsx", (c) => workbook(c, exportXlsx));

  app.get("/api/coverage", (c) => {
    const { regions, ...coverage } = coverageOf(library.reports());
    const ids = regions.map((one) => ({ ...one, reports: one.reports.map(({ id }) => id) }));
    return c.json({ ...coverage, regions: ids });
  });

  app.get("/api/suggestions", (c) => {
    const limit = wholeNumber(c.req.query("limit") ?? "6");
    if (limit === undefined || limit < 1 || limit > 50) {
      return c.json({ error: "limit 应为 1 到 50 之间的整数。" }, 400);
    }
    return c.json({ questions: library.suggestions(limit) });
  });
  return app;
}

async function workbook(c: Context, exportXlsx: WebAppOptions["exportXlsx"]): Promise<Response> {
  if (!exportXlsx) return c.json({ error: "这里没有开放表格下载。" }, 404);
  const region = c.req.query("region")?.trim();
  const year = c.req.query("year")?.trim();
  try {
    const bytes = await exportXlsx({ ...(region ? { region } : {}), ...(year ? { year } : {}) });
    const name = encodeURIComponent(`${region ?? "全部"}${year ?? ""}数字.xlsx`);
    return c.body(new Uint8Array(bytes), 200, {
      "Content-Type": XLSX,
      "Content-Disposition": `attachment; filename="figures.xlsx"; filename*=UTF-8''${name}`,
    });
  } catch (failure) {
    if (failure instanceof UserError) return c.json({ error: failure.message }, 404);
    throw failure;
  }
}

function coveredRegions(library: Library): string {
  const names = coverageOf(library.reports()).regions.flatMap(({ region }) => (region ? [region.name] : []));
  return names.length === 0 ? "" : `现有：${names.slice(0, 20).join("、")}${names.length > 20 ? "等" : ""}。`;
}
