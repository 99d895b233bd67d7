/**
 * Memory of conversations: what the last question asked and what answered it, so that a follow-up
 * (满意率呢？ 那湛江呢？) can take what it lacks. Bounded and expiring; chats never see each other.
 */
import type { Figure, Region } from "../../domain/index.ts";
import type { Body } from "../body.ts";
import type { Operand } from "../comparing/index.ts";
import type { Pair } from "../pairs.ts";
import type { Candidate } from "../select/index.ts";
import type { Operation, Slot } from "../understand/index.ts";

export interface Turn {
  regions: Region[];
  slots: Slot[];
  /** The figures that were asked for and found, and those of the turns before: what 哪个高 sets side by side. */
  operands: Operand[];
  before: Operand[];
  /** What was computed when the turn compared; null when it did not. */
  comparing: Operation | null;
  /** The region and its partner where the turn was about what they do together. */
  pair: Pair | null;
  /** The answer, to be told again when it is doubted; null when it may be no longer true. */
  answer: Body | null;
  /** State of the index that the turn was answered from. */
  dataVersion: number;
  /** The headline figure and every figure that the answer stated. */
  headline?: Figure;
  shownIds: string[];
  /** Where the answer's figures stand. */
  evidence: { reportId: string; sentenceStart: number; passageId: string }[];
}

/** Where a candidate's figure stands, for what is asked next. */
export function evidenceOf({ profile: { figure } }: Candidate): Turn["evidence"][number] {
  return { reportId: figure.reportId, sentenceStart: figure.sentenceStart, passageId: figure.passageId };
}

const MAX_CONVERSATIONS = 1000;
const EXPIRES_MS = 30 * 60 * 1000;

export class Conversations {
  readonly #turns = new Map<string, { turn: Turn; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The last turn of a chat; undefined when there is none or it is older than half an hour. */
  last(conversation: string | undefined): Turn | undefined {
    if (conversation === undefined) return undefined;
    const entry = this.#turns.get(conversation);
    if (!entry) return undefined;
    if (this.#now() - entry.at <= EXPIRES_MS) return entry.turn;
    this.#turns.delete(conversation);
    return undefined;
  }

  /** Remembers a chat's newest turn; the chat silent for longest is forgotten beyond 1000 chats. */
  remember(conversation: string | undefined, turn: Turn): void {
    if (conversation === undefined) return;
    this.#turns.delete(conversation);
    this.#turns.set(conversation, { turn, at: this.#now() });
    for (const oldest of this.#turns.keys()) {
      if (this.#turns.size <= MAX_CONVERSATIONS) break;
      this.#turns.delete(oldest);
    }
  }
}
