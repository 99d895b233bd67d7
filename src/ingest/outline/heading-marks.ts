/**
 * A paragraph in, the heading mark at its start out: 第一章, 一、, （一）, 1., （1）, ①, 一是, ——.
 */

export interface HeadingMark {
  /** Outer marks have lower ranks; a heading ends the ones of its own rank and above. */
  rank: number;
  /** Length of the mark in characters, Markdown and bullet signs before it included. */
  length: number;
  /** The mark's number, from 1; 0 where it has none. */
  ordinal: number;
  /** True for 一是 and ——, which head their own paragraph and nothing after it. */
  lead: boolean;
}

/** Rank of a short line without a mark where 一、 leads the report's sections, and where nothing else does. */
export const UNMARKED_RANK = { below: 45, top: 30 } as const;
/** Rank of 一是 and ——. */
export const LEAD_RANK = 80;
/** The first rank of items rather than sections: 1., （1）, ①. */
export const ITEM_RANK = 50;

const HAN = "[一二三四五六七八九十]{1,3}";
const KINDS: { rank: number; pattern: RegExp; lead?: boolean }[] = [
  { rank: 10, pattern: /^第([一二三四五六七八九十百\d]{1,4})(?:编|篇|章|部分)(?![是的在已])/ },
  { rank: 20, pattern: /^第([一二三四五六七八九十百\d]{1,4})节(?![是的在已])/ },
  { rank: 30, pattern: new RegExp(`^(${HAN})\\s*[、．.]`) },
  { rank: 40, pattern: new RegExp(`^[（(]\\s*(${HAN})\\s*[）)][、.．]?`) },
  { rank: 50, pattern: /^(\d{1,2})\s*[.．、](?!\d)/ },
  { rank: 52, pattern: /^\d{1,2}[.．](\d{1,2})\s+(?!\d)/ },
  { rank: 60, pattern: /^[（(]\s*(\d{1,2})\s*[）)]/ },
  { rank: 60, pattern: /^(\d{1,2})[）)]/ },
  { rank: 70, pattern: /^([①-⑳])/ },
  { rank: LEAD_RANK, pattern: new RegExp(`^(${HAN})是(?!否)`), lead: true },
  { rank: LEAD_RANK, pattern: /^(?:——|--)()/, lead: true },
];

/** The mark that a paragraph begins with; null for none. Numbers such as 1.5 and （2021） are no marks. */
export function headingMark(paragraph: string): HeadingMark | null {
  const before = /^(?:#{1,6}\s+|[>*•◆■●★▪·]\s*|\*\*|\s)*/.exec(paragraph)?.[0].length ?? 0;
  const rest = paragraph.slice(before);
  for (const { rank, pattern, lead } of KINDS) {
    const found = pattern.exec(rest);
    if (!found) continue;
    return {
      rank,
      length: before + found[0].length,
      ordinal: ordinalOf(found[1] ?? ""),
      lead: lead ?? false,
    };
  }
  return null;
}

const DIGITS = "零一二三四五六七八九";

function ordinalOf(mark: string): number {
  if (/^\d+$/.test(mark)) return Number(mark);
  if (/^[①-⑳]$/.test(mark)) return mark.charCodeAt(0) - "①".charCodeAt(0) + 1;
  const [tens, ones] = mark.includes("十") ? mark.split("十") : ["零", mark];
  const digit = (han: string | undefined, empty: number): number =>
    han === undefined || han === "" ? empty : DIGITS.indexOf(han);
  return mark === "" ? 0 : digit(tens, 1) * 10 + digit(ones, 0);
}
