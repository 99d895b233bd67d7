/**
 * The tool `coverage`: which reports, regions and years there are, and what can be asked.
 */
import { z } from "zod";
import type { Library, ReportCard } from "../../domain/index.ts";
import { visibleText } from "../rendering/index.ts";
import { defineTool, type ProgramTool } from "./program-tool.ts";
import { countArgument, regionArgument, reportSchema, yearArgument } from "./schemas.ts";
import { regionNames, wantedReports } from "./wanted-reports.ts";

const MAX_MEASURES = 40;
const EXAMPLES = 5;

export function coverageTool({ library }: { library: Library }): ProgramTool {
  return defineTool({
    name: "coverage",
    title: "有什么资料",
    description:
      "列出现有的报告、地区和年份，以及可以问的问题；给出 region 时另列可以问的指标。拒答之后、提问之前可以先看。",
    input: z.strictObject({
      region: regionArgument.optional().describe("只看这个地区（含其下各地）"),
      year: yearArgument.optional().describe("只看这一年"),
      limit: countArgument(1, 100).default(30).describe("最多列几份报告，默认 30"),
      offset: countArgument(0, 1_000_000).default(0).describe("从第几份起，默认 0"),
    }),
    output: z.object({
      total: z.number().describe("符合条件的报告共几份"),
      reports: z.array(reportSchema),
      regions: z.array(z.string()),
      years: z.array(z.number()),
      measures: z.array(z.string()).describe("可以问的指标，给出 region 时才有"),
      examples: z.array(z.string()).describe("可以问的问题"),
    }),
    async run({ region, year, limit, offset }) {
      const reports = wantedReports(library.reports(), { region, year });
      const structured = {
        total: reports.length,
        reports: reports.slice(offset, offset + limit).map(reportRow),
        regions: regionNames(reports),
        years: yearsOf(reports),
        measures: region === undefined ? [] : measuresOf(library, region, year),
        examples: region === undefined ? library.suggestions(EXAMPLES) : [],
      };
      return { structured, text: textOf(structured, offset) };
    },
  });
}

/** A report as one flat row. */
function reportRow(card: ReportCard): z.input<typeof reportSchema> {
  const { id, title, organisation, region, period, publishedOn, file, figureCount, recognised } = card;
  return {
    id,
    title,
    organisation,
    region: region?.name ?? "",
    period: period?.label ?? "",
    publishedOn,
    file,
    figureCount,
    recognised,
  };
}

function yearsOf(reports: readonly ReportCard[]): number[] {
  const years = reports.flatMap(({ period }) => (period ? [Number(period.end.slice(0, 4))] : []));
  return [...new Set(years)].sort((a, b) => b - a);
}

function measuresOf(library: Library, name: string, year: number | undefined): string[] {
  const metrics = library
    .findRegions(name)
    .flatMap((region) => library.keyFigures(region, year)?.groups ?? [])
    .flatMap(({ figures }) => figures.map(({ metric }) => metric))
    .filter((metric) => metric !== "");
  return [...new Set(metrics)].slice(0, MAX_MEASURES);
}

function textOf(
  covered: {
    total: number;
    reports: z.input<typeof reportSchema>[];
    regions: string[];
    measures: string[];
    examples: string[];
  },
  offset: number,
): string {
  const { total, reports, regions, measures, examples } = covered;
  const rows = reports.map(({ title, file, region, period, figureCount, id }) =>
    [title || file, region, period, `${figureCount} 个数字`, `编号 ${id}`].filter(Boolean).join(" · "),
  );
  const left = total - offset - rows.length;
  const lines = [
    total === 0 ? "没有符合条件的报告。" : `共 ${total} 份报告，${regions.length} 个地区。`,
    ...rows.map((row, i) => `${offset + i + 1}. ${row}`),
    ...(left > 0 ? [`还有 ${left} 份，把 offset 设为 ${offset + rows.length} 可以接着看。`] : []),
    ...(measures.length > 0 ? [`可以问的指标：${measures.join("、")}`] : []),
    ...(examples.length > 0 ? [`可以问：${examples.join("；")}`] : []),
  ];
  return visibleText(lines.join("\n"));
}
