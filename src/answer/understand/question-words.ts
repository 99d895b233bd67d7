/**
 * Words of questions that say nothing of what is measured, and words that say result or plan.
 */

import { partedFromNouns } from "./counted-nouns.ts";

/** Removed before a question is compared with a report. Longer ones first. */
const FILLER =
  /占?(?:了|到)?几成|(?<=[\p{Script=Han}a-z\d])(?:比|较)(?:(?:(?:上|前)一?年|去年|上个?月|上个?季度)(?:同期)?|同期)(?:相比)?(?=上升|上涨|下降|增长|增加|减少|提高|降低|[涨降增减多少]|\s|$)|(?:搞|弄|整)[了出]?(?=多少|几)|政府工作报告(?:里|中|上)?|(?:的)?百分之(?:多少|几)|打了?(?=多少|几)|(?:才|只有|不到|超过|突破|达到|已达)?\d+(?:\.\d+)?(?:%|个?百分点)|对不对|对吗|对吧|对么|是真的吗?|真的|是吗|说明|[从由](?:多少|几)[\p{Script=Han}]{0,3}?[到至](?:了)?(?:多少|几)[\p{Script=Han}]?|[((]?(?:不要|不是|不算)(?!目标|计划|[^,,))]{1,8}的\p{Script=Han}{2,8}?(?:一?共|总共)?(?:有|是)?(?:多少|几|占))[^,,))]*[))]?|(?:多少|几)个?(?:百分)?点(?!钟)|要多久|要多长时间|多长时间|多久|请问一下|请问|麻烦|帮我|帮忙|查一下|查查|查下|查询一下|告诉我|我想知道|想知道|我想问|问一下|说一下|讲一下|一下子|一下|到底|大概|究竟|具体|(?<![申邀聘提报呈])请|您好|你好|谢谢|根据报告|报告里|报告中|报告说的?|资料里|材料里|文件里|数据上|能领|可以领|能拿|可以拿|(?:(?:是|有|达到?|为|到)(?=多少)|[是有](?=几))?(?:多少|几)(?:万|亿)?(?:人次|工作日|个工作日|个月|个百分点|公里|平方米|公斤|[斤个家户件宗条项起次台套张种类届所座处份封例篇期辆艘批枚门款组间栋棵吨亩部支倍天年名位场趟](?!案|建议|性|门)|小时|分钟|钱|元)?|分别|各是|各为|各自|各有|几何|(?:的?(?:情况|水平))?(?:怎么样|怎样|咋样|如何)|(?<=[率量额数度入值])(?:的?情况)(?=$|[?。])|是什么|有哪些|哪些|哪几个?|哪个|(?:上|方面)?(?:定|订|提|设)了?(?:些|个)?(?:什么|啥)|是不是|有没有|吗|呢|啊|吧|呀|嘛|啦|哦|总共|一共|合计|总计|总数|共有|现在|目前|如今|已经|到底|这个|那个|那边|这边|要冲到?|冲到|要达到|要到|那里|这里|那么|那(?!曲)|我要|我们|你们|(?:轮到)?他们(?:[省市区县镇乡](?=的|有|里|$))?|咱们|自己/gu;
const LOOSE_ENDS =
  /^(?:同(?![比期])|[的了是有为在和与及跟把被给到,、。:;?!\s])+|(?:[各的了是有为在和与及跟同把被给到,、。:;?!\s]|(?<![偿归返退交清])还)+$/g;

/** 产值同比下降: what a change is measured from is no part of the measure's name. */
const SAME_PERIOD = /([同环]比)(?=上升|上涨|下降|增长|增加|减少|提高|降低|[涨降增减]|\s|$)/g;

/** 城管占 热线: what holds part and whole together. */
const SHARE_OF = /(?<=\p{Script=Han}{2})占(?:了|到)?(?=\s|$)/gu;

