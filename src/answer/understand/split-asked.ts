/**
 * Cuts what a question asks into parts that each ask one thing: at marks, at question words, at the measures that it
 * lists. A part keeps the words that it shares with the others (分别是多少); what it means is told by `slotsOf`.
 */
import { splitMeasures } from "./split-measures.ts";

const NUMBER_QUESTION =
  /多少|几(?=[个项家件天次万亿千百元年月人名户台套张种类届成倍条宗小座所处份篇期辆批枚门款组间栋吨亩岁场趟箱封面例支片棵公])/g;

/** Two measures set against each other (办结率和满意率哪个高) are one question. */
const AGAINST = /哪|谁|差|比(?!例|重|率)|倍|加起来|合起来|合计|一共|总共|还是/;

/**
 * The parts of a question's text that each ask at most one thing, in the order asked.
 * @param against true when measures may be set against each other: the question compares, and not regions
 */
export function splitAsked(text: string, against: boolean): string[] {
  const parts = text
    .split(/[,;。?!]+|(?<=[\p{Script=Han}a-z0-9])\s+(?=\p{Script=Han}{2,}|[a-z]+[\d.]*\p{Script=Han})/u)
    .map((p) => p.trim());
  return parts
    .filter(Boolean)
    .flatMap(splitAttributes)
    .flatMap((part) => (against && AGAINST.test(part) ? [part] : splitMeasures(part).flatMap(splitRates)))
    .flatMap(splitNumberWords)
    .flatMap(splitNouns)
    .flatMap(splitListed);
}

/** 办结率满意率, 办结率、满意率: one part per rate, the words before the first stay with it. */
function splitRates(part: string): string[] {
  const rates = [...part.matchAll(/(?:[\p{Script=Han}“”]{1,14}?)率(?!先|领)/gu)];
  if (rates.length < 2) return [part];
  const cuts = rates.slice(1).map((m) => m.index);
  const pieces = [0, ...cuts].map((from, i) => part.slice(from, cuts[i] ?? part.length));
  return pieces.map((p) => p.replace(/^[、和与及跟,\s]+/, ""));
}

/** GDP总量和增速: the second is an attribute of the first. */
function splitAttributes(part: string): string[] {
  return part.split(/[和与及、](?=(?:同比)?(?:增速|增幅|增长率|占比|比重|排名)(?:$|[\s是各分多怎如呢]))/);
}

/** 覆盖多少企业多少商户: one part per question word. */
function splitNumberWords(part: string): string[] {
  const words = [...part.matchAll(NUMBER_QUESTION)];
  // 从多少家到多少家 asks for one change.
  if (words.length < 2 || /[从由].*(?:多少|几).*[到至](?:了)?(?:多少|几)/.test(part)) return [part];
  const cuts: number[] = [];
  for (let i = 1; i < words.length; i++) {
    const [before, at] = [words[i - 1]?.index ?? 0, words[i]?.index ?? 0];
    const between = part.slice(before, at);
    const separator = Math.max(
      between.lastIndexOf("、"),
      between.lastIndexOf("和"),
      between.lastIndexOf(" "),
    );
    // gdp多少涨了几个点: the verb of a change belongs to what it asks for.
    const change = CHANGE_BEFORE.exec(between)?.[0].length ?? 0;
    if (separator < 0 && change > 0) {
      cuts.push(at - change);
      continue;
    }
    // Without a mark, the verb or noun of the second question starts where its own words do: keep two characters.
    const own = /([\p{Script=Han}]{2})$/u.exec(between)?.[1];
    const afterNoun = between.length > 5 && own ? at - 2 : at;
    cuts.push(separator > 0 ? before + separator + 1 : afterNoun);
  }
  return [0, ...cuts].map((from, i) => part.slice(from, cuts[i] ?? part.length)).filter(Boolean);
}

const CHANGE_BEFORE = /(?:同比|比上年|较上年|比去年)?(?:上涨|涨|增长|增|下降|降|提高|提升|上升)了?$/;

/** 社零和固投目标各多少: the things listed before 各 or 分别 are measures of their own. */
function splitListed(part: string): string[] {
  const match = /^(.*?)(?:目标|增速|数量?|情况)?(?:各|分别)(?:是|有|为|要)?(?:多少|几).*$/.exec(part);
  const items = (match?.[1] ?? "").split(/和|与|跟|及|、/).map((x) => x.trim());
  const real = items.filter((x) => (x.match(/\p{Script=Han}/gu) ?? []).length >= 2);
  if (!match || real.length < 2 || real.length !== items.length) return [part];
  const lead = match[1] ?? "";
  const tail = part.slice(lead.length).replace(/各|分别/, "");
  return items.map((x) => `${x}${tail}`);
}

/** 多少件代表建议和政协提案: two measures under one question word. */
function splitNouns(part: string): string[] {
  const match = /^(.*(?:多少|几)[\p{Script=Han}]?.{2,10}?)(?:和|及|以及|、)([\p{Script=Han}]{2,10})$/u.exec(
    part,
  );
  if (!match?.[1] || !match[2] || /多少|几|率/.test(match[2])) return [part];
  return [match[1], match[2]];
}
