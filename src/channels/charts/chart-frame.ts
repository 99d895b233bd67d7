/**
 * What every chart shares: title, source line and the drawing of an echarts option as SVG text, without a browser.
 */
import type { EChartsOption } from "echarts";
import type { MeasureTable } from "../../domain/index.ts";
import { citationLabel, visibleText } from "../rendering/index.ts";
import { look } from "./look.ts";
import { wrap } from "./text-width.ts";

const titleSize = 22;
const sourceSize = 13;

/** The parts above and below a chart, with the room that they take in pixels. */
export interface Frame {
  title: NonNullable<EChartsOption["title"]>;
  top: number;
  bottom: number;
}

/** Title on top (with its unit below), the reports at the bottom. */
export function frameOf(title: string, subtitle: string, table: MeasureTable, width: number): Frame {
  const room = width - look.margin * 2;
  const lines = wrap(visibleText(title), titleSize, room, 2);
  const sources = wrap(sourceLine(table), sourceSize, room, 3);
  const bottom = 30 + sources.length * 20;
  return {
    title: [
      {
        text: lines.join("\n"),
        subtext: subtitle,
        left: look.margin,
        top: 26,
        itemGap: 8,
        textStyle: {
          fontSize: titleSize,
          lineHeight: 30,
          fontWeight: "bold",
          color: look.ink,
          fontFamily: look.font,
        },
        subtextStyle: { fontSize: 14, color: look.soft, fontFamily: look.font },
      },
      {
        text: sources.join("\n"),
        left: look.margin,
        bottom: 16,
        textStyle: {
          fontSize: sourceSize,
          lineHeight: 20,
          fontWeight: "normal",
          color: look.soft,
          fontFamily: look.font,
        },
      },
    ],
    top: 26 + lines.length * 30 + (subtitle === "" ? 18 : 46),
    bottom,
  };
}

/** 来源：《…》（年）、《…》, each report once. */
function sourceLine(table: MeasureTable): string {
  const titles = new Set(table.rows.map(({ citation }) => `《${citationLabel(citation).title}》`));
  const shown = [...titles].slice(0, 4).join("、");
  return `来源：${shown}${titles.size > 4 ? `等${titles.size}份报告` : ""}`;
}

/** SVG text of a chart, of exactly this size in pixels. */
export async function drawn(option: EChartsOption, width: number, height: number): Promise<string> {
  const echarts = await import("echarts");
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: look.paper,
      textStyle: { fontFamily: look.font, color: look.ink },
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
