/**
 * What a chat remembers of a question and its answer, for the question after it.
 */
import type { Store } from "../../store/index.ts";
import type { Body } from "../body.ts";
import type { Operand } from "../comparing/index.ts";
import { isFound, type SlotResult } from "../look-up.ts";
import { evidenceOf, type Turn } from "./converse.ts";
import type { Request } from "./follow-up.ts";

/** What a question asked in its chat, and what answered it. */
export interface Answered {
  request: Request;
  last: Turn | undefined;
  body: Body;
  trace: { results: SlotResult[]; compared: Operand[] | null };
}

/** Figures told before that a chat may set side by side. */
const MOST_TOLD = 8;

/** The turn to remember. */
export function turnAfter(store: Store, { request, last, body, trace }: Answered): Turn {
  const { regions, slots, operation, pairs, complete } = request;
  const found = trace.results.filter(isFound);
  const refused = body.kind === "refusal" || body.kind === "clarify";
  const pair = body.kind === "figure" ? (pairs[0] ?? null) : null;
  const answered = found[0]?.best.report.region;
  const operands = trace.compared ?? found.map(({ best, slot }) => ({ name: slot.own, candidate: best }));
  const headline = operands[0]?.candidate.profile.figure;
  const told = {
    shownIds: statedIds(store, body),
    ...(headline ? { headline } : {}),
    evidence: operands.map((o) => evidenceOf(o.candidate)),
    operands,
    before: [...(last?.before ?? []), ...(last?.operands ?? [])].slice(-MOST_TOLD),
  };
  return {
    ...told,
    // A follow-up that was refused leaves what was told before it in place: 办结率呢 after 还剩多少.
    ...(refused && !complete && last ? toldIn(last) : {}),
    regions: pair ? [pair.home] : regions.length > 0 ? regions : answered && !refused ? [answered] : [],
    // A period that was refused is not carried on.
    slots: body.kind === "refusal" ? slots.map((slot) => ({ ...slot, periods: [] })) : slots,
    answer: body,
    comparing: body.kind === "comparison" ? operation : null,
    pair,
    dataVersion: store.dataVersion(),
  };
}

type Told = Pick<Turn, "shownIds" | "headline" | "evidence" | "operands" | "before">;

function toldIn({ shownIds, headline, evidence, operands, before }: Turn): Told {
  return { shownIds, ...(headline ? { headline } : {}), evidence, operands, before };
}

/** The ledger's figures that the answer stated. */
function statedIds(store: Store, body: Answered["body"]): string[] {
  return body.citations
    .flatMap((c) => store.figuresOf(c.report).filter((f) => f.start >= c.start && f.end <= c.end))
    .filter((f) => body.figures.some((b) => b.raw === f.raw && b.metric === f.metric))
    .map((f) => f.id);
}
