/**
 * Cuts a part with several question words so that each asks one thing: 覆盖多少企业多少商户, gdp多少涨了几个点,
 * 办了多少业务办结率多少. What is counted stands before its question word (项目多少个) or behind it (多少项目).
 */
import { findPeriods, loadThesaurus, segment } from "../../text/index.ts";
import { NO_NOUN_AHEAD } from "./counted-nouns.ts";
import { namesMeasure } from "./split-measures.ts";

const NUMBER_QUESTION =
  /百分之(?:多少|几)|多少|几(?=[个项家件天次万亿千百元年月人名户台套张种类届成倍条宗小座所处份篇期辆批枚门款组间栋吨亩岁场趟箱封面例支片棵公])/g;
const UNIT = new RegExp(
  `^(?:百分之)?(?:多少|几)(?:[万亿千百]+|个?百?分?点)?(?:${NO_NOUN_AHEAD}(?:个?(?:工作日|百分点|月|小时)|人次|家次|户次|平方米|公里|公斤|[钱元块个项天次户台座处份场套张类届成倍宗所篇辆批枚款栋吨亩岁趟箱封例棵斤起]|人(?![口均才力员工])|[家件条名期种门间支]))?`,
);
/** Asks on its own, without a noun behind it. */
const COMPLETE = /(?:钱|元|块|亿|万|点|百分点|成|倍)$/;
/** What is counted comes behind the question word: 办了多少业务. */
const VERB_BEFORE =
  /(?:[了过有]|办理?|受理|办结|完成|实施|新增|新建|建成|建设|建|开工|引进|签约|签|收到?|接到?|发放|发|组织|开展|举办|处理|培训|服务|覆盖|惠及|修|改造|改|搞|弄|进|进驻|设|开|造|涉及)$/;
/** What is asked next of the same measure: its time, its change, its share, its rank. */
const GOES_ON =
  /^(?:现在|目前|其中|里头|又|能(?![力源耗量级])|可以|已经?|比(?!例|重)|差|占|人均|(?:同比|比上年|较上年|比去年|又)?(?:上涨|涨|增长|增加|增|下降|跌|掉|降|减|提高|提升|上升|多|少)|同比|环比|(?:今年|年度|全年)?(?:目标|计划)|[省市国县]里?排|全[国省市县区]排?第)/;
const CHANGE_BEFORE = /(?:同比|比上年|较上年|比去年)?(?:上涨|涨|增长|增|下降|跌|降|提高|提升|上升)了?$/;
const RANK = /(?:在)?(?:全[国省市区县]|[省市县国][里内])?的?(?:排名?|位?居)?第几/;
const ATTRIBUTE = /^(?:同比|环比)?(?:增速|增幅|涨幅|降幅|增长率|增长|占比|比重|排名|人均)(?:呢|是|有)?$/;
const TOTAL = /(?:总量|总数|总额)(?:是|有|为)?$/;
/** What is done with money, before 多少钱. */
const SPENT =
  /(?:花|省|投入|投资|核减|节约|节省|退还|补贴|发放|兑现|追回|追缴|止付|减免|成交|拨付|筹集|罚款|挣|赚)$/;
const VERB_DONE = /[\p{Script=Han}]了$/u;

/** One part per question word; the part itself when it asks once. */
export function splitNumberWords(part: string): string[] {
  const words = [...part.matchAll(NUMBER_QUESTION)];
  // 从多少家到多少家 asks for one change.
  if (words.length === 0 || /[从由].*(?:多少|几).*[到至成](?:了)?(?:多少|几)/.test(part)) return [part];
  const cuts: number[] = [];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1]?.index;
    const lead = part.slice(cuts.at(-1) ?? 0, word.index);
    const cut = next === undefined ? restAt(part, word.index, lead) : cutAt(part, word.index, next, lead);
    if (cut !== null && cut > (cuts.at(-1) ?? 0)) cuts.push(cut);
  }
  return [0, ...cuts].map((from, i) => part.slice(from, cuts[i] ?? part.length)).filter(Boolean);
}