/** The slot's own content: fillers and question words removed, whitespace folded. */
export function contentOf(text: string): string {
  return partedFromNouns(text, false)
    .replace(FILLER, " ")
    .replace(SAME_PERIOD, " $1 ")
    .replace(SHARE_OF, "")
    .replace(/[?!。,;、:“”"'()《》\s]+/g, " ")
    .split(" ")
    .map((part) => part.replace(LOOSE_ENDS, ""))
    .filter(Boolean)
    .join(" ");
}

const PLAN =
  /目标|计划数?|打算|准备(?!金)|安排|预期(?!寿命)|定的|定了|要(?:新增|改|建|搞|办|做|干(?:啥|什么|哪)|抓(?:啥|什么|哪)|达|完成|实现|争取)|想(?!知道|问|查|了解|看)|力争|拟|将(?:要|达|新增|建)|下一步|明年|预计/;
const ACTUAL = /现在|目前|至今|到多少了|完成|实际|已经?|实绩|结果|做到了|达成|现有|干了|办了|建了|改了|发了/;
/** The kind that 不是打电话的诉求有多少 leaves out; null when nothing is left out. */
export function leftOut(asked: string): string | null {
  return (
    /(?:不是|除了|除)(\p{Script=Han}{2,6}?)(?:的|之外的?|以外的?)(?=\p{Script=Han}{2})/u.exec(asked)?.[1] ??
    null
  );
}

/** 哪些没完成目标, 高于目标多少: the result held against its target. */
const AGAINST_TARGET =
  /(?:完成|达到|达成|实现|达|超额|超)(?:了|到|不了)?(?:预期|年度|全年)?(?:目标|计划)|(?:高于|低于|超过|超出|差|比)(?:预期|年度|全年)?(?:目标|计划)/;
const NOT_PLAN = /(?:不要|不是|非)(?:目标|计划)数?/;

/** Whether the words ask for a plan or a result; null when they do not say. */
export function askedStatus(text: string): "plan" | "actual" | null {
  if (NOT_PLAN.test(text) || AGAINST_TARGET.test(text)) return "actual";
  if (PLAN.test(text)) return "plan";
  return ACTUAL.test(text) ? "actual" : null;
}

/** 没办完, 在办件; 在办事大厅 and 没办法 are other words, and 有没有办结 asks whether. */
const UNDONE =
  /(?:没有?|未)(?:办(?![法公事税证件])|完成|处理|解决|答复)|(?<!现)在办(?=[的件案数量中]|工单|业务|诉求|[,?。]|$)/;

/** Whether the words ask for what is not done yet. */
export function asksUndone(asked: string): boolean {
  return UNDONE.test(asked) && !/有没有/.test(asked);
}

/** Words that ask for a comparison and say nothing of the measure: 谁…多, 哪家改得多, 相差多少, 对比一下. */
const COMPARISON =
  /哪(?:个|家|里|些)?(?:省份?|市|区|县|地方|地区)?(?=.{0,12}(?:最|更|多|高|大|低|少|快|好))|谁(?:家)?(?:的)?|(?:[改办搞做打建涨降]得?)?(?:最|更|较)(?:多(?!跑)|少|高|低|大|小|快|慢)|(?:[改办搞做打建涨降]得)(?:多|少|高|低|大|小|快|慢)|(?:多(?!少)|(?<!多)少|高|低|大|小)(?:一些|一点)?$|对比|比较|比一[比下]|比比|相比|排(?:个)?(?:序|名)|前[二三四五十\d]+名?|相?差(?:了|距|额)?(?=$|\s)|相?差(?=多少|几)|多(?=多少)|(?:是|约)?\s*、?的?(?:多少|几)倍|各?(?:上涨|增长|下降|涨|增|降)了?(?:多少)|跟.{0,4}比|比(?=$|\s|、|[多少高低涨增降差](?:了|出)?(?:多少|几))|加起来|合起来|之和|库里|各地|(?:高|低|快|慢|大|小|多(?!少)|(?<!多)少|活|差|重|贵|便宜|长|短)(?=\s*(?:几|多少)|\s*$)|个?点(?=\s*$)/g;

/** The measure's words of a comparison. */
export function withoutComparison(text: string): string {
  return text.replace(COMPARISON, " ");
}

/** The words that only say plan or result, removed from a slot's content. */
export function withoutStatusWords(text: string): string {
  return text.replace(
    /(?:不要|不是)目标|完成数|实际(?:完成)?|目标数?|计划数|打算|准备(?!金)|预期(?!寿命)|定的|力争|想(?=[兑办建搞做新达完投])/g,
    " ",
  );
}
