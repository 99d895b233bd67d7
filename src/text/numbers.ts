/**
 * Finds every number in a text and says what it is. In: folded text (simplified, half-width; ％ ， ． are tolerated).
 * Out: mentions with value, unit, qualifier and span. What a number measures is decided elsewhere.
 */
import { parseChineseNumeral } from "./chinese-numeral.ts";
import { type Claim, claimSpans } from "./number-rules.ts";
import {
  CLASSIFIER_PATTERN,
  LATIN_UNIT_PATTERN,
  NOT_BEFORE_QUALIFIER,
  NUMERAL_CHARACTERS,
  PERCENT_UNITS,
  PREFIX_QUALIFIERS,
  SCALES,
  SUFFIX_QUALIFIERS,
  showLatinUnit,
  UNIT_PATTERN,
} from "./number-words.ts";

export { parseChineseNumeral } from "./chinese-numeral.ts";

/** What a number is. Only quantity, percent, range and fraction can be figures. */
export type NumberKind =
  | "quantity"
  | "percent"
  | "date"
  | "ordinal"
  | "identifier"
  | "range"
  | "fraction"
  | "list-number";

/** One number of a text, with everything that belongs to it. */
export interface NumberMention {
  /** Span of the number with its unit and qualifiers; end is exclusive. */
  start: number;
  end: number;
  /** Span of the digits and their scale, such as 670.7万. */
  numberStart: number;
  numberEnd: number;
  /** As written; the scale is not multiplied: 670.7 for 670.7万人. A fraction is its quotient. */
  value: number;
  /** 万, 亿, 万亿, 千…, or "". */
  scale: string;
  /** Scale and measure word: 万人, 亿元, %, 个百分点, or "". */
  unit: string;
  /** 超, 约, 近, 余, 以上…; several are joined without a space. */
  qualifier: string;
  /** The characters of the span. */
  raw: string;
  /** True when the number is written in Chinese characters. */
  chinese: boolean;
  kind: NumberKind;
  /** Second value of a range, in the same unit. */
  rangeEnd?: number;
  /** True for a rank or a position in an order. */
  ordinal?: boolean;
}

/** A number with its unit, before qualifiers around it are read. */
interface Core {
  numberStart: number;
  numberEnd: number;
  end: number;
  value: number;
  scale: string;
  unit: string;
  infix: string;
  chinese: boolean;
  kind: NumberKind;
  rangeEnd?: number;
}

const ARABIC = /\d{1,3}(?:[,，]\d{3})+(?![\d])(?:[.．]\d+)?|\d+(?:[.．]\d+)?/y;
const NUMERAL = new RegExp(`[${NUMERAL_CHARACTERS}]+(?:点[零〇一二三四五六七八九]+)?`, "y");
const CANDIDATE = new RegExp(`[\\d${NUMERAL_CHARACTERS}]`, "g");
// Text of a narrow page breaks lines between a number and its unit.
const GAP = "(?:[ \\t]{0,2}|[ \\t]?\\n)";
const PER =
  "(?:/(?:人·月|人·年|人次|平方公里|平方米|立方米|公里|千瓦时|工作日|小时|分钟|[人年月日天户家件次个亩吨度米秒项台辆班季]|[a-z]{1,4}(?![a-z]))(?:[·.][年月日天])?)?";
const TAIL = new RegExp(
  `(${GAP})(?:([余多])?(${SCALES}))?([余多])?(${GAP})(?:(${PERCENT_UNITS})|(${UNIT_PATTERN}|[:：∶]1(?![\\d.:：∶]))|(${LATIN_UNIT_PATTERN}))?(${PER})`,
  "iy",
);
const CHINESE_TAIL = new RegExp(
  `([余多])?(万亿|万|亿)?([余多])?(?:(${PERCENT_UNITS})|(${CLASSIFIER_PATTERN}))`,
  "y",
);
const RANGE_TO = /\s?(?:-{1,2}|[–—~～]{1,2}|至|到)\s?/y;
const NUMERIC_FRACTION = /(\d{1,3})\/(\d{1,3})(?![\d/年月.%])/y;
const WORD_FRACTION = new RegExp(
  `([${NUMERAL_CHARACTERS}]+|\\d+)分之([${NUMERAL_CHARACTERS}]+(?:点[零〇一二三四五六七八九]+)?|\\d+(?:[.．]\\d+)?)`,
  "y",
);
const SUFFIX = new RegExp(`\\s?(?:${SUFFIX_QUALIFIERS})`, "y");
const SUFFIX_MORE = /多(?![种个项次元渠部样方家级功媒层重维])/y;
const PREFIXES = Object.keys(PREFIX_QUALIFIERS).sort((a, b) => b.length - a.length);
const ARTICLE_ALLOWED = /(?:仅|只|共|有|压缩|缩短|减少|减|增加|增|至|为|达|到|新设|超|逾|近|约|满|足|第)\s?$/;

