/**
 * Shares told as a ratio: 三次产业结构由9.4:66.8:23.8调整为8.3:71.1:20.6, 油与非油经济比重为22.5:77.5.
 * In: a sentence. Out: a number for each part with the name that stands for it. Only where the words before the
 * ratio name its parts and these add up to a hundred: scores, scales and clock times are none.
 */
import type { NumberMention } from "../../text/index.ts";
import { bare, type ClauseParts } from "./clause-parts.ts";
import type { Role } from "./roles.ts";

export interface RatioPart {
  mention: NumberMention;
  /** Where the whole ratio begins: words right before it belong to all parts. */
  start: number;
  /** What is divided, as the source says it: 三次产业结构. */
  whole: string;
  name: string;
  /** Start of the part of another ratio that this one changed from or to. */
  partner?: number;
  isStart: boolean;
}

const RATIO = /(?<![\d.:∶])\d+(?:\.\d+)?(?:\s?[:∶、]\s?\d+(?:\.\d+)?)+(?![\d:∶])/g;
const INDUSTRIES = ["第一产业", "第二产业", "第三产业"];
const OF_INDUSTRIES =
  /(?:三次产业|[一1][、,]?[二2][、,]?三(?:次产业|产业|产)|第?一、?第?二、?第?三产业|三产|三大产业|产业)[^,;。]{0,8}?(?:结构|比|构成)[^,;。]*$/;
/** 油与非油经济比重为. */
const NAMED =
  /([^,;。:]+?)(?:之间)?的?(?:比例|比重|占比|结构|构成|之比|比)(?:关系)?(?:分别)?(?:由|为|是|达到?|调整为|优化为|[:])?$/;
const CHANGED = /^[^,;。\d]{0,8}(?:为|到|至|成)$/;
const LAST_YEAR = /(?:上年|去年|20\d\d年)(?:底|末)?的?$/;
const MAX_PARTS = 6;

/** The parts of every ratio in a stretch of folded text, in order. */
export function ratioParts(text: string, from: number, to: number): RatioPart[] {
  const found: RatioPart[][] = [];
  let previousEnd = from;
  for (const match of text.slice(from, to).matchAll(RATIO)) {
    const start = from + match.index;
    const end = start + match[0].length;
    const before = bare(text.slice(previousEnd, start));
    const values = [...match[0].matchAll(/\d+(?:\.\d+)?/g)];
    const last = found.at(-1);
    const goesOn = last !== undefined && last.length === values.length && CHANGED.test(before);
    const named =
      goesOn && last[0]
        ? { whole: last[0].whole, names: last.map((p) => p.name) }
        : namesOf(before, values.length);
    const sum = values.reduce((total, [written]) => total + Number(written), 0);
    if (!named || values.length > MAX_PARTS || Math.abs(sum - 100) > 0.5) continue;
    const parts = values.map((value, i): RatioPart => {
      const own = start + value.index;
      const mention = mentionOf(own, value[0]);
      const other = goesOn ? last[i] : undefined;
      if (other) Object.assign(other, { partner: own, isStart: true });
      return {
        mention,
        start,
        whole: named.whole,
        name: named.names[i] ?? "",
        isStart: false,
        ...(other ? { partner: other.mention.start } : {}),
      };
    });
    found.push(parts);
    previousEnd = end;
  }
  return found.flat();
}

function namesOf(before: string, count: number): { whole: string; names: string[] } | null {
  const words = before.replace(LAST_YEAR, "");
  const industries = count === 3 ? OF_INDUSTRIES.exec(words)?.[0] : undefined;
  if (industries !== undefined) {
    return {
      whole: industries.replace(/(?:由|从|为|是|达到?|调整为|优化为|分别|[:])+$/, ""),
      names: INDUSTRIES,
    };
  }
  const list = NAMED.exec(words.replace(/[由从]$/, ""))?.[1]?.replace(/^.*(?:其中|全[省市县区])/, "");
  const names = list?.split(/[、和与及]|以及/).filter((name) => name !== "") ?? [];
  if (list === undefined || names.length !== count || names.some((name) => name.length > 12)) return null;
  return { whole: list, names };
}

function mentionOf(start: number, written: string): NumberMention {
  const end = start + written.length;
  return {
    start,
    end,
    numberStart: start,
    numberEnd: end,
    value: Number(written),
    scale: "",
    unit: "%",
    qualifier: "",
    raw: written,
    chinese: false,
    kind: "percent",
  };
}

/** The numbers of a sentence with the parts of its ratios in place of what was read there before. */
export function withRatios(mentions: NumberMention[], parts: RatioPart[]): NumberMention[] {
  if (parts.length === 0) return mentions;
  const spans = parts.map((part) => ({ start: part.start, end: part.mention.end }));
  const free = mentions.filter((m) => !spans.some((s) => m.start < s.end && m.end > s.start));
  return [...free, ...parts.map((part) => part.mention)].sort((a, b) => a.start - b.start);
}

/** What a part of a ratio measures. */
export function wordsOfPart(part: RatioPart, context: string): ClauseParts {
  const piece = `${part.whole}中${part.name}占比`;
  const head = context.split(",").slice(0, -1).join(",");
  return { piece, clause: `${head === "" ? "" : `${head},`}${piece}多少%`, metric: `${part.name}占比` };
}

/** What a part of a ratio is to its sentence: a level, or where it started. */
export function roleOfPart(part: RatioPart, mentions: NumberMention[]): Role {
  const other = part.partner === undefined ? -1 : mentions.findIndex((m) => m.start === part.partner);
  const from = mentions.find((m) => m.start === part.partner);
  const change = part.isStart || !from ? 0 : part.mention.value - from.value;
  return {
    role: part.isStart ? "from" : "value",
    direction: change > 0 ? "up" : change < 0 ? "down" : "",
    ...(other < 0 ? {} : { pairedWith: other }),
  };
}
