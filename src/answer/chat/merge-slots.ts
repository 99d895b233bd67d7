/**
 * What the slots of a follow-up lack and take from the last turn: its measure (那湛江呢), its period (满意率呢), its unit.
 */
import { isContrast, opposed, type Slot } from "../understand/index.ts";
import type { Turn } from "./converse.ts";

const EMPTY_MEASURE =
  /^(?:[比较跟]?(?:去年|上年|前年|\d{4}年?|十[一二三四五]五末?)比?|比|较|搞|改|做|办|建|要完成|完成|要|任务|实现|达到|安排|增|涨|降|减|多|少|差|高|低|快|慢|大|小|一共|总共|加起来|合起来|合计|总和|相加|[占剩][了比]?|还剩|还有|剩[下余]|没[有]?[办做]?[结完理]?|未办[结完理]?|(?:倒数)?第[一二三四五六七八九十\d]+名?|一年|全年|整年|这|那|它|他|们|前面|上面|刚才|最?后|[两俩二三仨四五几](?:个|者|项|家|省|市|区|县|地|年|类|种|组)|[俩仨]|之间|里|中|数字?|地方|地区|算|和|的|\s)*$/;
const GENERIC_MEASURE = /^(?:增速|增长率?|增幅|涨幅|降幅|同比|环比|占比|比重|排名|全国第|全省第|总量|总数)$/;

/** True when the slot names no measure of its own: 哪个高, 那湛江呢, 2021年呢, 这两个差多少. */
export function namesNoMeasure(slot: Slot): boolean {
  return EMPTY_MEASURE.test(slot.own);
}

/** True when the slot cannot be understood without the question before it: 增速呢, 那湛江呢, 农村的呢. */
export function leansOn(slot: Slot): boolean {
  const own = slot.own.replace(/\s/g, "");
  return namesNoMeasure(slot) || GENERIC_MEASURE.test(own) || isContrast(own);
}

/** The slots of a follow-up: words that it lacks come from the last turn. */
export function mergeSlots(slots: Slot[], last: Turn | undefined): Slot[] {
  const first = last?.slots[0];
  if (!last || !first) return slots;
  const measures = last.slots.map((s) => s.own);
  return slots.map((slot) => {
    const own = lentMeasure(slot, first);
    return {
      ...slot,
      // 还剩多少 after a count asks for what of it is not done.
      asked: own !== null && /剩/.test(slot.asked) ? `${slot.asked}没办结` : slot.asked,
      own: own ?? slot.own,
      context: own === null ? [slot.context, ...measures].filter(Boolean).join(" ") : first.context,
      unit: unitOf(slot, first, own === null),
      status: slot.status ?? (own === null || slot.periods.length > 0 ? null : first.status),
      periods: slot.periods.length > 0 ? slot.periods : first.periods,
    };
  });
}

/** The last measure as the slot turns it; null when the slot names a measure of its own. */
function lentMeasure(slot: Slot, first: Slot): string | null {
  // 增速呢, 全国第几: the last measure with the new word.
  if (GENERIC_MEASURE.test(slot.own.replace(/\s/g, ""))) return `${first.own} ${slot.own}`.trim();
  const other = opposed(slot.own, first.own);
  if (other) return other;
  if (!namesNoMeasure(slot)) return null;
  // 跟2020年比降了多少: the base is part of what is asked.
  const base = /\d{4}年?|十.五末?/.exec(slot.own)?.[0];
  return base ? `${first.own} 较${base}` : first.own;
}

function unitOf(slot: Slot, first: Slot, ownMeasure: boolean): Slot["unit"] {
  // 政府投资的呢 after how many days: the other side is told in the same unit.
  if (isContrast(slot.own.replace(/的|呢|\s/g, "")) && !slot.unit.explicit && !ownMeasure) return first.unit;
  if (slot.unit.families.length > 0 || GENERIC_MEASURE.test(slot.own.replace(/\s/g, ""))) return slot.unit;
  // 目标呢 after an amount: a target is as often a rate of growth.
  if (namesNoMeasure(slot) && slot.status === "plan" && first.unit.families[0] === "money")
    return { ...first.unit, families: [...first.unit.families, "percent"], explicit: false };
  if (!ownMeasure) return first.unit;
  // 高危呢 counts what was counted before, 热线的呢 is a part of it; 进驻单位呢 after a rate asks for no rate.
  const part = /的呢?[?]?$/.test(slot.asked);
  const counted = part || !["percent", "rank", "multiple"].includes(first.unit.families[0] ?? "percent");
  return counted ? { ...first.unit, explicit: part && first.unit.explicit } : slot.unit;
}
