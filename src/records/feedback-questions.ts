/**
 * Feedback in, evaluation questions out: JSON lines in the form of the gold questions, for a person to correct.
 * The figures stand as they were answered and doubted; with their correction the line becomes a gold question.
 */
import type { Feedback } from "./records.ts";

/** One line per feedback, oldest first: the doubted figures under `wrong`, what is expected left empty. */
export function feedbackQuestions(feedback: readonly Feedback[]): string {
  return feedback
    .toSorted((a, b) => a.id - b.id)
    .map(
      ({ id, at, question, answer, evidence, note }) =>
        `${JSON.stringify({
          id: `feedback-${id}`,
          question,
          type:
            answer.kind === "refusal" ? "unanswerable" : answer.kind === "comparison" ? "compare" : "figure",
          answer: "",
          figures: [],
          docs: [...new Set(evidence.map((citation) => citation.file))],
          tags: ["feedback"],
          wrong: answer.figures.map(({ value, unit, metric, region, period }) => ({
            value,
            unit,
            metric,
            region,
            period,
          })),
          told: answer.text,
          note,
          at,
        })}\n`,
    )
    .join("");
}
