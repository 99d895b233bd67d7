/**
 * An answer on its way: what every stage between the look-up and the gate hands on.
 */
import type { Answer } from "../domain/index.ts";

/** An answer as the stages make it, before it is given its question and its time. */
export type Body = Omit<Answer, "id" | "question" | "ms">;
