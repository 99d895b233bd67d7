/**
 * Amounts that say which things are counted: 超千亿元 in 经济总量超千亿元的县域达12个, and numbers in the name of a document.
 * They are part of a name and no figures.
 */
import type { NumberMention } from "../../text/index.ts";

const BOUNDED = /超|过|突破|以上|以下|以内|逾|不低于|不少于/;
/** What is counted by its size, whatever verb leads to its own number. */
const SIZED =
  /^(?:以上)?的?(?:县|市|区|企业|项目|园区|集群|产业|城市|乡镇|镇|村|街道|主体|平台|单位|工程|人口|老人|老年人)/;
/** 5000万元以上 … 12个: how large, how old or how long each of the counted is. */
const SIZE_UNIT = /^(?:[万亿千百]*|.*(?:元|%|岁|亩|吨|平方米|公里|公斤|小时|[日天年度层]))$/;
const OF_AMOUNT = /^的?(?:资金|补贴|贷款|投资|收入|利润|税收|额度)/;

/** Mentions in which such an amount is a name, so that it stays among the words of the number that it belongs to. */
export function withThresholds(text: string, mentions: NumberMention[]): NumberMention[] {
  return mentions.map((mention, i) =>
    isThreshold(text, mention, mentions[i + 1]) || isInTitle(text, mention)
      ? { ...mention, kind: "identifier" }
      : mention,
  );
}

/** 《关于四起违规问题的通报》. */
function isInTitle(text: string, { kind, start, end }: NumberMention): boolean {
  if (kind === "date") return false;
  return text.lastIndexOf("《", start) > text.lastIndexOf("》", start) && text.indexOf("》", end) >= 0;
}

function isThreshold(text: string, mention: NumberMention, next: NumberMention | undefined): boolean {
  if (mention.kind === "date" || mention.kind === "identifier" || mention.kind === "ordinal") return false;
  if (!BOUNDED.test(mention.qualifier)) return false;
  const between = text.slice(mention.end, next?.start);
  if (!next || /[,;。、:(]/.test(between)) return false;
  const counted = next.kind === "quantity" && next.unit !== mention.unit && !/元$|^%?$/.test(next.unit);
  // 95%以上的村集体收入超10万元: there the share is what is told.
  if (SIZED.test(between) && (/(?:元|亩|吨|人)$/.test(mention.unit) || (counted && /%$/.test(mention.unit))))
    return true;
  const after = /以[上下内]$/.test(mention.qualifier) && /^的?\p{Script=Han}{2,8}$/u.test(between);
  return after && counted && SIZE_UNIT.test(mention.unit) && !OF_AMOUNT.test(between);
}
