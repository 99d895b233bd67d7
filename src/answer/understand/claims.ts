/**
 * What a question already claims: “网上可办率才90%对吗”, “是不是比2000台多一倍”, “不到一半吧”. The claimed number is
 * replaced by the question word that asks for it, so that the claim is looked up like any question and then judged.
 */
import { findNumbers, type NumberMention } from "../../text/index.ts";
import { bareUnit } from "./units.ts";

/** How a claimed number stands to the true one. */
export type Relation =
  | "equal"
  /** 约, 左右 */
  | "about"
  /** 近, 将近: not quite reached. */
  | "near"
  /** 多, 余: 670多万 is 670万 to 680万. */
  | "odd"
  | "over"
  | "atLeast"
  | "under"
  | "atMost"
  /** 60到70万: up to `to`. */
  | "between"
  /** 翻了一番: what it grew by. */
  | "grown";

export interface Claim {
  /** As typed, folded: 三倍, 90%. */
  raw: string;
  value: number;
  /** Scale and measure word: %, 万件, 倍. */
  unit: string;
  relation: Relation;
  /** Upper end of a range, in `unit`. */
  to?: number;
}

export interface Claims {
  /** The question with each claimed number asked for instead: 网上可办率才几个百分点对吗. */
  asked: string;
  numbers: Claim[];
  /** What 甲比乙高 claims of the first against the second; null when nothing of the kind is said. */
  order: "more" | "less" | null;
}

const CONFIRMS =
  /对吗|对不对|对吧|对么|是吗|是不是|是否|有没有(?=\d)|真的|属实|没错吧|吗[?。]?$|吧[?。]?$|说明|难道|居然|竟然/;
/** 近700万人? asks for nothing, so it wants to be confirmed. */
const BARE_QUESTION = /^(?!.*(?:多少|几|哪|什么|怎|何|谁|呢)).*\?$/;
const COUNTED = new Set(["quantity", "percent", "fraction", "range"]);
const ORDER =
  /比.{1,16}?(?:[^多少高低大小快慢长短强弱]{0,6}?)(多|少|高|低|大|小|快|慢|长|短|强|弱)(?!少|数|长)/;
const LESS = /少|低|小|慢|短|弱/;
const HALF = /(?:才|只有)?(不到|不足|没到|超过|超|近|约|大约|将近)?(?:一半|半数)|过半(?:数)?/;
const GROWN = /(?:增长|增加|多|涨|提高)?了?(?:翻了?(?:一)?番|翻了?(?:一)?倍)/;

/** The claims of a folded question; one that asks for a number itself and confirms nothing claims none. */
export function claimsOf(folded: string): Claims {
  if (!CONFIRMS.test(folded) && !BARE_QUESTION.test(folded))
    return { asked: folded, numbers: [], order: null };
  const direction = ORDER.exec(folded)?.[1];
  const order = direction === undefined ? null : LESS.test(direction) ? "less" : "more";
  const worded = claimInWords(folded);
  if (worded) return { ...worded, order };
  const numbers: Claim[] = [];
  let [asked, from] = ["", 0];
  for (const mention of findNumbers(folded)) {
    // 比2000台多10%: the amount belongs to the claim on the base.
    if (mention.start < from || !isClaimed(mention, folded)) continue;
    const based = claimOfBase(mention, folded);
    numbers.push(based?.claim ?? claimOf(mention, folded));
    asked +=
      folded.slice(from, based ? mention.start - 1 : mention.start) + questionWord(unitOf(mention, folded));
    from = based?.end ?? endOf(mention, folded);
  }
  asked += folded.slice(from);
  return { asked, numbers, order: numbers.some((n) => n.raw.startsWith("比")) ? null : order };
}

/** 不到一半, 翻了一番: claims without a number that the reader of numbers knows. */
function claimInWords(folded: string): Pick<Claims, "asked" | "numbers"> | null {
  const half = HALF.exec(folded);
  if (half) {
    const relation = half[0].startsWith("过半") ? "over" : relationOf("", half[1] ?? "");
    const claim: Claim = { raw: half[0], value: 50, unit: "%", relation };
    return { asked: folded.replace(half[0], "几个百分点"), numbers: [claim] };
  }
  const grown = GROWN.exec(folded);
  if (!grown) return null;
  const claim: Claim = { raw: grown[0], value: 100, unit: "%", relation: "grown" };
  return { asked: folded.replace(grown[0], ""), numbers: [claim] };
}