/** Every number of `text`, in order, without overlap; `text.slice(start, end) === raw` holds for each. */
export function findNumbers(text: string): NumberMention[] {
  const claims = claimSpans(text);
  const claimed = new Uint8Array(text.length);
  for (const claim of claims) claimed.fill(1, claim.start, claim.end);
  const mentions: NumberMention[] = [];
  for (const claim of claims) {
    if (claim.kind !== "skip") mentions.push(mentionOfClaim(text, claim, claim.kind));
  }
  let from = 0;
  for (const candidate of text.matchAll(CANDIDATE)) {
    const at = candidate.index;
    if (at < from || claimed[at] === 1) continue;
    const free = freeUntil(claimed, at);
    const core = /\d/.test(candidate[0]) ? arabicAt(text, at, free) : chineseAt(text, at, free);
    if (core === null) {
      NUMERAL.lastIndex = at;
      from = Math.min(free, at + (NUMERAL.exec(text)?.[0].length ?? 1));
      continue;
    }
    const mention = withQualifiers(text, core, claimed, from);
    from = mention.end;
    mentions.push(mention);
  }
  return mentions.sort((a, b) => a.start - b.start);
}

function freeUntil(claimed: Uint8Array, at: number): number {
  const next = claimed.indexOf(1, at);
  return next < 0 ? claimed.length : next;
}

function mentionOfClaim(text: string, claim: Claim, kind: NumberKind): NumberMention {
  const raw = text.slice(claim.start, claim.end);
  const digits = /\d+(?:\.\d+)?/.exec(raw) ?? new RegExp(`[${NUMERAL_CHARACTERS}]+`).exec(raw);
  const written = digits?.[0] ?? "";
  const chinese = written !== "" && !/\d/.test(written);
  const plan = kind === "date" && /^十[一二三四五六]五$/.test(written);
  const value = chinese ? (parseChineseNumeral(plan ? written.slice(0, 2) : written) ?? 0) : Number(written);
  const numberStart = claim.start + (digits?.index ?? 0);
  const numberEnd = numberStart + written.length;
  const unit = kind === "ordinal" ? text.slice(numberEnd, claim.end).trim() : "";
  const mention: NumberMention = {
    ...{ start: claim.start, end: claim.end, numberStart, numberEnd, value, scale: "", unit },
    ...{ qualifier: "", raw, chinese, kind },
  };
  return kind === "ordinal" ? { ...mention, ordinal: true } : mention;
}

function arabicAt(text: string, at: number, free: number): Core | null {
  const fraction = numericFraction(text, at) ?? wordFraction(text, at);
  if (fraction !== null && fraction.end <= free) return fraction;
  const written = match(ARABIC, text, at)?.[0];
  if (written === undefined) return null;
  const first = readArabic(text, at, written, free);
  const range = first.infix === "" ? rangeFrom(text, first, free) : null;
  const core = range ?? first;
  const kind = judge(text, core, written);
  return kind === "identifier" || kind === "date" ? { ...core, kind, unit: "" } : { ...core, kind };
}

function readArabic(text: string, at: number, written: string, free: number): Core {
  const digitsEnd = at + written.length;
  const value = Number(written.replace(/[,，]/g, "").replace("．", "."));
  const plain: Core = {
    ...{ numberStart: at, numberEnd: digitsEnd, end: digitsEnd, value, scale: "", unit: "" },
    ...{ infix: "", chinese: false, kind: "quantity" },
  };
  const tail = match(TAIL, text, digitsEnd);
  if (tail === null || digitsEnd + tail[0].length > free) return plain;
  const [
    whole,
    gap = "",
    early = "",
    scale = "",
    late = "",
    ,
    percent = "",
    measure = "",
    latin = "",
    per = "",
  ] = tail;
  const noun = percent || measure.replace(/^[：∶]/, ":") || showLatinUnit(latin);
  if (scale === "" && noun === "") return plain;
  if (whole.includes("\n") && !followsLongLine(text, at)) return plain;
  // 300多 or 5余 before something that is no unit is a word of its own.
  const numberEnd = scale === "" ? digitsEnd : digitsEnd + gap.length + early.length + scale.length;
  const end = digitsEnd + whole.trimEnd().length;
  const unit = `${scale}${noun === "％" ? "%" : noun}${per}`;
  return { ...plain, numberEnd, end, scale, unit, infix: early || late };
}

function followsLongLine(text: string, at: number): boolean {
  return at - (text.lastIndexOf("\n", at) + 1) >= 15;
}

