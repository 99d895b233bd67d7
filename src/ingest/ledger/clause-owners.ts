/**
 * Whose a number is that its own piece does not say: the crop of a bare 总产量, the 工单 of 已办结2823件, the total of a
 * part that is but the name of a place.
 */
import type { Inherited, PieceWords } from "./clause-context.ts";
import { CONNECTORS, LINKS } from "./clause-parts.ts";

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

/** Whose something is: the whole or one level of it. */
export const WHOSE = /^(?:全[省市县区]|[省市县区]本级)/;

/** Whose attribute the words tell: 粮食 in 粮食播种面积. */
export function ownerIn(words: string): string | undefined {
  return OWNED.exec(words)?.[1];
}

/** What the words count after a verb of coming in: 工单 in 共派发工单. */
export function objectIn(words: string): string | undefined {
  const noun = OBJECT.exec(words)?.[1];
  // 交办责任单位2388件: whom it was given to is not what is counted.
  return noun && /(?:单位|部门|机构|人员|中心|平台)$/.test(noun) ? undefined : noun;
}

/** Whose attribute a piece tells that is nothing but one (总产量132.4亿斤); "" for any other piece. */
export function ownerOf(context: Inherited, piece: PieceWords): string {
  return MEASURED.test(plainWords(piece).replace(CONNECTORS, "").replace(LINKS, "")) ? context.owner : "";
}

/** What a piece counts that says only what was done: 工单 for 已办结2823件 after 共派发工单3617件; else "". */
export function objectOf(context: Inherited, piece: PieceWords): string {
  const [only, second] = piece.quantities;
  const done = only !== undefined && second === undefined && DONE.test(plainWords(piece));
  return done && context.object?.unit === only.unit ? context.object.noun : "";
}

/** The whole that a place is part of: 新设主体 for 其中甲市5.7万户 after 全市新设主体33.4万户; "" for anything else. */
export function wholeOf({ total, totalUnit }: Inherited, piece: PieceWords): string {
  const sameUnit = piece.quantities.length === 1 && piece.quantities[0]?.unit === totalUnit;
  return sameUnit && isPlace(plainWords(piece).replace(CONNECTORS, "").replace(LINKS, ""))
    ? withoutWhose(total)
    : "";
}

/** True for words that are the name of a place and nothing else. */
export function isPlace(words: string): boolean {
  return /^\p{Script=Han}{1,6}(?:[省市县区镇乡州旗]|街道)$/u.test(words) && !/^[全各我本]/.test(words);
}

/** 新设主体 of 全市新设主体. */
export function withoutWhose(words: string): string {
  return words.replace(WHOSE, "");
}

function plainWords({ named }: PieceWords): string {
  return named.replace(/^[、,;]+|[、,;。:!]+$/g, "");
}
