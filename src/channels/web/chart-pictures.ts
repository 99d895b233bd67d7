/**
 * Pictures of comparisons: a page carries no inline SVG, so that each is fetched from an address of its own, named after
 * its content and drawn when it is asked for.
 */
import { createHash } from "node:crypto";
import type { MeasureTable } from "../../domain/index.ts";
import { barChart, chartOf, chartTitle, lineChart } from "../charts/index.ts";
import { isDrawable } from "./measure.ts";

const MAX_PICTURES = 200;
const WIDTHS = { wide: 760, narrow: 420 } as const;

/** Addresses of one chart for a desktop and for a phone, where the same letters must stay readable. */
export interface ChartUrls {
  wide: string;
  narrow: string;
}

export interface ChartPictures {
  /** Keeps a table and gives its pictures' paths; null where its figures share no axis. */
  add(table: MeasureTable): ChartUrls | null;
  /** The SVG document; undefined when it is not (any more) kept. */
  draw(name: string, width: string): Promise<string | undefined>;
}

/** A store of the latest 200 tables. */
export function createChartPictures(): ChartPictures {
  const tables = new Map<string, MeasureTable>();
  return {
    add(table) {
      if (!isDrawable(table)) return null;
      const name = createHash("sha256").update(JSON.stringify(table)).digest("hex").slice(0, 24);
      tables.delete(name);
      tables.set(name, table);
      const oldest = tables.keys().next().value;
      if (tables.size > MAX_PICTURES && oldest !== undefined) tables.delete(oldest);
      return { wide: `/charts/${name}/wide.svg`, narrow: `/charts/${name}/narrow.svg` };
    },
    async draw(name, width) {
      const table = tables.get(name);
      if (!table) return undefined;
      const draw = chartOf(table) === "line" ? lineChart : barChart;
      return draw(table, {
        title: chartTitle(table),
        width: width === "narrow" ? WIDTHS.narrow : WIDTHS.wide,
      });
    },
  };
}
