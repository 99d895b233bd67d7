/**
 * Operands that are different measures of one region: 低保边缘标准比低保高多少, 高危和中危哪个多, or two sides of one
 * measure: 市本级和全市网上可办率差多少.
 */

import { loadThesaurus } from "../../text/index.ts";
import { guardFor, lookUp, prepare } from "../look-up.ts";
import { mayShare } from "../part-of.ts";
import {
  type Contrast,
  contentOf,
  contrastOf,
  expectedUnit,
  type Slot,
  shareOf,
  tellsSide,
  unitFamily,
  withoutComparison,
} from "../understand/index.ts";
import type { Comparison, Operand } from "./compare.ts";
import type { ComparisonRequest } from "./gather-comparison.ts";

/** The comparison of the two measures that the first slot names; empty when it names one, or none of them is told. */
export async function byMeasure(request: ComparisonRequest): Promise<Comparison[]> {
  const [slot] = request.slots;
  const [region] = request.regions;
  if (!slot || !region) return [];
  const asked = slot.periods.reduce((text, period) => text.replace(period.text, ""), slot.asked);
  const contrast = contrastOf(asked);
  const offices = contrast ? null : officePair(asked);
  if (offices) return byOffice(request, slot, offices);
  const pair = contrast?.measures ?? measurePair(asked);
  const operands = pair ? await lookUpMeasures(request, slot, pair, contrast) : [];
  // 占比提高到多少: of two rates there is no share.
  if (request.operation === "share" && !sharing(operands)) return [];
  if (operands.length === 2 && !(contrast && unlike(operands)))
    return [{ operation: request.operation, operands, missing: [], origin: "measures" }];
  // Both sides or none: the other one alone would pass for both.
  const missing = (contrast?.measures ?? []).map(
    (words) => `${region.name}“${contentOf(withoutComparison(words))}”的数据`,
  );
  return contrast ? [{ operation: request.operation, operands: [], missing, origin: "measures" }] : [];
}

function sharing(operands: Operand[]): boolean {
  const [part, whole] = operands.map((o) => o.candidate.profile.figure);
  return part !== undefined && whole !== undefined && mayShare(part, whole);
}

/** True when two sides are told in different quantities: no two sides of one measure. */
function unlike(operands: Operand[]): boolean {
  const families = operands.map((o) => unitFamily(o.candidate.profile.figure.unit));
  return new Set(families).size > 1;
}

/** The figure of each measure, where it is told; each by a figure of its own. */
export async function lookUpMeasures(
  { engine, last, regions, reports, results }: ComparisonRequest,
  slot: Slot,
  measures: string[],
  contrast: Contrast | null = null,
): Promise<Operand[]> {
  const guarded = guardFor(engine, regions[0] ?? null, reports);
  const operands: Operand[] = [];
  for (const [i, words] of measures.entries()) {
    const own = contentOf(withoutComparison(words));
    if (own.length < 2) return [];
    const unit = expectedUnit(words);
    const prepared = await prepare(engine, {
      ...slot,
      asked: words,
      own,
      context: measures.filter((w) => w !== words).join(" "),
      unit: unit.families.length > 0 ? unit : slot.unit,
    });
    const result = lookUp(engine, prepared, guarded, last?.evidence ?? []);
    results.push(result);
    const side = contrast?.sides[i];
    const candidate = (result.kind === "found" ? result.candidates : []).find(
      (c) =>
        !operands.some((o) => o.candidate.profile.figure.id === c.profile.figure.id) &&
        (side === undefined || (tellsSide(side, c.profile.figure) && engine.accepts(c, prepared))),
    );
    if (candidate) operands.push({ name: side ?? own, candidate });
  }
  return operands;
}

const TWO_OFFICES =
  /^(.{0,16}?[局委厅办])(?:和|与|跟|、|还是)([^,。]{1,10}?[局委厅办])(?:的)?(.{0,12}?)(?:哪个|谁|相差|差|各|对比|比一?下)(.{0,8}?)(?:多少|几|更|最|多|少|高|低|$)/;

/** Two offices with the words that each is looked up by. */
interface Offices {
  names: [string, string];
  measures: [string, string];
}

/** 热线公安局和住建局谁的件多: what stands before the first office and what is asked hold for both. */
function officePair(asked: string): Offices | null {
  const [, first = "", second = "", before = "", after = ""] = TWO_OFFICES.exec(asked) ?? [];
  const named = loadThesaurus()
    .find(first)
    .findLast((term) => term.end === first.length);
  if (!named || second === "") return null;
  const lead = first.slice(0, named.start);
  const names: [string, string] = [first.slice(named.start), second];
  return { names, measures: [`${lead}${names[0]}${before}${after}`, `${lead}${second}${before}${after}`] };
}

/** One measure of two offices; which of them it is not told for is said. */
async function byOffice(
  request: ComparisonRequest,
  slot: Slot,
  { names, measures }: Offices,
): Promise<Comparison[]> {
  const operands: Operand[] = [];
  const missing: string[] = [];
  for (const [i, name] of names.entries()) {
    const [operand] = await lookUpMeasures(request, slot, [measures[i] ?? name]);
    if (operand) operands.push({ ...operand, name });
    else missing.push(`${name}的数据`);
  }
  const [a, b] = operands.map((o) => o.candidate.profile.figure.id);
  if (operands.length === 0 || a === b) return [];
  return [{ operation: request.operation, operands, missing, origin: "measures" }];
}

/** The words of two measures that a question sets against each other; null when it names one. */
function measurePair(asked: string): [string, string] | null {
  const more = /^(.{2,20}?)(?<![同环])比(?![例率重值])(.{2,20}?)(?:高|低|多|少|大|小|贵|便宜|长|短)/.exec(
    asked,
  );
  if (more?.[1] && more[2] && !/去年|上年|同期|往年|\d{2,4}年/.test(more[2])) return [more[1], more[2]];
  const which = /^(.{2,16}?)(?:和|与|跟|还是)(.{2,16}?)(?:哪个|谁|相差|差|哪类)/.exec(asked);
  if (which?.[1] && which[2]) return [which[1], which[2]];
  const times = /^(.{2,20}?)(?:是|约为|为)(.{2,20}?)的?(?:多少|几)倍/.exec(asked);
  if (times?.[1] && times[2]) return [times[1], times[2]];
  const sum = /^(.{2,20}?)(?:和|与|跟|加上?)(.{2,20}?)(?:加起来|合起来|合计|一共|总共)/.exec(asked);
  if (sum?.[1] && sum[2]) return [sum[1], sum[2]];
  const share = shareOf(asked);
  if (share) return share;
  const grades = /^(.*?)([一二三四甲乙][档级类等])([一二三四甲乙][档级类等])(.*)$/.exec(asked);
  return grades ? [`${grades[1]}${grades[2]}${grades[4]}`, `${grades[1]}${grades[3]}${grades[4]}`] : null;
}
