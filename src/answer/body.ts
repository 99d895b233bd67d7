/**
 * An answer on its way: what every stage between the look-up and the gate hands on, and how its caveats are told.
 */
import type { Answer } from "../domain/index.ts";

/** An answer as the stages make it, before it is given its question and its time. */
export type Body = Omit<Answer, "id" | "question" | "ms">;

const NOTE = "注意：";

/** A caveat as a line of an answer's text. */
export function noteLine(note: string): string {
  return `${NOTE}${note}。`;
}

/** True for a line of an answer's text that is a caveat. */
export function isNoteLine(line: string): boolean {
  return line.startsWith(NOTE);
}

/** The answer with further caveats, in its text and among its notes. */
export function withNotes<B extends Pick<Answer, "text" | "notes">>(body: B, notes: readonly string[]): B {
  if (notes.length === 0) return body;
  return {
    ...body,
    notes: [...body.notes, ...notes],
    text: [body.text, ...notes.map(noteLine)].join("\n"),
  };
}
