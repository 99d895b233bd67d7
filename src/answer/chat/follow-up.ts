/**
 * A question as understood and the chat's last turn in, what is really asked out: regions, measures, intent,
 * a pair of regions, or figures already told that are to be set side by side.
 */
import type { Region } from "../../domain/index.ts";
import type { ReportSummary } from "../../store/index.ts";
import type { Operand } from "../comparing/index.ts";
import { type Pair, pairsOf } from "../pairs.ts";
import {
  addsUp,
  type Intent,
  type Operation,
  opensWithPartner,
  pointsAt,
  type Slot,
  type UnderstoodQuestion,
  wantsSum,
} from "../understand/index.ts";
import type { Turn } from "./converse.ts";
import { leansOn, mergeSlots, namesNoMeasure } from "./merge-slots.ts";
import { toldBefore } from "./told.ts";

/** A question with everything that it takes from its chat. */
export interface Request {
  understood: UnderstoodQuestion;
  regions: Region[];
  slots: Slot[];
  intent: Intent;
  operation: Operation;
  /** Ways to read it as a question on what regions share; empty when it is none. */
  pairs: Pair[];
  /** Figures told before that 哪个高 or 差多少 sets side by side; null when it names what to compare itself. */
  told: Operand[] | null;
  /** True for a question that names its region and its measure itself: it takes nothing from its chat. */
  complete: boolean;
}

const MAX_SLOTS = 6;

/** 比去年多了多少: against another time, not against another figure told. */
const BASED = /[比较跟同与和](?:去年|上年|前年|同期|\d{2,4}年|十.五)/;

/**
 * Puts a question into its chat.
 * @param named the regions that the question names itself
 * @param shares true when the first region's reports tell figures with the second
 */
export function inContext(
  understood: UnderstoodQuestion,
  named: Region[],
  last: Turn | undefined,
  reports: ReportSummary[],
  shares: (home: Region, partner: Region) => boolean,
): Request {
  const { folded, intent } = understood;
  const bare = understood.slots.every(namesNoMeasure);
  const asks = understood.slots.length > 0;
  // A bare place (四川) asks the last question of it.
  const merged = asks ? mergeSlots(understood.slots, last) : (last?.slots ?? []);
  const request: Request = {
    understood,
    regions: named.length > 0 ? named : (last?.regions ?? []),
    slots: merged.slice(0, MAX_SLOTS),
    intent,
    operation: understood.operation,
    pairs: [],
    told: null,
    complete: false,
  };
  const [home] = last?.regions ?? [];
  if (home && named.length > 0 && !named.some((r) => r.code === home.code)) {
    // 贵港呢 after 玉林跟湛江互办多少项.
    if (last?.pair && bare) {
      const pair: Pair = { home: last.pair.home, partners: named, certain: true };
      return { ...request, regions: [pair.home, ...named], pairs: [pair] };
    }
    // 与广西多少个事项 after a question on 蓬江.
    const both = [home, ...named];
    const pairs = opensWithPartner(folded) ? pairsOf(folded, both, reports, shares) : [];
    if (pairs.length > 0) return { ...request, regions: both, pairs: pairs.filter((p) => p.home === home) };
    // 比湛江低多少: the region asked of before against the one named.
    if (bare && asks && intent === "compare" && named.length === 1) return { ...request, regions: both };
  }
  const complete = asks && named.length > 0 && !understood.slots.some(leansOn);
  const pairs = pairsOf(folded, request.regions, reports, shares);
  const alone = complete ? understood.slots.slice(0, MAX_SLOTS) : request.slots;
  const whole = { ...request, slots: alone, pairs, complete };
  if (!last || named.length > 0) return whole;
  const timeless = understood.slots.every((s) => s.periods.length === 0) && !BASED.test(folded);
  const sum = wantsSum(folded);
  if (bare && timeless && (intent === "compare" || sum)) {
    const operation = sum ? "sum" : request.operation;
    const told = toldBefore(last, operation, pointsAt(folded));
    // 总共办了多少件 after a single figure asks for a total that the report may tell.
    const asksTotal = sum && !addsUp(folded) && (understood.slots[0]?.unit.explicit ?? false);
    if (told.length >= 2 || !asksTotal) return { ...whole, operation, told };
  }
  // 满意率呢 after a comparison compares that too.
  const goesOn = intent === "lookup" && last.comparing !== null && whole.regions.length >= 2;
  return goesOn ? { ...whole, intent: "compare", operation: last.comparing ?? "list" } : whole;
}
