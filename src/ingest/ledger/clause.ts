/**
 * What a number measures, in its sentence's own words: its piece, the subject that the piece inherits,
 * and the names that a parallel list (A、B分别为x、y) gives to its numbers.
 */
import type { NumberMention } from "../../text/index.ts";
import { bare, type ClauseParts, CONNECTORS, hanCount, LINKS, type PieceSpan } from "./clause-parts.ts";
import { metricOf } from "./metric.ts";
import { nameParallelLists } from "./parallel-lists.ts";

/** Pieces that begin so never stand alone: they speak of what came before. */
const DEPENDENT =
  /^(?:其中?|分别|同比|环比|较|比上?年|比去年|增长|增加|下降|减少|增幅|降幅|涨幅|占|平均|人均|每|办结率|满意率|回复率|覆盖率|完成率|已|均|共|累计|达|并|涉及|直接|转派|改革后|改革前|首批|增速)/;
const MIN_STANDALONE = 8;
const MAX_CONTEXT = 36;
const MAX_LIST = 60;
const MAX_LABEL = 20;

function withoutSpans(text: string, piece: PieceSpan, spans: { start: number; end: number }[]): string {
  let out = "";
  let at = piece.start;
  for (const span of spans) {
    out += text.slice(at, Math.max(at, span.start));
    at = Math.max(at, span.end);
  }
  return out + text.slice(at, piece.end);
}

/**
 * Clause parts for every mention of one sentence.
 * @param text folded text that all spans point into
 * @param mentions every number of the sentence, dates and names too
 * @param booked those that become figures; one result for each, in order
 */
export function clausesOf(
  text: string,
  pieces: PieceSpan[],
  mentions: NumberMention[],
  booked: NumberMention[],
): ClauseParts[] {
  const result: ClauseParts[] = [];
  const inherited: Inherited = {
    topic: "",
    subject: "",
    measure: "",
    first: "",
    total: "",
    brand: "",
    owner: "",
    object: null,
  };
  for (const piece of pieces) {
    const own = mentions.filter((m) => m.start >= piece.start && m.start < piece.end);
    const quantities = own.filter((m) => booked.includes(m));
    const whole = bare(text.slice(piece.start, piece.end));
    const named = bare(
      withoutSpans(
        text,
        piece,
        own.filter((m) => m.kind !== "identifier"),
      ),
    );
    const words = named.replace(CONNECTORS, "");
    const dependent = DEPENDENT.test(named) || DEPENDENT.test(words);
    const standsAlone = hanCount(words) >= MIN_STANDALONE && !dependent;
    const brand = BRAND.exec(whole)?.[1];
    if (brand) inherited.brand = brand;
    if (/^(?:其中|其(?!他|余|它)|分别)/.test(named)) inherited.total = inherited.measure;
    else if (standsAlone) inherited.total = "";
    const led = standsAlone ? "" : contextOf(inherited, named, whole);
    const context =
      inherited.brand && !`${led}${whole}`.includes(inherited.brand)
        ? [inherited.brand, led].filter(Boolean).join(",")
        : led;
    // 达555.9万户 measures what the piece before it named.
    const bareOfWords = hanCount(named.replace(CONNECTORS, "").replace(LINKS, "")) < 2;
    const plain = named.replace(/^[、,;]+|[、,;。:!]+$/g, "");
    const done = quantities.length === 1 && DONE.test(plain);
    const owner = MEASURED.test(plain.replace(CONNECTORS, "").replace(LINKS, "")) ? inherited.owner : "";
    for (const mention of quantities) {
      const object = done && inherited.object?.unit === mention.unit ? inherited.object.noun : "";
      const part = partsOf(text, piece, mention, quantities, context, object);
      const whole = SUM_OF.test(named) ? inherited.subject || inherited.first : inherited.measure;
      const inheritsAll = bareOfWords && mention === quantities[0] && whole !== "";
      if (inheritsAll) result.push({ ...part, piece: `${whole}${part.piece}` });
      else if (owner)
        result.push({
          ...part,
          piece: `${owner}${part.piece}`,
          clause: part.clause.replace(
            /(?:^|,)([^,]*)$/,
            (_, last: string) => `${part.clause.includes(",") ? "," : ""}${owner}${last}`,
          ),
          metric: `${owner}${part.metric}`,
        });
      else result.push(part);
    }
    if (hanCount(words) >= 6 && !inherited.topic) inherited.topic = words.slice(-MAX_CONTEXT);
    if (standsAlone)
      inherited.subject = ATTRIBUTE.test(words)
        ? (OWNER.exec(words)?.[0] ?? inherited.subject)
        : subjectOf(words);
    if (quantities.length > 0 && hanCount(words) >= 2 && !CHANGE.test(words)) {
      inherited.measure = subjectOf(words);
      inherited.first ||= inherited.measure;
      inherited.owner = OWNED.exec(subjectOf(words))?.[1] ?? inherited.owner;
      const noun = OBJECT.exec(subjectOf(words))?.[1];
      if (noun) inherited.object = { noun, unit: quantities[0]?.unit ?? "" };
    }
  }
  return nameParallelLists(text, pieces, booked, result);
}

