/**
 * What a piece counts or names for the pieces after it: things counted by number, whose cost may follow, and a
 * subject told without a number. Types only are shared with the context that asks.
 */
import type { PieceWords } from "./clause-context.ts";
import { hanCount } from "./clause-parts.ts";

/** A piece without a number that names what the next one counts; no verb of its own (创历史新高, 居全国前列). */
const SPOKEN = /^(?![创居位再实完超圆保稳占较比同并有]|全[面部力程])[\p{Script=Han}a-z“”]{3,20}$/u;
/** Words of a piece that tell nothing but what something cost or brought in: 中标金额, 节约资金, 总投资. */
const YIELD =
  /^(?:共|累计|完成|实现)*(?:总|中标|成交|交易|合同|采购|出让|预算|计划|节约|节省|节支|增收|溢价)*(?:金额|价格|价款|总价|总额|交易额|成交额|合同额|中标额|资金|总投资|增价|溢价)$/;
const COUNTED = /^(?:项|个|宗|件|笔|批|次|起|单|标段|个标段)$/;
const CHANGED = /^(?:同比|环比|较|比|增长|增加|下降|减少|提高)|率$/;

/** The subject of a piece that tells no number and may name what the next one counts; else "". */
export function spokenOf({ words, quantities }: PieceWords, subject: string): string {
  return quantities.length === 0 && SPOKEN.test(words) ? subject : "";
}

/** True for 成交金额55.8亿元: whose it is was told right before. */
export function isYield({ quantities: [only, second] }: PieceWords, subject: string): boolean {
  return (
    only !== undefined &&
    second === undefined &&
    /元$/.test(only.unit) &&
    YIELD.test(subject.replace(/[。!]$/, ""))
  );
}

/** True for a piece that counts things by number (工程建设项目52项): what they cost may follow. */
export function countsThings({ quantities: [only, second] }: PieceWords, subject: string): boolean {
  return (
    only !== undefined &&
    !second &&
    COUNTED.test(only.unit) &&
    hanCount(subject) >= 2 &&
    !CHANGED.test(subject)
  );
}
