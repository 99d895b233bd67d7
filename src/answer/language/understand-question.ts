/**
 * A question that the rules could not answer in, the same question in the reports' words out: the model names the
 * measure, the rules keep what they know themselves. Regions and periods come from the question and its chat only.
 */
import { z } from "zod";
import { fold, type Gazetteer, loadThesaurus } from "../../text/index.ts";
import type { Trace } from "../trace.ts";
import { contentOf } from "../understand/index.ts";
import { createFence } from "./fence.ts";
import { jsonIn, type ModelSession } from "./model-session.ts";
import { pairsOf } from "./word-fit.ts";

/** What the model may say of a question. */
const structureSchema = z.object({
  regions: z.array(z.string().max(20)).max(6).default([]),
  periods: z.array(z.string().max(20)).max(4).default([]),
  measures: z.array(z.string().min(2).max(24)).min(1).max(4),
  status: z.enum(["plan", "actual"]).nullable().default(null),
  operation: z.enum(["lookup", "compare", "difference", "sum", "share"]).default("lookup"),
});

export type QuestionStructure = z.output<typeof structureSchema>;

export interface Asked {
  question: string;
  /** Earlier questions of the chat, oldest first. */
  before: readonly string[];
  /** What the rules made of it; null when they looked nothing up. */
  trace: Trace | null;
}

/** How alike two texts are in meaning, 0 to 1; left out where the vectors see no paraphrases. */
export type Likeness = (a: string, b: string) => Promise<number>;

/** Set by judgement: bge gives unrelated measures about 0.4. */
const MIN_LIKENESS = 0.6;

/** The question restated for the rules; null when the model gave nothing that can be used. */
export async function restate(
  session: ModelSession,
  asked: Asked,
  gazetteer: Gazetteer,
  alike?: Likeness,
): Promise<string | null> {
  const parsed = structureSchema.safeParse(jsonIn(await session.complete(promptFor(asked))));
  if (!parsed.success) return null;
  const measures: string[] = [];
  for (const measure of parsed.data.measures) {
    const word = fold(measure).replace(/\s/g, "");
    if (await mayBeMeant(word, asked, gazetteer, alike)) measures.push(word);
  }
  if (measures.length === 0) return null;
  return canonical({ ...parsed.data, measures }, asked, gazetteer);
}

function promptFor({ question, before }: Asked) {
  const fence = createFence();
  return {
    instructions: [
      "你把关于政务服务报告的提问改写成结构，不回答问题。",
      fence.rule,
      "只输出一个 JSON 对象，不要别的文字：",
      '{"regions":[地区],"periods":[时期],"measures":[指标],"status":"plan"或"actual"或null,"operation":"lookup"|"compare"|"difference"|"sum"|"share"}',
      "measures 用报告里常用的规范说法，例如 办结率、满意率、跨省通办事项、网上可办率、群众诉求。",
      "regions 和 periods 只能照抄提问里出现过的词，没有就留空，不要猜。",
    ].join("\n"),
    data: [
      ...(before.length > 0 ? [fence.around("前面问过", before.join("\n"))] : []),
      fence.around("提问", question),
    ].join("\n"),
  };
}

/** A measure that shares words or meaning with what was asked, names no number, place or time, and is none that the thesaurus keeps apart from it. */
async function mayBeMeant(
  measure: string,
  { question, before }: Asked,
  gazetteer: Gazetteer,
  alike?: Likeness,
): Promise<boolean> {
  if (/[^\p{Script=Han}a-z0-9“”+]/u.test(measure) || /\d(?!\d{4}|热线)/.test(measure.replace("12345", "")))
    return false;
  if (gazetteer.findRegions(measure).length > 0) return false;
  const words = fold(question);
  const thesaurus = loadThesaurus();
  const askedTerms = thesaurus.find(words).map((m) => m.term);
  const meantTerms = thesaurus.find(measure).map((m) => m.term);
  const related = meantTerms.some((b) => askedTerms.some((a) => thesaurus.related(a, b) > 0));
  const torn = askedTerms.some(
    (a) =>
      !meantTerms.includes(a) &&
      meantTerms.some((b) => thesaurus.related(a, b) === 0 && thesaurus.areDistinct(a, b)),
  );
  if (torn) return false;
  const heard = [words, ...before.slice(-1).map((b) => fold(b))].join(" ");
  const pairs = pairsOf(measure);
  const shared = pairs.filter((pair) => heard.includes(pair)).length / Math.max(1, pairs.length);
  if (related || shared >= 0.5) return true;
  return alike !== undefined && (await alike(contentOf(words), measure)) >= MIN_LIKENESS;
}

const ASKS_PLAN = /目标|计划|拟|打算|力争|争取|要|准备|下一步|将|明年|今后|预计|规划|安排|想/;
const OPERATIONS: Record<QuestionStructure["operation"], { cue: RegExp; ending: string }> = {
  lookup: { cue: /^$/, ending: "" },
  compare: { cue: /比|高|低|多|少|哪/, ending: "哪个高" },
  difference: { cue: /差|比|多|少|高|低/, ending: "相差多少" },
  sum: { cue: /共|合计|加|总|一起/, ending: "合计是多少" },
  share: { cue: /占|比重|比例|份/, ending: "占比是多少" },
};

/** The structure as a question; its places and times are those that were really said. */
function canonical(structure: QuestionStructure, asked: Asked, gazetteer: Gazetteer): string {
  const { question, before, trace } = asked;
  const said = fold(question);
  const heard = [...before.map((b) => fold(b)), said].join(" ");
  const own = trace?.regions.map((r) => r.name) ?? [];
  const regions = own.length > 0 ? own : structure.regions.filter((name) => isSaid(name, heard, gazetteer));
  const ownPeriods = [...new Set(trace?.understood.slots.flatMap((s) => s.periods.map((p) => p.text)) ?? [])];
  const periods =
    ownPeriods.length > 0 ? ownPeriods : structure.periods.filter((p) => heard.includes(fold(p).trim()));
  const plan = structure.status === "plan" && ASKS_PLAN.test(said) ? "计划目标" : "";
  const { cue, ending } = OPERATIONS[structure.operation];
  const several = regions.length >= 2 || structure.measures.length >= 2;
  const asks = several && cue.test(said) && ending ? ending : several ? "分别是多少" : "是多少";
  return `${regions.join("和")}${periods.join("和")}${structure.measures.join("和")}${plan}${asks}`;
}

function isSaid(name: string, heard: string, gazetteer: Gazetteer): boolean {
  const [mention] = gazetteer.findRegions(fold(name));
  if (!mention) return false;
  return mention.candidates.some((c) =>
    [c.name, ...gazetteer.shortNames(c)].some((n) => n.length >= 2 && heard.includes(n)),
  );
}
