/**
 * What a clause is made of, for those who cut it and those who share it out.
 */

/** Words between what is measured and its number: 达到, 共有, 超过. */
export const LINKS =
  /(?:达到?了?|为|共有?|共计|(?<![预节集签制])约|近|超过?|逾|突破|已有?|已达|至|到|完成|成|有|累计|分别|(?<![平人年日月户])均|高达|不低于|不少于|仅|了|是|:|\(|“|"|一共|总计|合计|的|在|每|全部|数量达|数达)+$/;

/** Pieces that speak of what the piece before them spoke of. */
export const LEANS = /^\s*(?:其(?!他|余|它)|分别|同比|环比|增长|下降|较|比上年)/;

/** A part of a sentence, by offsets; the end is exclusive. */
export interface PieceSpan {
  start: number;
  end: number;
}

/** The words of one number. */
export interface ClauseParts {
  /** The number's own words, number left out. */
  piece: string;
  /** Inherited subject, own words, 多少 + unit in the number's place. */
  clause: string;
  /** What is counted, as short as the source allows. */
  metric: string;
  /** Position in a list of numbers that names before it share (分别为x、y、z). */
  list?: { index: number; of: number };
}

/** Text without whitespace. */
export function bare(text: string): string {
  return text.replace(/\s+/g, "");
}