/** 许可证的新办、变更等422件, 补贴标准：10000元: names or a label before one number are one piece with it. */
export function joinNameLists(text: string, pieces: PieceSpan[], booked: NumberMention[]): PieceSpan[] {
  const joined: PieceSpan[] = [];
  let open: PieceSpan | undefined;
  for (const piece of pieces) {
    const current: PieceSpan = open ? { start: open.start, end: piece.end } : piece;
    const numbered = booked.some((m) => m.start >= piece.start && m.start < piece.end);
    const mark = /[、::\s]*$/.exec(text.slice(piece.start, piece.end + 1))?.[0] ?? "";
    const label = /[::]/.test(mark) && piece.end - piece.start <= MAX_LABEL;
    if (!numbered && (mark.includes("、") || label) && current.end - current.start < MAX_LIST) open = current;
    else {
      joined.push(current);
      open = undefined;
    }
  }
  return open ? [...joined, open] : joined;
}

/** What the pieces of a sentence hand on to those that follow. */
interface Inherited {
  /** The sentence's first piece with a subject. */
  topic: string;
  /** The last piece that stands on its own. */
  subject: string;
  /** The last piece that told a number. */
  measure: string;
  /** The first piece that told a number. */
  first: string;
  /** The service named last in quotes (“粤省事”): what follows in the sentence is told of it. */
  brand: string;
  /** What a 其中 is part of. */
  total: string;
  /** Whose attribute was told last: 粮食 in 粮食播种面积1584.6万亩, to which 总产量 belongs too. */
  owner: string;
  /** What was last counted after a verb, with its unit: 工单 in 共派发工单3617件. */
  object: { noun: string; unit: string } | null;
}

/** A piece that is nothing but an attribute: 总产量132.4亿斤. */
const MEASURED =
  /^(?:总|年|平均|亩均)?(?:产量|产值|面积|单产|播种面积|种植面积|销量|销售额|交易额|存栏|出栏)$/;
const OWNED =
  /^(?:全[省市县区年])*(?:完成|实现)?(\p{Script=Han}{2,6}?)(?:总|年|平均|亩均)?(?:产量|产值|面积|单产|播种面积|种植面积|销量|销售额|交易额|存栏|出栏)$/u;

/** A piece that says only what was done: 已办结2823件 after 共派发工单3617件 counts 工单. */
const DONE =
  /^(?:其中|已|均|全部|按时|按期|直接|现场|当场|及时|成功|共|并|累计|先后|限时)*(?:办结|回复|答复|受理|处理|化解|完成|整改|解决|处置|办理|转办|转派|交办|反馈|调解|核查|查处|审结|结案|采纳|落实)(?:完毕|到位|了)?$/;

/** The noun after the verb that says how it came in. */
const OBJECT =
  /^(?:.*[,:])?(?:共|累计|全[年市县区省])*(?:接收|收到|派发|受理|接到|接听|办理|交办|转派|登记|收集|征集|梳理|摸排|排查|发现|承办|接处)(?:了|各类|群众)*(\p{Script=Han}{2,8})$/u;

/** An attribute of what was told before (办理时限压缩78.6%) is no subject for what follows. */
const ATTRIBUTE =
  /(?:率|占比|比例|比重|时限|压缩|提升|提高|增长|增速|下降|满意度|增幅|降幅)(?:至|到|了|为|达)*$/;

