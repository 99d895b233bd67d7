/**
 * A paragraph in, the short lead sentences inside it out: 一是推进网上平台建设。… 二是推行事项“掌上办”。…
 * Each heads the sentences up to the next one.
 */
import type { Span } from "../../text/index.ts";
import type { FoundHeading } from "./find-headings.ts";
import { headingMark, LEAD_RANK } from "./heading-marks.ts";
import { hasQuantity } from "./quantity.ts";

const MAX_LEAD_CHARS = 40;
const LEAD = /[一二三四五六七八九十]{1,3}是(?!否)[^。！？；]*[。！？]/g;

/** The leads after the paragraph's first characters; a series begins with 一是, counts on, and has text after its leads. */
export function findLeads(text: string, paragraph: Span): FoundHeading[] {
  const body = text.slice(paragraph.start, paragraph.end);
  const leads: { at: number; end: number }[] = [];
  let last = 0;
  for (const found of body.matchAll(LEAD)) {
    const opens =
      found.index === 0 ||
      /[。！？：:；]["”’』）)]*\s*$/.test(body.slice(Math.max(0, found.index - 6), found.index));
    const ordinal = headingMark(found[0])?.ordinal ?? 0;
    if (!opens || (ordinal !== 1 && ordinal !== last + 1)) continue;
    leads.push({ at: found.index, end: found.index + found[0].length - 1 });
    last = ordinal;
  }
  return leads.flatMap(({ at, end }, i): FoundHeading[] => {
    const until = leads[i + 1]?.at ?? body.length;
    if (at === 0) return [];
    const short = end - at <= MAX_LEAD_CHARS && until - end > 2 && !hasQuantity(body.slice(at, end));
    return [
      {
        start: paragraph.start + at,
        end: paragraph.start + (short ? end : at),
        rank: LEAD_RANK,
        text: short ? body.slice(at, end).replace(/\s*\n\s*/g, "") : "",
        inline: true,
        until: paragraph.end,
      },
    ];
  });
}
