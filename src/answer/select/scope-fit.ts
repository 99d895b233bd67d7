/**
 * How well the scope of a figure (全市, 市本级, 农村, 人均) fits what was asked for, from -1 to 1.
 */
import type { Slot } from "../understand/index.ts";

const SCOPES: [RegExp, RegExp][] = [
  [/市本级|市级(?!以上)/, /市本级|市级|市直/],
  [/省级|省本级/, /省级|省直|省本级/],
  [/区级|区本级/, /区级|区直/],
  [/县级|县本级/, /县级|县直/],
  [/全省/, /全省/],
  [/全市/, /全市/],
  [/全县/, /全县/],
  [/全区/, /全区/],
  [/农村/, /农村/],
  [/城镇|城里/, /城镇/],
  [/每年|年均/, /每年|年均/],
  [/日均|每天|一天/, /日均|每天|每日|平均/],
  [/人均/, /人均/],
];

/** What a figure is an average over (人均, 年均), which makes it a measure of its own; "" for none. */
export function averageOf(scope: string): string {
  return /人均|年均|日均|每年/.exec(scope)?.[0] ?? "";
}

/** 1: the scope asked for; 0: nothing said; below: another scope, or one that nobody asked for. */
export function scopeFit(slot: Slot, scope: string, clause: string): number {
  // A total is never told per head or per year.
  if (
    /总量|总额|总数|总值|gdp|生产总值/.test(slot.asked) &&
    /人均|年均|日均/.test(scope) &&
    !/人均|年均|日均/.test(slot.asked)
  )
    return -1;
  // 单位GDP能耗 holds the word and is no GDP.
  if (/单位(?:gdp|地区生产总值|生产总值|工业增加值)/.test(clause) && !/单位|[能电水]耗/.test(slot.asked))
    return -1;
  let fit = 0;
  for (const [asked, given] of SCOPES) {
    if (asked.test(slot.asked)) fit += given.test(scope) || given.test(clause) ? 1 : -0.5;
  }
  if (fit !== 0) return Math.max(-1, Math.min(1, fit));
  // Nothing asked: the whole region's figure rather than one level's, and no average; a concentration is one always.
  if (!/浓度/.test(clause) && /年均|每年|日均|月均|人均/.test(scope)) return -0.4;
  // 两年平均增长5.9% beside 比上年增长6.6%.
  if (/平均增/.test(clause) && !/平均|年均/.test(slot.asked)) return -0.4;
  if (/市本级|县本级|省本级|区本级|市直|区直|县直/.test(scope)) return -0.3;
  return /全省|全市|全县|全区/.test(scope) ? 0.2 : 0;
}
