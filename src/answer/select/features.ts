/**
 * The features by which a figure is ranked for a slot. Each is between -1 and 1; the weights are fitted
 * by scripts/fit.ts. A feature is a plain number so that `ask --explain` can print it.
 */
import type { Figure } from "../../domain/index.ts";
import type { FigureVectors } from "../../store/index.ts";
import { type PeriodAnchor, terms } from "../../text/index.ts";
import { type Slot, unitFit } from "../understand/index.ts";
import { type Concept, conceptsOf, coverage, type Frequencies, overlap } from "./concepts.ts";
import { periodFit } from "./period-fit.ts";
import type { FigureProfile } from "./profile.ts";
import { scopeFit } from "./scope-fit.ts";

export const FEATURE_NAMES = [
  "vectorClause",
  "vectorPiece",
  "coverPiece",
  "coverClause",
  "coverSentence",
  "pieceCovered",
  "clauseCovered",
  "charSentence",
  "charPiece",
  "bigramClause",
  "context",
  "unit",
  "status",
  "period",
  "scope",
  "role",
  "direction",
  "place",
  "near",
  "flow",
  "total",
  "around",
  "title",
  "head",
  "share",
  "missing",
] as const;

export type FeatureName = (typeof FEATURE_NAMES)[number];
export type Features = Record<FeatureName, number>;

/** A slot prepared for ranking: made once per question. */
export interface PreparedSlot {
  slot: Slot;
  own: Concept[];
  context: Concept[];
  /** Single characters, and longer terms, of the slot's own words. */
  ownCharacters: string[];
  ownPairs: string[];
  /** Every term by which the slot, its context or a synonym may name a measure. */
  naming: ReadonlySet<string>;
  /** Vectors of the slot's question and of its content words; absent when the index has none. */
  questionVector?: number[];
  contentVector?: number[];
}

/** Prepares a slot by its words alone. */
export function prepareWords(slot: Slot, frequencies: Frequencies): PreparedSlot {
  const own = conceptsOf(slot.own, frequencies, slot.asked);
  const context = conceptsOf(slot.context, frequencies).filter((c) => !slot.own.includes(c.text));
  const ownGrams = [...new Set(terms(slot.own))];
  return {
    slot,
    own,
    context,
    ownCharacters: ownGrams.filter((g) => g.length === 1),
    ownPairs: ownGrams.filter((g) => g.length > 1),
    naming: new Set([...ownGrams, ...terms(slot.context), ...synonymTerms(own)]),
  };
}

/** Prepares a slot; `embed` is absent when vectors cannot be used. */
export async function prepareSlot(
  slot: Slot,
  frequencies: Frequencies,
  embed?: (text: string) => Promise<number[]>,
): Promise<PreparedSlot> {
  const prepared = prepareWords(slot, frequencies);
  if (!embed) return prepared;
  const lead = slot.own.length < 8 ? lastWords(slot.context) : "";
  const unit = slot.unit.word || (slot.unit.families[0] === "percent" ? "%" : "");
  return {
    ...prepared,
    questionVector: await embed(`${lead}${slot.own.replace(/ /g, ",")}多少${unit}`),
    contentVector: await embed(slot.own || slot.asked),
  };
}

function synonymTerms(own: Concept[]): string[] {
  return own.flatMap((c) => c.alternatives.filter((a) => a.weight >= 0.8).flatMap((a) => terms(a.word)));
}

function lastWords(context: string): string {
  const text = context.split(" ").slice(0, 3).join(",");
  return text ? `${text},` : "";
}

/** What is known of the conversation and of the guard when a figure is ranked. */
export interface RankContext {
  frequencies: Frequencies;
  anchor: PeriodAnchor | null;
  /** Code of the place that was asked for, when it is inside the report's region. */
  placeCode: string | null;
  /** Sentences that the conversation's last answer quoted: report id and offset. */
  lastEvidence: { reportId: string; sentenceStart: number; passageId: string }[];
}

