/**
 * 对比 under an answer, and /compare 湛江 揭东 12345办结率: a table, and a chart of it as a picture.
 */
import { Composer, type Context } from "grammy";
import type { Answer, MeasureTable } from "../../domain/index.ts";
import { chartOf, chartTitle, tableChart } from "../charts/index.ts";
import { plainUnit } from "../rendering/index.ts";
import { citationLines } from "./answer-message.ts";
import { answerQuestion } from "./answer-question.ts";
import type { LibraryNeeds } from "./chat-needs.ts";
import { acknowledge, onAction } from "./choice-feature.ts";
import { quoteBlock, run, tableBlock, textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { recognisedReports } from "./recognised-reports.ts";
import { sendPicture } from "./send-picture.ts";
import { sendSheet } from "./sheet.ts";
import { textTable } from "./text-table.ts";

const usage =
  "请写上要比较的地区和数字，用空格隔开，例如：\n/compare 湛江 揭东 12345办结率\n/compare 湛江 2020 2021 网上可办率";

/** Sets a measure side by side over regions or years. */
export function compareFeature(needs: LibraryNeeds): Composer<Context> {
  const feature = new Composer();
  onAction(feature, needs, "table", async (ctx, { shown }) => {
    const figure = shown.answer.figures.find(({ derived }) => !derived);
    const table =
      (figure && (await needs.library.table(shown.answer.question, figure))) ?? tableOf(shown.answer);
    if (!table || table.rows.length < 2) {
      await acknowledge(ctx, needs, "现有报告里，没有其他年份或地区的同一数字可比。");
      return;
    }
    await acknowledge(ctx, needs);
    await sendTable(ctx, table, needs);
    await sendChart(ctx, table, needs);
  });
  feature.command("compare", async (ctx) => {
    const words = ctx.match.trim();
    if (words === "" || [...words].length > needs.maxQuestionChars) {
      await ctx.reply(usage);
      return;
    }
    const answer = await answerQuestion(ctx, comparisonQuestion(words, needs), needs);
    const table = tableOf(answer);
    if (table) await sendChart(ctx, table, needs);
  });
  return feature;
}

/** 湛江 揭东 办结率 → 湛江和揭东的办结率对比; 湛江 2020 2021 办结率 → 湛江2020年和2021年的办结率对比. A sentence stays as it is. */
function comparisonQuestion(words: string, { library }: Pick<LibraryNeeds, "library">): string {
  const regions: string[] = [];
  const years: string[] = [];
  const rest: string[] = [];
  for (const word of words.split(/[\s,，、]+/).filter(Boolean)) {
    const year = /^((?:19|20)\d\d)年?$/.exec(word)?.[1];
    if (year) years.push(`${year}年`);
    else if (rest.length === 0 && library.findRegions(word).length > 0) regions.push(word);
    else rest.push(word);
  }
  if (rest.length === 0 || regions.length + years.length < 2) return words;
  return `${regions.join("和")}${years.join("和")}的${rest.join("")}对比`;
}

/** The cited figures of an answer that are of its first figure's kind, as a table; null for fewer than two. */
function tableOf(answer: Answer): MeasureTable | null {
  const [first] = answer.figures;
  if (!first) return null;
  const rows = answer.figures.flatMap((figure) => {
    const citation = answer.citations.find(({ n }) => n === figure.citation);
    const alike = plainUnit(figure.unit) === plainUnit(first.unit) && !figure.derived;
    return citation && alike
      ? [{ name: `${figure.region}${shownPeriod(figure.period)}`, figure, citation }]
      : [];
  });
  const places = new Set(rows.map(({ name }) => name));
  return places.size < 2 || places.size < rows.length ? null : { metric: first.metric, rows };
}

async function sendTable(ctx: Context, table: MeasureTable, needs: LibraryNeeds): Promise<void> {
  const citations = table.rows.map(({ citation }, i) => ({ ...citation, n: i + 1 }));
  const lines = citationLines(citations, recognisedReports(needs.library, citations));
  const periods = new Set(table.rows.map(({ figure }) => figure.period));
  const regions = new Set(table.rows.map(({ figure }) => figure.region));
  const mixed = periods.size > 1 && regions.size > 1;
  const pages = messagePages([
    textBlock(run(chartTitle(table), "b")),
    tableBlock(textTable(table)),
    textBlock(run(mixed ? "注意：各数的时期不同，比较仅供参考。" : "", "i")),
    quoteBlock([run("出处（按行）", "b"), `\n${lines}`], { fold: true }),
  ]);
  await sendSheet(ctx, { pages, rows: [] }, needs);
}

async function sendChart(ctx: Context, table: MeasureTable, needs: LibraryNeeds): Promise<void> {
  if (chartOf(table) === null) return;
  const caption = [textBlock(run(chartTitle(table), "b"), "\n数字以报告原文为准。")];
  await sendPicture(ctx, needs, { draw: () => tableChart(table), name: "对比图.png", caption });
}

function shownPeriod(period: string): string {
  return /^\d{4}$/.test(period) ? `${period}年` : period;
}
