/**
 * /reports: which reports there are, by region and paged, each region with a button for its key figures.
 */
import { Composer, type Context } from "grammy";
import type { ReportCard } from "../../domain/index.ts";
import { visibleText } from "../rendering/index.ts";
import type { LibraryNeeds } from "./chat-needs.ts";
import { type Block, run, textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { pairs } from "./region-request.ts";
import { button, type SheetPage, sendSheet } from "./sheet.ts";

const regionsPerPage = 6;
const reportsPerPage = 15;

interface RegionReports {
  region: ReportCard["region"];
  reports: ReportCard[];
}

/** Lists the reports. */
export function reportsFeature(needs: LibraryNeeds): Composer<Context> {
  const feature = new Composer();
  feature.command("reports", async (ctx) => {
    const name = ctx.match.trim();
    const codes = name === "" ? null : needs.library.findRegions(name).map(({ code }) => code);
    const reports = needs.library
      .reports()
      .filter(({ region }) => codes === null || codes.some((code) => region?.code.startsWith(code)));
    if (reports.length === 0) {
      const none =
        name === ""
          ? "还没有收录报告，请联系管理员。"
          : `没有收录“${name.slice(0, 40)}”的报告。发送 /reports 看全部。`;
      await ctx.reply(none);
      return;
    }
    await sendSheet(ctx, { pages: reportPages(reports, needs), rows: [] }, needs);
  });
  return feature;
}

function reportPages(reports: readonly ReportCard[], needs: LibraryNeeds): SheetPage[] {
  const groups = pagesOf(byRegion(reports));
  return groups.flatMap((group, i) => {
    const head = i === 0 ? [textBlock(`共收录 ${reports.length} 份报告`)] : [];
    const buttons = group.flatMap(({ region }) =>
      region ? [button(`${region.name}主要数字`, needs.choices.keep({ kind: "figures", region }))] : [],
    );
    const pages: SheetPage[] = messagePages([...head, ...group.map(regionBlock)]);
    return pages.map((page) => ({ ...page, rows: pairs(buttons) }));
  });
}

function byRegion(reports: readonly ReportCard[]): RegionReports[] {
  const groups = new Map<string, RegionReports>();
  for (const report of reports) {
    const code = report.region?.code ?? "~";
    const group = groups.get(code) ?? { region: report.region, reports: [] };
    group.reports.push(report);
    groups.set(code, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** At most so many regions and reports on a page; a region with more reports goes on in the next. */
function pagesOf(groups: readonly RegionReports[]): RegionReports[][] {
  const pages: RegionReports[][] = [[]];
  let room = reportsPerPage;
  for (const { region, reports } of groups) {
    const sorted = [...reports].sort((a, b) => (b.period?.end ?? "").localeCompare(a.period?.end ?? ""));
    for (let from = 0; from < sorted.length; ) {
      if (room === 0 || (pages.at(-1)?.length ?? 0) >= regionsPerPage) {
        pages.push([]);
        room = reportsPerPage;
      }
      const shown = sorted.slice(from, from + room);
      pages.at(-1)?.push({ region, reports: shown });
      from += shown.length;
      room -= shown.length;
    }
  }
  return pages;
}

function regionBlock({ region, reports }: RegionReports): Block {
  const lines = reports.map((report) => {
    const facts = [
      report.period?.label ?? "时期不明",
      `${report.figureCount} 个数字`,
      ...(report.recognised ? ["图片识别"] : []),
    ];
    return `\n· ${visibleText(report.title).trim() || report.file}（${facts.join("，")}）`;
  });
  return textBlock(run(region?.name ?? "地区不明", "b"), ...lines);
}
