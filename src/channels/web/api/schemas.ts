/**
 * What the API takes and gives, as zod schemas: the source of the OpenAPI description, and what the tests hold responses to.
 */
import { z } from "zod";

const text = (description: string) => z.string().describe(description);
const offset = z.int().min(0).describe("UTF-16 offset into the report's text");

const answerFigure = z.object({
  value: z.number().nullable().describe("As written, in `unit`; null for a non-numeric result"),
  unit: text("As written: 项, %, 万人; empty where the source writes none"),
  raw: text("The characters in the source"),
  qualifier: text("超, 约, 近 …").optional(),
  metric: text("What is counted, in the source's words"),
  region: z.string(),
  period: text("2021, 2024-01/2024-05, 2019 年末 …"),
  status: z.enum(["actual", "plan"]),
  citation: z.int().nullable().describe("n of the citation; null only when derived"),
  derived: z
    .object({ operation: z.enum(["difference", "ratio", "sum", "share"]), operands: z.array(z.number()) })
    .optional(),
});

const citation = z.object({
  n: z.int(),
  report: text("Stable report id"),
  title: z.string(),
  file: z.string(),
  region: z.string(),
  period: z.string(),
  section: text("Heading path, joined by ' > '"),
  page: z.int().optional(),
  quote: text("Verbatim: text.slice(start, end)"),
  start: offset,
  end: offset,
});

const refusal = z.object({
  reason: z.enum(["off_topic", "no_report", "no_figure", "other_period_or_region"]),
  nearest: z.array(answerFigure).optional().describe("Not what was asked; never in `figures`"),
});

const answer = z.object({
  id: z.string().optional(),
  question: z.string(),
  kind: z.enum(["figure", "comparison", "list", "passage", "clarify", "refusal"]),
  text: text("Plain text with [1] after each cited clause"),
  figures: z.array(answerFigure),
  citations: z.array(citation),
  refusal: refusal.optional(),
  notes: z.array(z.string()).describe("Caveats, also told in `text`"),
  choices: z.array(z.string()).optional().describe("Questions to go on with"),
  mode: z
    .enum(["rules", "model"])
    .optional()
    .describe("model: a language model worded it or chose its evidence; rules when left out"),
  ms: z.number(),
});

const region = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(["province", "city", "county", "township", "zone"]),
});

const period = z.object({
  label: z.string(),
  start: text("YYYY-MM"),
  end: text("YYYY-MM"),
  pointInTime: z.boolean().optional(),
});

const reportCard = z.object({
  id: z.string(),
  file: z.string(),
  title: z.string(),
  organisation: z.string(),
  region: region.nullable(),
  period: period.nullable(),
  publishedOn: z.string().nullable().describe("YYYY-MM-DD"),
  figureCount: z.int(),
  warnings: z.array(z.string()),
  recognised: z.boolean().describe("True when the text was recognised from pictures"),
});

const ledgerFigure = answerFigure.extend({
  id: z.string(),
  section: z.string(),
  page: z.int().optional(),
  start: offset,
  end: offset,
  sentence: z.string(),
});

const report = reportCard.extend({
  text: z.string(),
  outline: z.array(z.object({ title: z.string(), level: z.int(), start: offset })),
  figures: z.array(ledgerFigure),
  pageStarts: z.array(offset),
});

const measureTable = z.object({
  metric: z.string(),
  rows: z.array(z.object({ name: z.string(), figure: answerFigure, citation })),
});

/** Every schema by the name that the description gives it. */
export const schemas = {
  Answer: answer,
  Report: report,
  Reports: z.object({ reports: z.array(reportCard) }),
  Surroundings: z.object({
    before: z.string(),
    paragraph: z.string(),
    start: offset,
    end: offset,
    after: z.string(),
  }),
  KeyFigures: z.object({
    region,
    years: z.array(z.int()),
    year: z.int().nullable(),
    groups: z.array(z.object({ title: z.string(), figures: z.array(ledgerFigure) })),
    citations: z.array(citation),
  }),
  Comparison: z.object({ answer, table: measureTable.nullable() }),
  Coverage: z.object({
    reports: z.int(),
    figures: z.int(),
    years: z.array(z.int()).describe("Newest first"),
    regions: z.array(
      z.object({
        region: region.nullable(),
        years: z.array(z.int()),
        figures: z.int(),
        reports: z.array(z.string()).describe("Report ids"),
      }),
    ),
  }),
  Suggestions: z.object({ questions: z.array(z.string()) }),
  AskRequest: z.object({
    question: z.string(),
    conversation: z.string().max(200).optional().describe("Questions of one conversation follow each other"),
    id: z.string().max(200).optional().describe("Comes back in the answer"),
  }),
  Health: z.object({ status: z.literal("ok"), version: z.string().optional() }),
  Error: z.object({ error: text("What happened and what to do, in Chinese") }),
} as const;

export type SchemaName = keyof typeof schemas;