function rangeFrom(text: string, first: Core, free: number): Core | null {
  const joint = match(RANGE_TO, text, first.end);
  if (joint === null) return null;
  const at = first.end + joint[0].length;
  const chineseDigits = match(NUMERAL, text, at);
  const arabicDigits = match(ARABIC, text, at);
  const second = first.chinese
    ? chineseDigits && readChinese(text, at, chineseDigits[0], free)
    : arabicDigits && readArabic(text, at, arabicDigits[0], free);
  if (second === null || second.end > free) return null;
  // 从3天到1天 and 60项到80项 tell a change; a range names its unit once, or is a span of percentages or amounts.
  if (first.unit !== "" && first.unit !== first.scale) {
    if (joint[0].includes("到") || first.unit !== second.unit || !/[%元‰]/.test(first.unit)) return null;
  }
  const multiplied = first.scale === "" && second.scale !== "" && first.value >= second.value;
  const rangeEnd = multiplied ? second.value * scaleOf(second.scale) : second.value;
  if (rangeEnd <= first.value) return null;
  const unit = multiplied ? second.unit.slice(second.scale.length) : second.unit || first.unit;
  const scale = multiplied ? "" : second.scale;
  return {
    ...second,
    numberStart: first.numberStart,
    value: first.value,
    rangeEnd,
    unit,
    scale,
    kind: "range",
  };
}

function scaleOf(scale: string): number {
  return parseChineseNumeral(`一${scale}`) ?? parseChineseNumeral(scale) ?? 1;
}

/** What digits with this unit and these neighbours are. */
function judge(text: string, core: Core, written: string): NumberKind {
  const before = text[core.numberStart - 1] ?? "";
  const after = text[core.end] ?? "";
  const bare = core.unit === "";
  if (/[a-z]/i.test(before) && (bare || !/[a-z]/i.test(text[core.numberStart - 2] ?? "")))
    return "identifier";
  if (/^[2-6]G$/i.test(`${written}${core.unit}`)) return "identifier";
  if (bare && /[a-z》”」]/i.test(after)) return "identifier";
  if (bare && /[-–_]/.test(before) && /[\p{L}]/u.test(text[core.numberStart - 2] ?? "")) return "identifier";
  if (core.kind === "range") return "range";
  if (bare && /^(?:19[4-9]\d|20[0-3]\d)(?:\.(?:0?[1-9]|1[0-2]))?$/.test(written)) return "date";
  if (core.unit === "起" && /^20[0-3]\d$/.test(written) && /[自从]\s?/.test(before)) return "date";
  if (bare && (/^(?:12|9[56])\d{3}$/.test(written) || /^\d\.0$/.test(written))) return "identifier";
  if (bare && /^0\d/.test(written)) return "identifier";
  if (bare && after === "/" && /\d/.test(text[core.end + 1] ?? "")) return "identifier";
  return percentKind(core.unit);
}

function percentKind(unit: string): NumberKind {
  return /^(?:%|‰|个?百分点|成)/.test(unit) ? "percent" : "quantity";
}

function numericFraction(text: string, at: number): Core | null {
  const found = match(NUMERIC_FRACTION, text, at);
  if (found === null || /[\d./]/.test(text[at - 1] ?? "")) return null;
  const [top, bottom] = [Number(found[1]), Number(found[2])];
  if (top === 0 || top >= bottom || bottom > 100) return null;
  return fractionCore(at, at + found[0].length, top / bottom, false);
}

function wordFraction(text: string, at: number): Core | null {
  const found = match(WORD_FRACTION, text, at);
  if (found === null) return null;
  const [whole, below = "", above = ""] = found;
  const [bottom, top] = [readEither(below), readEither(above)];
  if (bottom === null || top === null || bottom === 0) return null;
  const chinese = !/\d/.test(above);
  const core = fractionCore(at, at + whole.length, top / bottom, chinese);
  if (below === "百") return { ...core, value: top, unit: "%", kind: "percent" };
  if (below === "千") return { ...core, value: top, unit: "‰", kind: "percent" };
  return core;
}

function readEither(written: string): number | null {
  return /\d/.test(written) ? Number(written.replace("．", ".")) : parseChineseNumeral(written);
}

function fractionCore(start: number, end: number, value: number, chinese: boolean): Core {
  return {
    ...{ numberStart: start, numberEnd: end, end, value, scale: "", unit: "", infix: "" },
    ...{ chinese, kind: "fraction" },
  };
}

function chineseAt(text: string, at: number, free: number): Core | null {
  const fraction = wordFraction(text, at);
  if (fraction !== null && fraction.end <= free) return fraction;
  if (/[\d.]/.test(text[at - 1] ?? "")) return null;
  const written = match(NUMERAL, text, at)?.[0];
  if (written === undefined || at + written.length > free) return null;
  const first = readChinese(text, at, written, free);
  if (first !== null) return first;
  const value = parseChineseNumeral(written);
  if (value === null) return null;
  const open: Core = { ...fractionCore(at, at + written.length, value, true), kind: "quantity" };
  const range = rangeFrom(text, open, free);
  return range !== null && range.unit !== "" ? range : null;
}