function isClaimed(mention: NumberMention, folded: string): boolean {
  if (!COUNTED.has(mention.kind) || mention.ordinal) return false;
  // 22年, 三季度, 一件事, 前三: no number that is claimed.
  if (/^(?:年|月|日|季度|个?月份?)$/.test(mention.unit)) return false;
  if (mention.chinese && mention.unit === "" && mention.kind !== "fraction") return false;
  // 三元区, 九台区: names of places.
  if (mention.chinese && /^(?:区(?!间)|[县镇乡]|街道)/.test(folded.slice(mention.end))) return false;
  // 15件民生实事都完成了吗 names them and claims no number.
  if (/^\p{Script=Han}{2,10}都/u.test(folded.slice(mention.end))) return false;
  return (
    !(/^一/.test(mention.raw) && !/[百千万亿成]/.test(mention.raw)) &&
    !/[第前十]$/.test(folded.slice(0, mention.start))
  );
}

function claimOf(mention: NumberMention, folded: string): Claim {
  const before = folded.slice(Math.max(0, mention.start - 4), mention.start);
  const after = folded.slice(mention.end, mention.end + 3);
  const { rangeEnd } = mention;
  const relation = rangeEnd === undefined ? relationOf(mention.qualifier, before, after) : "between";
  const unit = unitOf(mention, folded);
  const raw = folded.slice(mention.start, endOf(mention, folded));
  const claim = { raw, ...measured(mention.value, unit, mention.kind), relation };
  const more = mention.unit === "倍" && /[多高大快增长涨]了?$/.test(before) ? 1 : 0;
  // 多三倍 is four times as much.
  const value = claim.value + more;
  return rangeEnd === undefined
    ? { ...claim, value }
    : { ...claim, value, to: measured(rangeEnd, unit, mention.kind).value };
}

/** 高30个点: percentage points, of which the reader of numbers takes 个. */
const POINTS = /^(?:百分)?点(?!钟)/;

function unitOf({ unit, end }: NumberMention, folded: string): string {
  return /^个?$/.test(unit) && POINTS.test(folded.slice(end)) ? "%" : unit;
}

function endOf({ unit, end }: NumberMention, folded: string): number {
  return /^个?$/.test(unit) ? end + (POINTS.exec(folded.slice(end))?.[0].length ?? 0) : end;
}

/** A number in the unit that reports use: 九成 is 90%, 三分之二 66.67%. */
function measured(value: number, unit: string, kind: NumberMention["kind"]): { value: number; unit: string } {
  if (unit === "成") return { value: value * 10, unit: "%" };
  if (kind === "fraction") return { value: Math.round(value * 10000) / 100, unit: "%" };
  return { value, unit };
}

const THAN =
  /^(?:还|要)?(多|高|大|少|低|小)(?:了|出|上)?(?:(一|两|三|\d+(?:\.\d+)?)倍|(一半)|(\d+(?:\.\d+)?)%)?/;
const TIMES: Record<string, number> = { 一: 1, 两: 2, 三: 3 };

/** 比2000台多一倍: what the claim makes of the number that it starts from. */
function claimOfBase(mention: NumberMention, folded: string): { claim: Claim; end: number } | null {
  if (folded[mention.start - 1] !== "比") return null;
  const match = THAN.exec(folded.slice(mention.end));
  if (!match) return null;
  const [words, direction = "", times, half, percent] = match;
  const end = mention.end + words.length;
  const raw = folded.slice(mention.start - 1, end);
  const less = LESS.test(direction);
  const share = times ? (TIMES[times] ?? Number(times)) : half ? 0.5 : percent ? Number(percent) / 100 : 0;
  const relation = share > 0 ? "about" : less ? "under" : "over";
  const value = mention.value * (less ? 1 - share : 1 + share);
  return { claim: { raw, value, unit: mention.unit, relation }, end };
}

function relationOf(qualifier: string, before: string, after = ""): Relation {
  const words = `${before}${qualifier}`;
  if (/不(?:超过?|多于|高于)|至多|最多|以内/.test(words)) return "atMost";
  if (/不(?:少于|低于)|至少|最少|以上|起码/.test(words)) return "atLeast";
  if (/不到|不足|没到|少于|低于|以下/.test(words)) return "under";
  if (/超|逾|突破|高于|多于|大于/.test(words)) return "over";
  if (/近|快$|接近/.test(words)) return "near";
  if (/约|左右|上下|大概|差不多/.test(words)) return "about";
  return /[多余]/.test(qualifier) || /^[多余]/.test(after) ? "odd" : "equal";
}

function questionWord(unit: string): string {
  if (unit === "%" || unit === "‰" || unit === "成") return "几个百分点";
  // The scale was claimed too: 超过9万亿 must not look for what is told in 万亿.
  return `多少${bareUnit(unit)}`;
}
