/**
 * Years and months of the text: each must stand in the quote that it is marked with, or in what the ledger and the
 * report know of it. The question lends no year to an answer.
 */
import type { Answer, Citation } from "../../domain/index.ts";
import { displayPeriod, fold } from "../../text/index.ts";
import { type EvidenceSource, type Problem, rowsWithin } from "./problem.ts";

const YEAR = /(?<!\d)(?:19|20)\d{2}(?=年|—|-|\/)/g;
const MONTH = /(?<![\d.])(1[0-2]|0?[1-9])(?=月|[—–~～至-](?:1[0-2]|0?[1-9])月)/g;
const CHINESE_YEAR = /[〇零一二三四五六七八九]{4}(?=年)/g;
const DIGITS = "〇一二三四五六七八九";

/**
 * Years and months that the evidence does not name.
 * @param text a part of the answer's text
 * @param cited the citations that its marks name; none for text without a mark
 */
export function checkPeriods(
  text: string,
  cited: Citation[],
  answer: Answer,
  source: EvidenceSource,
): Problem[] {
  const citations = cited.length > 0 ? cited : answer.citations;
  const figures = [...answer.figures, ...(answer.refusal?.nearest ?? [])];
  const known = plain(
    [
      ...citations.flatMap((c) => [c.quote, c.period, c.title, c.section]),
      ...citations.flatMap((c) => rowsWithin(c, source).map((row) => displayPeriod(row.period))),
      ...figures.filter((f) => citations.some((c) => c.n === f.citation)).map((f) => f.period),
      // A refusal repeats the year that was asked for; an answer's clause never takes its year from the question.
      ...(answer.kind === "refusal" || cited.length === 0 ? [answer.question] : []),
    ].join(" "),
  );
  const said = plain(text);
  const months = new Set([
    ...[...known.matchAll(MONTH)].map(([month]) => Number(month)),
    ...[...known.matchAll(/\d{4}-(\d{2})(?!\d)/g)].map(([, month]) => Number(month)),
  ]);
  const wrong = [
    ...(said.match(YEAR) ?? [])
      .filter((year) => !known.includes(year) && !new RegExp(`(?<!\\d)${year.slice(2)}年`).test(known))
      .map((year) => `${year}年`),
    ...(said.match(MONTH) ?? []).filter((month) => !months.has(Number(month))).map((month) => `${month}月`),
  ];
  return wrong.map((when) => ({ kind: "period" as const, detail: `${when}不在它标注的引文或报告里` }));
}

/** Folded, without whitespace, years in digits: 二〇二一年 is 2021年. */
function plain(text: string): string {
  return fold(text)
    .replace(/\s/g, "")
    .replace(CHINESE_YEAR, (year) =>
      [...year].map((digit) => DIGITS.indexOf(digit.replace("零", "〇"))).join(""),
    );
}