/** Names of services: 粤省事, 粤商通, 川易贷, 一卡通; slogans (最多跑一次) name nothing. */
const BRAND = /“([^”“]{1,5}(?:通(?!办)|事(?!事)|码|助|贷|宝|卡|板|在线|app))”/i;

/** What an attribute belongs to: 市本级行政许可事项 in 市本级行政许可事项一窗受理率. */
const OWNER = /^.{3,}?(?:事项|办件|业务|企业|项目|主体|用户|工单|诉求|热线|平台|大厅|窗口|部门|单位)/;

const CHANGE = /^(?:同比|环比|较|比|增长|增加|下降|减少|提高|增幅|降幅|涨幅|占)/;

/** 合计2935件 sums up what the sentence began with, not the part before it. */
const SUM_OF = /^(?:合计|总计|共计|总共)/;

function contextOf(inherited: Inherited, named: string, whole: string): string {
  const { topic, subject, measure, total, first } = inherited;
  // A piece with no words of its own (突破1.1万公里) tells the measure before it once more.
  const bareOfWords = hanCount(named.replace(CONNECTORS, "").replace(LINKS, "")) < 2;
  const told = SUM_OF.test(named) ? subject || first : measure;
  const nearest = CHANGE.test(named) || bareOfWords ? told : total || subject;
  return joinContext(topic, nearest, whole);
}

function joinContext(topic: string, subject: string, own: string): string {
  const parts: string[] = [];
  if (topic && !own.includes(topic)) parts.push(topic);
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

/** The piece's local part around one mention: from the number before it to the number after it. */
function partsOf(
  text: string,
  piece: PieceSpan,
  mention: NumberMention,
  siblings: NumberMention[],
  context: string,
  object: string,
): ClauseParts {
  const at = siblings.indexOf(mention);
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  const words = around(text, piece, mention, previous, next, siblings.at(-1));
  // 实现地区生产总值67665亿元: the verb says nothing of the measure.
  const before = words.before.replace(/^(?:实现了?|完成了?)(?=\p{Script=Han}{3})/u, "");
  const { after } = words;
  const head = previous ? bare(text.slice(piece.start, siblings[0]?.start ?? piece.start)) : "";
  const unit = mention.unit.replace(/^[万亿千百]+/, "");
  const clauseHead = context ? `${context},` : "";
  return {
    piece:
      hanCount(before.replace(LINKS, "").replace(CHANGE_VERB, "")) + hanCount(after) < 2
        ? `${head}${before}${after}`
        : `${before}${after}`,
    clause: `${clauseHead}${head}${before}${object}多少${unit}${after}`,
    metric: metricOf(before, after, head, context),
  };
}

/**
 * The words of a piece that belong to one of its numbers. Where the last number has words after it
 * (40个部门共660项目录) each number owns what follows; where it has none (高危4930起和中危2340起) what precedes.
 */
function around(
  text: string,
  piece: PieceSpan,
  mention: NumberMention,
  previous: NumberMention | undefined,
  next: NumberMention | undefined,
  last: NumberMention | undefined,
): { before: string; after: string } {
  const between = (from: number, to: number) => bare(text.slice(from, to));
  const tail = between((last ?? mention).end, piece.end).replace(/[,;。:、)”"]$/, "");
  const numberFirst = hanCount(tail) >= 2;
  const rawBefore = between(previous?.end ?? piece.start, mention.start);
  const rawAfter = next ? between(mention.end, next.start) : tail;
  const before =
    previous && numberFirst && rawBefore.length > 1 ? (LAST_VERB.exec(rawBefore)?.[0] ?? "") : rawBefore;
  const joined = /^(?:和|与|及|以及|、)/.test(rawAfter);
  const ownsAfter = !next || (numberFirst && !joined) || hanCount(rawBefore) < 2;
  return {
    before: before.replace(/^(?:和|与|及|以及|、)/, ""),
    after: ownsAfter && !(joined && next) ? rawAfter : "",
  };
}

const CHANGE_VERB = /^(?:增加|增长|提高|提升|减少|压缩|压减|整合|缩减|降|扩大|优化|调整|突破)/;

/** A verb that opens the words of the next number: …部门共, …企业节省. */
const LAST_VERB = /(?:共|累计|涉及|节省|节约|减免|达|实现|完成|共计|有)$/;
