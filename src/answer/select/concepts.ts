/**
 * The words of a slot as weighted concepts: rare words weigh more, and the thesaurus says what else a report
 * may call them. Coverage of the concepts is what a figure must show before it may answer.
 */
import { contentWords, loadThesaurus, terms } from "../../text/index.ts";

export interface Concept {
  text: string;
  /** Inverse document frequency over the figures of the index, above 0. */
  weight: number;
  alternatives: { word: string; weight: number }[];
  /** True for a word that reports use as a name: that it is missing near a figure says that another thing is measured. */
  names: boolean;
  /** True for a word of asking or of how a measure is told (涨了多少, 占比): it says nothing of which measure. */
  asks: boolean;
  /** Terms of the text: pairs, whole numbers and Latin words, and single characters. */
  long: string[];
  characters: string[];
}

/** What a concept is looked for in. */
export interface Target {
  text: string;
  grams: ReadonlySet<string>;
}

/** In how many figures a term stands; the store's `documentFrequency()`. */
export interface Frequencies {
  documents: number;
  of(term: string): number;
}

const REMEMBERED_TERMS = 200_000;
const remembered = new WeakMap<Frequencies, Map<string, number>>();

/** Inverse document frequency of a term, in (0, ~10]. */
function idf(term: string, frequencies: Frequencies): number {
  return idfIn(weightsOf(frequencies), term, frequencies);
}

// Ranking asks for the same few thousand terms for every figure of every question.
function weightsOf(frequencies: Frequencies): Map<string, number> {
  const known = remembered.get(frequencies);
  if (known && known.size < REMEMBERED_TERMS) return known;
  const weights = new Map<string, number>();
  remembered.set(frequencies, weights);
  return weights;
}

function idfIn(weights: Map<string, number>, term: string, frequencies: Frequencies): number {
  const known = weights.get(term);
  if (known !== undefined) return known;
  const weight = Math.log(1 + (frequencies.documents + 1) / (frequencies.of(term) + 0.5));
  weights.set(term, weight);
  return weight;
}

/**
 * Concepts of a slot.
 * @param own folded text without question words
 * @param asked the words as asked: colloquial phrases (能办多少事) are found there
 */
export function conceptsOf(own: string, frequencies: Frequencies, asked = ""): Concept[] {
  const thesaurus = loadThesaurus();
  const concepts: Concept[] = [];
  let rest = own;
  for (const match of thesaurus.find(asked)) {
    if (!/多少|几|啥|什么/.test(match.term)) continue;
    for (const part of match.term.split(/多少|几|啥|什么/))
      rest = rest.replace(part, " ".repeat(part.length));
    concepts.push(conceptOf(match.term, frequencies, thesaurus.expand(match.term)));
  }
  for (const match of thesaurus.find(rest)) {
    rest = rest.slice(0, match.start) + " ".repeat(match.end - match.start) + rest.slice(match.end);
    concepts.push(conceptOf(match.term, frequencies, thesaurus.expand(match.term)));
  }
  for (const word of rest.split(/\s+/).filter(Boolean).flatMap(contentWords)) {
    concepts.push(conceptOf(word, frequencies, thesaurus.expand(word)));
  }
  // In reading order: the last one is the measure's head.
  return concepts.sort((a, b) => own.lastIndexOf(a.text) - own.lastIndexOf(b.text));
}

function conceptOf(text: string, frequencies: Frequencies, alternatives: Concept["alternatives"]): Concept {
  const grams = terms(text);
  const long = grams.filter((g) => g.length > 1);
  const weights = (long.length > 0 ? long : grams).map((g) => idf(g, frequencies));
  const mean = weights.reduce((a, b) => a + b, 0) / Math.max(1, weights.length);
  // One character says little; a long word says more than a short one.
  const length = text.length === 1 ? 0.4 : Math.min(1.6, 0.7 + text.length * 0.15);
  const characters = grams.filter((g) => g.length === 1);
  return {
    text,
    weight: mean * length,
    alternatives: [...alternatives, ...withoutTail(text)],
    names: isName(text, long, frequencies),
    asks: asksOnly(text),
    long,
    characters,
  };
}

/** 经营主体总量 is told as 经营主体达…户. */
function withoutTail(text: string): Concept["alternatives"] {
  const stem = /^(.{2,})(?:总量|总数|数量|总额|规模)$/.exec(text)?.[1];
  return stem ? [{ word: stem, weight: 0.8 }] : [];
}

