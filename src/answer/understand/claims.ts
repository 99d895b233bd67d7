/**
 * What a question already claims: “网上可办率才90%对吗”, “是不是说明甲比乙多办了三倍”. The claimed number is
 * replaced by the question word that asks for it, so that the claim is looked up like any question and then judged.
 */
import { findNumbers } from "../../text/index.ts";

export interface Claim {
  /** As typed, folded: 三倍, 90%. */
  raw: string;
  value: number;
  /** Scale and measure word: %, 万件, 倍. */
  unit: string;
  /** over: 超过90%; under: 不到90%. */
  relation: "equal" | "over" | "under";
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
const COUNTED = new Set(["quantity", "percent", "fraction"]);
const ORDER =
  /比.{1,16}?(?:[^多少高低大小快慢长短强弱]{0,6}?)(多|少|高|低|大|小|快|慢|长|短|强|弱)(?!少|数|长)/;
const LESS = /少|低|小|慢|短|弱/;

/** The claims of a folded question; one that asks for a number itself and confirms nothing claims none. */
export function claimsOf(folded: string): Claims {
  if (!CONFIRMS.test(folded)) return { asked: folded, numbers: [], order: null };
  const numbers: Claim[] = [];
  let asked = folded;
  for (const mention of findNumbers(folded).reverse()) {
    if (!COUNTED.has(mention.kind) || mention.ordinal || mention.rangeEnd !== undefined) continue;
    // 22年, 三季度, 一件事, 前三: no number that is claimed.
    if (/^(?:年|月|日|季度|个?月份?)$/.test(mention.unit) || (mention.chinese && mention.unit === ""))
      continue;
    if (/^一/.test(mention.raw) || /[第前十]$/.test(folded.slice(0, mention.start))) continue;
    numbers.unshift({
      raw: mention.raw,
      value: mention.value,
      unit: mention.unit,
      relation: relationOf(mention.qualifier, folded.slice(Math.max(0, mention.start - 3), mention.start)),
    });
    asked = asked.slice(0, mention.start) + questionWord(mention.unit) + asked.slice(mention.end);
  }
  const direction = ORDER.exec(folded)?.[1];
  const order = direction === undefined ? null : LESS.test(direction) ? "less" : "more";
  return { asked, numbers, order };
}

function relationOf(qualifier: string, before: string): Claim["relation"] {
  const words = `${before}${qualifier}`;
  if (/超|逾|突破|以上|高于|多于/.test(words)) return "over";
  return /不到|不足|以下|低于|少于/.test(words) ? "under" : "equal";
}

function questionWord(unit: string): string {
  if (unit === "%" || unit === "‰") return "几个百分点";
  return `多少${unit}`;
}
