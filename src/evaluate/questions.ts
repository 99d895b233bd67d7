/**
 * Gold questions: JSON lines with the figures, reports and refusal reasons that a right answer has.
 */
import { z } from "zod";
import { UserError } from "../domain/index.ts";

const figureSchema = z.object({ value: z.number(), unit: z.string().default("") });

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  type: z.enum(["figure", "followup", "compare", "list", "narrative", "unanswerable"]),
  answer: z.string().default(""),
  figures: z.array(figureSchema).default([]),
  doc: z.string().nullish(),
  docs: z.array(z.string()).default([]),
  sources: z.array(z.object({ doc: z.string() })).default([]),
  tags: z.array(z.string()).default([]),
  reason: z.string().optional(),
  after: z.string().optional(),
});

export type GoldQuestion = z.output<typeof questionSchema>;
export type GoldFigure = z.output<typeof figureSchema>;

/** Parses gold questions; throws a UserError that names the line when one is not valid. */
export function parseQuestions(jsonLines: string, file: string): GoldQuestion[] {
  return jsonLines.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      return [questionSchema.parse(JSON.parse(line))];
    } catch {
      throw new UserError(`${file} 第 ${i + 1} 行不是有效的问题，请检查这一行的 JSON。`);
    }
  });
}

/** File names of the reports that may answer a question. */
export function docsOf(question: GoldQuestion): Set<string> {
  return new Set([
    ...question.docs,
    ...(question.doc ? [question.doc] : []),
    ...question.sources.map((s) => s.doc),
  ]);
}

/** Conversation of a question: the id of the first question of its chain of follow-ups. */
export function conversationOf(question: GoldQuestion, all: GoldQuestion[]): string {
  let first = question;
  for (let i = 0; i < all.length && first.after !== undefined; i++) {
    const before = all.find((q) => q.id === first.after);
    if (!before) break;
    first = before;
  }
  return first.id;
}
