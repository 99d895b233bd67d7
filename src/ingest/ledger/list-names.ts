/**
 * The words before a list of numbers in, the names of its numbers out: A、B和C, with the measure that the last name
 * carries for all.
 */
import { bare, CONNECTORS, hanCount, LINKS } from "./clause-parts.ts";

/** Names in order, each with the words that it shares with the others. */
export interface NamedList {
  prefix: string;
  items: string[];
  suffixes: string[];
}

/** One word for two: 城 first, 乡 second. */
const COMPOUNDS: [RegExp, [string, string]][] = [
  [/^(.*?)城、?乡(居民)?(.*)$/, ["城镇", "农村"]],
  [/^(.*?)存贷款(余额)?(.*)$/, ["存款", "贷款"]],
];

/** 第一、二、三产业增加值: the names are numbered. */
const NUMBERED = /^(.*?)第一((?:[、和及][二三四五]){1,4})(\p{Script=Han}{2,}.*)$/u;

/**
 * 城乡居民人均可支配收入分别为x、y元: one word of the last piece names both; 第一、二、三产业分别…: a row of numbers does.
 */
export function compoundNames(before: string, count: number): NamedList | null {
  const last = /[^,;。]*$/.exec(bare(before))?.[0] ?? "";
  const [, lead = "", others = "", shared = ""] = NUMBERED.exec(last) ?? [];
  const numerals = ["一", ...others.replace(/[、和及]/g, "")];
  if (shared !== "" && numerals.length === count)
    return { prefix: lead, items: numerals.map((n) => `第${n}`), suffixes: numerals.map(() => shared) };
  if (count !== 2) return null;
  for (const [pattern, items] of COMPOUNDS) {
    const match = pattern.exec(last);
    if (!match) continue;
    const suffix = `${match[2] ?? ""}${match[3] ?? ""}`;
    return { prefix: match[1] ?? "", items, suffixes: [suffix, suffix] };
  }
  return null;
}

/** What is told of all names after the last of them: 增长, 稳定在全国. */
const VERB_TAIL =
  /(?:年均|同比|平均)*(?:增长|下降|提高|提升|上升|减少|增加|压缩|稳定|保持|进口|出口|进出口)[^,、]{0,6}$/;

/**
 * The names of the words right before, when these are exactly `count` and it is plain what each measures:
 * 城镇和农村常住居民人均可支配收入.
 */
export function onlyNames(before: string, count: number): NamedList | null {
  const last =
    bare(before)
      .split(/[,;:。]/)
      .at(-1) ?? "";
  const words = last.replace(LINKS, "").replace(CONNECTORS, "");
  const tail = VERB_TAIL.exec(words)?.[0] ?? "";
  const nouns = words.slice(0, words.length - tail.length);
  if (!/^[\p{Script=Han}“”a-z、]+$/iu.test(nouns)) return null;
  const listed = nouns.split(SEPARATOR).length === count ? namesBefore(nouns, count) : null;
  const names = compoundNames(nouns, count) ?? listed;
  const plain = names?.items.every((item, i) => names.suffixes[i] !== "" || OWN_MEASURE.test(item));
  return names && plain ? { ...names, suffixes: names.suffixes.map((suffix) => `${suffix}${tail}`) } : null;
}

/** Marks between names; 普及率, 参与 and 共和 hold none. */
const JOINING = "、|以及|(?<![普危企涉以])及(?![时格其])|(?<![参给])与|(?<![共饱温缓总])和(?![田平谐解龙政])";
const SEPARATOR = new RegExp(JOINING);

