/**
 * What the pieces of a sentence hand on to those that follow: the subject, what was counted, whose attribute was told.
 * In: the pieces one after another. Out: for each the words that lead it, so that it can be read alone.
 */
import type { NumberMention } from "../../text/index.ts";
import { countsThings, isYield, spokenOf } from "./clause-items.ts";
import { isPlace, objectIn, ownerIn, WHOSE } from "./clause-owners.ts";
import { CONNECTORS, hanCount, LINKS } from "./clause-parts.ts";

/** Pieces that begin so never stand alone: they speak of what came before. */
const DEPENDENT =
  /^(?:其中?|分别|同比|环比|较|比上?年|比去年|[与和同跟](?:去年|上年|上月)|[增减]产|增长|增加|下降|减少|增幅|降幅|涨幅|减幅|占(?![道地用补线领])|平均|人均|每|办结率|满意率|回复率|覆盖率|完成率|已|均|共|累计|达|并|涉及|直接|转派|改革后|改革前|首批|增速)/;
const MIN_STANDALONE = 8;
const MAX_CONTEXT = 36;
/** Names shorter than this (县级, 男性) need the item before them to be understood. */
const MIN_ITEM = 3;
/** A label with the first of its items. */
const LABEL = /^([^:]{3,24}):(\p{Script=Han}.+)$/u;
const SCOPED = /全[省市县区]|[省市县区]本级|[省市县区]级/;
/** 诉求主要集中在 before the first of its items. */
const ITEMS = /^(\p{Script=Han}{2,24}?(?:集中在|包括|涉及|主要是|主要有))\p{Script=Han}/u;

/** What a sentence has told so far. */
export interface Inherited {
  /** The sentence's first piece with a subject. */
  topic: string;
  /** True where the topic was counted itself: it is then one item of several, and the next segment has its own. */
  topicCounted: boolean;
  /** True while the topic is of the first segment: 市本级 said of a later one does not go on past its semicolon. */
  isFirst: boolean;
  /** The items that are being listed: what leads each of them, and their unit. */
  list: { led: string; unit: string; labelled: boolean } | null;
  /** The last piece that stands on its own. */
  subject: string;
  /** Unit of a subject that is but a short counted name: what is counted beside it in that unit has its own. */
  subjectUnit: string;
  /** The last piece that told a number. */
  measure: string;
  /** The first piece that told a number. */
  first: string;
  /** The service named last in quotes (“粤省事”): what follows in the sentence is told of it. */
  brand: string;
  /** What a 其中 is part of. */
  total: string;
  totalUnit: string;
  /** Unit of the measure told last. */
  measureUnit: string;
  /** The part that a 其中 named: what is told of it in another unit, and after that, belongs to it. */
  part: { name: string; unit: string; told: boolean } | null;
  /** Whose attribute was told last: 粮食 in 粮食播种面积1584.6万亩, to which 总产量 belongs too. */
  owner: string;
  /** What was counted last by number: what it cost, saved or brought in is told after it (中标金额7.3亿元). */
  item: string;
  /** The piece right before, where it told no number: 热线来电大幅增长 before 达5万件. */
  spoken: string;
  /** What was last counted after a verb, with its unit: 工单 in 共派发工单3617件. */
  object: { noun: string; unit: string } | null;
}

/** A piece of a sentence, as far as its context is concerned. */
export interface PieceWords {
  /** All its characters without whitespace. */
  whole: string;
  /** The same with its numbers left out. */
  named: string;
  /** The same without the connectors that it begins with. */
  words: string;
  /** True for a piece that needs nothing before it. */
  standsAlone: boolean;
  /** True for a piece that begins as one that speaks of what came before. */
  dependent: boolean;
  /** True for a piece that says nothing but a number: 达555.9万户. */
  bareOfWords: boolean;
  /** Its numbers that become figures. */
  quantities: NumberMention[];
  /** What the piece is the first of: the sentence, or a segment after a semicolon. */
  opens: "sentence" | "segment" | null;
  /** True for one that follows a 、. */
  listed: boolean;
}

/** The context in which a sentence begins. */
export function newContext(): Inherited {
  return {
    topic: "",
    topicCounted: false,
    isFirst: true,
    list: null,
    subject: "",
    subjectUnit: "",
    measure: "",
    first: "",
    total: "",
    totalUnit: "",
    measureUnit: "",
    part: null,
    brand: "",
    owner: "",
    item: "",
    spoken: "",
    object: null,
  };
}

/**
 * Reads a piece by its words.
 * @param mark the characters between the piece before it and its own first one; null for the first piece
 */
