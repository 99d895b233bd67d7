/**
 * The beginning of a clause whose number has not come yet, against the figures asked for: which words of it a reader
 * may see already. Never a number, a year of another figure, or half a word; a lead that fits none is held back.
 */
import type { Figure } from "../../domain/index.ts";
import { findPeriods, fold, type PeriodMention } from "../../text/index.ts";
import {
  BESIDE_NUMBER,
  bare,
  checkRegions,
  isForeign,
  isMostlyKnown,
  knownWords,
  namesPeriod,
  ownWords,
  type PhrasingEvidence,
  periodsOf,
  strangeWord,
  turnedIn,
} from "./check-phrasing.ts";

/** The last characters may be half a word: 增 of 增长, 2022 of 2022年. */
const HELD_BACK = 4;
const CLAUSE_END = /[，、：,:]/g;
const NUMERAL = /[\d〇零一二三四五六七八九十百千万亿两半壹贰叁肆伍陆柒捌玖拾佰仟廿卅%‰]/;

/** The words at the beginning of `text`, which holds no citation yet, that may be shown; "" for none. */
export function shownLead(text: string, evidence: PhrasingEvidence): string {
  const [unmarked = ""] = text.split("[");
  const folded = fold(unmarked);
  // Spans would not fit the text: nothing is shown early.
  if (folded.length !== unmarked.length) return "";
  const periods = findPeriods(folded);
  const open = unmarked.slice(0, firstNumber(folded, periods));
  const closed = [...open.matchAll(CLAUSE_END)].at(-1);
  const toClause = open.slice(0, (closed?.index ?? -1) + 1);
  const end = Math.max(0, unmarked.length - HELD_BACK);
  const toWord = open.slice(0, periods.find((p) => p.start < end && end < p.end)?.start ?? end);
  const longestFirst = [toWord, toClause].sort((a, b) => b.length - a.length);
  return longestFirst.find((lead) => evidence.asked.some((row) => isLeadOf(row, lead, evidence))) ?? "";
}

/** Where the first number stands that belongs to no period. */
function firstNumber(folded: string, periods: readonly PeriodMention[]): number {
  let masked = folded;
  for (const { start, end } of periods) {
    masked = masked.slice(0, start) + " ".repeat(end - start) + masked.slice(end);
  }
  const at = masked.search(NUMERAL);
  return at < 0 ? folded.length : at;
}

function isLeadOf(row: Figure, lead: string, evidence: PhrasingEvidence): boolean {
  const words = bare(lead);
  const known = knownWords(evidence);
  if (words === "" || isForeign(words) || /[。!?;]/.test(words) || strangeWord(words, known) !== undefined)
    return false;
  const whens = periodsOf(row, evidence);
  let unnamed = words;
  for (const { text: when } of findPeriods(words, { bareYears: true }).reverse()) {
    if (!namesPeriod(when, whens)) return false;
    unnamed = unnamed.replace(when, " ");
  }
  return (
    !NUMERAL.test(unnamed) &&
    turnedIn(unnamed, ownWords(row)).length === 0 &&
    checkRegions({ text: words, lead: "" }, row, "", evidence).length === 0 &&
    isMostlyKnown(words, known, BESIDE_NUMBER, evidence.gazetteer)
  );
}
