/**
 * Lists and narrative questions: the report's own sentences, cited one by one, cut to what was asked.
 */
import type { Passage } from "../domain/index.ts";
import { searchPassages } from "../retrieve/index.ts";
import type { ReportSummary, Store } from "../store/index.ts";
import { fold, isPlanHeading, splitSentences } from "../text/index.ts";
import type { Engine } from "./engine.ts";
import type { Span } from "./evidence.ts";
import { type ListRow, listRows } from "./list-rows.ts";
import { type Concept, conceptsOf, coverage, targetOf } from "./select/index.ts";
import type { Slot } from "./understand/index.ts";

export interface ChosenSentence {
  report: ReportSummary;
  passage: Passage;
  span: Span;
  score: number;
  /** True for a short lead (打造一流营商环境。) or words before a colon: what it announces follows it. */
  announces: boolean;
  /** True for the sentence with which a section without heading begins: 我们也清醒认识到…. */
  opensSection: boolean;
}

export interface Narrative {
  /** In the order of the report. */
  sentences: ChosenSentence[];
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
/** A sentence with fewer characters is the lead of its paragraph. */
const LEAD = 24;
const POOL = 10;
/** Reports whose headings are all read for a section. */
const MOST_SECTIONS = 100;
/** Words of a question that stand for a whole section, and the headings that such a section has. */
const PROBLEMS = /问题|不足|困难|短板|薄弱/;
const SECTIONS: [RegExp, RegExp][] = [
  [/不足|短板|薄弱|困难|存在.{0,4}问题|有(?:什么|哪些|啥)问题|什么问题/, PROBLEMS],
  [
    /打算|下一步|下步|计划|安排|明年|准备(?:干|做|怎么)|今后/,
    /下一步|计划|打算|安排|下步|今后|目标|任务|展望/,
  ],
];

/** How a paragraph on problems opens where no heading announces it. */
const PROBLEMS_TOLD =
  /清醒(?:地)?(?:认识|看|意识)到|(?:还|也|仍)(?:存在|面临).{0,12}(?:问题|困难|不足|短板|挑战)|存在(?:的)?(?:一些|不少|以下)?(?:主要)?(?:问题|困难|不足|短板)/;

/** True when the passage belongs to the asked section by its headings or, for problems, by its own words. */
function inSection(passage: Passage, text: string, section: RegExp): boolean {
  if (passage.headings.some((h) => section.test(h))) return true;
  return section === PROBLEMS && PROBLEMS_TOLD.test(text);
}

/** Runs of sentences that may answer a narrative question inside the given reports, at most so many; the best first. */
export async function narrate(
  engine: Engine,
  slot: Slot,
  reports: ReportSummary[],
  { lastPassages = [], limit = 1 }: { lastPassages?: string[]; limit?: number } = {},
): Promise<Narrative[]> {
  const { store, embedder } = engine;
  const query = `${slot.context} ${slot.own}`.trim() || slot.asked;
  const byId = new Map(reports.map((r) => [r.id, r]));
  const found = await searchPassages(store, embedder, {
    text: query,
    reportIds: [...byId.keys()],
    limit: POOL,
  });
  const section = SECTIONS.find(([asked]) => asked.test(slot.asked))?.[1];
  const passages = new Map(found.map((f) => [f.passage.id, { passage: f.passage, score: f.score }]));
  if (section) {
    const likely = new Set(found.map(({ passage }) => passage.reportId));
    // Thousands of reports have such a section; of many, those that match the words.
    const read = reports.length > MOST_SECTIONS ? reports.filter(({ id }) => likely.has(id)) : reports;
    for (const report of read) {
      for (const passage of store.passagesOf(report.id)) {
        if (!inSection(passage, store.text(report.id).slice(passage.start, passage.end), section)) continue;
        const known = passages.get(passage.id);
        passages.set(passage.id, { passage, score: (known?.score ?? 0.2) + 0.5 });
      }
    }
  }
  const concepts = conceptsOf(slot.own || slot.asked, store.documentFrequency());
  const context = conceptsOf(slot.context, store.documentFrequency());
  const sentences: ChosenSentence[] = [];
  for (const { passage, score } of passages.values()) {
    const report = byId.get(passage.reportId);
    if (!report) continue;
    const text = store.text(report.id).slice(passage.start, passage.end);
    const dataYear = report.period ? Number(report.period.end.slice(0, 4)) : null;
    const plan = passage.headings.some((h) => isPlanHeading(h, dataYear));
    const timely = slot.status === "plan" ? (plan ? 0.3 : -0.1) : plan && slot.status === "actual" ? -0.3 : 0;
    const heading = targetOf(fold(passage.headings.join(" ")).text);
    for (const span of splitSentences(text)) {
      const words = fold(text.slice(span.start, span.end)).text.replace(/\s+/g, "");
      if (words.length < 6) continue;
      const target = targetOf(words);
      const own = Math.max(coverage(concepts, target), 0.6 * coverage(concepts, heading));
      const joint = coverage(concepts, {
        text: `${heading.text} ${words}`,
        grams: new Set([...heading.grams, ...target.grams]),
      });
      const lean = context.length > 0 ? 0.2 * coverage(context, target) : 0;
      const near = lastPassages.includes(passage.id) ? 0.2 : 0;
      const opensSection = section === PROBLEMS && PROBLEMS_TOLD.test(words);
      sentences.push({
        report,
        passage,
        span: { start: passage.start + span.start, end: passage.start + span.end },
        score: 0.5 * own + 0.3 * joint + 0.45 * score + lean + near + timely + (opensSection ? 0.8 : 0),
        announces: words.length < LEAD || /[:：]$/.test(words),
        opensSection,
      });
    }
  }
  // Words that no report uses (定了, 咋) are said by those who ask only.
  const names = concepts.filter((c) => c.names);
  const told = (c: ChosenSentence) =>
    fold(store.text(c.report.id).slice(c.span.start, c.span.end)).text.replace(/\s+/g, "");
  const runs: Narrative[] = [];
  for (const best of await rerank(engine, query, sentences)) {
    if (runs.length >= limit) break;
    if (runs.some((run) => holds(run, best))) continue;
    const rows = ASKS_LIST.test(slot.asked) ? listRows(store, best.passage, best.span) : [];
    const chosen = rows.length > 0 ? asSentences(best, rows) : extend(best, sentences, section);
    if (rows.length === 0 && chosen.at(-1) === best) chosen.push(...announced(store, best));
    if (rows.length === 0) addSubjects(chosen, sentences, joinedNames(slot.own, names), told);
    const shown = targetOf(chosen.map(told).join(" ") + fold(best.passage.headings.join(" ")).text);
    const wholeSection =
      best.opensSection || (section !== undefined && best.passage.headings.some((h) => section.test(h)));
    runs.push({
      sentences: chosen,
      score: best.score,
      coverage: coverage(concepts, shown),
      wholeSection,
      isList: rows.length > 0,
    });
  }
  return runs;
}

function holds({ sentences }: Narrative, { report, span }: ChosenSentence): boolean {
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
  chosen: ChosenSentence[],
  all: ChosenSentence[],
  names: Concept[],
  told: (sentence: ChosenSentence) => string,
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
function asSentences(best: ChosenSentence, rows: ListRow[]): ChosenSentence[] {
  return rows.map(({ passage, span }) => ({ ...best, passage, span: { start: span.start, end: span.end } }));
}

/** The best few sentences, ranked once more by a reranker, else by meaning where the index has a semantic embedder. */
async function rerank(engine: Engine, query: string, sentences: ChosenSentence[]): Promise<ChosenSentence[]> {
  const pool = sentences.sort((a, b) => b.score - a.score).slice(0, 10);
  const texts = pool.map(({ report, span }) =>
    fold(engine.store.text(report.id).slice(span.start, span.end)).text.slice(0, RANKED_CHARS),
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
function extend(best: ChosenSentence, all: ChosenSentence[], section: RegExp | undefined): ChosenSentence[] {
  const wholeSection = section !== undefined && best.passage.headings.some((h) => section.test(h));
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
  function close(sentence: ChosenSentence | undefined, to: ChosenSentence): boolean {
    if (sentence === undefined) return false;
    return wholeSection || to.announces || to.opensSection || sentence.score >= 0.55 * to.score;
  }
}

/** What a paragraph that ends in a colon announces: the paragraphs after it, as far as there is room. */
function announced(store: Store, best: ChosenSentence): ChosenSentence[] {
  const text = store.text(best.report.id);
  if (!/[:：]\s*$/.test(text.slice(best.span.start, best.span.end))) return [];
  const following: ChosenSentence[] = [];
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

function size(sentence: ChosenSentence | undefined): number {
  return sentence ? sentence.span.end - sentence.span.start : 0;
}
