/**
 * Lists in parallel: A、B和C分别为x、y、z. Gives each number the name that it belongs to, with the words that all
 * names share.
 */
import { type NumberMention, withoutScale } from "../../text/index.ts";
import { isPlace, WHOSE, withoutWhose } from "./clause-owners.ts";
import { bare, type ClauseParts, LINKS, type PieceSpan } from "./clause-parts.ts";
import { compoundNames, type NamedList, namesBefore, onlyNames } from "./list-names.ts";

const MAX_PREFIX = 36;
/** Between two lists of one row of names. */
const CHANGED = /^[,、]?(?:(?:同比|年均)*(?:增长|下降|提高|上升|增加|减少))?$/;
const MAX_LEAD = 40;

/** A、B和C分别为x、y、z: the i-th number is the i-th name's. */
export function nameParallelLists(
  text: string,
  pieces: PieceSpan[],
  quantities: NumberMention[],
  parts: ClauseParts[],
): ClauseParts[] {
  const first = pieces[0];
  if (!first) return parts;
  let told: { names: NamedList; end: number } | null = null;
  for (const list of listsIn(text, { start: first.start, end: (pieces.at(-1) ?? first).end }, quantities)) {
    const { at, run } = list;
    const count = run.length;
    if (list.said) shareWords(parts, quantities, run);
    const before = text.slice(first.start, at);
    // 收入完成29092元、17191元,分别增长3%、6.4%: the names told before go on.
    const between: string | null = told && bare(text.slice(told.end, at));
    const goesOn: NamedList | null = told && between !== null && CHANGED.test(between) ? told.names : null;
    const found = !list.said
      ? (goesOn ?? onlyNames(before, count))
      : (goesOn ?? compoundNames(before, count) ?? namesBefore(before, count));
    if (!found || found.items.length !== count) continue;
    if (/\d/.test([...found.items, ...found.suffixes].join(""))) continue;
    const counted = quantities.filter((m) => m.end <= at).map((m) => bare(text.slice(m.start, m.end)));
    const prefix = nearest(counted.reduce((words, raw) => words.replace(raw, ""), found.prefix));
    const names: NamedList = { ...found, prefix };
    const own = bare(text.slice(list.wordEnd, run[0]?.start ?? at));
    const tail: string = goesOn && !list.said ? (between ?? "").replace(/^[,、]/, "") : own;
    giveNames(parts, quantities, run, names, tail, goesOn ? 0 : counted.length);
    const suffixes = names.suffixes.map((suffix) => `${suffix}${tail.replace(LINKS, "")}`);
    told = { names: { ...names, suffixes }, end: run.at(-1)?.end ?? at };
  }
  return parts;
}

interface ParallelList {
  /** Where the words end that may name its numbers. */
  at: number;
  /** Where the word ends that says that it is one; the same place without such a word. */
  wordEnd: number;
  run: NumberMention[];
  /** True where 分别, 依次 or 各自 says so. */
  said: boolean;
}

/** The lists of numbers in a sentence: those that say so, and 城镇和农村…收入29092元、17191元. */
function listsIn(text: string, sentence: PieceSpan, quantities: NumberMention[]): ParallelList[] {
  const said = [...text.slice(sentence.start, sentence.end).matchAll(/分别|依次|各自/g)].map((marker) => {
    const at = sentence.start + marker.index;
    return { at, wordEnd: at + marker[0].length, run: listRun(text, quantities, at), said: true };
  });
  const taken = new Set(said.flatMap(({ run }) => run));
  const lists: ParallelList[] = [...said];
  for (let i = 0; i + 1 < quantities.length; ) {
    const first = quantities[i];
    const run = first ? listRun(text, quantities, first.start) : [];
    const together = run.length > 1 && run.every((m) => m.unit === first?.unit && !taken.has(m));
    if (first && together) lists.push({ at: first.start, wordEnd: first.start, run, said: false });
    i += together ? run.length : 1;
  }
  return lists.sort((a, b) => a.at - b.at);
}

