/**
 * The sentences that may answer a narrative question, each with a score: those of the passages that its words find and
 * of the section that it asks for (不足, 下一步打算). In: the question and its reports. Out: no order, nothing left out.
 */
import type { Passage } from "../../domain/index.ts";
import { searchPassages } from "../../retrieve/index.ts";
import type { ReportSummary, Store } from "../../store/index.ts";
import { fold, isPlanHeading, resolvePeriod, splitSentences } from "../../text/index.ts";
import type { Engine } from "../engine.ts";
import type { Span } from "../evidence.ts";
import { anchorOf, type Concept, conceptsOf, coverage, targetOf } from "../select/index.ts";
import type { Slot } from "../understand/index.ts";

export interface ScoredSentence {
  report: ReportSummary;
  passage: Passage;
  span: Span;
  score: number;
  /** True for a short lead (打造一流营商环境。) or words before a colon: what it announces follows it. */
  announces: boolean;
  /** True for the sentence with which a section without heading begins: 我们也清醒认识到…. */
  opensSection: boolean;
}

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
    /打算|下一步|下步|计划|安排|明年|准备(?:干|做|怎么)|要(?:干|做|抓|搞)(?:啥|什么|哪)|今后/,
    /下一步|计划|打算|安排|下步|今后|目标|任务|展望/,
  ],
];

/** How a paragraph on problems opens where no heading announces it. */
const PROBLEMS_TOLD =
  /清醒(?:地)?(?:认识|看|意识)到|(?:还|也|仍)(?:存在|面临).{0,12}(?:问题|困难|不足|短板|挑战)|存在(?:的)?(?:一些|不少|以下)?(?:主要)?(?:问题|困难|不足|短板)/;

/** What the headings of the section hold that the question asks for; undefined where it asks for none. */
export function sectionAsked(slot: Slot): RegExp | undefined {
  return SECTIONS.find(([asked]) => asked.test(slot.asked))?.[1];
}

/** True when a heading above the passage is one of the section. */
export function isHeadedBy(passage: Passage, section: RegExp | undefined): boolean {
  return section !== undefined && passage.headings.some((h) => section.test(h));
}

/** True when the passage belongs to the asked section by its headings or, for problems, by its own words. */
function inSection(passage: Passage, text: string, section: RegExp): boolean {
  if (isHeadedBy(passage, section)) return true;
  return section === PROBLEMS && PROBLEMS_TOLD.test(text);
}

/** A passage with how well it fits, and the report that it stands in. */
interface LikelyPassage {
  passage: Passage;
  report: ReportSummary;
  score: number;
}

/** The passages that the words find, and those of the section asked for. */
export async function likelyPassages(
  { store, embedder }: Engine,
  query: string,
  reports: ReportSummary[],
  section: RegExp | undefined,
): Promise<LikelyPassage[]> {
  const byId = new Map(reports.map((r) => [r.id, r]));
  const found = await searchPassages(store, embedder, {
    text: query,
    reportIds: [...byId.keys()],
    limit: POOL,
  });
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
  return [...passages.values()].flatMap((likely) => {
    const report = byId.get(likely.passage.reportId);
    return report ? [{ ...likely, report }] : [];
  });
}

/** What a sentence is held against. */
interface Sought {
  slot: Slot;
  /** What the slot asks for. */
  concepts: Concept[];
  /** Ids of the passages that the chat's last answer came from. */
  lastPassages: string[];
  section: RegExp | undefined;
}

