/**
 * The field's thesaurus: data/thesaurus.txt in, related words with weights out.
 * Words are simplified, folded and lower-case; it relates words and finds them in a text, and never
 * decides which figure answers a question. How to add a term stands at the top of the data file.
 */
import { readFileSync } from "node:fs";
import { UserError } from "../domain/index.ts";

const FILE = "src/text/data/thesaurus.txt";
const DATA = new URL("./data/thesaurus.txt", import.meta.url);

/** "=" the same thing, both ways; ">" colloquial wording to a report's wording, one way; "~" near, both ways. */
export type TermRelationKind = "=" | ">" | "~";

/** Weight of each kind of relation, from 0 to 1; set by judgement, not fitted. */
export const TERM_WEIGHTS: Readonly<Record<TermRelationKind, number>> = { "=": 0.9, ">": 0.8, "~": 0.5 };

/** One line of the groups section. */
export interface TermRelation {
  kind: TermRelationKind;
  left: string[];
  right: string[];
  /** Line number in the file, from 1. */
  line: number;
}

/** The data file as read, before it is indexed. */
export interface ThesaurusEntries {
  relations: TermRelation[];
  /** Words that head the name of a measure: 率, 额, 办件量… */
  measures: string[];
  /** Each inner list holds words that must never stand for each other. */
  distinct: string[][];
}

export interface RelatedTerm {
  word: string;
  /** From 0 to 1. */
  weight: number;
}

/** UTF-16 span of a term in the text searched; end is exclusive. */
export interface TermMatch {
  start: number;
  end: number;
  term: string;
}

export interface Thesaurus {
  /** Words that may stand for `word`, without itself, nearest first; empty for an unknown word. */
  expand(word: string): RelatedTerm[];
  /** Longest terms of a folded text, from left to right, without overlaps. */
  find(text: string): TermMatch[];
  /** 1 for equal words, the group's weight when a report's word `b` may answer a question's word `a`, else 0. */
  related(a: string, b: string): number;
  /** True when the two, or their synonyms, are declared different measures: 满意度 is never 办结率. */
  areDistinct(a: string, b: string): boolean;
  readonly measures: ReadonlySet<string>;
  /** Every word of the groups section. */
  readonly words: ReadonlySet<string>;
  readonly entries: ThesaurusEntries;
}

let loaded: Thesaurus | undefined;

/** The project's thesaurus, read once. Throws UserError for a malformed line. */
export function loadThesaurus(): Thesaurus {
  loaded ??= createThesaurus(parseThesaurus(readFileSync(DATA, "utf8")));
  return loaded;
}

/** Reads the thesaurus format; throws UserError with the line number for a malformed line. */
export function parseThesaurus(text: string): ThesaurusEntries {
  const entries: ThesaurusEntries = { relations: [], measures: [], distinct: [] };
  let section = "groups";
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim().toLowerCase();
    const line = index + 1;
    if (content === "" || content.startsWith("#")) continue;
    if (content.endsWith(":")) {
      section = content.slice(0, -1);
      if (!["groups", "measures", "distinct"].includes(section)) {
        throw malformed(line, `没有“${section}”这一节`, "请用 groups:、measures: 或 distinct:");
      }
    } else if (section === "groups") entries.relations.push(readRelation(content, line));
    else if (section === "measures") entries.measures.push(...readWords(content, line, 1));
    else entries.distinct.push(checkRow(readWords(content, line, 2), line));
  }
  return entries;
}

/** Indexes the entries for look-up. */
export function createThesaurus(entries: ThesaurusEntries): Thesaurus {
  const weights = new Map<string, Map<string, number>>();
  const words = new Set<string>();
  for (const { kind, left, right } of entries.relations) {
    for (const word of [...left, ...right]) words.add(word);
    const all = [...left, ...right];
    const [from, to] = kind === "=" ? [all, all] : [left, right];
    for (const a of from) {
      for (const b of to) {
        link(weights, a, b, TERM_WEIGHTS[kind]);
        if (kind !== ">") link(weights, b, a, TERM_WEIGHTS[kind]);
      }
    }
  }
  const related = (a: string, b: string) => (a === b ? 1 : (weights.get(a)?.get(b) ?? 0));
  const synonyms = (word: string) => [
    word,
    ...[...(weights.get(word) ?? [])].filter(([, weight]) => weight === TERM_WEIGHTS["="]).map(([w]) => w),
  ];
  const different = distinctPairs(entries.distinct);
  return {
    expand: (word) =>
      [...(weights.get(word) ?? [])]
        .map(([other, weight]) => ({ word: other, weight }))
        .sort((a, b) => b.weight - a.weight),
    find: createFinder(words),
    related,
    areDistinct: (a, b) =>
      related(a, b) === 0 &&
      synonyms(a).some((x) => {
        const others = different.get(x);
        return others !== undefined && synonyms(b).some((y) => others.has(y));
      }),
    measures: new Set(entries.measures),
    words,
    entries,
  };
}