/** Where between two question words the second question begins. */
function cutAt(part: string, first: number, second: number, lead: string): number {
  const between = part.slice(first, second);
  const separator = Math.max(
    between.lastIndexOf("、"),
    between.lastIndexOf("和"),
    between.lastIndexOf("跟"),
    between.lastIndexOf(" "),
  );
  const change = CHANGE_BEFORE.exec(between)?.[0].length ?? 0;
  if (separator > 0) return first + separator + 1;
  if (change > 0) return second - change;
  const asked = askedLength(between);
  const rest = between.slice(asked);
  const after = first + asked;
  const unit = /^(?:百分之)?(?:多少|几)[^了]/.test(between.slice(0, asked));
  if (rest === "" || beginsAnew(rest)) return after;
  const time = findPeriods(rest, { bareYears: true })[0]?.start;
  if (time !== undefined) return after + time;
  const measure = measureAt(rest);
  // 发现多少隐患认领了多少: a thing and a verb stand between them.
  const verb = VERB_DONE.test(rest) ? (segment(rest.slice(0, -1)).at(-1)?.length ?? 0) + 1 : 0;
  const thing = verb > 0 && rest.length - verb >= 2 && !unit && !namesMeasure(lead);
  const behind = (thing || VERB_BEFORE.test(lead)) && !COMPLETE.test(between.slice(0, asked));
  const endsAsking = UNIT.exec(part.slice(second))?.[0].length === part.length - second;
  if (!behind && (endsAsking || COMPLETE.test(between.slice(0, asked)) || namesMeasure(lead))) return after;
  if (measure !== null) return after + (TOTAL.exec(rest.slice(2))?.index ?? measure - 2) + 2;
  if (verb > 0) return second - verb;
  const spent = /[钱元亿万]$/.test(part) ? SPENT.exec(rest) : null;
  if (spent && spent.index >= 2) return after + spent.index;
  if (!endsAsking || COMPLETE.test(UNIT.exec(part.slice(second))?.[0] ?? "")) return second;
  const last = lastWord(rest);
  // 续建几所改扩建几所: one word between them is what the second counts.
  if (rest.length - last.length < 2) return unit ? after : second;
  return second - last.length;
}

/** Where behind the last question word another question begins, without a question word of its own. */
function restAt(part: string, last: number, lead: string): number | null {
  const words = part.slice(last);
  const asked = askedLength(words);
  const rest = words.slice(asked).replace(/[呢吗?]+$/, "");
  if (rest.length < 2) return null;
  if (ATTRIBUTE.test(rest)) return last + asked;
  const rank = RANK.exec(rest);
  if (rank) return last + asked + rank.index;
  const time = findPeriods(rest, { bareYears: true })[0];
  if (time?.start === 0 && lead.length >= 2 && /目标|计划|打算|呢/.test(words.slice(asked)))
    return last + asked;
  const measure = measureAt(rest);
  return measure !== null && measure >= 2 && VERB_BEFORE.test(lead) ? last + asked + measure : null;
}

/** The last word; 进驻率, where the dictionary knows only 进驻 and 率. */
function lastWord(text: string): string {
  const words = segment(text);
  const last = words.at(-1) ?? "";
  return last.length > 1 ? last : `${words.at(-2) ?? ""}${last}`;
}

function askedLength(text: string): number {
  const asked = UNIT.exec(text)?.[0].length ?? 0;
  return text.charAt(asked) === "了" ? asked + 1 : asked;
}

function beginsAnew(rest: string): boolean {
  return GOES_ON.test(rest) || findPeriods(rest, { bareYears: true })[0]?.start === 0;
}

/** Where the known name of a measure begins that the words end with; null where they end otherwise. */
function measureAt(words: string): number | null {
  const { words: known, measures } = loadThesaurus();
  const bare = words.replace(/(?:是|有|达到?|为|到|各)+$/, "");
  for (let at = 0; at <= bare.length - 2; at++) {
    const name = bare.slice(at);
    if (measures.has(name) || (name.length > 2 && known.has(name) && namesMeasure(name))) return at;
  }
  return null;
}
