/**
 * Which level or part of the region a figure is told for: 全市, 市本级, 区级, 城镇, 年均 …
 */
import { bare, type ClauseParts, LEANS } from "./clause-parts.ts";

const LEVEL =
  /全省|全市|全县|全区|全镇|市本级|省本级|县本级|区本级|省级|市级|县级|区级|镇级|市直|县直|区直|省直|全域|县\((?:市|区|市、?区|区、?市)\)级|区县级|县区级/g;
const MEASURE = /城镇|农村|城乡(?!建设|规划)|人均|平均(?!汇率|价格)/g;
const RATE = /年均|每年|日均|月均/g;
/** Further numbers on the same measure: 净增9878元, 年均增长5%. */
const FOLLOWS = /^(?:净增|增加|减少|降低|提高|年均增|增速|增幅|减幅|降幅)/;
/** 居全省第2位, 高于全国3个百分点, “全省一单”: the whole is what is compared with, or a name. */
export const REFERENCE =
  /“[^”]*”|《[^》]*》|(?:[居列占较比获]|[高低快慢优好]于|位居|排名?|超过|领先)全(?:国|省|市|县|区|球)|全(?:国|省|市|县|区|球)(?=第(?!一?二?三?产业|[一二三四1-4]季)|[首前]|率先|领先|一流|唯一|最)/g;

/**
 * 全市, 市本级, 年均 … of a figure, joined by a space. The level that its own words name goes before an inherited one;
 * 人均 is inherited by what leans on the number before it (增长5%) alone, 年均 by nothing.
 */
export function scopeOf(piece: string, part: Pick<ClauseParts, "piece" | "clause" | "list">): string {
  const own = (part.list ? part.piece : `${piece} ${part.piece}`).replace(REFERENCE, " ");
  const clause = part.clause.replace(REFERENCE, " ");
  const leans = LEANS.test(piece) || FOLLOWS.test(piece);
  const levels = own.match(LEVEL) ?? clause.match(LEVEL) ?? [];
  const measures = (leans ? `${own} ${clause}` : own).match(MEASURE) ?? [];
  return [...new Set([...levels, ...measures, ...(own.match(RATE) ?? [])])].join(" ");
}

/** A scope without 全市, which is said of the whole, where the figure is told of a place in it and does not say so itself. */
export function scopeOfPlace(scope: string, piece: string): string {
  return scope
    .split(" ")
    .filter((level) => !/^全[省市县区镇]$/.test(level) || piece.includes(level))
    .join(" ");
}

/** The levels of a scope that its parts are told for too: 市本级; a part of 全市 is none itself. */
export function levelsOf(scope: string): string {
  return (scope.match(LEVEL) ?? []).filter((level) => !level.startsWith("全")).join(" ");
}

/** The scope that a table's headings name. */
export function scopeOfWords(words: string): string {
  return scopeOf(bare(words), { piece: "", clause: "" });
}
