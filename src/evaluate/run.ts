/**
 * Asks every gold question of an assistant, follow-ups in their conversation, and keeps the traces.
 */
import type { Trace, TracedAssistant } from "../answer/index.ts";
import type { Answer } from "../domain/index.ts";
import { conversationOf, type GoldQuestion } from "./questions.ts";

export interface Asked {
  question: GoldQuestion;
  answer: Answer;
  trace: Trace | null;
}

/** Answers in the order of the questions. */
export async function askAll(assistant: TracedAssistant, questions: GoldQuestion[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const { answer, trace } = await assistant.explain({
      id: question.id,
      conversation: conversationOf(question, questions),
      question: question.question,
    });
    asked.push({ question, answer, trace });
  }
  return asked;
}