export function readPiece(
  whole: string,
  named: string,
  quantities: NumberMention[],
  mark: string | null,
): PieceWords {
  const words = named.replace(CONNECTORS, "");
  const dependent = DEPENDENT.test(named) || DEPENDENT.test(words);
  return {
    whole,
    named,
    words,
    standsAlone: hanCount(words) >= MIN_STANDALONE && !dependent,
    dependent,
    bareOfWords: hanCount(words.replace(LINKS, "")) < 2,
    quantities,
    opens: mark === null ? "sentence" : mark.includes(";") ? "segment" : null,
    listed: mark?.includes("、") === true,
  };
}

/** The words that lead a piece; the context takes note of where the piece opens something new. */
export function leadInto(context: Inherited, piece: PieceWords): string {
  const { whole, named, standsAlone } = piece;
  const brand = BRAND.exec(whole)?.[1];
  if (brand) context.brand = brand;
  const item = isItem(context, piece);
  if (piece.opens === "segment" && countsItsOwn(piece)) forgetSegment(context, piece);
  if (/^(?:其中|其(?!他|余|它)|分别)/.test(named)) {
    context.total = context.measure;
    context.totalUnit = context.measureUnit;
    context.part = null;
  } else if (standsAlone && !item) context.total = "";
  const alone = standsAlone ? whoseOf(context, piece) : inheritedWords(context, piece);
  const led = item ? (context.list?.led ?? "") : alone;
  if (!item) context.list = listFrom(piece, led || whoseOf(context, piece));
  return context.brand && !`${led}${whole}`.includes(context.brand)
    ? [context.brand, led].filter(Boolean).join(",")
    : led;
}

/** True where a piece counts something of its own: after a semicolon it leads on from nothing before. */
function countsItsOwn({ quantities, dependent, words, named, opens }: PieceWords): boolean {
  // 其中 at the head of a sentence leads on from the sentence before.
  const leans = opens === "sentence" && /^其中/.test(named) ? DEPENDENT.test(words) : dependent;
  return quantities.length > 0 && !leans && hanCount(subjectOf(words)) >= 2;
}

/** What was counted is forgotten; whose it was (全市), and what its items are (诉求主要集中在), hold on. */
function forgetSegment(context: Inherited, piece: PieceWords): void {
  const holds = context.isFirst && !SCOPED.test(piece.words);
  if (context.topicCounted || WHOSE.exec(context.topic)?.[0] === context.topic)
    context.topic = holds ? headOfItems(context.topic) : "";
  if (context.topic === "") context.isFirst = false;
  Object.assign(context, { topicCounted: false, subject: "", measure: "", owner: "", list: null });
}

/** 房屋建设226件 after 物业管理390件、: it stands beside the item before it and is no part of that. */
function isItem({ list, total }: Inherited, piece: PieceWords): boolean {
  const [first] = piece.quantities;
  if (!list || !first || first.unit !== list.unit || piece.opens) return false;
  if (!(piece.listed || list.labelled) || DEPENDENT.test(piece.named)) return false;
  const noun = subjectOf(piece.words);
  // 甲街道办件4.8万件、乙镇2.3万件: a bare place has the first one's measure.
  if (isPlace(noun) && !total && !list.labelled) return false;
  return hanCount(noun) >= MIN_ITEM && !CHANGE.test(noun) && !/级$/.test(noun);
}

/** The list that a piece may begin: after a label (工单较多的单位为:…) its items follow each other over commas too. */
function listFrom(piece: PieceWords, led: string): Inherited["list"] {
  const [first] = piece.quantities;
  if (!first || piece.bareOfWords) return null;
  const label = LABEL.exec(piece.words)?.[1];
  if (label) return { led: label, unit: first.unit, labelled: true };
  return { led: led || headOfItems(piece.words), unit: first.unit, labelled: false };
}

/** 市本级 of the segment before, where a piece names no level of its own. */
function whoseOf({ topic }: Inherited, { words }: PieceWords): string {
  return SCOPED.test(words) ? "" : (WHOSE.exec(topic)?.[0] ?? "");
}

/** What an item shares with those after it. */
function headOfItems(words: string): string {
  return ITEMS.exec(words)?.[1] ?? WHOSE.exec(words)?.[0] ?? "";
}

