/**
 * Finds every number in a text and says what it is. In: folded text (simplified, half-width; ％ ， ． are tolerated).
 * Out: mentions with value, unit, qualifier and span. What a number measures is decided elsewhere.
 */
import { parseChineseNumeral } from "./chinese-numeral.ts";
import { arabicAt, chineseAt } from "./number-core.ts";
import type { NumberKind, NumberMention } from "./number-mention.ts";
import { withQualifiers } from "./number-qualifiers.ts";
import { type Claim, claimSpans } from "./number-rules.ts";
import { NUMERAL_CHARACTERS } from "./number-words.ts";

export { parseChineseNumeral } from "./chinese-numeral.ts";
export type { NumberKind, NumberMention } from "./number-mention.ts";

const CANDIDATE = new RegExp(`[\\d${NUMERAL_CHARACTERS}]`, "g");
const NUMERAL = new RegExp(`[${NUMERAL_CHARACTERS}]+`, "y");

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
  const { start, end } = claim;
  const words = { scale: "", unit, qualifier: "", raw, chinese };
  const mention = { start, end, numberStart, numberEnd, value, ...words, kind };
  return kind === "ordinal" ? { ...mention, ordinal: true } : mention;
}
