/**
 * The machine interface of answers as zod schemas, for programs that want to know what comes out.
 * Fields may be added to an answer; a schema here never forbids them.
 */
import { z } from "zod";

export const figureSchema = z.object({
  value: z.number().nullable().describe("数值，按 unit 计；不是数字的结果为 null"),
  unit: z.string(),
  raw: z.string().describe("原文写法，含“超”“约”等限定词"),
  qualifier: z.string().optional(),
  metric: z.string().describe("所数的是什么，用原文的词"),
  region: z.string(),
  period: z.string(),
  status: z.enum(["actual", "plan"]).describe("actual 为已完成，plan 为计划或目标"),
  citation: z.number().nullable().describe("出处的编号；只有算出来的数为 null"),
  derived: z
    .object({
      operation: z.enum(["difference", "ratio", "sum", "share"]),
      operands: z.array(z.number()).describe("由 figures 里第几个（从 0 数）算出"),
    })
    .optional(),
});

/** Where in which report a text stands. */
const place = {
  report: z.string().describe("报告的编号"),
  title: z.string(),
  file: z.string(),
  region: z.string(),
  period: z.string(),
  section: z.string(),
  page: z.number().optional(),
};

export const citationSchema = z.object({
  n: z.number(),
  ...place,
  quote: z.string().describe("原文，一字不改"),
  start: z.number(),
  end: z.number(),
});

export const answerSchema = z.object({
  id: z.string().optional(),
  question: z.string(),
  kind: z.enum(["figure", "comparison", "list", "passage", "clarify", "refusal"]),
  text: z.string(),
  figures: z.array(figureSchema),
  citations: z.array(citationSchema),
  refusal: z
    .object({
      reason: z.enum(["off_topic", "no_report", "no_figure", "other_period_or_region"]),
      nearest: z.array(figureSchema).optional().describe("最接近的，不是所问的"),
    })
    .optional(),
  notes: z.array(z.string()),
  choices: z.array(z.string()).optional(),
  ms: z.number(),
});

export const passageSchema = z.object({
  text: z.string().describe("原文，一字不改；很长的只有开头"),
  ...place,
  start: z.number(),
  end: z.number(),
  score: z.number().describe("0 到 1，只在同一次查找里可比"),
});

export const reportSchema = z.object({
  id: z.string(),
  title: z.string(),
  organisation: z.string(),
  region: z.string(),
  period: z.string(),
  publishedOn: z.string().nullable(),
  file: z.string(),
  figureCount: z.number(),
  recognised: z.boolean().describe("true 为从图片识别的文字，可能有错字"),
});

/** A region's name as an argument. */
export const regionArgument = z
  .string("应为地区名，例如 湛江市")
  .trim()
  .min(1, "不能为空")
  .max(40, "最多 40 字");

/** A year as an argument. */
export const yearArgument = z
  .number("应为四位数的年份，例如 2021")
  .int("应为整数")
  .min(1949, "应为四位数的年份，例如 2021")
  .max(2100, "应为四位数的年份，例如 2021");

/** A count as an argument. */
export function countArgument(min: number, max: number) {
  const rule = `应为 ${min} 到 ${max} 之间的整数`;
  return z.number(rule).int(rule).min(min, rule).max(max, rule);
}

/** A text as an argument; lengths in characters. */
export function textArgument(example: string, maxChars: number) {
  return z
    .string(`应为文字，例如 ${example}`)
    .trim()
    .min(1, "不能为空")
    .max(maxChars, `太长了，请缩短到 ${maxChars} 字以内`);
}
