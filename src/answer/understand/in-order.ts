/**
 * A region or a year that is named last (多少户啊苏州的, 办件量 22年) goes to the front, where questions name it as a
 * rule. In: a question in plain wording and the regions it names. Out: the same words, place and time first.
 */
import { findPeriods, type RegionMention } from "../../text/index.ts";
import { namesMeasure } from "./split-measures.ts";

const ENDS = /^(?:那边|这边)?的?[\s?呢。]*$/;
/** 跟广西, 比湛江, 到云南: the name belongs to the word before it. */
const LEANS = /[和与跟同及对向到在往去给为由从比较、占超过]$/;
const ASKED =
  /(?:多少|几(?!乎|率|何))(?:(?:万|亿)?[^\s\d,。;?!了的]|个(?:工作日|百分点|月|点))?了?$|(?:怎么样|怎样|如何|咋样)$/;

/** The question with a region and a year that stand alone at its end at its front. */
export function inOrder(text: string, regions: readonly RegionMention[]): string {
  return yearFirst(regionFirst(text, regions));
}

function regionFirst(text: string, regions: readonly RegionMention[]): string {
  const [region, more] = regions;
  if (!region || more || region.start === 0 || !ENDS.test(text.slice(region.end))) return text;
  const before = text.slice(0, region.start);
  const rest = before.replace(/[\s,啊呀呢]+$/, "");
  const full =
    /[省市县区州]$/.test(region.text) && /多少|几(?!乎|率|何)/.test(rest) && !/[了过自]$/.test(rest);
  const apart = full || rest !== before || ASKED.test(rest) || namesMeasure(rest);
  return apart && !LEANS.test(rest) && rest.length >= 2 ? `${region.text}${rest}` : text;
}

/** Only where the question names no other time: 今年打算多少, 去年呢 asks twice. */
function yearFirst(text: string): string {
  const [period, more] = findPeriods(text, { bareYears: true });
  if (
    !period ||
    more ||
    period.start === 0 ||
    period.spec.span ||
    !/^的?[\s?。]*$/.test(text.slice(period.end))
  )
    return text;
  const before = text.slice(0, period.start);
  const rest = before.replace(/[\s,啊呀(]+(?:就|是|就是|说的是)?$/, "");
  return rest !== before && !LEANS.test(rest) && rest.length >= 2 ? `${period.text} ${rest}` : text;
}
