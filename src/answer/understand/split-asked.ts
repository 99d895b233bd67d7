/**
 * Cuts what a question asks into parts that each ask one thing: at marks, at question words, at the measures that it
 * lists. A part keeps the words that it shares with the others (分别是多少); what it means is told by `slotsOf`.
 */
import { findPeriods } from "../../text/index.ts";
import { splitMeasures } from "./split-measures.ts";
import { splitNumberWords } from "./split-number-words.ts";

/** 农村收入各涨多少: has no list of its own before 各. */
const LISTED = /^[^和与跟及、]{2,12}?(?:各|分别|相差)[^类种项]/;

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
  return joinListed(parts.filter(Boolean))
    .flatMap(splitAttributes)
    .flatMap((part) => (against && AGAINST.test(part) ? [part] : splitMeasures(part).flatMap(splitRates)))
    .flatMap(splitNumberWords)
    .flatMap(splitNouns)
    .flatMap(splitListed);
}

/** 城里，农村收入各涨多少: what 各 tells apart is one list, whatever mark stands in it. */
function joinListed(parts: string[]): string[] {
  const joined: string[] = [];
  for (const part of parts.toReversed()) {
    const next = joined.at(-1);
    const list = next !== undefined && LISTED.test(next) && !/多少|几|[和与跟及、呢率]/.test(part);
    if (list && blankPeriods(part).trim().length >= 2)
      joined[joined.length - 1] = `${part}和${next.replace(/^(?:还有|以及|和|跟)/, "")}`;
    else joined.push(part);
  }
  return joined.reverse();
}

function blankPeriods(text: string): string {
  return findPeriods(text, { bareYears: true }).reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    text,
  );
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
  return part.split(
    /(?:还有|以及|[和与及跟、])(?=(?:同比)?(?:增速|增幅|增长率|占比|比重|排名)(?:$|[\s是各分多怎如呢]))/,
  );
}

/** 社零和固投目标各多少: the things listed before 各 or 分别 are measures of their own. */
function splitListed(part: string): string[] {
  const match =
    /^(.*?)(?:目标|增速|数量?|情况)?(?:各|分别)(?:是|有|为|要|(?:发布?|办理?|办结|接|收到?|开|建|改造?|新增|公开|完成|投|花|引进|受理|处理)了?)?(?:多少|几).*$/.exec(
      part,
    );
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
