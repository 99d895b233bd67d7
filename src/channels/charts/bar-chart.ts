/**
 * A measure in several regions or years as lying bars, one below the other: long names have room, a phone needs no turning.
 */
import type { MeasureTable } from "../../domain/index.ts";
import { drawn, frameOf } from "./chart-frame.ts";
import { look } from "./look.ts";
import { axisNumber, plotted, sharedUnit } from "./plot-value.ts";
import { textWidth, wrap } from "./text-width.ts";

const nameSize = 15;
const maxNameWidth = 200;

/** SVG text; the first row on top, values as the report writes them, a plan in a lighter colour. Rows without a number are left out. */
export async function barChart(
  table: MeasureTable,
  { title = table.metric, width = look.width as number } = {},
): Promise<string> {
  const rows = plotted(table);
  const unit = sharedUnit(rows);
  const frame = frameOf(title, unit === "" ? "" : `单位：${unit}`, table, width);
  const names = rows.map(({ name }) => wrap(name, nameSize, maxNameWidth, 2));
  const nameWidth = Math.max(40, ...names.flat().map((line) => textWidth(line, nameSize)));
  const labelWidth = Math.max(40, ...rows.map(({ label }) => textWidth(label, 15)));
  const rowHeight = names.some((lines) => lines.length > 1) ? 58 : 46;
  const height = frame.top + frame.bottom + rows.length * rowHeight + 34;
  return drawn(
    {
      title: frame.title,
      grid: {
        left: look.margin + nameWidth + 18,
        right: look.margin + labelWidth + 8,
        top: frame.top,
        bottom: frame.bottom + 30,
        containLabel: false,
      },
      xAxis: {
        type: "value",
        min: Math.min(0, ...rows.map(({ value }) => value)),
        ...(unit === "%" && rows.every(({ value }) => value >= 0 && value <= 100)
          ? { max: 100, interval: 25 }
          : {}),
        splitNumber: 4,
        splitLine: { lineStyle: { color: look.line } },
        axisLabel: { color: look.soft, fontSize: 13, formatter: axisNumber, hideOverlap: true },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: names.map((lines) => lines.join("\n")),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#9aa5b1" } },
        axisLabel: { color: look.ink, fontSize: nameSize, lineHeight: 20, interval: 0, margin: 12 },
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 24,
          data: rows.map(({ value, label, plan }) => ({
            value,
            itemStyle: {
              color: plan ? look.plan : look.bar,
              borderRadius: value < 0 ? [2, 0, 0, 2] : [0, 2, 2, 0],
            },
            label: { formatter: () => label },
          })),
          label: {
            show: true,
            position: "right",
            color: look.ink,
            fontSize: 15,
            fontWeight: "bold",
            distance: 8,
          },
        },
      ],
    },
    width,
    height,
  );
}
