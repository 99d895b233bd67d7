/**
 * One wrong character in a name that the reports know (官度 for 官渡) or in a term of the field (投拆 for 投诉).
 * In: the question as typed and what is known. Out: the question with such words put right, and which they were, so
 * that the answer can say it. A word that the reports, the gazetteer or the dictionary know is never touched, and
 * nothing is mended where two words could be meant.
 */
import {
  areSimilar,
  findPeriods,
  fold,
  isWord,
  loadThesaurus,
  STOP_WORDS,
  segmentKnown,
} from "../../text/index.ts";

/** What is known of words beyond the dictionary and the thesaurus. */
export interface Vocabulary {
  /** True when a report holds the two characters beside each other. */
  uses(pair: string): boolean;
  /** Short and full names of the regions that have reports. */
  regionNames: readonly string[];
  /** Spans of the folded question that name a region, whichever it is. */
  regionsIn(text: string): readonly { start: number; end: number }[];
}

/** One word that was put right. */
export interface Mend {
  typed: string;
  meant: string;
}

interface Proposal {
  at: number;
  character: string;
  start: number;
  end: number;
  meant: string;
}

const LONGEST = 10;
const HAN = /^\p{Script=Han}+$/u;
const ANY = "?";
/** 宗数 is no wrong 总数: a word for counting may stand before each of these. */
const BARE_HEAD = /^.[数量率额值费]$/;

let pairsOfField: Set<string> | undefined;
let ofTerms: Map<string, string[]> | undefined;
const ofRegions = new WeakMap<readonly string[], Map<string, string[]>>();

/** The question with wrong characters put right, folded where any was; as typed otherwise. */
export function mendTypos(question: string, vocabulary: Vocabulary): { question: string; mends: Mend[] } {
  const folded = fold(question);
  const strange = strangePairs(folded, vocabulary);
  if (strange.size === 0) return { question, mends: [] };
  ofTerms ??= patternsOf(fieldTerms());
  const names = ofRegions.get(vocabulary.regionNames) ?? patternsOf(vocabulary.regionNames);
  ofRegions.set(vocabulary.regionNames, names);
  const proposals = proposalsFor(folded, strange, [ofTerms, names]);
  if (proposals.length === 0) return { question, mends: [] };
  // 前八个月省了多少 says nothing of 月薪.
  const taken = [...vocabulary.regionsIn(folded), ...findPeriods(folded, { bareYears: true })];
  const free = proposals.filter((p) => !taken.some((t) => t.start < p.end && p.start < t.end));
  let mended = folded;
  const mends: Mend[] = [];
  for (const { at, character, start, end, meant } of unambiguous(free)) {
    const typed = folded.slice(start, end);
    if (isWord(typed)) continue;
    mended = mended.slice(0, at) + character + mended.slice(at + 1);
    mends.push({ typed, meant });
  }
  return mends.length > 0 ? { question: mended, mends } : { question, mends };
}

/** Positions of the pairs of Chinese characters that neither a report nor the thesaurus holds. */
function strangePairs(text: string, { uses }: Vocabulary): Set<number> {
  const strange = new Set<number>();
  pairsOfField ??= new Set(fieldTerms().flatMap((word) => Array.from(word, (_, i) => word.slice(i, i + 2))));
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    if (HAN.test(pair) && !pairsOfField.has(pair) && !uses(pair)) strange.add(i);
  }
  return strange;
}

/** Every known word that differs from the text in one similar character, which makes a pair strange. */
function proposalsFor(text: string, strange: Set<number>, indexes: Map<string, string[]>[]): Proposal[] {
  const proposals: Proposal[] = [];
  const bounds = boundsOf(text);
  for (const start of bounds) {
    for (const end of bounds) {
      const typed = text.slice(start, end);
      if (typed.length < 2 || typed.length > LONGEST || !HAN.test(typed)) continue;
      for (let i = 0; i < typed.length; i++) {
        const at = start + i;
        if (!(i > 0 && strange.has(at - 1)) && !(at + 1 < end && strange.has(at))) continue;
        if (STOP_WORDS.has(typed.charAt(i))) continue;
        const pattern = typed.slice(0, i) + ANY + typed.slice(i + 1);
        for (const meant of new Set(indexes.flatMap((index) => index.get(pattern) ?? []))) {
          const character = meant.charAt(i);
          if (areSimilar(typed.charAt(i), character)) proposals.push({ at, character, start, end, meant });
        }
      }
    }
  }
  return proposals;
}

/** Where words of the dictionary begin and end. */
function boundsOf(text: string): number[] {
  const bounds = [0];
  for (const word of segmentKnown(text)) bounds.push((bounds.at(-1) ?? 0) + word.length);
  return bounds;
}

/** The longest word for each place; none where two different ones of that length could be meant. */
function unambiguous(proposals: Proposal[]): Proposal[] {
  const chosen: Proposal[] = [];
  const sorted = [...proposals].sort((a, b) => b.end - b.start - (a.end - a.start));
  for (const proposal of sorted) {
    const overlapping = (other: Proposal) => other.start < proposal.end && proposal.start < other.end;
    if (chosen.some(overlapping)) continue;
    const rivals = sorted.filter((o) => overlapping(o) && o.end - o.start === proposal.end - proposal.start);
    if (rivals.every((o) => o.at === proposal.at && o.character === proposal.character))
      chosen.push(proposal);
  }
  return chosen;
}

function fieldTerms(): string[] {
  const { relations, measures } = loadThesaurus().entries;
  const words = relations.flatMap(({ kind, left, right }) => (kind === ">" ? right : [...left, ...right]));
  return [...words, ...measures].filter((word) => !BARE_HEAD.test(word));
}

/** Words by what is left of them when one character is taken out. */
function patternsOf(words: readonly string[]): Map<string, string[]> {
  const patterns = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (word.length < 2 || word.length > LONGEST || !HAN.test(word)) continue;
    for (let i = 0; i < word.length; i++) {
      const pattern = word.slice(0, i) + ANY + word.slice(i + 1);
      const known = patterns.get(pattern);
      if (known) known.push(word);
      else patterns.set(pattern, [word]);
    }
  }
  return patterns;
}
