/**
 * “有哪些报告”“湛江有什么数据”: what the index covers, from its own rows.
 */
import type { Region } from "../domain/index.ts";
import { containsRegion } from "../domain/index.ts";
import type { Body } from "./body.ts";
import type { Engine } from "./engine.ts";
import { describeReports, refuseNoReport } from "./refuse.ts";

const MAX_LISTED = 12;

/** Lists the reports, of one region when it is named; with a region also some of its measures. */
export function describeCoverage(engine: Engine, regions: Region[]): Body {
  const all = engine.catalogue.reports();
  const [region] = regions;
  const reports = region ? all.filter((r) => r.region && containsRegion(region, r.region)) : all;
  if (reports.length === 0) return refuseNoReport(region ?? null, all);
  const listed = describeReports(reports.slice(0, MAX_LISTED));
  const more = reports.length > MAX_LISTED ? "等" : "";
  const first = reports[0];
  const measures = region && first ? measuresOf(engine, first.id) : [];
  const hint = measures.length > 0 ? `\n可以问的指标例如：${measures.join("、")}。` : "";
  return {
    kind: "list",
    text: `${region ? `${region.name}的资料` : "现有资料"}：${listed}${more}。${hint}`,
    figures: [],
    citations: [],
    notes: [],
    choices: measures.slice(0, 4).map((m) => `${region?.name ?? ""}${m}是多少`),
  };
}

/** Short measures of a report without digits, as examples of what can be asked. */
function measuresOf(engine: Engine, reportId: string): string[] {
  const metrics = engine.store
    .figuresOf(reportId)
    .map((f) => f.metric)
    .filter((m) => m.length >= 3 && m.length <= 12 && !/[\d,、()“”]/.test(m));
  return [...new Set(metrics)].slice(0, 8);
}
