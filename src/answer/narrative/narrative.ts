/**
 * Lists and narrative questions: the report's own sentences, cited one by one, cut to what was asked.
 */
import type { ReportSummary, Store } from "../../store/index.ts";
import { fold, splitSentences } from "../../text/index.ts";
import type { Engine } from "../engine.ts";
import { type Concept, conceptsOf, coverage, targetOf } from "../select/index.ts";
import type { Slot } from "../understand/index.ts";
import { endsInColon, type ListRow, listRows } from "./list-rows.ts";
import {
  isHeadedBy,
  likelyPassages,
  type ScoredSentence,
  sectionAsked,
  sentencesOf,
} from "./narrative-sentences.ts";

export interface Narrative {
  /** In the order of the report. */
  sentences: ScoredSentence[];
  /** Score of the sentence that the others belong to. */
  score: number;
  /** Coverage of the question's words by what was chosen, 0 to 1. */
  coverage: number;
  /** True when the question asks for a whole section (不足, 下一步打算) and it was found. */
  wholeSection: boolean;
  /** True when the sentences are the rows of one list. */
  isList: boolean;
}

/** Words that ask for every item of a list. */
const ASKS_LIST = /哪|啥|什么|列|分类|类型|种类|构成|组成|分别|各|都有|几[类种个项]|包括|清单/;
const MAX_SHOWN = 320;
/** A shorter run of sentences is led by those before it. */
const SHORT = 60;

/** Runs of sentences that may answer a narrative question inside the given reports, at most so many; the best first. */
export async function narrate(
  engine: Engine,
  slot: Slot,
  reports: ReportSummary[],
  { lastPassages = [], limit = 1 }: { lastPassages?: string[]; limit?: number } = {},
): Promise<Narrative[]> {
  const { store } = engine;
  const query = `${slot.context} ${slot.own}`.trim() || slot.asked;
  const section = sectionAsked(slot);
  const passages = await likelyPassages(engine, query, reports, section);
  const concepts = conceptsOf(slot.own || slot.asked, store.documentFrequency());
  const sentences = sentencesOf(store, { slot, concepts, lastPassages, section }, passages);
  // Words that no report uses (定了, 咋) are said by those who ask only.
  const names = concepts.filter((c) => c.names);
  const told = (c: ScoredSentence) =>
    fold(store.text(c.report.id).slice(c.span.start, c.span.end)).replace(/\s+/g, "");
  const runs: Narrative[] = [];
  for (const best of await rerank(engine, query, sentences)) {
    if (runs.length >= limit) break;
    if (runs.some((run) => holds(run, best))) continue;
    const rows = ASKS_LIST.test(slot.asked) ? listRows(store, best.passage, best.span) : [];
    const chosen = rows.length > 0 ? asSentences(best, rows) : extend(best, sentences, section);
    if (rows.length === 0 && chosen.at(-1) === best) chosen.push(...whatFollows(store, best));
    if (rows.length === 0) addSubjects(chosen, sentences, joinedNames(slot.own, names), told);
    const shown = targetOf(chosen.map(told).join(" ") + fold(best.passage.headings.join(" ")));
    runs.push({
      sentences: chosen,
      score: best.score,
      coverage: coverage(concepts, shown),
      wholeSection: best.opensSection || isHeadedBy(best.passage, section),
      isList: rows.length > 0,
    });
  }
  return runs;
}

function holds({ sentences }: Narrative, { report, span }: ScoredSentence): boolean {
  return sentences.some(
    (s) => s.report.id === report.id && s.span.start <= span.start && span.end <= s.span.end,
  );
}

/** 综窗和全程网办: things that are asked of together, each by its own name. */
function joinedNames(own: string, names: Concept[]): Concept[] {
  const joined = (a: Concept, b: Concept) =>
    ["和", "与", "及", "、"].some((j) => own.includes(`${a.text}${j}${b.text}`));
  return names.filter((a) => names.some((b) => joined(a, b) || joined(b, a)));
}

const MOST_SUBJECTS = 2;

/** The best sentence of the same report for each thing asked of that the chosen ones do not name. */
function addSubjects(
  chosen: ScoredSentence[],
  all: ScoredSentence[],
  names: Concept[],
  told: (sentence: ScoredSentence) => string,
): void {
  const [first] = chosen;
  if (!first || names.length < 2) return;
  const shows = (name: Concept, text: string) => coverage([name], targetOf(text)) >= NAMED;
  for (const name of names.filter((n) => !chosen.some((c) => shows(n, told(c)))).slice(0, MOST_SUBJECTS)) {
    const further = all.find((s) => s.report.id === first.report.id && shows(name, told(s)));
    if (further) chosen.push(further);
  }
}

