/**
 * Which kind of unit a question expects, and how well a figure's unit fits it.
 */

import type { Figure } from "../../domain/index.ts";
import { withoutScale } from "../../text/index.ts";
import { partedFromNouns } from "./counted-nouns.ts";

/** Families of units; two units of different families never answer for each other, except within counts. */
export type UnitFamily =
  | "percent"
  | "money"
  | "person"
  | "duration"
  | "times"
  | "multiple"
  | "rank"
  | "mass"
  | "area"
  | "length"
  | "power"
  | "data"
  | "count"
  | "none";

export interface UnitExpectation {
  families: UnitFamily[];
  /** The measure word that the question names, without 万/亿; "" when it names none. */
  word: string;
  /** True when the question word itself says so (多少户, 几天), false when only the measure's noun suggests it. */
  explicit: boolean;
}

const FAMILY_OF: [RegExp, UnitFamily][] = [
  [/%|‰|百分点|^成$/, "percent"],
  [/元|美元|港元|欧元|人民币/, "money"],
  [/^(?:人次?|名|位|人\/.*|户次|员)$/, "person"],
  [/^(?:个?工作日|天|日|个?小时|分钟|秒|个?月|年|周|星期|个季度)$/, "duration"],
  [/^(?:次|趟|回|场次?|批次?|遍)$/, "times"],
  [/^倍$/, "multiple"],
  [/^(?:吨|斤|公斤|千克|标准煤|吨标准煤)$/, "mass"],
  [/^(?:亩|平方米|平方公里|公顷|㎡|m2)$/, "area"],
  [/^(?:公里|米|千米|厘米|km|里)$/, "length"],
  [/^(?:[千兆]?瓦|[千兆]?瓦时|度|kw|mw|kwh)$/i, "power"],
  [/^(?:gb|tb|pb|mb|核|g|m|兆|p|t|eb)$/i, "data"],
  [/^$/, "none"],
];

/** What a unit counts in, whatever its 万/亿 and whatever it is told per: 元 for 万元/人. */
export function bareUnit(unit: string): string {
  return withoutScale(unit)
    .replace(/\/.*$/, "")
    .replace(/^元人民币$/, "元");
}

/** Family of a figure's unit. */
export function unitFamily(unit: string): UnitFamily {
  const bare = bareUnit(unit);
  for (const [pattern, family] of FAMILY_OF) if (pattern.test(bare)) return family;
  return "count";
}

const NUMBER_WORD = "(?:多少|几|多)";
const EXPLICIT: [RegExp, UnitFamily[], string?][] = [
  [
    /(?:多少|几)个?(?:百分)?点(?!钟)|百分之(?:多少|几)|几成|多少个?百分|多少%|%是多少|百分比|占(?![地用有线道])(?:了|到)?[\s、]*\p{Script=Han}{0,8}?的?(?:多少|几)(?=[呢?\s]|$)/u,
    ["percent"],
  ],
  [/第几|排(?:第)?(?:多少|几)(?:名|位)?|排名|名次|位次|位居|排在|排第/, ["rank"]],
  [new RegExp(`${NUMBER_WORD}倍|倍数`), ["multiple"]],
  [/多少(?:钱|元|亿元|万元|块钱?|资金|经费|金额|个?亿(?!斤|吨|人))|几(?:亿|万|百|千)?(?:元|块)/, ["money"]],
  [
    /(?:几|多少)(?:个)?(?:天|工作日|小时|分钟|个月|年(?!级|轻)|日(?!常)|周)|多久|多长时间|要几天|何时/,
    ["duration"],
  ],
  [/(?:几|多少)(?:万|亿)?(?:人次)/, ["person"], "人次"],
  [
    /多少(?:万|亿)?(?:人(?!大|民|均|才公寓|社|工|力)|名)|几(?:个|万|百|千)?(?:人(?!大|民|均|才|工)|名)|人数/,
    ["person"],
  ],
  [/(?:审批|办理|办事|流程|时限).{0,8}(?:谁|哪).{0,6}(?:更|最)?快/, ["duration"]],
  [/(?:几|多少)(?:次|趟|回|场)/, ["times"]],
  [/(?:几|多少)(?:万|亿)?(?:吨|斤|公斤)|打了?多少粮/, ["mass"]],
  [/(?:几|多少)(?:万|亿)?(?:亩|平方米|平方公里|平米)|面积/, ["area"]],
  [/(?:几|多少)(?:万)?(?:公里|千米)/, ["length"]],
];
const IMPLIED: [RegExp, UnitFamily[]][] = [
  [/(?:办件|受理|业务|访问|注册|办理|派单|来电|接件)(?:总)?(?:量|数)/, ["count", "times", "person"]],
  [/率(?!先|领)|占比|比重|比例|增速|增幅|降幅|涨幅|同比|环比/, ["percent"]],
  [
    /金额|(?:财政|预算)?收入(?!比)|进出口|外贸|贸易额|增加值|零售|资金|投资额?|产值|总值|生产总值|gdp|经济总量|补贴|(?<!高)标准(?!化|间|厂|件|普查|地)|成交额|销售额|零售额|利息|贷款|存款|\p{Script=Han}额(?![度头])|税费(?!事项|业务|种)|成本|价格|的钱(?!塘)|租金|养老金|低保|结息|赔偿|欠薪|能贷|贷多少|额度/u,
    ["money"],
  ],
  [/时限|办理时间|耗时|工期/, ["duration"]],
  [/粮食|[油棉肉菜果茶]产量/, ["mass"]],
  [/产量/, ["count", "mass"]],
  [/面积/, ["area"]],
  [/里程|多长(?!时间)|多远/, ["length"]],
  [/装机/, ["power"]],
  [/人口|就业|游客|旅客|用户(?!体验|满意)/, ["person"]],
];
const CLASSIFIER =
  /(?:多少|几)(?:万|亿)?(连[丰增冠]|户次?|家次?|人次|件次?|宗|条|项|起|次|台|套|张|个|种|类|届|所|座|处|份|篇|期|辆|艘|批次?|枚|门|款|对|组|间|栋|棵|株|头|吨|亩|部(?!门|委)|支|幅|箱|封|面|例|倍|天|年|小时|分钟|名|位|场|趟|本|元)/;

