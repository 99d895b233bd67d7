/**
 * A division's official name in, the other forms people write out: short names and former or clipped full names.
 * Knows nothing of which divisions exist.
 */
import type { Region } from "../domain/index.ts";

const PEOPLES =
  "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|" +
  "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各";
const PEOPLES_BEFORE_UNIT = new RegExp(`(?<=..)(?:(?:${PEOPLES})族)+$`);
const PEOPLES_WITHOUT_SUFFIX = /(?<=..)(?:蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)$/;
/** What people write for divisions whose name stays long after the rules. */
const CLIPPED: Record<string, readonly string[]> = {
  前郭尔罗斯: ["前郭"],
  喀喇沁左翼: ["喀左"],
  杜尔伯特: ["杜蒙"],
  莫力达瓦: ["莫旗"],
  达尔罕茂明安联合: ["达茂旗"],
  塔什库尔干: ["塔县"],
  和布克赛尔: ["和布克赛尔县"],
  巴音郭楞: ["巴州"],
  克孜勒苏: ["克州"],
  博尔塔拉: ["博州"],
  科尔沁左翼中: ["科左中旗"],
  科尔沁左翼后: ["科左后旗"],
  科尔沁右翼前: ["科右前旗"],
  科尔沁右翼中: ["科右中旗"],
  察哈尔右翼前: ["察右前旗"],
  察哈尔右翼中: ["察右中旗"],
  察哈尔右翼后: ["察右后旗"],
};

/** The short names of a province, city or county, usual one first (湛江市 → 湛江); empty when only one character would be left. */
export function shortNamesOf(name: string): string[] {
  const autonomous = name.match(/^(.+?)(?:自治区|自治州|自治县|自治旗)$/)?.[1];
  const stem = autonomous === undefined ? stripPeoples(stripUnit(name)) : autonomousStem(autonomous);
  if (stem.length < 2 || stem === name) return [];
  return [...(CLIPPED[stem] ?? []), stem];
}

/** The short names of a township without 街道, 镇, 乡 (环峰镇 → 环峰); empty when only one character would be left. */
export function shortTownshipNames(name: string): string[] {
  const stem = stripPeoples(name.replace(/(?:街道|镇|乡|苏木)$/, ""));
  return stem.length < 2 ? [] : [stem];
}

/** Other full forms of a township: 万松街道 for 万松街街道, 鸡场乡 for 鸡场彝族苗族布依族乡. */
export function otherTownshipNames(name: string): string[] {
  if (name.endsWith("街街道")) return [name.replace(/街街道$/, "街道")];
  if (name.at(-2) !== "族") return [];
  const stem = name.slice(0, -1);
  const place = stripPeoples(stem);
  return place.length >= 2 && place !== stem ? [place + name.slice(-1)] : [];
}

/** Other full forms: 北川县 for 北川羌族自治县, 恩施州 for an autonomous prefecture, 沾化县 for a county that became a district. */
export function otherFullNames(region: Region): string[] {
  const { name, level } = region;
  const stem = shortNamesOf(name).at(-1);
  if (!stem) return [];
  if (name.endsWith("自治州")) return [`${stem}州`];
  if (name.endsWith("特别行政区")) return [`${stem}特区`];
  if (name.endsWith("自治旗")) return [`${stem}旗`];
  if (level === "county" && /自治县$|[^旗县]$/.test(name)) return [`${stem}县`];
  return [];
}

function stripUnit(name: string): string {
  const stem = name.replace(/(?:特别行政区|地区|林区|特区|新区|矿区|省|市|盟|县|区|旗)$/, "");
  // 城区, 西区, 东部新区: nothing is left; 井陉矿区 is never 井陉, which is a county.
  return name.endsWith("矿区") ? name : stem.length >= 2 ? stem : name.slice(0, -1);
}

function stripPeoples(stem: string): string {
  if (stem === "新疆维吾尔") return "新疆"; // The only region whose people is named without 族.
  return stem.endsWith("族") ? stem.replace(PEOPLES_BEFORE_UNIT, "") : stem;
}

function autonomousStem(name: string): string {
  return stripPeoples(name)
    .replace(PEOPLES_WITHOUT_SUFFIX, "")
    .replace(/(?<=..)族$/, "");
}
