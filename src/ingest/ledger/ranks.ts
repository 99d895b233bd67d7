/**
 * Which ordinals are ranks. In: folded text and an ordinal. Out: whether it says how something stood among others.
 */
import type { NumberMention } from "../../text/index.ts";

const RANKED =
  /居(?![民住家委室])|(?<![系行队])列(?![车队])|排(?![查放污水练除队涝])|名次|位次|跃升|跻身|上升|保持/;

/**
 * True where an ordinal is a rank: 居全国第5位 is one; 第二小学, 第三方 and 第一平台 are names, 第六届 and 第一批 tell one of
 * a row, 第一方阵 no place.
 */
export function isRank(text: string, mention: NumberMention): boolean {
  const before = text.slice(Math.max(0, mention.start - 12), mention.start);
  const after = text.slice(mention.end);
  // 增速全省第一, and nothing that it is the first of.
  const among =
    !/连续[^,]{0,6}年全/.test(before) &&
    /全[国省市县区州盟]\p{Script=Han}{0,6}$/u.test(before) &&
    /^(?:$|[,。;、)”"!\s])/.test(after);
  return (
    /^(?:|位|名|强|列)$/.test(mention.unit) &&
    (among || RANKED.test(before)) &&
    !/^(?:方|小学|中学|人民|医院|产业|届|批|场|季|会|书记|时间|责任|线)/.test(after)
  );
}