/** 涨了多少, 死亡人数降了多少: a change, in percent or in the unit of what changed. */
const CHANGED =
  /(?:涨|增长|增加|提高|提升|上升|下降|减少|降低|压缩|压减|缩短|精简|增|降|减|压|缩)了?(?:多少|几)(?![个家项户件份种条所处座宗起笔辆人名次台套张元块亿万吨斤天倍公亩]|百分|点|钱)/;

/** 多少事项, 几个方面: things are counted, whatever the measure's noun suggests; amounts of money or mass are told below. */
const COUNTED =
  /多少(?!个?百?分?点|[倍岁年天亿万钱元块吨斤亩米里度一每]|公里|[增降提]|时间|[了吗吧呢么嘛啊]|对[吗吧不么]|\p{Script=Han}{0,4}[金款费税资债值额助贴收息量粮电钱](?!费?(?:事项|业务|项目|政策|企业|单位)))(?=\p{Script=Han}{2})/u;

/** 网上可办事项数, 企业数量: a number of things. */
const NUMBER_OF =
  /(?:\p{Script=Han}{2}(?<!指|系|分|倍|位|基|度|总|人|次|天|年|岁|小|参|函|多|少|无)数(?![据字码额值学控])|数量)(?=$|[\s差是有为多各对比排])/u;

const ITEMS =
  /(?<!热线|诉求|投诉|举报|信访|咨询|求助|反映|留言|哪些)事项(?:的?(?:总数|数量|数(?![据字])))?(?=$|[\s,?呢]|[是有为达共]?(?:多少|几)|各?(?:有|是)|谁|哪|最|更|[多少](?:$|[多少\s,?]))/;

/** What unit the words of a slot ask for. */
export function expectedUnit(text: string): UnitExpectation {
  if (CHANGED.test(text)) {
    const implied = IMPLIED.find(([pattern]) => pattern.test(text))?.[1] ?? [];
    return { families: ["percent", ...implied.filter((f) => f !== "percent")], word: "", explicit: false };
  }
  const named = CLASSIFIER.exec(partedFromNouns(text, true))?.[1] ?? "";
  // 几件事 counts items, not cases.
  const word = named === "件" && /(?:多少|几)件事/.test(text) ? "" : named;
  const growth = /增速|增长(?!极|点|到)|涨幅|增幅|降幅|涨幅|同比|环比|率(?!先|领)|占比|比重|比例|百分/.test(
    text,
  );
  for (const [pattern, families] of EXPLICIT) {
    if (!pattern.test(text)) continue;
    return { families, word: families[0] === "percent" ? "" : word, explicit: true };
  }
  if (growth)
    return {
      families: ["percent"],
      word: "",
      explicit: /率(?:是|达|为)?多少|(?:率|比例|占比|比重)(?:是|有|达|为)?(?:多少)?[\s呢?]*$/.test(text),
    };
  // 农村人口几个
  if (word === "个" && /人口个?$|人口(?:多少|几)个/.test(text))
    return { families: ["person"], word: "", explicit: true };
  if (word && word !== "个") return { families: [unitFamily(word)], word, explicit: true };
  if (word) return { families: ["count"], word, explicit: false };
  // 跨省通办事项多少: items, and no cases handled.
  if (ITEMS.test(text))
    return { families: ["count"], word: "项", explicit: /(?:多少|几)(?!事项)/.test(text) };
  if (COUNTED.test(text) || NUMBER_OF.test(text))
    return { families: ["count", "person", "times"], word: "", explicit: true };
  const families = impliedFamilies(text);
  if (families) {
    // GDP目标 is as a rule a rate of growth.
    const growing = /目标|计划|预期/.test(text) && families[0] === "money";
    // 常住人口, 粮食总产量: a stock is never told by a rate.
    const stock =
      !growing &&
      /人口|总量|总数|总额|总产量|总产值|\p{Script=Han}额(?!度|头)(?=$|[\s是达为有多呢])/u.test(text);
    return { families: growing ? [...families, "percent"] : families, word, explicit: stock };
  }
  return { families: [], word, explicit: false };
}