/** The last `count` names of a list that ends before 分别, with the words that all of them share. */
export function namesBefore(before: string, count: number): NamedList | null {
  if (count < 2) return null;
  // 欧盟(27国,不含英国)、韩国: what stands in brackets is no name of the list.
  const clean = bare(before)
    .replace(/\([^()]*\)/g, "")
    // 甲市、乙市和丙市,与去年同期相比分别…: what they are compared with is none of them.
    .replace(/,(?:[与和同跟]|相?[较比])(?:去年|上年|上月|20\d\d年)(?:同期|同月)?(?:相比|比)?$/, "")
    .replace(/[,:]$/, "");
  const lastBreak = Math.max(clean.lastIndexOf(";"), clean.lastIndexOf("。"));
  const scope = clean.slice(lastBreak + 1);
  const commaAt = Math.max(scope.lastIndexOf(","), scope.lastIndexOf(":"));
  // 水果、肉类、医药材及药品: marks that give the very number of names are the ones that part them.
  for (const separator of [/、/, SEPARATOR]) {
    const items = scope
      .slice(commaAt + 1)
      .split(separator)
      .filter(Boolean);
    if (items.length === count) return sharing(scope.slice(0, commaAt + 1), items);
  }
  for (const separator of [SEPARATOR, new RegExp(`,|${JOINING}`)]) {
    const items = scope.split(separator).filter(Boolean);
    const chosen = items.slice(-count);
    if (chosen.length < count) continue;
    const [head = "", ...others] = chosen;
    const at = Math.max(head.lastIndexOf(","), head.lastIndexOf(":"));
    const prefix = at >= 0 ? head.slice(0, at + 1) : items.slice(0, -count).join("、");
    if (areUneven([head.slice(at + 1), ...others])) return null;
    return sharing(prefix, [head.slice(at + 1), ...others]);
  }
  return null;
}

/** 卫生和社会工作,农、林、牧、渔业: names of one character beside long ones are no list of so many. */
function areUneven(names: string[]): boolean {
  const lengths = names.map((name) => hanCount(name));
  return Math.min(...lengths) < 2 && Math.max(...lengths) > 2;
}

/** Names with what they share: a prefix that only the first one carries, a suffix that only the last one carries. */
function sharing(prefix: string, chosen: string[]): NamedList {
  const last = chosen.length - 1;
  // 人次、花费年均分别增长: what is told by the year is told so of all.
  const rate = /(?:年均|同比|累计)$/.exec(chosen[last] ?? "")?.[0] ?? "";
  const named = chosen.map((x, i) =>
    i === 0
      ? x.replace(/^(?:向|对|与|为|给|在|由)/, "")
      : i === last && rate !== ""
        ? x.slice(0, -rate.length)
        : x,
  );
  const suffix = sharedSuffix(named, named.at(-1) ?? "");
  return {
    prefix,
    items: named.map((x, i) => (i === last && suffix ? x.slice(0, x.length - suffix.length) || x : x)),
    // 事故起数和死亡人数: a name that has a measure of its own takes no other.
    suffixes: named.map((x, i) => `${i < last ? suffixFor(x, suffix) : suffix}${rate}`),
  };
}

function suffixFor(name: string, suffix: string): string {
  const shareOrChange = /增速|占比|比重|率$/.test(suffix);
  const own = shareOrChange ? /[率速比]$/.test(name) : OWN_MEASURE.test(name);
  return own ? "" : suffix;
}

/** 有色冶金、石化化工、装备制造产业增加值年均: the last name carries what all share. */
function sharedSuffix(items: string[], tail: string): string {
  if (/[区县市镇乡]$/.test(tail) && items.every((x) => /[区县市镇乡]$/.test(x))) return "";
  const level = /^(.{1,6}?[区县市镇乡])(的?.+)$/.exec(tail);
  // 区/市/县 names end with their level: what follows it is shared.
  if (level?.[2] && items.slice(0, -1).every((x) => /[区县市镇乡]$/.test(x))) return level[2];
  const measure = SHARED_MEASURE.exec(tail);
  if (!measure || measure.index === 0) return "";
  // A name that carries the measure itself shares nothing (工业产值、农业产值).
  return items.slice(0, -1).some((x) => x.endsWith(measure[0])) ? "" : measure[0];
}

/** Measures that the last name of a list carries for all: 黄金、白银、精炼铜产量. */
const SHARED_MEASURE =
  /(?:固定资产)?投资(?:额)?$|产量$|(?:产业)?(?:增加值|产值)$|(?:人均)?(?:可支配)?收入$|零售额$|销售额$|面积$|数量$|管网$|(?:保障|补助|补贴|缴费)?标准$|补贴$|人数$|总量$|事项$|项目$|企业$|用户数?$|增速$|支出$|贷款(?:余额)?$|存款$|里程$|工程$|(?:满意|办结|毛入学|入园|覆盖|普及|参保|处理|治理|利用|占有)率$|案件$|(?:\p{Script=Han}{0,2}产量)?占比$|比重$|提案$|建议$|进出口$|出口$|业务$|权限$|下放权限$/u;

/** The end of a name that says itself what was measured. */
const OWN_MEASURE = /(?:率|数|量|额|值|面积|比重|占比|收入|支出|投资|贷款|存款|人次|花费)$/;