/** A Chinese numeral counts something only in front of a measure word. */
function readChinese(text: string, at: number, written: string, free: number): Core | null {
  const tail = match(CHINESE_TAIL, text, at + written.length);
  if (tail === null || at + written.length + tail[0].length > free) return null;
  const [whole, early = "", lateScale = "", late = "", percent = "", classifier = ""] = tail;
  const infix = early || late;
  const noun = percent || classifier;
  if (!countsSomething(text, at, written, noun, infix)) return null;
  const ownScale = lateScale === "" ? (/[万亿]+$/.exec(written)?.[0] ?? "") : "";
  const head = ownScale === "" ? written : written.slice(0, -ownScale.length);
  const value = head === "" ? 1 : parseChineseNumeral(head);
  if (value === null || value === 0) return null;
  const scale = lateScale || ownScale;
  const numberEnd = at + written.length + (lateScale === "" ? 0 : early.length + lateScale.length);
  return {
    ...{ numberStart: at, numberEnd, end: at + written.length + whole.length, value, scale },
    ...{ unit: `${scale}${noun}`, infix, chinese: true, kind: percentKind(noun) },
  };
}

function countsSomething(text: string, at: number, written: string, noun: string, infix: string): boolean {
  const before = text.slice(Math.max(0, at - 3), at);
  // “三个作用” is a name.
  if (/["“「『]$/.test(before)) return false;
  if (written === "一") return ARTICLE_ALLOWED.test(before) && !/^[成批类种]$/.test(noun);
  if (written === "二" || /[数几]$/.test(before)) return noun.startsWith("连");
  if (/^[百千万亿]+$/.test(written)) return infix !== "" || /(?:[近超逾约过破]|(?<!以)上)\s?$/.test(before);
  return true;
}

function withQualifiers(text: string, core: Core, claimed: Uint8Array, floor: number): NumberMention {
  let start = core.numberStart;
  let before = "";
  let value = core.value;
  if (
    core.kind === "percent" &&
    /[-−－]/.test(text[start - 1] ?? "") &&
    !/[\d%]/.test(text[start - 2] ?? "")
  ) {
    if (start - 1 >= floor && claimed[start - 1] !== 1) {
      start -= 1;
      value = -value;
    }
  }
  const counted = core.kind !== "identifier" && core.kind !== "date";
  for (let round = 0; counted && round < 2; round += 1) {
    const found = prefixBefore(text, start, claimed, floor, core);
    if (found === null) break;
    start = found.start;
    before = found.shown + before;
  }
  let end = core.end;
  const after = counted ? suffixAfter(text, core) : null;
  if (after !== null && claimed[end] !== 1) end += after.length;
  const mention: NumberMention = {
    ...{ start, end, numberStart: core.numberStart, numberEnd: core.numberEnd, value, scale: core.scale },
    ...{ unit: core.unit, qualifier: before + core.infix + (after?.trim() ?? "") },
    ...{ raw: text.slice(start, end), chinese: core.chinese, kind: core.kind },
  };
  return core.rangeEnd === undefined ? mention : { ...mention, rangeEnd: core.rangeEnd };
}

function prefixBefore(text: string, start: number, claimed: Uint8Array, floor: number, core: Core) {
  const gap = text[start - 1] === " " ? 1 : 0;
  for (const word of PREFIXES) {
    const at = start - gap - word.length;
    if (at < floor || !text.startsWith(word, at) || claimed.subarray(at, start).includes(1)) continue;
    if (NOT_BEFORE_QUALIFIER[word]?.includes(text[at - 1] ?? " ")) return null;
    return { start: at, shown: PREFIX_QUALIFIERS[word] ?? word };
  }
  const over = start - 1;
  // 上万件, 过万亿元: only before a scale that stands alone.
  if (over < floor || claimed[over] === 1 || !core.chinese || !/[百千万亿]/.test(text[core.numberStart] ?? "")) return null;
  const earlier = text[over - 1] ?? " ";
  if (text[over] === "上" && !"以迈踏登跃".includes(earlier)) return { start: over, shown: "上" };
  if (text[over] === "过" && !"超不通经".includes(earlier)) return { start: over, shown: "超" };
  return null;
}

function suffixAfter(text: string, core: Core): string | null {
  const found = match(SUFFIX, text, core.end);
  if (found !== null) return found[0];
  if (core.infix !== "" || !/(?:年|月|天|元|小时|倍|公里|岁)$/.test(core.unit)) return null;
  return match(SUFFIX_MORE, text, core.end)?.[0] ?? null;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
