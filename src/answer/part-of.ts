/**
 * Which figure of a sentence is the whole that another one is a part of: 共收到65.2万宗，直接回复54.8万宗.
 */
import type { Figure } from "../domain/index.ts";
import { bareUnit } from "./understand/index.ts";
import { baseValue } from "./verify/index.ts";

/** What came in, or all there is. */
const WHOLE = /共(?!享|同|建|服|产|青|商)|总|累计|全部|合计|受理|收到|派发|接收|接到|承办|交办/;
const OPENS_PART = /^(?:其中|含|包括)/;

/** True when the earlier of two figures of a sentence counts the later one too. */
export function isTotal(whole: Figure, part: Figure): boolean {
  return (WHOLE.test(whole.piece) && !WHOLE.test(part.piece)) || OPENS_PART.test(part.piece);
}

/** The whole that a figure is a part of by its own sentence; undefined when the sentence tells none. */
export function wholeOf(part: Figure, figures: Figure[]): Figure | undefined {
  return figures
    .filter((f) => f.sentenceStart === part.sentenceStart && mayPrecede(f, part) && isTotal(f, part))
    .sort((a, b) => b.start - a.start)[0];
}

/** The whole that an earlier sentence of the paragraph opens with: 共受理65.2万宗。…咨询类40万宗. */
export function wholeBefore(part: Figure, figures: Figure[]): Figure | undefined {
  if (WHOLE.test(part.piece)) return undefined;
  return figures.find((f) => f.passageId === part.passageId && WHOLE.test(f.piece) && mayPrecede(f, part));
}

/** True for a count told before the part that may hold it. */
function mayPrecede(whole: Figure, part: Figure): boolean {
  return whole.start < part.start && whole.role === "value" && mayShare(part, whole);
}

/** True when a share of two counts means something: one report, period, status and unit, the part no larger. */
export function mayShare(part: Figure, whole: Figure): boolean {
  return (
    part.id !== whole.id &&
    part.reportId === whole.reportId &&
    part.period?.label === whole.period?.label &&
    part.status === whole.status &&
    part.value !== null &&
    bareUnit(part.unit) === bareUnit(whole.unit) &&
    !/%|‰|百分点|倍/.test(part.unit) &&
    baseValue(part) <= baseValue(whole)
  );
}
