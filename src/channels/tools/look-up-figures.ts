/**
 * The tool `lookup_figures`: a question or a measure with region and period in, figures with citations out.
 */
import { z } from "zod";
import type { AnswerFigure } from "../../domain/index.ts";
import { type FigureLookup, findFigures } from "./find-figures.ts";
import { type AskingDesk, defineTool, type ProgramTool } from "./program-tool.ts";
import { citationSchema, figureSchema, regionArgument, textArgument } from "./schemas.ts";
import { sourcedText } from "./sourced-text.ts";

/** Takes questions up to the desk's longest one. */
export function lookUpFiguresTool({ assistant, maxQuestionChars = 500 }: AskingDesk): ProgramTool {
  return defineTool({
    name: "lookup_figures",
    title: "查数字",
    description:
      "从政务服务报告的数字账本里查数字，只返回数字和出处（报告、章节、原句）。给出 question，" +
      "或给出 measure 加 region、period。found 为 false 时没有这个数字，nearest 里的是别的时期或地区的，" +
      "不能当作所问的答案。",
    input: z.strictObject({
      question: textArgument("湛江有多少跨省通办事项", maxQuestionChars).optional().describe("完整的问题"),
      measure: textArgument("网上可办率", 80).optional().describe("指标；给了 question 就不必给"),
      region: regionArgument.optional().describe("地区，例如 湛江市"),
      period: textArgument("2021年", 40).optional().describe("时期，例如 2021年、2022年上半年"),
    }),
    output: z.object({
      found: z.boolean(),
      question: z.string(),
      message: z.string(),
      figures: z.array(figureSchema),
      nearest: z.array(figureSchema).describe("别的时期或地区的数字，不是所问的"),
      citations: z.array(citationSchema),
      notes: z.array(z.string()),
      choices: z.array(z.string()),
    }),
    async run(query) {
      const lookup = await findFigures(assistant, query);
      return { structured: lookup, text: textOf(lookup) };
    },
  });
}

function textOf({ message, figures, nearest, citations, notes, choices }: FigureLookup): string {
  const lines = [
    message,
    ...figures.map(lineOf),
    // A refusal's message tells the nearest already, in words.
    ...(nearest.length > 0 ? ["以下最接近，但不是所问的：", ...nearest.map(lineOf)] : []),
    ...notes.map((note) => `提醒：${note}`),
  ];
  return sourcedText(lines.join("\n"), citations, choices);
}

function lineOf(figure: AnswerFigure): string {
  const status = figure.status === "plan" ? "计划" : "实绩";
  const source = figure.citation === null ? "由以上的数算出" : `[${figure.citation}]`;
  const value = figure.raw || `${figure.value ?? ""}${figure.unit}`;
  return `- ${figure.region} ${figure.period}（${status}）${figure.metric}：${value} ${source}`;
}
