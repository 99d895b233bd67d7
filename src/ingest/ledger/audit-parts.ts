/**
 * Parts against their total: 共7107起，其中高危4930起、中危2340起 adds up to more than there is;
 * a complete list (分别包括…, 分为…, 由…组成) adds up to the total or is wrong.
 */
import type { Contradiction } from "../../domain/index.ts";
import type { FigureInSentence, FigureSentence } from "./figure-sentences.ts";

/** Opens a list that names every part. */
const COMPLETE =
  /(?:^|[,;:])(?:其中)?(?:分别(?:包括|为|是)|(?:共|可|主要)?分为|按[^,]{1,8}分(?:类|布)?[,:]?)/;
/** Opens a list of parts that exclude each other, maybe not all. */
const LISTED = /(?:^|[,;:])(?:主要)?(?:包括|由)/;
/** Opens some of the parts, which may overlap. */
const SOME = /(?:^|[,;:(])其中/;
/** Ends a list: another total, a change, another matter. */
const BREAK =
  /[;。()]|其中|共|累计|总计|合计|同比|较|比|占|另|此外|同时|还|平均|每|新增|增加|减少|节约|节省|目标/;
const MAX_LEAD = 24;

/** Contradictions between totals and the parts listed right after them. */
export function auditParts(sentences: FigureSentence[]): Contradiction[] {
  return sentences.flatMap(({ figures, previous }) =>
    figures.flatMap((first, i) => {
      const kind = listKind(first, figures.slice(i));
      if (!kind) return [];
      const earlier = figures.slice(0, i);
      const opens = i === 0 && /^(?:其中|分别|按)/.test(first.lead);
      const pool = earlier.length > 0 ? earlier : opens ? headOf(previous) : [];
      const total = totalFor(first, pool);
      const parts = partsFrom(figures, i, first.unit);
      return total ? compare(total, parts, kind) : [];
    }),
  );
}

type ListKind = "complete" | "listed" | "some";

function listKind(first: FigureInSentence, rest: FigureInSentence[]): ListKind | null {
  const { lead } = first;
  const marker = COMPLETE.exec(lead) ?? LISTED.exec(lead) ?? SOME.exec(lead);
  if (!marker || lead.length - marker.index - marker[0].length > MAX_LEAD) return null;
  if (COMPLETE.test(lead)) return "complete";
  if (!LISTED.test(lead)) return "some";
  if (/由$|由[^,]*$/.test(marker[0])) {
    return rest.some((f) => /^[^,。;]{0,20}(?:组成|构成)/.test(f.tail)) ? "complete" : null;
  }
  return "listed";
}

/** The figures of a sentence before its own list of parts. */
function headOf(sentence: FigureSentence | undefined): FigureInSentence[] {
  const figures = sentence?.figures ?? [];
  const at = figures.findIndex((f) => listKind(f, [f]) !== null);
  return at < 0 ? figures : figures.slice(0, at);
}

/** The greatest number of the unit before the list: a smaller one can only be a part itself. */
function totalFor(first: FigureInSentence, pool: FigureInSentence[]): FigureInSentence | undefined {
  return pool
    .filter((f) => f.unit === first.unit && f.figure.status === first.figure.status && isValue(f))
    .sort((a, b) => b.value - a.value)[0];
}

function partsFrom(figures: FigureInSentence[], from: number, unit: string): FigureInSentence[] {
  const parts: FigureInSentence[] = [];
  for (const [i, figure] of figures.entries()) {
    if (i < from) continue;
    if (i > from && (BREAK.test(figure.lead) || figure.lead.length > MAX_LEAD)) break;
    if (figure.unit !== unit) continue;
    if (!isValue(figure)) break;
    parts.push(figure);
  }
  return parts;
}

function isValue({ figure }: FigureInSentence): boolean {
  return (
    figure.role === "value" && figure.pairedWith === undefined && figure.unit !== "%" && figure.unit !== ""
  );
}

function compare(total: FigureInSentence, parts: FigureInSentence[], kind: ListKind): Contradiction[] {
  const all = [total, ...parts];
  if (parts.length === 0 || all.some((f) => f.figure.qualifier !== "")) return [];
  const sum = parts.reduce((n, f) => n + f.value, 0);
  const slack = all.reduce((n, f) => n + f.slack, 0);
  const over = sum - total.value > slack + 1e-6;
  const under = total.value - sum > slack + 1e-6;
  const sure = kind !== "some" || exclusive(parts) || parts.some((f) => f.value - total.value > slack);
  const [difference] = parts.length < 2 ? [over && sure] : [(over && sure) || (under && kind === "complete")];
  if (!difference) return [];
  const shown = parts.map((f) => f.figure.raw).join(" + ");
  const counted = Number((sum / (total.value / (total.figure.value ?? 1))).toFixed(4));
  return [
    {
      kind: over ? "parts-exceed-total" : "parts-differ-from-total",
      figureIds: all.map((f) => f.figure.id),
      detail: `总数 ${total.figure.raw}，各项 ${shown} = ${counted}${total.figure.unit}，${over ? "多于" : "少于"}总数`,
    },
  ];
}

/** 高危 and 中危, 男 and 女: names that differ in one character, or opposites, cannot overlap. */
const OPPOSITES = [
  /城镇|农村/,
  /个人|企业|法人/,
  /线上|线下/,
  /国内|国外|境外/,
  /省内|省外/,
  /市内|市外/,
  /重大|一般/,
];

function exclusive(parts: FigureInSentence[]): boolean {
  const names = parts.map((f) => f.figure.metric.replace(/^其中/, ""));
  const [first, ...rest] = names;
  return (
    first !== undefined &&
    rest.length > 0 &&
    new Set(names).size === names.length &&
    rest.every((name) => excludes(first, name))
  );
}

function excludes(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (x.length === 1 && y.length === 1 && start + end > 0) return true;
  return OPPOSITES.some(
    (words) => words.test(a) && words.test(b) && words.exec(a)?.[0] !== words.exec(b)?.[0],
  );
}
