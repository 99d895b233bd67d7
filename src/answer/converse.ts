/**
 * Memory of conversations: what the last question asked and what answered it, so that a follow-up
 * (满意率呢？ 那湛江呢？) can take what it lacks. Bounded and expiring; chats never see each other.
 */
import type { Figure, Region } from "../domain/index.ts";
import type { Operand } from "./compare.ts";
import type { Pair } from "./resolve-regions.ts";
import type { Candidate } from "./select/index.ts";
import type { Operation, Slot } from "./understand/index.ts";

export interface Turn {
  regions: Region[];
  slots: Slot[];
  /** The figures that were asked for and found, and those of the turn before it: what 哪个高 sets side by side. */
  operands: Operand[];
  before: Operand[];
  /** What was computed when the turn compared; null when it did not. */
  comparing: Operation | null;
  /** The two sides of a figure that belongs to a pair of regions. */
  pair: Pair | null;
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

const EMPTY_MEASURE =
  /^(?:[比较跟]?(?:去年|上年|前年|\d{4}年?|十[一二三四五]五末?)比?|比|较|搞|改|做|办|建|要完成|完成|要|任务|实现|达到|安排|增|涨|降|减|多|少|差|高|低|一共|总共|的|\s)*$/;
const GENERIC_MEASURE = /^(?:增速|增长率?|增幅|涨幅|降幅|同比|环比|占比|比重|排名|全国第|全省第|总量|总数)$/;

/** True when the slot names no measure of its own: 哪个高, 那湛江呢, 2021年呢. */
export function namesNoMeasure(slot: Slot): boolean {
  return EMPTY_MEASURE.test(slot.own);
}

/** True when the slot cannot be understood without the question before it: 增速呢, 那湛江呢, 农村的呢. */
export function leansOn(slot: Slot): boolean {
  const own = slot.own.replace(/\s/g, "");
  return (
    namesNoMeasure(slot) ||
    GENERIC_MEASURE.test(own) ||
    OPPOSITES.some((words) => words.exec(own)?.[0] === own)
  );
}

/** 目标呢 after an amount: a target is as often a rate of growth. */
function unitOfFollowUp(slot: Slot, first: Slot): Slot["unit"] {
  if (slot.status !== "plan" || first.unit.families[0] !== "money") return first.unit;
  return { ...first.unit, families: [...first.unit.families, "percent"], explicit: false };
}

/** Words that exclude each other: 农村的呢 after 城市低保 asks for 农村低保. */
const OPPOSITES: readonly RegExp[] = [
  /城市|城镇|农村|乡村/,
  /进口|出口/,
  /线上|线下/,
  /国有|民营|外资/,
  /政府投资|社会投资/,
  /生活补贴|护理补贴/,
  /市级|县级|区级|镇级|省级/,
  /企业|个人/,
  /男性|女性/,
];

/** The measure with the word that the follow-up sets against it; null when it is no such follow-up. */
function opposed(own: string, measure: string): string | null {
  const word = own.replace(/的|呢|\s/g, "");
  const pair = OPPOSITES.find((words) => words.exec(word)?.[0] === word && words.test(measure));
  return pair && !measure.includes(word) ? measure.replace(pair, word) : null;
}

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
    const other = opposed(slot.own, first.own);
    if (other) {
      return {
        ...slot,
        own: other,
        context: first.context,
        unit: slot.unit.families.length > 0 ? slot.unit : first.unit,
        periods: slot.periods.length > 0 ? slot.periods : first.periods,
      };
    }
    if (namesNoMeasure(slot)) {
      return {
        ...slot,
        // 跟2020年比降了多少: the base is part of what is asked.
        own: /\d{4}|十.五/.test(slot.own) ? `${first.own} 较${slot.own.replace(/[比较跟]/g, "")}` : first.own,
        context: first.context,
        unit: slot.unit.families.length > 0 ? slot.unit : unitOfFollowUp(slot, first),
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
