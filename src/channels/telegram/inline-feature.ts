/**
 * Inline mode: @bot 湛江 网上可办率 in any chat offers figures to send there, each with its label and its source.
 */
import { Composer, type Context, InlineKeyboard } from "grammy";
import type { InlineQueryResultArticle } from "grammy/types";
import type { Answer, AnswerFigure } from "../../domain/index.ts";
import { citationLabel, visibleText } from "../rendering/index.ts";
import { answerBlocks, citationBlock, figureMark } from "./answer-message.ts";
import type { ChatNeeds } from "./chat-needs.ts";
import { cutLine } from "./cut-text.ts";
import { deepLink } from "./deep-link.ts";
import { type Block, run, textBlock } from "./message-blocks.ts";
import { oneMessage } from "./message-pages.ts";
import { recognisedReports } from "./recognised-reports.ts";

const maxResults = 5;
const cacheSeconds = 30;
const maxTitleChars = 64;
const maxDescriptionChars = 120;

/** Answers inline queries; an empty one with suggestions. */
export function inlineFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  feature.on("inline_query", async (ctx) => {
    const query = ctx.inlineQuery.query.trim();
    const results = await resultsFor(query, ctx.me.username, needs);
    // Personal, because a shared result would reach people whom the settings keep out.
    const other = { cache_time: cacheSeconds, is_personal: true };
    // Telegram refuses a query that is answered too late: the person has typed on meanwhile.
    await ctx.answerInlineQuery(results, other).catch(() => needs.logger.debug("inline query too old"));
  });
  return feature;
}

async function resultsFor(
  query: string,
  username: string,
  needs: ChatNeeds,
): Promise<InlineQueryResultArticle[]> {
  if ([...query].length > needs.maxQuestionChars) return [];
  if (query === "") return eachOf(needs.library?.suggestions(maxResults) ?? [], username, needs);
  if ([...query].length < 2) return [];
  const answer = await needs.assistant.ask({ question: query, rulesOnly: true });
  const cards = articles(answer, query, username, needs);
  if (cards.length > 0) return cards;
  const offered = await eachOf(answer.choices ?? [], username, needs);
  if (answer.kind === "clarify" && offered.length > 0) return offered;
  return [article(answer, query, username, needs), ...offered].slice(0, maxResults);
}

/** The headline of each question's answer. */
async function eachOf(questions: readonly string[], username: string, needs: ChatNeeds) {
  const results: InlineQueryResultArticle[] = [];
  for (const question of questions.slice(0, maxResults)) {
    const answer = await needs.assistant.ask({ question, rulesOnly: true });
    results.push(...articles(answer, question, username, needs).slice(0, 1));
  }
  return results.map((result, i) => ({ ...result, id: String(i) }));
}

function articles(
  answer: Answer,
  question: string,
  username: string,
  needs: ChatNeeds,
): InlineQueryResultArticle[] {
  return answer.figures.slice(0, maxResults).map((figure, i) => {
    const citation = answer.citations.find(({ n }) => n === figure.citation);
    const where = [figure.region, figure.period].map(visibleText).filter((part) => part !== "");
    const mark = figureMark(figure);
    const source = citation ? `《${citationLabel(citation).title}》` : "";
    const whole = i === 0 || !citation;
    const blocks = whole ? answerWithin(answer, needs) : figureBlocks(figure, answer, needs);
    return {
      type: "article",
      id: String(i),
      title: cutLine(`${visibleText(figure.raw)}  ${visibleText(figure.metric)}`, maxTitleChars),
      description: cutLine(
        [...where, mark, source].filter((part) => part !== "").join(" · "),
        maxDescriptionChars,
      ),
      ...content(blocks, question, username, needs),
    };
  });
}

function article(
  answer: Answer,
  question: string,
  username: string,
  needs: ChatNeeds,
): InlineQueryResultArticle {
  const [firstLine = ""] = visibleText(answer.text).split("\n");
  return {
    type: "article",
    id: "text",
    title: answer.kind === "refusal" ? "报告里没有查到" : cutLine(question, maxTitleChars),
    description: cutLine(firstLine, maxDescriptionChars),
    ...content(answerWithin(answer, needs), question, username, needs),
  };
}

function answerWithin(answer: Answer, needs: ChatNeeds): Block[] {
  return answerBlocks(answer, { isRecognised: recognisedReports(needs.library, answer.citations) });
}

function figureBlocks(figure: AnswerFigure, answer: Answer, needs: ChatNeeds): Block[] {
  const mark = figureMark(figure);
  const label = `${figure.region} · ${figure.period} · ${figure.metric}：`;
  const cited = answer.citations.filter(({ n }) => n === figure.citation);
  const isRecognised = recognisedReports(needs.library, cited);
  return [
    textBlock(
      label,
      run(figure.raw, "b"),
      mark === "" ? "" : "\n",
      run(mark === "" ? "" : `（${mark}）`, "i"),
    ),
    ...cited.map((citation) => citationBlock(citation, [figure], isRecognised(citation.report))),
  ];
}

function content(blocks: readonly Block[], question: string, username: string, { choices }: ChatNeeds) {
  return {
    input_message_content: {
      message_text: oneMessage(blocks).html,
      parse_mode: "HTML" as const,
      link_preview_options: { is_disabled: true },
    },
    reply_markup: new InlineKeyboard().url("在政问里查看", deepLink(username, question, choices)),
  };
}
