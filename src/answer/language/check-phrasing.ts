/**
 * What a model worded, against the evidence that it was given, before and more strictly than the gate of all answers:
 * each number must stand as the report writes it, beside the words of its own row and no other row's, for that row's
 * region, period and status; and nothing may be said that the evidence does not say.
 */
import type { Answer, Figure } from "../../domain/index.ts";
import { displayPeriod, findPeriods, fold, type Gazetteer } from "../../text/index.ts";
import { PLAN_WORDS } from "../verify/index.ts";
import { fitOf, glueless, nearness, pairsOf } from "./word-fit.ts";

export interface PhrasingEvidence {
  answer: Answer;
  /** Ledger rows that stand in each citation's quote, by its number. */
  rows: ReadonlyMap<number, readonly Figure[]>;
  gazetteer: Gazetteer;
  /** The figures asked for, the headline first: each must be told. */
  asked: readonly Figure[];
}

const MAX_CHARS = 400;
/** What no wording may hold, folded. */
const ALLOWED = /[^\p{Script=Han}\da-z,;:!?。、()[\]“”"'‘’《》<>+\-–—~…·.%‰/\s]/u;
const MARKUP = /[<>`]|\]\(|https?|www|\/\//;
/** Words that turn a statement's meaning: each must be the report's own. */
const TURNING =
  /增长|增加|新增|增幅|提高|提升|上升|上涨|翻番|下降|下滑|减少|降低|压缩|缩短|同比|环比|突破|超过|超|逾|约|近|余|不足|不到|至少|至多|以上|以下|左右|累计|年均|月均|日均|平均|人均|高于|低于|多于|少于|优于|最|第|首位|倒数|仅|只有|未|没|不|非|无|否|零|全国|全省|本级|倍|成(?=[,。]|$)|前者|后者|分别|依次|各/g;
const NUMERALS = /[\d.]+|[〇零一二三四五六七八九十百千万亿两半壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+/g;
/** Share of the words beside a number that the evidence must have; its binding is looked at besides. */
export const BESIDE_NUMBER = 0.65;
/** Numerals that count nothing. */
const HARMLESS = /^一(?=[共并般直定些样起同])/;

interface Piece {
  text: string;
  /** Pieces without number before it in its sentence. */
  lead: string;
  cited: number[];
  /** Rows whose number stands in it. */
  bound: Figure[];
  /** The piece with those numbers taken out. */
  rest: string;
}

/**
 * What is wrong with the text, in Chinese, for the model to mend; empty for nothing.
 * @param whole false while more sentences may follow: what must be told at all is not looked for
 */
export function checkPhrasing(text: string, evidence: PhrasingEvidence, whole: boolean): string[] {
  const folded = bare(text);
  if (folded === "") return ["没有内容"];
  if (folded.length > MAX_CHARS) return [`太长，最多${MAX_CHARS}字`];
  if (isForeign(folded)) return ["只能用汉字、数字和标点，不能有标记或链接"];
  const known = knownWords(evidence);
  const problems = sentencesOf(folded).flatMap((sentence) => checkSentence(sentence, known, evidence));
  if (whole) {
    const missing = evidence.asked.filter(({ raw }) => !folded.includes(bare(raw)));
    problems.push(...missing.map(({ raw }) => `没有写出 ${raw}`));
  }
  return problems;
}

/** Folded, without whitespace; half-width, lower case. */
export function bare(text: string): string {
  return fold(text).replace(/\s/g, "");
}

/** True for characters that no answer needs, and for markup. */
export function isForeign(folded: string): boolean {
  return ALLOWED.test(folded) || MARKUP.test(folded);
}

/** Everything that the evidence says, folded. */
export function knownWords({ answer }: PhrasingEvidence): string {
  const told = answer.citations.flatMap((c) => [c.quote, c.title, c.section, c.region]);
  return bare([...told, answer.text].join("\n"));
}

/** The first Latin word that the evidence does not have. */
export function strangeWord(words: string, known: string): string | undefined {
  return (words.match(/[a-z]+/g) ?? []).find((word) => !known.includes(word));
}

/** Words that turn a meaning and are not among the row's or quote's own. */
export function turnedIn(words: string, own: string): string[] {
  return (words.match(TURNING) ?? []).filter((word) => !own.includes(word));
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。!?;]+[。!?;]*(?:\[\d+\])*[。!?;]*/g) ?? [text];
}

function checkSentence(sentence: string, known: string, evidence: PhrasingEvidence): string[] {
  const marks = [...sentence.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n));
  if (marks.length === 0) return [`“${sentence}”没有标注出处`];
  const unknown = marks.find((n) => !evidence.rows.has(n));
  if (unknown !== undefined) return [`没有编号为[${unknown}]的出处`];
  const after = sentence.slice(sentence.lastIndexOf("]") + 1);
  if (/[\p{Script=Han}\da-z]/u.test(after)) return [`“${after}”没有标注出处`];
  if (/[[\]]/.test(sentence.replace(/\[\d+\]/g, ""))) return ["方括号只用于标注出处"];
  const words = sentence.replace(/\[\d+\]/g, "");
  const strange = strangeWord(words, known);
  if (strange) return [`“${strange}”不在出处里`];
  return piecesOf(sentence, evidence).flatMap((piece) => checkPiece(piece, known, evidence));
}

function piecesOf(sentence: string, { rows, answer }: PhrasingEvidence): Piece[] {
  const pieces: Piece[] = [];
  let lead = "";
  for (const match of sentence.matchAll(/(?:(?<=\d),(?=\d)|[^,:、?!。;[\]])+/g)) {
    const text = match[0];
    if (
      /^\d+$/.test(text) &&
      sentence[match.index - 1] === "[" &&
      sentence[match.index + text.length] === "]"
    )
      continue;
    const cited = marksAfter(sentence, match.index + text.length);
    const stated = new Set(answer.figures.filter((f) => cited.includes(f.citation ?? 0)).map((f) => f.raw));
    const candidates = cited.flatMap((n) => rows.get(n) ?? []).filter((row) => stated.has(row.raw));
    const { bound, rest } = bind(text, candidates);
    pieces.push({ text, lead, cited, bound, rest });
    if (bound.length === 0) lead += text;
  }
  return pieces;
}

/** The next marks at or after a place. */
function marksAfter(sentence: string, from: number): number[] {
  const run = /(?:\[\d+\])+/.exec(sentence.slice(from));
  return [...(run?.[0] ?? "").matchAll(/\d+/g)].map(([n]) => Number(n));
}

/** Takes the rows' numbers out of a piece, longest first; a number that goes on before or behind is another one. */
function bind(text: string, candidates: readonly Figure[]): { bound: Figure[]; rest: string } {
  const bound: Figure[] = [];
  let rest = text;
  for (const row of [...candidates].sort((a, b) => b.raw.length - a.raw.length)) {
    const raw = bare(row.raw);
    const at = rest.indexOf(raw);
    if (at < 0) continue;
    const before = rest[at - 1] ?? "";
    const behind = rest.slice(at + raw.length);
    if (/[\d.\-–—~〇一二三四五六七八九十百千万亿]/.test(before) && /^[\d.〇一-龥]/.test(raw)) continue;
    if (/^[\d.%‰+\-–—~〇一二三四五六七八九十百千万亿余多]/.test(behind)) continue;
    // Without a unit of its own, none may be put behind it.
    if (row.unit === "" && /^\p{Script=Han}/u.test(behind)) continue;
    bound.push(row);
    rest = `${rest.slice(0, at)} ${behind}`;
  }
  return { bound, rest };
}

function checkPiece(piece: Piece, known: string, evidence: PhrasingEvidence): string[] {
  const { text, lead, bound, rest, cited } = piece;
  const quotes = bare(
    evidence.answer.citations
      .filter((c) => cited.includes(c.n))
      .map((c) => `${c.quote} ${c.title} ${c.section}`)
      .join(" "),
  );
  const [row] = bound;
  const own = row ? ownWords(row) : quotes;
  const whens = row ? periodsOf(row, evidence) : known;
  const problems = checkWords(piece, known, evidence);
  let unnamed = rest;
  for (const { text: when } of findPeriods(rest, { bareYears: true }).reverse()) {
    unnamed = unnamed.replace(when, " ");
    if (!namesPeriod(when, whens)) problems.push(`“${when}”与出处的时期不符`);
  }
  if (row) {
    for (const { text: when } of findPeriods(lead, { bareYears: true })) {
      if (!namesPeriod(when, whens)) problems.push(`“${when}”不是 ${row.raw} 的时期`);
    }
  }
  for (const run of unnamed.matchAll(NUMERALS)) {
    const [numeral] = run;
    if (HARMLESS.test(unnamed.slice(run.index)) || numeral === ".") continue;
    const [left, right] = [unnamed[run.index - 1] ?? "", unnamed[run.index + numeral.length] ?? ""];
    const stands = [left + numeral, numeral + right].some(
      (s) => s.trim().length > numeral.length && quotes.includes(s),
    );
    if (!stands) problems.push(`“${numeral}”不是出处里的数，数字和单位要照抄`);
  }
  for (const word of turnedIn(unnamed, own)) problems.push(`出处里没有“${word}”的意思`);
  problems.push(...checkRegions(piece, row, quotes, evidence));
  if (!row) return problems;
  if (bound.length > 1 && !quotes.includes(text)) problems.push(`“${text}”里有几个数，请分开写或照抄原句`);
  if (row.status === "plan" && !PLAN_WORDS.test(lead + text)) problems.push(`${row.raw} 是计划目标，要写明`);
  if (row.status === "actual" && PLAN_WORDS.test(text) && !PLAN_WORDS.test(own))
    problems.push(`${row.raw} 不是计划目标`);
  for (const word of keptOf(row)) {
    if (!(lead + text).includes(word)) problems.push(`${row.raw} 的原文有“${word}”，不能漏掉`);
  }
  return [...problems, ...checkBinding(piece, row, evidence)];
}

/** Words of the row's own piece without which its number says something else: 未办结, 同比增长, 累计. */
function keptOf(row: Figure): string[] {
  const words = row.piece.match(/未|没|不(?!断)|无(?!障碍)|累计|新增|年均|月均|日均|平均|人均/g) ?? [];
  const turns = row.piece.match(/同比|环比|增长|增加|提高|提升|上升|下降|减少|降低|压缩|缩短|节约/g) ?? [];
  return [...words, ...(row.role === "change" ? turns : [])];
}

/** Most of what is said must be said in the evidence; beside a number, its binding is looked at besides. */
function checkWords({ text, rest, bound }: Piece, known: string, { gazetteer }: PhrasingEvidence): string[] {
  const share = bound.length > 0 ? BESIDE_NUMBER : 0.8;
  return isMostlyKnown(rest, known, share, gazetteer) ? [] : [`“${text}”里有出处没有的话`];
}

/** True when so large a share of what is said, regions, periods and numbers aside, is said in the evidence. */
export function isMostlyKnown(words: string, known: string, share: number, gazetteer: Gazetteer): boolean {
  const pairs = pairsOf(glueless(unlabelled(words, gazetteer).replace(NUMERALS, " ")));
  return pairs.filter((pair) => known.includes(pair)).length >= share * pairs.length;
}

/** Without regions and periods. */
function unlabelled(text: string, gazetteer: Gazetteer): string {
  let words = text;
  for (const { text: when } of findPeriods(words, { bareYears: true })) words = words.replaceAll(when, " ");
  for (const { text: where } of gazetteer.findRegions(words)) words = words.replaceAll(where, " ");
  return words;
}

/** What a row says of itself, folded. */
export function ownWords(row: Figure): string {
  return bare(`${row.piece} ${row.clause} ${row.metric} ${row.scope}`);
}

/** Every period that may be told with a row: its own, and the answer's label where the row says nothing itself. */
export function periodsOf(row: Figure, { answer }: PhrasingEvidence): string {
  const labels = answer.figures.filter((f) => f.raw === row.raw && f.metric === row.metric);
  return [bare(displayPeriod(row.period)), ownWords(row), ...labels.map((f) => bare(f.period))].join(" ");
}

/** True when the period as said is among those that may be told. */
export function namesPeriod(when: string, whens: string): boolean {
  const said = bare(when).replace(/^[在到至于]/, "");
  if (whens.includes(said)) return true;
  const year = /(?:19|20)\d{2}/.exec(said)?.[0];
  return year !== undefined && said.replace(/年度?|全年|[末底]/g, "") === year && whens.includes(year);
}

/** What is wrong with the regions named beside a row; without one, anywhere in the evidence. */
export function checkRegions(
  { text, lead }: Pick<Piece, "text" | "lead">,
  row: Figure | undefined,
  quotes: string,
  { gazetteer, answer }: PhrasingEvidence,
): string[] {
  const known = answer.citations.map((c) => bare(c.region)).join(" ");
  const own = row ? bare(`${row.region} ${row.piece} ${row.clause} ${row.partner}`) : `${quotes} ${known}`;
  return gazetteer.findRegions(row ? `${lead},${text}` : text).flatMap((mention) => {
    const names = mention.candidates.flatMap((c) => gazetteer.nameForms(c));
    const fits = own.includes(mention.text) || names.some((name) => own.includes(name));
    return fits ? [] : [`“${mention.text}”不是出处的地区`];
  });
}

/** The words around a number must be its own row's, and fit no other row of the quotes as well. */
function checkBinding(
  { lead, rest, cited, bound }: Piece,
  row: Figure,
  evidence: PhrasingEvidence,
): string[] {
  const { gazetteer, rows, asked } = evidence;
  const words = unlabelled(`${lead} ${rest}`, gazetteer);
  const pairs = pairsOf(glueless(words));
  const others = cited
    .flatMap((n) => rows.get(n) ?? [])
    .filter((other) => !bound.includes(other) && bare(other.raw) !== bare(row.raw));
  if (pairs.length === 0) {
    return others.length === 0 || asked[0]?.raw === row.raw ? [] : [`没有写明 ${row.raw} 是什么数`];
  }
  const own = fitOf(pairs, row);
  if (own < 0.5) return [`“${words.trim()}”不是 ${row.raw} 所说的事`];
  const rival = others.find((other) => nearness(pairs, other) >= nearness(pairs, row));
  return rival ? [`${row.raw} 所说的事没有写清楚，容易与 ${rival.raw} 混淆`] : [];
}
