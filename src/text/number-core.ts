/**
 * Reads one number with its scale and unit at a given place of a text. In: folded text and an offset where
 * digits or a Chinese numeral begin. Out: value, unit and span, or null; qualifiers are read elsewhere.
 */
import { parseChineseNumeral } from "./chinese-numeral.ts";
import type { NumberCore, NumberKind } from "./number-mention.ts";
import {
  CLASSIFIER_PATTERN,
  LATIN_UNIT_PATTERN,
  NUMERAL_CHARACTERS,
  PERCENT_UNITS,
  SCALES,
  showLatinUnit,
  UNIT_PATTERN,
} from "./number-words.ts";

const ARABIC = /\d{1,3}(?:[,，]\d{3})+(?![\d])(?:[.．]\d+)?|\d+(?:[.．]\d+)?/y;
const NUMERAL = new RegExp(`[${NUMERAL_CHARACTERS}]+(?:点[零〇一二三四五六七八九]+)?`, "y");
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
const ARTICLE_ALLOWED = /(?:仅|只|共|有|压缩|缩短|减少|减|增加|增|至|为|达|到|新设|超|逾|近|约|满|足|第)\s?$/;

/** The number that begins with the digits at `at`; it ends before `free`, the next place that is taken. */
export function arabicAt(text: string, at: number, free: number): NumberCore | null {
  const fraction = numericFraction(text, at) ?? wordFraction(text, at);
  if (fraction !== null && fraction.end <= free) return fraction;
  const written = match(ARABIC, text, at)?.[0];
  if (written === undefined || at + written.length > free) return null;
  const first = readArabic(text, at, written, free);
  const range = first.infix === "" ? rangeFrom(text, first, free) : null;
  const core = range ?? first;
  const kind = judge(text, core, written);
  return kind === "identifier" || kind === "date" ? { ...core, kind, unit: "" } : { ...core, kind };
}

function readArabic(text: string, at: number, written: string, free: number): NumberCore {
  const digitsEnd = at + written.length;
  const value = Number(written.replace(/[,，]/g, "").replace("．", "."));
  const plain = plainCore(at, digitsEnd, value, "quantity", false);
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
  if (scale === "" && noun === "")
    return late !== "" && value >= 10 && value % 10 === 0 ? blurred(plain, gap, late) : plain;
  if (whole.includes("\n") && !followsLongLine(text, at)) return plain;
  const numberEnd = scale === "" ? digitsEnd : digitsEnd + gap.length + early.length + scale.length;
  const end = digitsEnd + whole.trimEnd().length;
  const unit = `${scale}${noun === "％" ? "%" : noun}${per}`;
  return { ...plain, numberEnd, end, scale, unit, infix: early || late };
}

/** 300余 before a noun that is no measure word; after other values 多 begins a word of its own. */
function blurred(plain: NumberCore, gap: string, infix: string): NumberCore {
  return gap === "" ? { ...plain, end: plain.end + infix.length, infix } : plain;
}

function followsLongLine(text: string, at: number): boolean {
  return at - (text.lastIndexOf("\n", at) + 1) >= 15;
}

function rangeFrom(text: string, first: NumberCore, free: number): NumberCore | null {
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
function judge(text: string, core: NumberCore, written: string): NumberKind {
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

function numericFraction(text: string, at: number): NumberCore | null {
  const found = match(NUMERIC_FRACTION, text, at);
  if (found === null || /[\d./]/.test(text[at - 1] ?? "")) return null;
  const [top, bottom] = [Number(found[1]), Number(found[2])];
  if (top === 0 || top >= bottom || bottom > 100) return null;
  return plainCore(at, at + found[0].length, top / bottom, "fraction", false);
}

function wordFraction(text: string, at: number): NumberCore | null {
  const found = match(WORD_FRACTION, text, at);
  if (found === null) return null;
  const [whole, below = "", above = ""] = found;
  const [bottom, top] = [readEither(below), readEither(above)];
  if (bottom === null || top === null || bottom === 0) return null;
  const chinese = !/\d/.test(above);
  const core = plainCore(at, at + whole.length, top / bottom, "fraction", chinese);
  if (below === "百") return { ...core, value: top, unit: "%", kind: "percent" };
  if (below === "千") return { ...core, value: top, unit: "‰", kind: "percent" };
  return core;
}

function readEither(written: string): number | null {
  return /\d/.test(written) ? Number(written.replace("．", ".")) : parseChineseNumeral(written);
}

function plainCore(
  start: number,
  end: number,
  value: number,
  kind: NumberKind,
  chinese: boolean,
): NumberCore {
  const words = { scale: "", unit: "", infix: "" };
  return { numberStart: start, numberEnd: end, end, value, ...words, chinese, kind };
}

/** The quantity, share or fraction that begins with the Chinese numeral at `at`; null when it counts nothing. */
export function chineseAt(text: string, at: number, free: number): NumberCore | null {
  const fraction = wordFraction(text, at);
  if (fraction !== null && fraction.end <= free) return fraction;
  if (/[\d.]/.test(text[at - 1] ?? "")) return null;
  const written = match(NUMERAL, text, at)?.[0];
  if (written === undefined || at + written.length > free) return null;
  const first = readChinese(text, at, written, free);
  if (first !== null) return first;
  const value = parseChineseNumeral(written);
  if (value === null) return null;
  const open = plainCore(at, at + written.length, value, "quantity", true);
  const range = rangeFrom(text, open, free);
  return range !== null && range.unit !== "" ? range : null;
}

/** A Chinese numeral counts something only in front of a measure word. */
function readChinese(text: string, at: number, written: string, free: number): NumberCore | null {
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
  const end = at + written.length + whole.length;
  const unit = `${scale}${noun}`;
  const tenth = noun === "成" && value < 10 ? tenthAt(text, end) : 0;
  return {
    numberStart: at,
    numberEnd,
    end: tenth > 0 ? end + 1 : end,
    value: value + tenth,
    scale,
    unit,
    infix,
    chinese: true,
    kind: percentKind(noun),
  };
}

/** 九成四 is 9.4 成, 七成半 7.5. */
function tenthAt(text: string, at: number): number {
  const digit = /^[一二三四五六七八九半](?![一二三四五六七八九十百千万亿个成项年月家人户次])/.exec(
    text.slice(at, at + 2),
  )?.[0];
  if (!digit) return 0;
  return digit === "半" ? 0.5 : (parseChineseNumeral(digit) ?? 0) / 10;
}

function countsSomething(text: string, at: number, written: string, noun: string, infix: string): boolean {
  const before = text.slice(Math.max(0, at - 3), at);
  // “三个作用” is a name; “二十二连丰” counts.
  if (/["“「『]$/.test(before)) return noun.startsWith("连");
  if (written === "一") return ARTICLE_ALLOWED.test(before) && !/^[成批类种]$/.test(noun);
  if (written === "二" || /[数几]$/.test(before)) return noun.startsWith("连");
  if (/^[百千万亿]+$/.test(written)) return infix !== "" || /(?:[近超逾约过破]|(?<!以)上)\s?$/.test(before);
  return true;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