/** The features of one figure for one slot. */
export function featuresOf(
  prepared: PreparedSlot,
  profile: FigureProfile,
  vectors: FigureVectors | undefined,
  context: RankContext,
): Features {
  const { slot } = prepared;
  const { figure } = profile;
  const { frequencies } = context;
  return {
    vectorClause: cosine(prepared.questionVector, vectors?.clause),
    vectorPiece: cosine(prepared.contentVector, vectors?.piece),
    coverPiece: coverage(prepared.own, profile.piece),
    coverClause: coverage(prepared.own, profile.clause),
    coverSentence: coverage(prepared.own, profile.sentence),
    // A short piece that is fully named beats a long one.
    pieceCovered: overlap(profile.piecePairs, prepared.naming, frequencies),
    // … and so does a clause that speaks of nothing else: 受理各类诉求 rather than 受理物业管理类问题.
    clauseCovered: overlap(profile.clausePairs, prepared.naming, frequencies),
    charSentence: overlap(prepared.ownCharacters, profile.sentence.grams, frequencies),
    charPiece: overlap(prepared.ownCharacters, profile.piece.grams, frequencies),
    bigramClause: overlap(prepared.ownPairs, profile.clause.grams, frequencies),
    context: prepared.context.length === 0 ? 0 : coverage(prepared.context, profile.sentence),
    unit: unitFit(slot.unit, figure),
    status: statusFit(slot, figure.status),
    period: periodFit(slot, figure, context.anchor),
    scope: scopeFit(slot, figure.scope, figure.clause),
    role: roleFit(slot, figure),
    direction: directionFit(slot.asked, figure.direction),
    place: placeFit(figure.places, context.placeCode),
    near: nearFit(context, profile) * (slot.own.length <= 4 ? 2 : 1),
    flow: flowFit(slot.asked, figure.piece),
    total: totalFit(slot.asked, figure.piece, coverage(prepared.own, profile.title)),
    around: coverage(prepared.own, profile.around),
    title: coverage(prepared.own, profile.title),
    head: headFit(prepared, profile),
    share: shareFit(slot.asked, figure.piece),
    missing: -missingShare(prepared.own, profile),
  };
}

