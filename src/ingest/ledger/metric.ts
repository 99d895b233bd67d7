/**
 * What a number counts, as short as its sentence allows: the measure before it, the noun after it, or the one inherited.
 */
import { CONNECTORS, hanCount, LINKS } from "./clause-parts.ts";

/** A verb of change alone names no measure: 由5个工作日缩短至3个. */
const ONLY_CHANGED =
  /^(?:同比|[增减]产|增长|增加|提高|提升|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩减|缩小|精简|整合|优化|调整|[年月日人平]均|增|降|减|升|扩|缩)$/;

const REACHED = /[到至为成](?:了|约|近|超过?|逾)*$/;

/**
 * The metric of one number.
 * @param before its own words before it
 * @param after its own words after it
 * @param head the words before the first number of its piece
 * @param context the subject that the piece inherits
 */
export function metricOf(before: string, after: string, head: string, context: string): string {
  const trimmed = measureIn(before);
  if (hanCount(trimmed) >= 2 && !ONLY_CHANGED.test(trimmed)) {
    const counted = /^(?:的)?([\p{Script=Han}a-z“”"]{2,14})/u.exec(after)?.[1] ?? "";
    return counted && !/^(?:左右|以上|以内|以下)/.test(counted) && hanCount(trimmed) < 4
      ? `${trimmed}${counted}`.slice(0, 40)
      : trimmed.slice(-40);
  }
  const counted = after.replace(CONNECTORS, "").slice(0, 30);
  if (hanCount(counted) >= 2) return counted;
  const outer = measureIn(head || context.split(",").at(-1) || "");
  // 由5个工作日缩短至3个: the value reached is of the measure, 缩短2个 of its change.
  const says = (hanCount(outer) >= 2 && REACHED.test(before)) || outer.endsWith(trimmed) ? "" : trimmed;
  return `${outer}${says}`.slice(-40) || counted;
}

/** The words of a measure without what leads to its number: 参保率 of 参保率从, 浓度 of 浓度降至. */
function measureIn(words: string): string {
  return words
    .replace(/(?<=[率量数额度比型类积值])(?:增|降|减|升|扩|缩)[至到]$/, "")
    .replace(LINKS, "")
    .replace(CONNECTORS, "")
    .replace(LINKS, "")
    .replace(
      /(?<=\p{Script=Han}{2})(?:(?<!理|事|因|缘)由|从|分别从)(?:法定|原来|20\d\d年底?|“?十.五”?期?末)?的?(?:平均)?$/u,
      "",
    );
}
