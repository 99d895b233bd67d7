/**
 * How much a leader would want to see a figure: clear short measures of the field first. A ledger row in, a weight out.
 * The vocabulary is the thesaurus's; the numbers were set by looking at the key figures of 44 reports.
 */
import type { Figure } from "../../domain/index.ts";
import { fold, loadThesaurus } from "../../text/index.ts";
import { bareUnit, unitFamily } from "../understand/index.ts";
import { baseValue } from "../verify/index.ts";

/** What such reports are read for: how services do, and how economy and people do. */
const WANTED =
  /办结率|满意[率度]|好评率|可办率|全程网办|零跑动|零次跑|即办|压缩|压减|时限|减少材料|政务服务事项|进驻|可办|通办|一件事|注册用户|实名用户|办件|业务量|诉求|热线|工单|电子证照|生产总值|gdp|可支配收入|公共预算收入|新增就业|固定资产投资|零售总额|进出口|增加值|粮食产量|(?:经营|市场)主体|失业率|城镇化率/;
const RATE = /(?:率|比例|比重|占比|比率|度)$/;
/** Words that no name of a measure begins or ends with: what stands there was cut out of a sentence. */
const CUT_FRONT =
  /^(?:[将为由从对在于以到的是把被给让使向与和及并且或等其该此各首另占]|组织|带动|每年|召开|助力|我[省市区县]|本[省市区县]|主要|尽量|突出|对照|分别|围绕|同时|目前|已|共|累计|至今|通过|根据|按照|单位$|部门$|项目$|群众$|情况$)/;
const CUT_BACK =
  /[的和及等与从到至由为共已则现在完把将]$|实现$|进行$|目前$|累计$|首次$|连续$|共有$|达到$|完成$|增长到.*$|分别$/;
/** 经营主体从…增至: the name of the measure stands before it. */
const CHANGED_BACK = /(?:从(?:增[加长]?|提高|下降|减少)|(?<!新)增|稳定|从)$/;
const WHOLE_FRONT = /^(?:全[省市区县镇州]|我[省市区县])/;
const NAMES_WITH_DIGITS = /12345|5g/g;
const MARKS = /[、，,：:；;。（）()《》①-⑳\d]/;
const MIN_CHARS = 3;
const MAX_CHARS = 18;

/** The measure's name without quotation marks, for reading. */
function plainMetric(metric: string): string {
  return metric.replace(/[“”"「」『』\s]/g, "");
}

/** The measure's name as a question uses it, without 全市 and the verb behind it: the region is named anyway. */
export function namedMeasure(metric: string): string {
  const plain = plainMetric(metric).replace(/^.*[:：](?=.{3})/, "");
  const named = plain.replace(WHOLE_FRONT, "").replace(CHANGED_BACK, "");
  return named.length >= MIN_CHARS ? named : plain;
}

/** True for a row of the region itself: reported as done, its value rather than a change or a rank. */
export function isOwnResult(figure: Figure): boolean {
  return (
    figure.status === "actual" &&
    figure.role === "value" &&
    figure.value !== null &&
    figure.places.length === 0 &&
    figure.partner === ""
  );
}

/** Weight of a row, about -2 to 10; null where the measure's name does not say what is counted. */
export function weigh(figure: Figure): number | null {
  const metric = fold(namedMeasure(figure.metric));
  if (/“[^”]*$|^[^“]*”/.test(figure.metric)) return null;
  if (metric.length < MIN_CHARS || metric.length > MAX_CHARS) return null;
  if (CUT_FRONT.test(metric) || CUT_BACK.test(metric) || MARKS.test(metric.replace(NAMES_WITH_DIGITS, "")))
    return null;
  const family = unitFamily(figure.unit);
  const rate = RATE.test(metric);
  // 满意率…3个单位: the number counts something else than the name says.
  if (bareUnit(figure.unit) === "" || (rate && family !== "percent")) return null;
  const thesaurus = loadThesaurus();
  const wanted = WANTED.test(metric);
  const known = thesaurus.find(metric).length > 0;
  const head = [...thesaurus.measures].some((measure) => measure.length > 1 && metric.endsWith(measure));
  const share = family === "percent" ? (rate ? 3 : 0.5) : 0;
  const size = family === "duration" ? 0 : Math.min(2, Math.log10(Math.max(1, baseValue(figure))) * 0.35);
  const short = -0.15 * Math.max(0, metric.length - 8);
  const part = /本级|平均|日均|月均/.test(figure.scope) ? -0.5 : 0;
  const torn = CHANGED_BACK.test(plainMetric(figure.metric)) ? -1 : 0;
  const change = family === "percent" && /(?:增长|下降|减少|提高)$/.test(metric) ? -0.5 : 0;
  return (wanted ? 4 : 0) + (known ? 1 : 0) + (head ? 1 : 0) + share + size + short + part + torn + change;
}