/** Takes note of what a piece told, for those after it. */
export function handOn(context: Inherited, piece: PieceWords): void {
  const { named, words, standsAlone, quantities } = piece;
  const label = quantities.length > 0 ? LABEL.exec(words) : null;
  if (label) {
    context.topic ||= label[1] ?? "";
    context.subject = label[1] ?? "";
    context.measure = subjectOf(label[2] ?? "");
    context.item = context.measure;
    context.spoken = "";
    return;
  }
  if (isItem(context, piece)) {
    context.measure = subjectOf(words);
    context.item = context.measure;
    context.spoken = "";
    return;
  }
  if (piece.bareOfWords && quantities.length > 0 && context.spoken) context.measure = context.spoken;
  context.spoken = spokenOf(piece, subjectOf(words));
  if (countsThings(piece, subjectOf(words))) context.item = subjectOf(words);
  if (hanCount(words) >= 6 && !context.topic) {
    context.topic = words.slice(-MAX_CONTEXT);
    context.topicCounted = quantities.length > 0;
  }
  if (piece.opens && countsItsOwn(piece) && !standsAlone && !ATTRIBUTE.test(words)) {
    context.subject = subjectOf(words);
    context.subjectUnit = quantities[0]?.unit ?? "";
  }
  if (standsAlone) context.subjectUnit = "";
  if (standsAlone)
    context.subject = ATTRIBUTE.test(words) ? (OWNER.exec(words)?.[0] ?? context.subject) : subjectOf(words);
  if (quantities.length > 0 && hanCount(words) >= 2 && !CHANGE.test(words)) {
    // 完成1535项 after 事项1615项 names no measure of its own.
    context.measure = subjectOf(words) || context.measure;
    context.first ||= context.measure;
    context.measureUnit = quantities[0]?.unit ?? "";
    if (/^其中/.test(named) || (context.part && quantities[0]?.unit === context.part.unit))
      context.part = { name: subjectOf(words), unit: quantities[0]?.unit ?? "", told: false };
    context.owner = ownerIn(subjectOf(words)) ?? context.owner;
    const noun = objectIn(subjectOf(words));
    if (noun) context.object = { noun, unit: quantities[0]?.unit ?? "" };
  }
}

/** An attribute of what was told before (办理时限压缩78.6%) is no subject for what follows. */
const ATTRIBUTE =
  /(?:率|占比|比例|比重|时限|压缩|提升|提高|增长|增速|下降|满意度|增幅|降幅|减幅)(?:至|到|了|为|达)*$/;

/** Names of services: 粤省事, 粤商通, 川易贷, 一卡通; slogans (最多跑一次) name nothing. */
const BRAND = /“([^”“]{1,5}(?:通(?!办)|事(?!事)|码|助|贷|宝|卡|板|在线|app))”/i;

/** What an attribute belongs to: 市本级行政许可事项 in 市本级行政许可事项一窗受理率. */
const OWNER = /^.{3,}?(?:事项|办件|业务|企业|项目|主体|用户|工单|诉求|热线|平台|大厅|窗口|部门|单位)/;

const CHANGE =
  /^(?:同比|环比|较|比|[增减]产|增长|增加|下降|减少|提高|增幅|降幅|涨幅|减幅|占(?![道地用补线领]))/;

function inheritedWords(context: Inherited, piece: PieceWords): string {
  const { topic, total } = context;
  const beside = context.subjectUnit !== "" && piece.quantities[0]?.unit === context.subjectUnit;
  const subject = beside && !piece.dependent ? "" : context.subject;
  const again = CHANGE.test(piece.named) || piece.bareOfWords;
  if (context.item && !SUM_OF.test(piece.named) && isYield(piece, subjectOf(piece.words)))
    return joinContext(topic, context.item, piece.whole);
  const nearest = again ? toldBefore(context, piece) : partTold(context, piece) || total || subject;
  return joinContext(topic, nearest, piece.whole);
}

/** 合计2935件 sums up what the sentence began with, not the part before it. */
const SUM_OF = /^(?:合计|总计|共计|总共)/;

/** What a piece with no words of its own (突破1.1万公里) tells once more. */
export function toldBefore({ subject, first, measure, spoken }: Inherited, piece: PieceWords): string {
  if (SUM_OF.test(piece.named)) return subject || first;
  return (piece.bareOfWords && measure && spoken) || measure;
}

/** 成交金额55.8亿元 after 其中建设工程217项 is that part's; a rate is the total's, unless it follows such an amount. */
function partTold({ total, part }: Inherited, piece: PieceWords): string {
  const unit = piece.quantities[0]?.unit;
  if (!total || !part || unit === undefined || unit === part.unit || piece.opens) return "";
  if (!part.told && /^(?:%|‰|个?百分点)/.test(unit)) return "";
  part.told = true;
  return part.name;
}

function joinContext(topic: string, subject: string, own: string): string {
  const parts: string[] = [];
  if (topic && !own.includes(topic) && (subject === topic || !subject.startsWith(topic))) parts.push(topic);
  if (subject && subject !== topic && !topic.includes(subject) && !own.includes(subject)) parts.push(subject);
  return parts.join(",").slice(-MAX_CONTEXT - MAX_CONTEXT);
}

function subjectOf(named: string): string {
  return named
    .replace(CONNECTORS, "")
    .replace(LINKS, "")
    .replace(/(?:新增|净增|增加|增长)$/, "")
    .slice(0, MAX_CONTEXT);
}
