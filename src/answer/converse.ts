/**
 * Memory of conversations: what the last question asked and what answered it, so that a follow-up
 * (满意率呢？ 那湛江呢？) can take what it lacks. Bounded and expiring; chats never see each other.
 */
import type { Figure, Region } from "../domain/index.ts";
import type { Candidate } from "./select/index.ts";
import type { Slot } from "./understand/index.ts";

export interface Turn {
  regions: Region[];
  slots: Slot[];
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

const EMPTY_MEASURE =
  /^(?:[比较跟]?(?:去年|上年|前年|\d{4}年?|十[一二三四五]五末?)比?|比|较|搞|改|做|办|建|要|增|涨|降|减|多|少|差|高|低|一共|总共|的|\s)*$/;
const GENERIC_MEASURE = /^(?:增速|增长率?|增幅|涨幅|降幅|同比|环比|占比|比重|排名|全国第|全省第|总量|总数)$/;

/** The slots of a follow-up: words that it lacks come from the last turn. */
export function mergeSlots(slots: Slot[], last: Turn | undefined): Slot[] {
  if (!last || last.slots.length === 0) return slots;
  const [first] = last.slots;
  if (!first) return slots;
  return slots.map((slot) => {
    if (GENERIC_MEASURE.test(slot.own.replace(/\s/g, ""))) {
      // 增速呢, 全国第几: the last measure with the new word.
      return {
        ...slot,
        own: `${first.own} ${slot.own}`.trim(),
        context: first.context,
        periods: slot.periods.length > 0 ? slot.periods : first.periods,
      };
    }
    if (EMPTY_MEASURE.test(slot.own)) {
      return {
        ...slot,
        // 跟2020年比降了多少: the base is part of what is asked.
        own: /\d{4}|十.五/.test(slot.own) ? `${first.own} 较${slot.own.replace(/[比较跟]/g, "")}` : first.own,
        context: first.context,
        unit: slot.unit.families.length > 0 ? slot.unit : first.unit,
        status: slot.status ?? (slot.periods.length > 0 ? null : first.status),
        periods: slot.periods.length > 0 ? slot.periods : first.periods,
      };
    }
    return {
      ...slot,
      context: [slot.context, ...last.slots.map((s) => s.own)].filter(Boolean).join(" "),
      unit: slot.unit.families.length > 0 ? slot.unit : first.unit,
      periods: slot.periods.length > 0 ? slot.periods : first.periods,
    };
  });
}