/** Share of a thing's name that a sentence must show, 0 to 1. */
const NAMED = 0.8;

/** Rows of a list as sentences of the best one's report. */
function asSentences(best: ScoredSentence, rows: ListRow[]): ScoredSentence[] {
  return rows.map(({ passage, span }) => ({ ...best, passage, span: { start: span.start, end: span.end } }));
}

/** The best few sentences, ranked once more by a reranker, else by meaning where the index has a semantic embedder. */
async function rerank(engine: Engine, query: string, sentences: ScoredSentence[]): Promise<ScoredSentence[]> {
  const pool = sentences.sort((a, b) => b.score - a.score).slice(0, 10);
  const texts = pool.map(({ report, span }) =>
    fold(engine.store.text(report.id).slice(span.start, span.end)).slice(0, RANKED_CHARS),
  );
  const relevances = (await engine.reranker?.rank(query, texts)) ?? (await likeness(engine, query, texts));
  for (const [i, sentence] of pool.entries()) sentence.score += MEANING * (relevances?.[i] ?? 0);
  return pool.sort((a, b) => b.score - a.score);
}

/** Characters of a sentence by which it is ranked. */
const RANKED_CHARS = 160;
const MEANING = 0.8;

/** Cosine of the query and each text; null without a semantic embedder. */
async function likeness({ embedder }: Engine, query: string, texts: string[]): Promise<number[] | null> {
  if (!embedder.semantic) return null;
  const question = await embedder.embedQuery(query);
  const found: number[] = [];
  for (const text of texts) {
    const vector = await embedder.embedQuery(text);
    found.push(question.reduce((sum, x, i) => sum + x * (vector[i] ?? 0), 0));
  }
  return found;
}

/** The best sentence with what belongs to it: its neighbours in the passage, or the whole asked section. */
function extend(best: ScoredSentence, all: ScoredSentence[], section: RegExp | undefined): ScoredSentence[] {
  const wholeSection = isHeadedBy(best.passage, section);
  const topHeading = best.passage.headings.find((h) => section?.test(h));
  const pool = all
    .filter((s) =>
      wholeSection
        ? s.report.id === best.report.id && s.passage.headings.includes(topHeading ?? "")
        : s.passage.id === best.passage.id,
    )
    .sort((a, b) => a.span.start - b.span.start);
  const at = pool.indexOf(best);
  let [first, last] = [at, at];
  const length = () => (pool[last]?.span.end ?? 0) - (pool[first]?.span.start ?? 0);
  // Forward first: what a sentence announces follows it.
  while (
    last + 1 < pool.length &&
    length() + size(pool[last + 1]) <= MAX_SHOWN &&
    close(pool[last + 1], best)
  )
    last++;
  // 存在的问题…我们一定正视问题: what a closing sentence speaks of stands before it.
  const told = wholeSection || best.announces || best.opensSection;
  while (!told && first > 0 && length() < SHORT && length() + size(pool[first - 1]) <= MAX_SHOWN) first--;
  while (wholeSection && first > 0 && length() + size(pool[first - 1]) <= MAX_SHOWN) first--;
  return pool.slice(first, last + 1);
  function close(sentence: ScoredSentence | undefined, to: ScoredSentence): boolean {
    if (sentence === undefined) return false;
    return wholeSection || to.announces || to.opensSection || sentence.score >= 0.55 * to.score;
  }
}

/** What a paragraph that ends in a colon announces: the paragraphs after it, as far as there is room. */
function whatFollows(store: Store, best: ScoredSentence): ScoredSentence[] {
  const text = store.text(best.report.id);
  if (!endsInColon(text.slice(best.span.start, best.span.end))) return [];
  const following: ScoredSentence[] = [];
  let room = MAX_SHOWN - size(best);
  for (const passage of store.passagesOf(best.report.id)) {
    if (passage.start < best.span.end) continue;
    for (const { start, end } of splitSentences(text.slice(passage.start, passage.end))) {
      room -= end - start;
      if (room < 0) return following;
      following.push({ ...best, passage, span: { start: passage.start + start, end: passage.start + end } });
    }
  }
  return following;
}

function size(sentence: ScoredSentence | undefined): number {
  return sentence ? sentence.span.end - sentence.span.start : 0;
}
