/**
 * A question as understood and the chat's last turn in, what is really asked out: regions, measures, intent,
 * a pair of regions, or figures already told that are to be set side by side.
 */
import type { Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import type { Operand } from "./compare.ts";
import { leansOn, mergeSlots, namesNoMeasure, type Turn } from "./converse.ts";
import { type Pair, pairsOf } from "./resolve-regions.ts";
import {
  bareUnit,
  type Intent,
  type Operation,
  type Slot,
  type UnderstoodQuestion,
} from "./understand/index.ts";

/** A question with everything that it takes from its chat. */
export interface Request {
  understood: UnderstoodQuestion;
  regions: Region[];
  slots: Slot[];
  intent: Intent;
  operation: Operation;
  /** Ways to read it as a question on what two regions share; empty when it is none. */
  pairs: Pair[];
  /** Figures told before that 哪个高 or 差多少 sets side by side; empty when it names what to compare itself. */
  told: Operand[];
  /** True for a question that names its region and its measure itself: it takes nothing from its chat. */
  complete: boolean;
}

const MAX_SLOTS = 6;

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
  const regions = named.length > 0 ? named : (last?.regions ?? []);
  const bare = understood.slots.every(namesNoMeasure);
  const asks = understood.slots.length > 0;
  const complete = asks && named.length > 0 && !understood.slots.some(leansOn);
  // A bare place (四川) asks the last question of it.
  const merged = asks ? mergeSlots(understood.slots, last) : (last?.slots ?? []);
  const slots = (complete ? understood.slots : merged).slice(0, MAX_SLOTS);
  const [other] = named;
  if (last?.pair && bare && other && named.length === 1) {
    // 贵港呢 after 玉林跟湛江互办多少项.
    const pair = { home: last.pair.home, partner: other };
    return {
      ...asked(understood),
      regions: [pair.home, other],
      slots,
      pairs: [pair],
      told: [],
      complete: false,
    };
  }
  const pairs = pairsOf(understood.folded, regions, reports, shares);
  const request = { ...asked(understood), regions, slots, pairs, told: [], complete };
  if (!last || named.length > 0) return request;
  if (understood.intent === "compare" && bare && understood.slots.every((s) => s.periods.length === 0)) {
    const told = last.operands.length >= 2 ? last.operands : [...last.before.slice(0, 1), ...last.operands];
    const unit = told[0]?.candidate.profile.figure.unit ?? "";
    const same = told.every((o) => bareUnit(o.candidate.profile.figure.unit) === bareUnit(unit));
    return {
      ...request,
      // 1775项 and 30个单位 are set side by side, never added up.
      operation: same ? request.operation : "list",
      told: told.length >= 2 ? toldApart(told) : [],
    };
  }
  // 满意率呢 after a comparison compares that too.
  const goesOn = understood.intent === "lookup" && last.comparing !== null && regions.length >= 2;
  return goesOn ? { ...request, intent: "compare", operation: last.comparing ?? "list" } : request;
}

function asked(understood: UnderstoodQuestion): Pick<Request, "understood" | "intent" | "operation"> {
  return { understood, intent: understood.intent, operation: understood.operation };
}

/** Operands named by what tells them apart: region, else period, else measure. */
function toldApart(operands: Operand[]): Operand[] {
  const names = [
    operands.map((o) => o.candidate.profile.figure.region),
    operands.map((o) => o.candidate.profile.figure.period?.label ?? ""),
    operands.map((o) => o.candidate.profile.figure.metric),
  ].find((candidates) => new Set(candidates).size === operands.length && !candidates.includes(""));
  return operands.map((operand, i) => ({ ...operand, name: names?.[i] ?? operand.name }));
}
