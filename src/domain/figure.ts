/**
 * A figure: one number of a report with what it measures, whose it is, which period it covers,
 * whether it is a result or a plan, and its exact span. A row of the ledger.
 */
import type { Period } from "./period.ts";

/** actual: reported as done or measured; plan: a target, an intention or a forecast. */
export type FigureStatus = "actual" | "plan";

/**
 * What a number is to its sentence: the value reported; the starting value of a change (由60项…);
 * a change (增长5.3%, 增加2113万元); a rank (第4位); the base that another is compared to.
 */
export type FigureRole = "value" | "from" | "change" | "rank" | "base";

export interface Figure {
  id: string;
  reportId: string;
  passageId: string;
  /** Span of number and unit with its qualifiers in the report's text. */
  start: number;
  end: number;
  /** As written, in `unit`; null for a non-numeric result such as a rating. */
  value: number | null;
  /** 万/亿 included as written: 万人, 亿元, %, 个百分点, 倍; "" where the source writes none. */
  unit: string;
  /** The characters in the source: 超过670.7万人. */
  raw: string;
  /** 超, 约, 近, 余, 以上…; several are joined without a space. */
  qualifier: string;
  /** What is counted, in the source's words. */
  metric: string;
  /** The number's own piece (cut at 、，；), number left out. Simplified and folded, for matching. */
  piece: string;
  /** The piece with the subject it inherits, the number replaced by 多少 and its unit. Simplified and folded. */
  clause: string;
  /** Span of the whole sentence in the report's text. */
  sentenceStart: number;
  sentenceEnd: number;
  headings: string[];
  /** Region code and name: the report's own, or a place inside it that the clause names. */
  regionCode: string;
  region: string;
  /** Codes of the places inside the report's region that the clause speaks of; empty when it speaks of the whole. */
  places: string[];
  /** 全市, 市本级, 区级, 年均…; several are joined by a space; "" where the source says none. */
  scope: string;
  /** The other side of a figure that belongs to a pair of regions; "" for none. */
  partner: string;
  period: Period | null;
  /** True when the period was named in the figure's own sentence rather than inherited. */
  periodStated: boolean;
  status: FigureStatus;
  role: FigureRole;
  /** down: 减少, 压缩至; up: 增长, 提高到; "" for none. */
  direction: "up" | "down" | "";
  /** The figure that this one changed from or to (its id), for from–to pairs. */
  pairedWith?: string;
  /** Row and column heading of a table cell, as written. */
  cell?: { row: string; column: string };
  page?: number;
}
