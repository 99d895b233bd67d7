/**
 * /figures 湛江 2021: a region's key figures on one page, with a button that makes a picture of them to forward.
 */
import { Composer, type Context } from "grammy";
import type { KeyFigures } from "../../domain/index.ts";
import { figureCard, figureLabel } from "../charts/index.ts";
import { citationLines } from "./answer-message.ts";
import type { LibraryNeeds } from "./chat-needs.ts";
import { acknowledge, onAction } from "./choice-feature.ts";
import { type Block, quoteBlock, type Run, run, textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { recognisedReports } from "./recognised-reports.ts";
import { type RegionYear, regionRequest } from "./region-request.ts";
import { sendPicture } from "./send-picture.ts";
import { button, sendSheet } from "./sheet.ts";

const maxPerGroup = 6;
const maxGroups = 8;
const maxYears = 6;

/** Shows key figures on command and by button. */
export function figuresFeature(needs: LibraryNeeds): Composer<Context> {
  const feature = new Composer();
  feature.command("figures", async (ctx) => {
    const asked = await regionRequest(ctx, ctx.match, "figures", needs);
    if (asked) await sendFigures(ctx, asked, needs);
  });
  onAction(feature, needs, "figures", async (ctx, asked) => {
    await acknowledge(ctx, needs);
    await sendFigures(ctx, asked, needs);
  });
  onAction(feature, needs, "card", async (ctx, { region, year }) => {
    const key = needs.library.keyFigures(region, year);
    await acknowledge(ctx, needs, key ? undefined : "这个地区的报告已移除。");
    if (!key) return;
    const titles = [...new Set(key.citations.map(({ title, file }) => title || file))].slice(0, 3);
    const caption = [
      textBlock(run(titleOf(key), "b"), `\n来源：${titles.map((title) => `《${title}》`).join("、")}`),
    ];
    await sendPicture(ctx, needs, { draw: () => figureCard(key), name: `${titleOf(key)}.png`, caption });
  });
  return feature;
}

async function sendFigures(ctx: Context, { region, year }: RegionYear, needs: LibraryNeeds): Promise<void> {
  const key = needs.library.keyFigures(region, year);
  const filled = key?.groups.some(({ figures }) => figures.length > 0) ?? false;
  const yearsOf = key ?? (year === undefined ? null : needs.library.keyFigures(region));
  const otherYears = (yearsOf?.years ?? []).filter((one) => one !== key?.year || !filled).slice(0, maxYears);
  const keep = needs.choices.keep;
  const years = otherYears.map((one) => button(`${one}年`, keep({ kind: "figures", region, year: one })));
  if (!key || !filled) {
    const missing = `${region.name}${year === undefined ? "" : `${year}年`}的报告里没有可列的数字。`;
    const hint = years.length > 0 ? "现有这些年份：" : "发送 /reports 看收录了哪些报告。";
    await sendSheet(
      ctx,
      { pages: messagePages([textBlock(missing + hint)]), rows: years.length > 0 ? [years] : [] },
      needs,
    );
    return;
  }
  const shown = { region, ...(key.year === null ? {} : { year: key.year }) };
  const actions = [button("发成图片", keep({ kind: "card", ...shown }))];
  if (needs.exportXlsx) actions.push(button("导出表格", keep({ kind: "export", ...shown })));
  const rows = years.length > 0 ? [actions, years] : [actions];
  await sendSheet(ctx, { pages: messagePages(keyFigureBlocks(key, needs)), rows }, needs);
}

/** 湛江市2021年主要数字 */
function titleOf(key: KeyFigures): string {
  return `${key.region.name}${key.year === null ? "" : `${key.year}年`}主要数字`;
}

function keyFigureBlocks(key: KeyFigures, needs: LibraryNeeds): Block[] {
  const groups = key.groups.filter(({ figures }) => figures.length > 0).slice(0, maxGroups);
  const blocks = groups.map(({ title, figures }) => {
    const lines = figures
      .slice(0, maxPerGroup)
      .flatMap((figure): Run[] => [
        run(`\n· ${figureLabel(figure, key)}：`),
        run(figure.raw, "b"),
        run(
          `${figure.status === "plan" ? "（计划）" : ""}${figure.citation === null ? "" : `[${figure.citation}]`}`,
        ),
      ]);
    return textBlock(run(title, "b"), ...lines);
  });
  const shown = new Set(
    groups.flatMap(({ figures }) => figures.slice(0, maxPerGroup).map(({ citation }) => citation)),
  );
  const citations = key.citations.filter(({ n }) => shown.has(n));
  const lines = citationLines(citations, recognisedReports(needs.library, citations));
  return [
    textBlock(run(titleOf(key), "b")),
    ...blocks,
    quoteBlock(lines === "" ? [] : [run("出处", "b"), `\n${lines}`], { fold: true }),
  ];
}