function readRelation(content: string, line: number): TermRelation {
  const [kind, ...more] = content.match(/[=>~]/g) ?? [];
  if (kind === undefined) throw malformed(line, "缺少 =、> 或 ~", "请写成：词 = 同义词 | 同义词");
  if (more.length > 0) throw malformed(line, "一行里有不止一个 =、> 或 ~", "请拆成几行");
  const [before = "", after = ""] = content.split(kind);
  const left = readWords(before, line, 1);
  const right = readWords(after, line, 1);
  checkRow([...left, ...right], line);
  return { kind: kind as TermRelationKind, left, right, line };
}

function readWords(content: string, line: number, atLeast: number): string[] {
  const words = content.split("|").map((word) => word.trim());
  if (words.includes("")) throw malformed(line, "有空着的词", "请检查多余的 | 或漏写的词");
  const spaced = words.find((word) => /\s/.test(word));
  if (spaced) throw malformed(line, `“${spaced}”中间有空格`, "请用 | 隔开各个词");
  if (words.length < atLeast) throw malformed(line, "这一行至少要两个词", "请用 | 隔开各个词");
  return words;
}

// One-character words would match inside almost every sentence.
function checkRow(words: string[], line: number): string[] {
  const short = words.find((word) => word.length < 2);
  if (short) throw malformed(line, `“${short}”只有一个字`, "请用至少两个字的词");
  const twice = words.find((word, i) => words.indexOf(word) !== i);
  if (twice) throw malformed(line, `“${twice}”写了两次`, "请删去一个");
  return words;
}

function malformed(line: number, what: string, fix: string): UserError {
  return new UserError(`同义词表 ${FILE} 第 ${line} 行：${what}。${fix}。`);
}

function link(weights: Map<string, Map<string, number>>, a: string, b: string, weight: number): void {
  if (a === b) return;
  const row = weights.get(a) ?? new Map<string, number>();
  row.set(b, Math.max(weight, row.get(b) ?? 0));
  weights.set(a, row);
}

function distinctPairs(rows: string[][]): Map<string, Set<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const word of row) {
      const others = pairs.get(word) ?? new Set<string>();
      for (const other of row) if (other !== word) others.add(other);
      pairs.set(word, others);
    }
  }
  return pairs;
}

function createFinder(words: Iterable<string>): (text: string) => TermMatch[] {
  const byHead = new Map<string, string[]>();
  for (const word of words) {
    const head = word.slice(0, 2);
    const list = byHead.get(head);
    if (list) list.push(word);
    else byHead.set(head, [word]);
  }
  for (const list of byHead.values()) list.sort((a, b) => b.length - a.length);
  return (text) => {
    // Not toLowerCase(): it may change the length, and the spans must fit the text given.
    const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const found: TermMatch[] = [];
    for (let start = 0; start < folded.length - 1; ) {
      const term = byHead
        .get(folded.slice(start, start + 2))
        ?.find((word) => folded.startsWith(word, start) && standsAlone(folded, start, word));
      if (term) found.push({ start, end: start + term.length, term });
      start += term?.length ?? 1;
    }
    return found;
  };
}

// A Latin term must not be cut out of a longer Latin word: api in rapid.
function standsAlone(text: string, start: number, word: string): boolean {
  const end = start + word.length;
  const joined = (a: string, b: string) => /[a-z0-9]/.test(a) && /[a-z0-9]/.test(b);
  return (
    !joined(text.charAt(start - 1), text.charAt(start)) && !joined(text.charAt(end - 1), text.charAt(end))
  );
}