function cosine(a: number[] | undefined, b: Float32Array | undefined): number {
  if (!a || !b) return 0;
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function statusFit(slot: Slot, status: "actual" | "plan"): number {
  if (slot.status === null) return status === "actual" ? 0.3 : -0.7;
  return slot.status === status ? 1 : -1;
}

const ASKS_CHANGE =
  /增速|增幅|涨|掉了|提前|降幅|增长|增加(?!值)|下降|减少|压缩|压减|缩|砍|降了|同比|环比|提高|提升|多了|少了|快了|省了|节约|变化|(?:多|少|快|慢|高|低)了?多少/;
/** True when the words ask how much something rose or fell. */
export function asksChange(asked: string): boolean {
  return ASKS_CHANGE.test(asked);
}

/** True when the words ask for the starting value of a change. */
export function asksFromEnd(asked: string): boolean {
  return ASKS_FROM.test(asked);
}

const ASKS_FROM = /以前|原来|原先|之前|改革前/;

const ASKS_DELTA =
  /(?:比|较|跟)(?:去年|上一?年|前一?年|\d{4}年?|上半年|同期|十.五末?)[^,]{0,6}?(?:多|少|涨|降|增|减|高|低|提高|下降)/;

/** True when the words ask by how much something changed against another time: 比去年多了多少. */
export function asksDelta(asked: string): boolean {
  return ASKS_DELTA.test(asked);
}

function roleFit(slot: Slot, { role, pairedWith }: Pick<Figure, "role" | "pairedWith">): number {
  const change = ASKS_CHANGE.test(slot.asked);
  // 比去年多了多少 asks for the change and nothing else.
  if (asksDelta(slot.asked)) return role === "change" ? 3 : role === "value" ? -2 : 0;
  if (role === "from" || role === "base") return 0.5;
  if (role === "change") return change ? 0.6 : -0.6;
  // 由52.23%提高到58.08% tells how far it rose too.
  if (change && pairedWith !== undefined) return 0.4;
  if (role === "rank") return slot.unit.families.includes("rank") ? 0.5 : -0.6;
  return change && slot.unit.families[0] === "percent" ? -0.1 : 0.2;
}

function directionFit(asked: string, direction: "up" | "down" | ""): number {
  if (direction === "") return 0;
  const down = /减|降|压|缩|砍|少了|少(?=多少)|省|精简|快了/.test(asked);
  const up = /增|涨|升|多了|提高|扩/.test(asked);
  if (down === up) return 0;
  return (down && direction === "down") || (up && direction === "up") ? 1 : -1;
}

function placeFit(places: string[], asked: string | null): number {
  if (asked === null) return places.length === 0 ? 0.2 : -0.5;
  return places.some((p) => p === asked) ? 1 : places.length > 0 ? -1 : -0.3;
}

const FLOW = /新增|新登记|净增|新设|新开(?!工)|新注册|新建(?!筑)|新入库|新签|增加(?!到|至|值)/;

/** True when the words ask what was added: 新增多少户. */
export function asksFlow(asked: string): boolean {
  return FLOW.test(asked) || /新(?!媒体|能源|型|兴|质|业态|城|[区市县疆乡])(?=.{0,6}(?:多少|几))/.test(asked);
}

/** 新登记 and 实有 are two measures: a flow never answers for a stock unless the question says so. */
function flowFit(asked: string, piece: string): number {
  const level = /累计|共(?!公|享|同|建)|达到|总数/.test(piece);
  const [wanted, given] = [asksFlow(asked), FLOW.test(piece) && !level];
  if (wanted === given) return wanted ? 0.5 : 0;
  return -1;
}

/** Share of the question's words in title and headings from which on they name the report's subject. */
const NAMES_SUBJECT = 0.8;

const PART_ONLY = /自己|本身|不算|不含|不包括|不包含|单独|光是|仅仅是/;
const DONE = /办完|办结(?!率)|完成(?!率)|办毕|处理完/;

/** 一共, 总共: the total rather than a part; 其中: a part. What the report is about is told by its total (总套数). */
function totalFit(asked: string, piece: string, title: number): number {
  const total = /共|总|合计|累计/.test(piece);
  // 中心自己收了多少，不算乡镇: the part rather than its whole.
  if (PART_ONLY.test(asked)) return /^其中/.test(piece) ? 1 : total || /全[省市县区]/.test(piece) ? -1 : 0;
  if (/一共|总共|总数|总计|合计|总(?:量|额)|全部/.test(asked)) {
    // 一共办完了多少: of all there were, those that are done.
    if (DONE.test(asked)) return DONE.test(piece) ? 1 : 0;
    return total ? 1 : /^其中/.test(piece) ? -1 : -0.2;
  }
  return title >= NAMES_SUBJECT && /总\p{Script=Han}?数|总[量值额]|共计/u.test(piece) ? 1 : 0;
}

/** The measure's head is its last word (公积金缴存额): it must stand in the figure's own piece. */
function headFit(prepared: PreparedSlot, profile: FigureProfile): number {
  const head = prepared.own.at(-1);
  if (!head || prepared.own.length < 2) return 0;
  return coverage([head], profile.piece);
}

/** Weight share of the one concept that neither the figure's surroundings nor its headings show most, 0 to 1. */
function missingShare(own: Concept[], profile: FigureProfile): number {
  const total = own.reduce((sum, c) => sum + c.weight, 0);
  if (total === 0) return 0;
  return Math.max(
    ...own.map(
      (c) => (c.weight / total) * (1 - Math.max(coverage([c], profile.around), coverage([c], profile.title))),
    ),
  );
}

/** 占几成, 占比: a share answers a share. */
function shareFit(asked: string, piece: string): number {
  const [wanted, given] = [/占|比重/.test(asked), /占|比重/.test(piece)];
  return wanted && given ? 1 : wanted !== given ? -0.3 : 0;
}

function nearFit(context: RankContext, profile: FigureProfile): number {
  const { figure } = profile;
  for (const last of context.lastEvidence) {
    if (last.reportId !== figure.reportId) continue;
    if (last.sentenceStart === figure.sentenceStart) return 1;
    if (last.passageId === figure.passageId) return 0.5;
  }
  return 0;
}
