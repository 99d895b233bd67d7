/**
 * What kind of answer a question wants.
 */
import { contrastOf } from "./contrasts.ts";
import { namesMeasure } from "./split-measures.ts";
import { comparedYears } from "./year-words.ts";

export type Intent = "lookup" | "narrative" | "compare" | "coverage";

/** What is computed from the operands of a comparison. */
export type Operation = "list" | "difference" | "ratio" | "share" | "sum" | "max" | "min" | "rank";

const COVERAGE =
  /(?:有|收录|包含|覆盖|涉及|能查|可以查|库里|资料库)(?:了)?(?:哪些|什么|几份|多少份|哪几)(?:地区|城市|地方|年份|年|报告|资料|材料|数据|文件|省|市)|有什么数据|哪些报告|什么报告|覆盖(?:哪些|什么)?(?:年份|地区|范围)|(?:能|可以)(?:问|查)(?:些)?什么|数据(?:范围|来源)/;
const NARRATIVE =
  /哪些|哪几(?!个(?:市|省|区|县).{0,6}(?:最|高|低))|什么(?!时候)|怎么|怎样|如何|咋|为什么|为何|有啥|啥|打算|(?:存在|有|主要|哪些|什么).{0,8}(?:不足|问题|困难|短板)|措施|做法|经验|亮点|介绍|说说|讲讲|情况|由来|构成|组成|包括|包含|内容|意义|指(?:的是)?什么|分别在哪|在哪|哪里|几点|条件|流程|奖/;
const COMPARE =
  /对比|比较|相比|比一比|比一下|(?<!是)谁(?!是|$|的?电话)(?:的|办|更|大|高|多|少|低)?|哪(?!些|几)(?:个|家|里)?(?:省|市|区|县|地方|地区|个)?.{0,14}(?:最|更|多|高|大|低|少|快)|最(?:高|低|多(?!跑)|少|大|小|快)|排(?:个)?(?:序|名)|前[二三四五十\d]+|差(?:多少|距|几|了)|哪个(?:长|短|远|近)|相差|多多少|少多少|高多少|低多少|高出|多出|(?:是|为|比|相当于).{1,16}(?:多少|几)倍|(?:加起来|合起来|合计|总和|之和)|跟.{1,8}比|[和与同][^,;。?!]{0,6}\d年相?比|\d年?[到至](?:20)?[12]\d年[^,;。?!]{0,8}?(?:涨|增|降|减|多|少|提高|变化)[了加长少]{0,2}(?:多少|几)|(?<![同环])比.{1,14}(?:多|高|少|低|大|小|涨|增|降|长|快)[\p{Script=Han}]{0,3}?(?:多少|几|百分)|差几|(?:快|慢|贵)(?=$|[?。])|各涨|各增|各降/u;

/** Regions that are listed, or asked one after the other: 四川粮食多少，黑龙江呢. */
const SEVERAL_REGIONS = /分别|各|和|与|、|跟|倍|\s|[,;。?!].{1,8}(?:呢|多少|几)/;

/** 满意度怎样, 财政收入情况如何: how a measure stands is told by its number; how a topic stands, by sentences. */
const HOW =
  /^(.+?)(?:的)?(?:情况|水平)?(?:是|现在|目前)?(?:怎么样|怎样|如何|咋样|咋个样|是?什么(?:情况|水平)|啥(?:情况|水平)|情况)(?:了)?[呢吗啊?。]*$/;

/** Counted as often as told about: 经营主体情况. */
const THINGS = /(?:事项|用户|主体|材料|环节|岗位|学位|床位|场次)$/;
const MANNER = /怎|如何|咋|什么|哪|为何|啥/;

function asksHowMuch(text: string): boolean {
  const measure = HOW.exec(text)?.[1];
  return measure !== undefined && namesMeasure(measure) && !THINGS.test(measure) && !MANNER.test(measure);
}

/** 最多的五类是啥, 各类交易分别几项, 把分类列一下: a list of the report's own, told whole. */
const LIST =
  /最(?:多|高|集中|突出|大|常见)的?(?:是|有)?(?:前?[一二两三四五六七八九十几\d]+)?(?:大类|类|个|种|项|样|方面|问题|诉求|事项)*(?:都|分别)?(?:是|有)?(?:些)?(?:啥|什么|哪些|哪几(?:类|个|种|项|样|方面))|各(?:类|种|项|部门|单位|渠道|区县|县区|镇街|街镇).{0,12}(?:分别|各)(?:是|有|为)?(?:多少|几)|(?<!系|行|队|序|排)列(?:一下|出来|出|举|个表|个清单|表)/;

function asksList(text: string): boolean {
  // 办结率、满意率列一下: measures that are named are looked up.
  const named = /^(.*?)(?:都|全部?|给我|帮我)*列(?:一下|出|举)/.exec(text)?.[1];
  return LIST.test(text) && !(named !== undefined && namesMeasure(named));
}

/** The intent that the question's words show, before its regions are counted. */
export function intentOf(text: string, regionCount: number): Intent {
  if (COVERAGE.test(text)) return "coverage";
  if (asksList(text) && regionCount < 2) return "narrative";
  if (
    COMPARE.test(text) ||
    comparedYears(text) !== null ||
    (regionCount >= 2 && SEVERAL_REGIONS.test(text)) ||
    (/各|分别/.test(text) && contrastOf(text))
  )
    return "compare";
  if (
    /多少|几(?!点)(?=[\p{Script=Han}])|率(?:是|呢|$)|多久|百分之/u.test(text) &&
    !/哪些|哪几|怎么(?!样)|什么|(?:如何|怎样|咋)(?=\p{Script=Han}{2})/u.test(text)
  )
    return "lookup";
  if (asksHowMuch(text)) return "lookup";
  return NARRATIVE.test(text) ? "narrative" : "lookup";
}

/** The operation of a comparison. */
export function operationOf(text: string): Operation {
  // 城镇和农村收入各涨几个点 asks for each change, not for what lies between them.
  if (/(?:各|分别)(?:涨|增|降|跌|提高|下降|增长)/.test(text) && !/差|比/.test(text)) return "list";
  if (/几倍|多少倍|倍数/.test(text)) return "ratio";
  if (/差(?:多少|几|了)|相差|(?:高|低|多|少)(?:了)?几个?点/.test(text)) return "difference";
  if (/占(?:多少|比|几)|比重/.test(text) && /占/.test(text)) return "share";
  if (/合计|加起来|一共|总和|之和|合起来/.test(text)) return "sum";
  if (/排(?:个)?(?:序|名)|前[二三四五十\d]+/.test(text)) return "rank";
  if (
    /差|多多少|少多少|高多少|低多少|高出|多出|(?:多|高|少|低|大|小|涨|增|降)(?:了)?(?:多少|几)|跟.{1,8}比|(?<![同环])比.{1,14}(?:多|少|高|低|长|快)[\u4e00-\u9fff]{0,3}?(?:多少|几)/.test(
      text,
    )
  )
    return "difference";
  if (/最(?:高|多(?!跑)|大|快)|谁.{0,12}(?:多|高|大|快)|哪.{0,14}(?:多|高|大|快)/.test(text)) return "max";
  if (/最(?:低|少|小|慢)|谁.{0,12}(?:少|低|小|慢)|哪.{0,14}(?:少|低|小|慢)/.test(text)) return "min";
  return "list";
}