/** Later numbers of a list have no words of their own: they share those of the first. */
function shareWords(parts: ClauseParts[], quantities: NumberMention[], run: NumberMention[]): void {
  const [head, ...others] = run.map((mention) => quantities.indexOf(mention));
  const shared = head === undefined ? undefined : parts[head];
  run.forEach((mention, index) => {
    const part = parts[quantities.indexOf(mention)];
    if (part) part.list = { index, of: run.length };
  });
  for (const index of others) {
    const [part, mention] = [parts[index], quantities[index]];
    if (!shared || !part || !mention) continue;
    const clause = shared.clause.replace(/多少[^,]*$/, `多少${withoutScale(mention.unit)}`);
    parts[index] = { ...part, piece: shared.piece, metric: shared.metric, clause };
  }
}

function giveNames(
  parts: ClauseParts[],
  quantities: NumberMention[],
  run: NumberMention[],
  names: NamedList,
  tail: string,
  counted: number,
): void {
  // 新设主体33.4万户,其中甲市、乙市分别为…: places have the measure of what they are part of.
  const shares = names.suffixes.some((suffix) => suffix !== "");
  const whole = counted === 0 || shares ? "" : wholeBefore(names.prefix);
  run.forEach((mention, i) => {
    const index = quantities.indexOf(mention);
    const [part, name, suffix = ""] = [parts[index], names.items[i], names.suffixes[i]];
    if (!part || name === undefined) return;
    const measure = isPlace(name.replace(/^其中/, "")) ? whole : "";
    parts[index] = {
      piece: `${measure}${name}${suffix}${tail}`,
      clause: `${whoseOf(part.clause, names.prefix)}${names.prefix}${name}${suffix}${tail}多少${withoutScale(mention.unit)}`,
      metric: `${measure ? name.replace(/^其中/, "") : name}${measure}${suffix}${tail.replace(LINKS, "")}`,
      list: { index: i, of: run.length },
    };
  });
}

/** 全县 at the head of what the number had as its clause before. */
function whoseOf(clause: string, prefix: string): string {
  const whose = WHOSE.exec(clause)?.[0] ?? "";
  return whose !== "" && clause.startsWith(`${whose},`) && !prefix.includes(whose) ? `${whose},` : "";
}

/** The last piece before a list; what stands further off speaks of something else. */
function nearest(prefix: string): string {
  const pieces = prefix.split(",").map((piece) => piece.replace(/[、和与及]+$/, ""));
  const last = pieces.findLast((piece) => piece !== "" && piece !== "其中")?.slice(-MAX_PREFIX) ?? "";
  return last !== "" && prefix.endsWith(",") ? `${last},` : last;
}

/** 分别提高15、22个百分点: the last number of a list carries the unit of all; 29.8亿、12.9亿元 only the noun. */
export function withSharedUnits(text: string, mentions: NumberMention[]): NumberMention[] {
  const shared = [...mentions];
  for (let i = shared.length - 2; i >= 0; i--) {
    const [own, next] = [shared[i], shared[i + 1]];
    if (!own || !next || own.kind === "date") continue;
    const joint = own.unit === own.scale && own.scale !== "" ? /^\s*[、和与及,]\s*$/ : /^\s*[、和与及]\s*$/;
    if (!joint.test(text.slice(own.end, next.start))) continue;
    const noun = next.unit.slice(next.scale.length);
    if (noun === "" || !/分别|各/.test(text.slice(Math.max(0, own.start - MAX_LEAD), own.start))) continue;
    const unnamed = own.unit === own.scale || (own.unit === "个" && noun === "个百分点");
    if (unnamed && (own.scale !== "" || next.scale === ""))
      shared[i] = { ...own, unit: `${own.scale}${noun}` };
  }
  return shared;
}

/** The measure that the words before a list end with, without whose it is. */
function wholeBefore(prefix: string): string {
  const last = prefix.split(/[,;:]/).findLast((words) => /\p{Script=Han}{2}/u.test(words)) ?? "";
  return withoutWhose(last.replace(/其中$/, "").replace(LINKS, ""));
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
    // 分别上升20.8%、27.9%,八类案件…: over a comma a list goes on in its unit only.
    if (previous && gap.includes(",") && withoutScale(mention.unit) !== withoutScale(previous.unit)) break;
    run.push(mention);
  }
  return run;
}
