/**
 * What a number of a text is said to be. Types only; offsets are in UTF-16 units, ends exclusive.
 */

/** What a number is. Only quantity, percent, range and fraction can be figures. */
export type NumberKind =
  | "quantity"
  | "percent"
  | "date"
  | "ordinal"
  | "identifier"
  | "range"
  | "fraction"
  | "list-number";

/** One number of a text, with everything that belongs to it. */
export interface NumberMention {
  /** Span of the number with its unit and qualifiers; end is exclusive. */
  start: number;
  end: number;
  /** Span of the digits and their scale, such as 670.7万. */
  numberStart: number;
  numberEnd: number;
  /** As written; the scale is not multiplied: 670.7 for 670.7万人. A fraction is its quotient. */
  value: number;
  /** 万, 亿, 万亿, 千…, or "". */
  scale: string;
  /** Scale and measure word: 万人, 亿元, %, 个百分点, or "". */
  unit: string;
  /** 超, 约, 近, 余, 以上…; several are joined without a space. */
  qualifier: string;
  /** The characters of the span. */
  raw: string;
  /** True when the number is written in Chinese characters. */
  chinese: boolean;
  kind: NumberKind;
  /** Second value of a range, in the same unit. */
  rangeEnd?: number;
  /** True for a rank or a position in an order. */
  ordinal?: boolean;
}

/** A number with its unit, before qualifiers around it are read. */
export interface NumberCore {
  numberStart: number;
  numberEnd: number;
  end: number;
  value: number;
  scale: string;
  unit: string;
  infix: string;
  chinese: boolean;
  kind: NumberKind;
  rangeEnd?: number;
}
