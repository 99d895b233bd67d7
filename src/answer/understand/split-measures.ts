/**
 * Measures that are only listed, without a question word between them: 办件量和满意率, 受理量、办结率多少,
 * 一产和二产增加值. What is joined but is one thing (交通和公安部门办件量) stays together.
 */
import { loadThesaurus, TERM_WEIGHTS } from "../../text/index.ts";

/** What may follow the last measure and belongs to all of them. */
const TAIL =
  /(?:(?:的|是|有|为|达|完成|情况|数据|分别|各|各自|都|谁|哪个|对比|比较|相比|比一?比)*(?:(?:多少|几)[个项件家户条宗套台人名次起种类篇]|多少|几何|什么|啥|怎么样|怎样|如何|咋样|呢|吗|一下|更?[高低多少]|对比|比较)+)?$/;
/** Words that end like a measure and are none: 质量, 制度, 一季度. */
const NO_MEASURE =
  /(?:质量|力量|能量|效率|频率|制度|力度|进度|速度|态度|程度|年度|季度|月度|调度|角度|难度|维度|参数|函数|多数|少数|代数|岁数)$/;
/** Weight from which on two terms are the same thing. */
const SAME = TERM_WEIGHTS["="];
/** 受理数, 办结率; no attribute (总量, 增长率) of the word before. */
const COUNTED = /^(?!.*(?:总|数量|增长|占)).+[率数量额]$/;
const JOINED = /和|与|跟|及|以及|还有|、/;
const EACH = /分别|各自|各|都/;

/** True for words that name something counted or measured: 办件量, 满意率, 节约资金. */
export function namesMeasure(words: string): boolean {
  const { measures, related } = loadThesaurus();
  if (words.length < 2 || NO_MEASURE.test(words)) return false;
  const ends = Array.from(words, (_, from) => words.slice(from));
  // 社零 is another name of a measure.
  return ends.some((end) => measures.has(end) || [...measures].some((m) => related(end, m) >= SAME));
}

/** One part per listed measure, each with the question words that they share; the part itself when it lists none. */
export function splitMeasures(part: string): string[] {
  const tail = TAIL.exec(part)?.[0] ?? "";
  const words = part.slice(0, part.length - tail.length);
  const each = EACH.test(tail);
  const items = JOINED.test(words) ? joined(words) : (each && alike(words)) || adjacent(words, each);
  return items.length < 2 ? [part] : items.map((item) => `${item}${tail.replace(EACH, "")}`);
}

/** The items between 和, 、 and the like when each is a measure; words before the first one stay with it. */
function joined(words: string): string[] {
  const items = words.split(JOINED).map((item) => item.trim());
  const last = items.at(-1) ?? "";
  if (!namesMeasure(last)) return [];
  const whole = items.map((item) => (item.length < 2 ? null : (sharing(item, last) ?? measureOrNull(item))));
  const from = whole.lastIndexOf(null) + 1;
  const lead = items.slice(0, from);
  return whole
    .slice(from)
    .flatMap((item, i) => (item === null ? [] : i === 0 ? [...lead, item].join("、") : item));
}

function measureOrNull(item: string): string | null {
  return namesMeasure(item) ? item : null;
}

/** 政府投资 beside 社会投资审批时限 is asked for its 审批时限 too; null when it stands for itself. */
function sharing(item: string, last: string): string | null {
  const thesaurus = loadThesaurus();
  for (let at = last.length - 1; at >= 2; at--) {
    const [first, shared] = [last.slice(0, at), last.slice(at)];
    const own = item.slice(-at);
    if (own.length < at || own === first || !(namesMeasure(shared) || thesaurus.measures.has(shared)))
      continue;
    const alike = own.slice(-2) === first.slice(-2);
    const kinds = at <= 3 && own.slice(-1) === first.slice(-1) && !namesMeasure(own);
    if (alike || kinds || thesaurus.areDistinct(own, first)) return `${item}${shared}`;
  }
  return null;
}

/** 常住人口户籍人口, 存款贷款余额 with 各: two kinds of one thing; null where the words do not show it. */
function alike(words: string): [string, string] | null {
  for (let at = 2; at <= words.length - 3; at++) {
    const [first, last] = [words.slice(0, at), words.slice(at)];
    if (last.length > 2 && first.length > 2 && first.endsWith(last.slice(-2))) return [first, last];
  }
  for (let at = 2; at <= words.length - 4; at++) {
    const shared = sharing(words.slice(0, at), words.slice(at));
    if (shared) return [shared, words.slice(at)];
  }
  return null;
}

/** 受理数办结数 without a mark between them; with 各 also kinds that exclude each other: 直办转办各多少. */
function adjacent(words: string, each: boolean): string[] {
  const thesaurus = loadThesaurus();
  const found = thesaurus.find(words);
  const cuts = found.flatMap(({ start, term }, i) => {
    const before = found[i - 1];
    if (before?.end !== start) return [];
    const measures = COUNTED.test(before.term) && COUNTED.test(term);
    return measures || (each && thesaurus.areDistinct(before.term, term)) ? [start] : [];
  });
  return [0, ...cuts].map((from, i) => words.slice(from, cuts[i] ?? words.length));
}
