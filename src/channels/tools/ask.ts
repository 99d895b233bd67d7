/**
 * The tool `ask`: a question in plain words in, the whole answer out, as a chat would show it.
 */
import { z } from "zod";
import { type AskingDesk, defineTool, type ProgramTool } from "./program-tool.ts";
import { answerSchema, textArgument } from "./schemas.ts";
import { sourcedText } from "./sourced-text.ts";

/** Takes questions up to the desk's longest one. */
export function askTool({ assistant, maxQuestionChars = 500 }: AskingDesk): ProgramTool {
  return defineTool({
    name: "ask",
    title: "提问",
    description:
      "用大白话问政务服务报告里的数字、比较或做法。回答里的每个数字都带出处和原句；报告里没有就拒答并说明。" +
      "引用数字时请连同地区、时期和出处，不要改动数字。",
    input: z.strictObject({
      question: textArgument("湛江有多少跨省通办事项", maxQuestionChars).describe(
        "完整的问题，说出地区、时期和指标",
      ),
      conversation: textArgument("a1", 100)
        .optional()
        .describe("同一个编号的问题算同一场对话，可以追问（那蓬江呢？）"),
    }),
    output: answerSchema,
    async run({ question, conversation }) {
      const answer = await assistant.ask({
        question,
        ...(conversation === undefined ? {} : { conversation }),
      });
      return { structured: { ...answer }, text: sourcedText(answer.text, answer.citations, answer.choices) };
    },
  });
}