/** What the last noun of the measure suggests: 社会投资审批时限 is a time, not an amount. */
function impliedFamilies(text: string): UnitFamily[] | undefined {
  let last: { end: number; families: UnitFamily[] } | undefined;
  for (const [pattern, families] of IMPLIED) {
    for (const match of text.matchAll(new RegExp(pattern, "gu"))) {
      const end = match.index + match[0].length;
      if (!last || end > last.end) last = { end, families };
    }
  }
  return last?.families;
}

/** Measure words of what is handled, and of no list of items. */
const CASES = /^(?:件|宗|笔|单|起|人次|件次|次)$/;

const PHYSICAL: ReadonlySet<UnitFamily> = new Set([
  "money",
  "mass",
  "area",
  "length",
  "power",
  "data",
  "duration",
]);

/** What 个 counts of a row of offices or places: 14个区县. */
const OF_PLACES =
  /多少个(?:省|市|区|县|镇|乡|街|村|社区|城市|地区|部门|单位|窗口|企业|中心|大厅|站|网点|专区)/;

/**
 * How well a unit fits, from -1 (contradicts) over 0 (nothing known) to 1 (the very measure word asked for).
 */
export function unitFit(
  expected: UnitExpectation,
  { unit, clause, role }: Pick<Figure, "unit" | "clause" | "role">,
): number {
  const isRank = role === "rank";
  const family: UnitFamily = isRank ? "rank" : unitFamily(unit);
  if (expected.families.length === 0) return isRank ? -0.5 : 0;
  const bare = bareUnit(unit);
  if (expected.word && bare === expected.word) return 1;
  // 办了多少件 asks for cases handled; 405项 are items that can be handled.
  if (expected.word === "件" && bare === "项") return -1;
  // 跨省通办多少项: 14个区县 are no items.
  if (expected.word === "项" && OF_PLACES.test(clause)) return expected.explicit ? -1 : -0.4;
  if (expected.word === "项" && CASES.test(bare)) return expected.explicit ? -1 : -0.4;
  // 家次 for 家, 标准箱 for 箱.
  if (expected.word && (bare === `${expected.word}次` || bare.endsWith(expected.word))) return 0.9;
  if (expected.families.includes("rank") && /^[位名]$/.test(bare)) return 0.8;
  // Users are counted by heads or by households.
  if (!expected.explicit && expected.families[0] === "person" && /^[户家]$/.test(bare)) return 0.6;
  if (expected.families.includes(family)) return family === "count" ? 0.4 : 0.8;
  const loose = new Set([...expected.families, family]);
  if (family === "none") return 0;
  if (isRank || expected.families.includes("rank")) return -1;
  // 多少人 is never answered by items.
  if (
    expected.explicit &&
    expected.families[0] === "person" &&
    family === "count" &&
    !/^[家户个对]?$/.test(bare)
  )
    return -1;
  // 多少件, 多少台 is never answered by people.
  if (
    expected.explicit &&
    family === "person" &&
    expected.families[0] === "count" &&
    !/^[家户个]?$/.test(expected.word)
  )
    return -1;
  // 件, 次, 宗, 户, 人 often stand for one another in colloquial questions.
  if (
    ["count", "times", "person"].some((f) => loose.has(f as UnitFamily)) &&
    [...loose].every((f) => ["count", "times", "person"].includes(f))
  ) {
    return expected.explicit && expected.word !== "个" ? -0.2 : 0;
  }
  // GDP is an amount: 经济总量超千亿元的县域达12个 counts something else.
  const amount = expected.families.some((f) => ["money", "length", "area", "mass"].includes(f));
  if ((family === "count" || bare === "位") && amount) return -1;
  // An amount is never told in multiples of something.
  if (family === "multiple" && expected.families.includes("money")) return -0.9;
  // An amount of money is never told in tons.
  if (PHYSICAL.has(family) && expected.families.some((f) => PHYSICAL.has(f))) return -1;
  return expected.explicit ? -1 : -0.5;
}