/** The passages' sentences with their scores. */
export function sentencesOf(store: Store, sought: Sought, passages: LikelyPassage[]): ScoredSentence[] {
  const { slot, concepts, lastPassages, section } = sought;
  const context = conceptsOf(slot.context, store.documentFrequency());
  return passages.flatMap(({ passage, report, score }) => {
    const text = store.text(report.id).slice(passage.start, passage.end);
    const heading = targetOf(fold(passage.headings.join(" ")));
    const near = lastPassages.includes(passage.id) ? 0.2 : 0;
    const plans = isOfPlans(passage, report);
    const timely = timeliness(slot, plans);
    const inherited = yearsAround(passage, report, plans);
    const asked = slot.periods.flatMap(
      ({ spec }) => resolvePeriod(spec, anchorOf(report))?.end.slice(0, 4) ?? [],
    );
    const titled = fold(report.title).replace(/\s+/g, "");
    return splitSentences(text).flatMap((span) => {
      const words = fold(text.slice(span.start, span.end)).replace(/\s+/g, "");
      if (words.length < 6) return [];
      const target = targetOf(words);
      const own = Math.max(coverage(concepts, target), 0.6 * coverage(concepts, heading));
      const joint = coverage(concepts, {
        text: `${heading.text} ${words}`,
        grams: new Set([...heading.grams, ...target.grams]),
      });
      const lean = context.length > 0 ? 0.2 * coverage(context, target) : 0;
      const opensSection = section === PROBLEMS && PROBLEMS_TOLD.test(words);
      return [
        {
          report,
          passage,
          span: { start: passage.start + span.start, end: passage.start + span.end },
          score:
            0.5 * own +
            0.3 * joint +
            0.45 * score +
            lean +
            near +
            timely +
            yearFit(asked, words, inherited) +
            (opensSection ? 0.8 : 0) +
            formFit(slot, words, titled === words),
          announces: words.length < LEAD || /[:：]$/.test(words),
          opensSection,
        },
      ];
    });
  });
}

const ASKS_WAY = /怎么(?!样)|如何|咋(?!样)|做法|措施|办法|举措/;
const TELLS_WAY = /把|将|通过|采[取用]|推行|实行|建立|设[立置]|推出|按照|开展|组织|依托|实施|统一|打造/;
const TELLS_PLAN = /将|计划|拟|力争|争取|确保|启动|推进|推动|加快|继续|进一步|实施|打造|完善|加强|深化/;
/** News of a report rather than what it tells. */
const NEWS = /获悉|登上|刊[发登]|介绍了|记者|发布会/;
const ASKS_NAMES = /哪(?:些|几个?)?(?:个)?(?:地方|城市|省|市|区|县|地区|国家|部门|单位|街道|乡镇)/;

/** What it adds that a sentence has the form that is asked for: a way of doing things, or names; a title tells nothing. */
function formFit({ asked, status }: Slot, words: string, isTitle: boolean): number {
  if (isTitle) return -0.4;
  if (status === "plan") return TELLS_PLAN.test(words) ? 0.15 : -0.1;
  if (ASKS_WAY.test(asked)) return NEWS.test(words) ? -0.15 : TELLS_WAY.test(words) ? 0.15 : 0;
  return ASKS_NAMES.test(asked) && (words.match(/、/g)?.length ?? 0) >= 2 ? 0.2 : 0;
}

/** The years that a passage speaks of: those of its headings, else the one that its report tells or plans. */
function yearsAround({ headings }: Passage, { period }: ReportSummary, plans: boolean): string[] {
  const named = yearsIn(fold(headings.join(" ")));
  if (named.length > 0 || !period) return named;
  const isWhole = period.end.endsWith("-12");
  return [String(Number(period.end.slice(0, 4)) + (plans && isWhole ? 1 : 0))];
}

function yearsIn(words: string): string[] {
  return [...words.matchAll(/(20\d\d)年/g)].flatMap(([, year]) => year ?? []);
}

/** What it adds that a sentence speaks of the year asked for, or takes away where it speaks of others only. */
function yearFit(asked: string[], words: string, inherited: string[]): number {
  if (asked.length === 0) return 0;
  const own = yearsIn(words);
  const told = own.length > 0 ? own : inherited;
  if (told.length === 0) return 0;
  return asked.some((year) => told.includes(year)) ? 0.2 : -0.5;
}

/** True for a passage under a heading of plans. */
function isOfPlans({ headings }: Passage, { period }: ReportSummary): boolean {
  const year = period ? Number(period.end.slice(0, 4)) : null;
  return headings.some((h) => isPlanHeading(h, year));
}

/** What it adds that a passage tells plans where plans are asked for, or takes away where it does not fit. */
function timeliness({ status }: Slot, plans: boolean): number {
  if (status === "plan") return plans ? 0.3 : -0.1;
  return plans && status === "actual" ? -0.3 : 0;
}
