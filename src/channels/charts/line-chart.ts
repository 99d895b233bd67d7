/**
 * A measure of one region over the years as a line, the oldest on the left.
 */
import type { MeasureTable } from "../../domain/index.ts";
import { drawn, frameOf } from "./chart-frame.ts";
import { look } from "./look.ts";
import { axisNumber, plotted, sharedUnit } from "./plot-value.ts";
import { wrap } from "./text-width.ts";

const height = 440;

/** SVG text; rows are put in the order of their periods, values stand above their points as the report writes them. */
export async function lineChart(
  table: MeasureTable,
  { title = table.metric, width = look.width as number } = {},
): Promise<string> {
  const rows = plotted(table).sort((a, b) =>
    periodOf(a.figure.period).localeCompare(periodOf(b.figure.period)),
  );
  const unit = sharedUnit(rows);
  const values = rows.map(({ value }) => value);
  // Rates near 100 would be one flat line above an axis from 0; a cut axis is said.
  const cut = Math.min(...values) > Math.max(...values) / 2;
  const subtitle = [unit === "" ? "" : `单位：${unit}`, cut ? "纵轴不从 0 开始" : ""]
    .filter(Boolean)
    .join("，");
  const frame = frameOf(title, subtitle, table, width);
  const room = (width - look.margin * 2 - 60) / Math.max(1, rows.length);
  return drawn(
    {
      title: frame.title,
      grid: {
        left: look.margin,
        right: look.margin + 24,
        top: frame.top + 24,
        bottom: frame.bottom + 8,
        containLabel: true,
      },
      xAxis: {
        type: "category",
        data: rows.map(({ name }) => wrap(name, 14, Math.max(50, room - 8), 3).join("\n")),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#9aa5b1" } },
        axisLabel: { color: look.ink, fontSize: 14, lineHeight: 19, interval: 0 },
      },
      yAxis: {
        type: "value",
        scale: cut,
        splitNumber: 4,
        splitLine: { lineStyle: { color: look.line } },
        axisLabel: { color: look.soft, fontSize: 13, formatter: axisNumber },
      },
      series: [
        {
          type: "line",
          symbol: "circle",
          symbolSize: 9,
          lineStyle: { color: look.bar, width: 3 },
          data: rows.map(({ value, label, plan }) => ({
            value,
            itemStyle: { color: plan ? look.plan : look.bar },
            label: { formatter: () => label },
          })),
          label: {
            show: true,
            position: "top",
            color: look.ink,
            fontSize: 14,
            fontWeight: "bold",
            distance: 7,
            backgroundColor: "#ffffffd9",
            padding: [2, 3],
          },
        },
      ],
    },
    width,
    height + frame.bottom - 50,
  );
}

/** Sorts by the first year that the period names; one without a year comes last. */
function periodOf(period: string): string {
  return `${/\d{4}/.exec(period)?.[0] ?? "9999"} ${period}`;
}
