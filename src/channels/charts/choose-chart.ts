/**
 * Which chart suits a table: a line for one region over three periods or more, bars for everything else.
 */
import type { MeasureTable } from "../../domain/index.ts";
import { barChart } from "./bar-chart.ts";
import { lineChart } from "./line-chart.ts";
import { plotted } from "./plot-value.ts";

export type ChartKind = "bar" | "line";

/** null when fewer than two rows have a number. */
export function chartOf(table: MeasureTable): ChartKind | null {
  const rows = plotted(table);
  if (rows.length < 2) return null;
  const regions = new Set(rows.map(({ figure }) => figure.region));
  const periods = new Set(rows.map(({ figure }) => figure.period));
  return regions.size === 1 && periods.size === rows.length && rows.length >= 3 ? "line" : "bar";
}

/** What the chart is called: the measure, after its region where all rows are of one. */
export function chartTitle(table: MeasureTable): string {
  const regions = new Set(table.rows.map(({ figure }) => figure.region));
  const [region] = regions;
  return regions.size === 1 && region ? `${region}：${table.metric}` : table.metric;
}

/** SVG text of the chart that suits the table. */
export async function tableChart(table: MeasureTable): Promise<string> {
  return (chartOf(table) === "line" ? lineChart : barChart)(table, { title: chartTitle(table) });
}
