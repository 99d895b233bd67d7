/**
 * Lists in parallel: A、B和C分别为x、y、z. Gives each number the name that it belongs to, with the words that all
 * names share.
 */
import type { NumberMention } from "../../text/index.ts";
import { bare, type ClauseParts, LINKS, type PieceSpan } from "./clause-parts.ts";

/** A、B和C分别为x、y、z: the i-th number is the i-th name's. */
export function nameParallelLists(
  text: string,
  pieces: PieceSpan[],
  quantities: NumberMention[],
  parts: ClauseParts[],
): ClauseParts[] {
  const first = pieces[0];
  if (!first) return parts;
  const last = pieces.at(-1) ?? first;
  const sentence = text.slice(first.start, last.end);
  for (const marker of sentence.matchAll(/分别|依次|各自/g)) {
    const at = first.start + marker.index;
    const run = listRun(text, quantities, at);
    run.forEach((mention, index) => {
      const part = parts[quantities.indexOf(mention)];
      if (part) part.list = { index, of: run.length };
    });
    // Later numbers of the run have no words of their own: they share those of the first.
    const head = run[0];
    const shared = head && parts[quantities.indexOf(head)];
    if (shared && run.length > 1) {
      for (const mention of run.slice(1)) {
        const index = quantities.indexOf(mention);
        const unit = mention.unit.replace(/^[万亿千百]+/, "");
        const part = parts[index];
        if (part)
          parts[index] = {
            ...part,
            piece: shared.piece,
            metric: shared.metric,
            clause: shared.clause.replace(/多少[^,]*$/, `多少${unit}`),
          };
      }
    }
    const names =
      namesBefore(text.slice(first.start, at), run.length) ??
      townAndCountry(text.slice(first.start, at), run.length);
    if (!names || /\d/.test(names.items.join("") + names.suffix)) continue;
    const tail = bare(text.slice(at + marker[0].length, run[0]?.start ?? at));
    run.forEach((mention, i) => {
      const index = quantities.indexOf(mention);
      const part = parts[index];
      const name = names.items[i];
      if (!part || name === undefined) return;
      const unit = mention.unit.replace(/^[万亿千百]+/, "");
      parts[index] = {
        piece: `${name}${names.suffix}${tail}`,
        clause: `${names.prefix}${name}${names.suffix}${tail}多少${unit}`,
        metric: `${name}${names.suffix}${tail.replace(LINKS, "")}`,
        list: { index: i, of: run.length },
      };
    });
  }
  return parts;
}

/** What may stand between the numbers of one list: 人均每月577元、每年4428元. */
const LIST_GAP = /^\s*(?:[、,和与及]|以及)?(?:人均)?(?:每人)?(?:每[年月日])?[约超近达]?\s*$/;

/** The numbers after `at` that follow each other with nothing but list marks between them. */
function listRun(text: string, quantities: NumberMention[], at: number): NumberMention[] {
  const run: NumberMention[] = [];
  for (const mention of quantities) {
    if (mention.start < at) continue;
    const previous = run.at(-1);
    const gap = text.slice(previous?.end ?? at, mention.start);
    if (previous ? !LIST_GAP.test(gap) : /[。;]/.test(gap) || gap.length > 16) break;
    run.push(mention);
  }
  return run;
}

/** 城乡居民人均可支配收入分别为x、y元: 城 first, 乡 second. */
function townAndCountry(before: string, count: number): ReturnType<typeof namesBefore> {
  const match = /([^,;。]*?)城乡(居民)?([^,;。]*)$/.exec(bare(before));
  if (!match || count !== 2) return null;
  return { prefix: match[1] ?? "", items: ["城镇", "农村"], suffix: `${match[2] ?? ""}${match[3] ?? ""}` };
}

/** The last `count` names of a list that ends before 分别, with the words that all of them share. */
function namesBefore(
  before: string,
  count: number,
): { prefix: string; items: string[]; suffix: string } | null {
  if (count < 2) return null;
  // 欧盟(27国,不含英国)、韩国: what stands in brackets is no name of the list.
  const clean = bare(before)
    .replace(/\([^()]*\)/g, "")
    .replace(/[,:]$/, "");
  const lastBreak = Math.max(clean.lastIndexOf(";"), clean.lastIndexOf("。"));
  const scope = clean.slice(lastBreak + 1);
  for (const separator of [/[、和与及]|以及/, /[,、和与及]|以及/]) {
    const items = scope.split(separator).filter(Boolean);
    if (items.length < count) continue;
    const chosen = items.slice(-count);
    // Shared words: a prefix that only the first name carries, a suffix that only the last one carries.
    const tail = chosen.at(-1) ?? "";
    const prefixItem = chosen[0] ?? "";
    const commaAt = prefixItem.lastIndexOf(",");
    const prefix = commaAt >= 0 ? prefixItem.slice(0, commaAt + 1) : items.slice(0, -count).join("、");
    const named = chosen.map((x, i) =>
      i === 0 ? x.slice(commaAt + 1).replace(/^(?:向|对|与|为|给|在|由)/, "") : x,
    );
    const suffix = sharedSuffix(named, tail);
    return {
      prefix,
      items: named.map((x, i) =>
        i === named.length - 1 && suffix ? x.slice(0, x.length - suffix.length) || x : x,
      ),
      suffix,
    };
  }
  return null;
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
  /(?:固定资产)?投资(?:额)?(?:年均)?$|产量(?:年均)?$|(?:产业)?(?:增加值|产值)(?:年均)?$|(?:人均)?(?:可支配)?收入(?:年均)?$|零售额$|销售额$|面积$|数量$|管网$|(?:保障|补助|补贴|缴费)?标准$|补贴$|人数$|总量$|事项$|项目$|企业$|用户数?$|增速$|支出$|贷款(?:余额)?$|存款$|里程$|工程$|满意率$|办结率$|提案$|建议$|进出口$|出口$|业务$|权限$|下放权限$/;
