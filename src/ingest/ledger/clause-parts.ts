/**
 * What a clause is made of, for those who cut it and those who share it out.
 */

/** Words that open a piece without saying what it measures: 其中, 截至目前. */
export const CONNECTORS =
  /^(?:其中|并且?|且|同时|此外|目前|现(?![场代金实行])|已经?|累计|一共|共计?|总共|合计|今年以来|截至目前|截至|另有|以及|还|也|又|仅|约|近|超过?|分别|均|全年|率先|先后|实现了?|预计|、|,|:|的|和|及(?!时)|与)+/;

/** Words between what is measured and its number: 达到, 共有, 超过. */
export const LINKS =
  /(?:达到?了?|为|共有?|共计|(?<![预节集签制])约|近|超过?|逾|突破|已有?|已达|至|到|完成|成|有|累计|分别|(?<![平人年日月户])均|高达|不低于|不少于|仅|了|是|:|\(|“|"|一共|总计|合计|的|在|每|全部|数量达|数达)+$/;

/** Pieces that speak of what the piece before them spoke of. */
export const LEANS =
  /^\s*(?:其(?!他|余|它)|分别|同比|环比|[增减]产|增长|下降|较|比上年|[与和同跟](?:去年|上年|上月|20\d\d年)(?:同期|同月)?(?:相比|比))/;

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

/** Text without whitespace and the marks of footnotes. */
export function bare(text: string): string {
  return text.replace(/\s+|\[\d{1,2}\]/g, "");
}

/** The number of Chinese characters. */
export function hanCount(text: string): number {
  return (text.match(/\p{Script=Han}/gu) ?? []).length;
}
