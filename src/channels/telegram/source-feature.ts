/**
 * 原文: the paragraph of a citation with the ones before and after it, the quote underlined and the figure bold.
 */
import { Composer, type Context } from "grammy";
import type { AnswerFigure, Citation, Surroundings } from "../../domain/index.ts";
import { citationLabel, visibleText } from "../rendering/index.ts";
import type { LibraryNeeds } from "./chat-needs.ts";
import { acknowledge, onAction } from "./choice-feature.ts";
import type { ShownAnswer } from "./choice-store.ts";
import { type Block, marked, run, textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { recognisedReports } from "./recognised-reports.ts";
import { button, editSheet, type Sheet, sendSheet } from "./sheet.ts";

const maxSources = 8;

/** Shows where a figure stands; several citations are switched by buttons. */
export function sourceFeature(needs: LibraryNeeds): Composer<Context> {
  const feature = new Composer();
  onAction(feature, needs, "source", async (ctx, { shown, at, edit }) => {
    const citation = shown.answer.citations[at];
    const around = citation && needs.library.around(citation.report, citation.start, citation.end);
    if (!citation || !around) {
      await acknowledge(ctx, needs, "这份报告已更新或移除，请重新提问。");
      return;
    }
    await acknowledge(ctx, needs);
    const sheet = sourceSheet(shown, at, citation, around, needs);
    const id = ctx.callbackQuery.message?.message_id;
    if (!edit || id === undefined || !(await editSheet(ctx, id, sheet, needs)))
      await sendSheet(ctx, sheet, needs);
  });
  return feature;
}

function sourceSheet(
  shown: ShownAnswer,
  at: number,
  citation: Citation,
  around: Surroundings,
  needs: LibraryNeeds,
): Sheet {
  const recognised = recognisedReports(needs.library, [citation])(citation.report);
  const blocks = sourceBlocks(citation, shown.answer.figures, around, recognised);
  const others = shown.answer.citations.slice(0, maxSources).map(({ n }, i) => {
    const label = i === at ? `· ${n} ·` : `[${n}]`;
    return button(label, needs.choices.keep({ kind: "source", shown, at: i, edit: true }));
  });
  return { pages: messagePages(blocks), rows: others.length > 1 ? [others] : [] };
}

function sourceBlocks(
  citation: Citation,
  figures: readonly AnswerFigure[],
  around: Surroundings,
  recognised: boolean,
): Block[] {
  const label = citationLabel(citation);
  const { paragraph, start, end } = around;
  const raw = figures.find((figure) => figure.citation === citation.n)?.raw ?? "";
  const where = [label.section, label.period, label.place].filter((part) => part !== "").join("\n");
  return [
    textBlock(run(`[${citation.n}] ${label.title}`, "b"), `\n${where}`),
    textBlock(around.before),
    textBlock(
      run(paragraph.slice(0, start)),
      ...marked(visibleText(paragraph.slice(start, end)), visibleText(raw), ["u"], ["b"]),
      run(paragraph.slice(end)),
    ),
    textBlock(around.after),
    textBlock(run(recognised ? "以上文字由图片识别，请与原件核对。" : "", "i")),
  ];
}
