/**
 * The gate as the assistants use it: an answer's body and its question in, what the evidence does not carry out.
 * A body is examined once, however often it is asked about; one that was changed since is another body.
 */
import type { Body } from "./body.ts";
import type { Slot } from "./understand/index.ts";
import { type EvidenceSource, type Problem, verify } from "./verify/index.ts";

/** The question as asked, and what it was understood to ask where it was understood. */
export interface Asked {
  question: string;
  slots: readonly Slot[];
}

/** Everything in a body that its evidence does not carry; empty where it may leave. */
export type Gate = (body: Body, asked: Asked) => Problem[];

/** A gate over one index. */
export function createGate(source: EvidenceSource): Gate {
  const examined = new WeakMap<Body, Problem[]>();
  return (body, { question, slots }) => {
    const known = examined.get(body);
    if (known) return known;
    // A follow-up asks for the period that it took over from the conversation.
    const periods = slots.flatMap((slot) => slot.periods.map((p) => p.text)).join(" ");
    const problems = verify({ ...body, question: `${question} ${periods}`, ms: 0 }, source);
    examined.set(body, problems);
    return problems;
  };
}