/** Words of asking, of time and of how a measure is told: they name none. */
const NAMELESS: ReadonlySet<string> = new Set(
  `一个月 一年 一天 每月 全年 目前 现在 今年 去年 平均 完成 打算 计划 目标 任务 办事 情况
  比例 占比 比重 总量 总数 数量 增速 增幅 涨幅 降幅 增长率 同比 环比 比上年 比去年 比上月 比同期 增长 下降 上涨 提高 减少
  增加 排名 金额 规模`.split(/\s+/),
);

const USED = 2;

function asksOnly(text: string): boolean {
  return NAMELESS.has(text) || /多少|几|啥|什么/.test(text);
}

/** A word of the thesaurus, or one that the index's figures hold: 老百姓 and 搞 are said by those who ask only. */
function isName(text: string, long: string[], frequencies: Frequencies): boolean {
  if (text.length < 2 || asksOnly(text)) return false;
  if (loadThesaurus().words.has(text)) return true;
  return long.length > 0 && long.every((term) => frequencies.of(term) >= USED);
}

/** How much of one concept the target shows, 0 to 1. */
function coverageOf(concept: Concept, target: Target): number {
  if (target.text.includes(concept.text)) return 1;
  let best = 0;
  for (const { word, weight } of concept.alternatives) {
    if (weight > best && target.text.includes(word)) best = weight;
  }
  if (best >= 0.8) return best;
  const { long, characters } = concept;
  if (long.length === 0) return best;
  const shared = countIn(long, target.grams) / long.length;
  const spread = countIn(characters, target.grams) / Math.max(1, characters.length);
  return Math.max(best, 0.85 * shared, 0.45 * spread * spread);
}

function countIn(terms: string[], grams: ReadonlySet<string>): number {
  let count = 0;
  for (const term of terms) if (grams.has(term)) count++;
  return count;
}

/** Weight share of the one name that none of the targets shows, at its greatest, 0 to 1. */
export function missingName(concepts: Concept[], targets: Target[]): number {
  const measuring = concepts.filter((c) => !c.asks);
  const total = measuring.reduce((sum, c) => sum + c.weight, 0);
  if (total === 0) return 0;
  const missing = measuring
    .filter((c) => c.names)
    .filter((c) => !targets.some((target) => tellsRelated(c, target)))
    .map((c) => (c.weight / total) * (1 - Math.max(...targets.map((target) => coverageOf(c, target)))));
  return Math.max(0, ...missing);
}

/** 行政检查 tells of 涉企检查, though not only of it: the thesaurus says so. */
function tellsRelated({ alternatives }: Concept, { text }: Target): boolean {
  return alternatives.some(({ word, weight }) => weight >= RELATED && text.includes(word));
}

const RELATED = 0.5;

/** Weighted share of the concepts that the targets show, each where it is shown best, 0 to 1; 0 without concepts. */
export function coverage(concepts: Concept[], ...targets: Target[]): number {
  let total = 0;
  let shown = 0;
  for (const concept of concepts) {
    total += concept.weight;
    shown += concept.weight * Math.max(...targets.map((target) => coverageOf(concept, target)));
  }
  return total === 0 ? 0 : shown / total;
}

/** IDF-weighted share of `grams` that `other` holds, 0 to 1. */
export function overlap(
  grams: Iterable<string>,
  other: ReadonlySet<string>,
  frequencies: Frequencies,
): number {
  let total = 0;
  let shared = 0;
  const weights = weightsOf(frequencies);
  for (const gram of grams) {
    const weight = idfIn(weights, gram, frequencies);
    total += weight;
    if (other.has(gram)) shared += weight;
  }
  return total === 0 ? 0 : shared / total;
}

/** The target's terms without its single characters. */
export function pairsOf({ grams }: Target): string[] {
  return [...grams].filter((g) => g.length > 1);
}

/** Dice coefficient of the two texts' bigrams, 0 to 1. */
export function diceOf(a: Target, b: Target): number {
  const [x, y] = [pairsOf(a), pairsOf(b)];
  if (x.length + y.length === 0) return 0;
  return (2 * x.filter((g) => b.grams.has(g)).length) / (x.length + y.length);
}
