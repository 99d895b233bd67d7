/**
 * 换年份/地区: the same measure for other years and regions of which the ledger knows it, as buttons that ask.
 */
import { Composer, type Context } from "grammy";
import type { LibraryNeeds } from "./chat-needs.ts";
import { acknowledge, onAction } from "./choice-feature.ts";
import { run, textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { button, sendSheet } from "./sheet.ts";

const maxOfEach = 8;

/** Offers the questions; says so when there is no other year or region. */
export function alternativesFeature(needs: LibraryNeeds): Composer<Context> {
  const feature = new Composer();
  onAction(feature, needs, "others", async (ctx, { shown }) => {
    const figure = shown.answer.figures.find(({ derived }) => !derived);
    const found = figure && (await needs.library.alternatives(shown.answer.question, figure));
    const questions = found ? [...found.years.slice(0, maxOfEach), ...found.regions.slice(0, maxOfEach)] : [];
    if (!figure || questions.length === 0) {
      await acknowledge(ctx, needs, "现有报告里，这个数字没有其他年份或地区的。");
      return;
    }
    await acknowledge(ctx, needs);
    const rows = questions.map((question) => [
      button(question, needs.choices.keep({ kind: "ask", question })),
    ]);
    const pages = messagePages([textBlock("同一数字，报告里还有这些年份和地区：", run(figure.metric, "b"))]);
    await sendSheet(ctx, { pages, rows }, needs);
  });
  return feature;
}
