/**
 * Reads the qualifiers around a number: 超, 约, 近 before it, 以上, 左右 after it. In: folded text and the number.
 * Out: the whole mention. What a rule has claimed and what an earlier number took stays untouched.
 */
import type { NumberCore, NumberMention } from "./number-mention.ts";
import { NOT_BEFORE_QUALIFIER, PREFIX_QUALIFIERS, SUFFIX_QUALIFIERS } from "./number-words.ts";

const SUFFIX = new RegExp(`\\s?(?:${SUFFIX_QUALIFIERS})`, "y");
const SUFFIX_MORE = /多(?![种个项次元渠部样方家级功媒层重维])/y;
const PREFIXES = Object.keys(PREFIX_QUALIFIERS).sort((a, b) => b.length - a.length);

/** The mention of `core` with the qualifiers around it; none is looked for before `floor` or where `claimed` is 1. */
export function withQualifiers(
  text: string,
  core: NumberCore,
  claimed: Uint8Array,
  floor: number,
): NumberMention {
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
  const after = counted && claimed[core.end] !== 1 ? (suffixAfter(text, core) ?? "") : "";
  const end = core.end + after.length;
  const { numberStart, numberEnd, scale, unit, chinese, kind } = core;
  const qualifier = before + core.infix + after.trim();
  const raw = text.slice(start, end);
  const mention = { start, end, numberStart, numberEnd, value, scale, unit, qualifier, raw, chinese, kind };
  return core.rangeEnd === undefined ? mention : { ...mention, rangeEnd: core.rangeEnd };
}

function prefixBefore(text: string, start: number, claimed: Uint8Array, floor: number, core: NumberCore) {
  const gap = text[start - 1] === " " ? 1 : 0;
  for (const word of PREFIXES) {
    const at = start - gap - word.length;
    if (at < floor || !text.startsWith(word, at) || claimed.subarray(at, start).includes(1)) continue;
    if (NOT_BEFORE_QUALIFIER[word]?.includes(text[at - 1] ?? " ")) return null;
    return { start: at, shown: PREFIX_QUALIFIERS[word] ?? word };
  }
  const over = start - 1;
  // 上万件, 过万亿元: only before a scale that stands alone.
  if (
    over < floor ||
    claimed[over] === 1 ||
    !core.chinese ||
    !/[百千万亿]/.test(text[core.numberStart] ?? "")
  )
    return null;
  const earlier = text[over - 1] ?? " ";
  if (text[over] === "上" && !"以迈踏登跃".includes(earlier)) return { start: over, shown: "上" };
  if (text[over] === "过" && !"超不通经".includes(earlier)) return { start: over, shown: "超" };
  return null;
}

function suffixAfter(text: string, core: NumberCore): string | null {
  const found = match(SUFFIX, text, core.end);
  if (found !== null) return found[0];
  if (core.infix !== "" || !/(?:年|月|天|元|小时|倍|公里|岁)$/.test(core.unit)) return null;
  return match(SUFFIX_MORE, text, core.end)?.[0] ?? null;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
