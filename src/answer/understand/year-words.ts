/**
 * Words that say that years are compared without naming them: 两年比一下, 这两年变化, 哪年多, 历年, 比上一年多了多少.
 */
import { parseChineseNumeral } from "../../text/index.ts";

/** newest: the newest years that are told, so many of them; before: a year and the one before it. */
export type ComparedYears = { kind: "newest"; count: number } | { kind: "before" };

const MOST = 4;
const SOME = "(?:这|近|最近|过去|前后|头)?([两二三四五六七八几])(?:个)?年(?:来|间|里|内)?";
const SET_AGAINST = "对?比(?![例重率])|变化|走势|趋势|各|分别|逐年|差(?:多少|几|了)|怎么变";
const COUNTED = new RegExp(
  `${SOME}[^,;。?!]{0,12}?(?:${SET_AGAINST})|(?:${SET_AGAINST})[^,;。?!]{0,6}?${SOME}`,
);
const EVERY =
  /历年|逐年|各个?年(?:度|份)?|每一?年(?:都|各|分别)|哪一?年.{0,14}?(?:最|更|多|少|高|低|大|小|好|快)/;
const BEFORE =
  /(?:比|较|跟)(?:上一?年|前一年|头一年|去年)(?:度|同期)?.{0,8}?(?:多|少|涨|降|增|减|高|低|提高|下降|变化)/;

/** Which years the folded question compares without naming them; null when it does not. */
export function comparedYears(folded: string): ComparedYears | null {
  const counted = COUNTED.exec(folded);
  const word = counted?.[1] ?? counted?.[2];
  if (word) return { kind: "newest", count: countOf(word) };
  if (EVERY.test(folded)) return { kind: "newest", count: MOST };
  return BEFORE.test(folded) ? { kind: "before" } : null;
}

/** Words without those that only say which years are compared. */
export function withoutYearWords(words: string): string {
  return words
    .replace(new RegExp(`${SOME}(?:的)?`, "g"), " ")
    .replace(
      /(?:的)?(?:变化|走势|趋势|对比)(?:情况)?|比一?比|(?:比|较|跟)?(?:上一?年|前一年|头一年|去年)(?:同期)?/g,
      " ",
    )
    .replace(/历年(?:来)?的?|逐年的?|各个?年(?:度|份)?的?|哪?一?年(?=度?(?:\p{Script=Han}|\s|$))/gu, " ")
    .replace(/\s{2,}/g, " ")
    .trim();
}

function countOf(word: string): number {
  if (word === "几") return MOST;
  return Math.min(MOST, word === "两" ? 2 : (parseChineseNumeral(word) ?? 2));
}
