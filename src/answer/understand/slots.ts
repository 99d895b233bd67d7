/**
 * Splits a question into the measures that it asks for. “收了多少诉求，办结率满意率分别是多少” is three slots;
 * a later slot keeps the first one's words as context, apart from its own.
 */

import { findPeriods, type PeriodMention } from "../../text/index.ts";
import { isContrast, opposed } from "./contrasts.ts";
import { askedStatus, contentOf, withoutComparison, withoutStatusWords } from "./question-words.ts";
import { splitAsked } from "./split-asked.ts";
import { namesMeasure } from "./split-measures.ts";
import { expectedUnit, type UnitExpectation } from "./units.ts";

export interface Slot {
  /** The part of the question that asks, folded. */
  asked: string;
  /** Its own words: no region, period, question word or filler. */
  own: string;
  /** Words of the other slots and of the conversation that the slot may lean on. */
  context: string;
  unit: UnitExpectation;
  /** True when its own words only make sense of the measure before it: 增速, 全国第几, 占全省多少. */
  dependent: boolean;
  status: "plan" | "actual" | null;
  periods: PeriodMention[];
}

/** Words that name no measure by themselves. */
const GENERIC =
  /^(?:的|又|目标|计划|增速|增长|增长率|增幅|涨幅|降幅|同比|环比|比上年|变化|排名?|排第|全国第|全省第|全市第|居全国|占比?|占全[国省市县区]|比重|占比重|总量|总数|比\d{4}年?|比去年|比上年|涨|降|增|减|高|低|多|少)*$/;

const ASKS =
  /多少|几(?!乎|率|何)|率|哪|什么|怎么|咋|吗|呢|比重|占比|增速|何|谁|多久|多大|多长|对比|排|目标|计划/;
const NUMBER_ASKED = /多少|几(?!乎|率|何)/;

/** 天津GDP增速去年和今年目标: each period asks for itself; the measure's words stay with every one. */
function splitPeriods(part: string): string[] {
  const periods = findPeriods(part, { bareYears: true }).filter(
    (m) => !isBase(part, m) && !m.spec.pointInTime,
  );
  const joined = periods.every(
    (m, i) =>
      i === 0 || /^[\s和与跟、及]*$|^.{0,6}[和与跟、及]$/.test(part.slice(periods[i - 1]?.end ?? 0, m.start)),
  );
  if (periods.length < 2 || !joined) return [part];
  const measure = blank(part, periods)
    .replace(/目标|计划/g, " ")
    .replace(/[和与跟、及](?=\s|$)/g, " ");
  return periods.map(
    (m, i) =>
      `${m.text}${part.slice(m.end, periods[i + 1]?.start ?? part.length).replace(/[和与跟、及]\s*$/, "")} ${measure}`,
  );
}

/**
 * The slots of a question whose regions have been blanked out.
 * @param text folded text, region mentions replaced by spaces
 * @param compares what the question compares: words such as 谁…多 are no measure then; null when it does not
 */
export function slotsOf(text: string, compares: "regions" | "within" | null = null): Slot[] {
  const comparing = compares !== null;
  const slots: Slot[] = [];
  let carried: { status: Slot["status"]; periods: PeriodMention[] } = { status: null, periods: [] };
  const leads: string[] = [];
  let topic = "";
  const parts = splitAsked(text, compares === "within").flatMap((p) => (comparing ? [p] : splitPeriods(p)));
  for (const [i, part] of parts.entries()) {
    const periods = findPeriods(part, { bareYears: true }).filter((m) => !isBase(part, m));
    const withoutPeriods = blank(part, periods);
    const status = askedStatus(withoutPeriods);
    const words = withoutStatusWords(withoutPeriods);
    const content = contentOf(comparing ? withoutComparison(words) : words);
    const own = [topic, content].filter(Boolean).join(" ");
    // 江苏12345 平均几天办完: what stands before a blank and measures nothing is what the next part is about.
    if (slots.length === 0 && content !== "" && !ASKS.test(part) && !namesMeasure(content)) {
      if (!status && periods.length === 0 && NUMBER_ASKED.test(parts[i + 1] ?? "")) {
        topic = own;
        continue;
      }
    }
    topic = "";
    // 2023年 办件量: a time that stands apart asks nothing itself.
    const first = slots.length === 0 && (own !== "" || i === parts.length - 1);
    const asks = ASKS.test(part) || first || namesMeasure(own);
    if (!asks) {
      leads.push(own);
      if (status || periods.length > 0) {
        const last = slots.at(-1);
        if (last)
          slots[slots.length - 1] = {
            ...last,
            status: status ?? last.status,
            periods: periods.length > 0 ? periods : last.periods,
          };
        carried = {
          status: status ?? carried.status,
          periods: periods.length > 0 ? periods : carried.periods,
        };
      }
      continue;
    }
    const before = [...slots.map((s) => s.own), ...leads].filter(Boolean).join(" ");
    const dependent = slots.length > 0 && GENERIC.test(own.replace(/\s/g, ""));
    slots.push({
      asked: part,
      own,
      dependent,
      context: before,
      // 几倍 asks for what is computed, not for the operands.
      unit: expectedUnit(comparing ? withoutPeriods.replace(/(?:多少|几)倍|倍数/g, " ") : withoutPeriods),
      status: status ?? (periods.length > 0 ? null : carried.status),
      periods: periods.length > 0 ? periods : carried.periods,
    });
    carried = { status: status ?? carried.status, periods: periods.length > 0 ? periods : carried.periods };
  }
  return mergeEmpty(slots);
}

/** A slot without words of its own (今年打算搞多少) asks the first slot's measure for another period or status. */
function mergeEmpty(slots: Slot[]): Slot[] {
  const first = slots[0];
  if (!first) return slots;
  const merged: Slot[] = [];
  for (const [i, slot] of slots.entries()) {
    const han = slot.own.replace(/[^\p{Script=Han}a-z]/gu, "").length;
    const weak =
      han <= 1 ||
      /^(?:搞|改|做|办|建|弄|要|改了|做了|增|涨|干|目标|计划|一年又?|又|完成|实际|实际完成|实现|达到|弄|花|用|投|搞定)$/.test(
        slot.own.trim(),
      );
    // 缴存额多少，市本级多少: the first measure again, of another level.
    const other = i > 0 && isContrast(slot.own) ? opposed(slot.own, first.own) : null;
    if (other) {
      merged.push({ ...slot, own: other, unit: slot.unit.explicit ? slot.unit : first.unit });
      continue;
    }
    if (!weak || i === 0) {
      merged.push(slot);
      continue;
    }
    const differs = slot.status !== first.status || slot.periods.length > 0;
    if (!differs && slot.unit.families.length === 0) continue;
    merged.push({ ...slot, own: first.own, unit: slot.unit.explicit ? slot.unit : first.unit });
  }
  return merged;
}

/** 比去年, 较十三五末: what a change is measured from, not the period asked for. */
function isBase(part: string, mention: PeriodMention): boolean {
  return /(?:比|较|跟|同|与)$/.test(part.slice(0, mention.start));
}

function blank(text: string, spans: { start: number; end: number }[]): string {
  let out = text;
  for (const { start, end } of spans) out = out.slice(0, start) + " ".repeat(end - start) + out.slice(end);
  return out;
}
