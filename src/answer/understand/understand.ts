/**
 * A question in, what it asks out: regions, periods, measures (slots), intent. Nothing is looked up here.
 */
import type { Region } from "../../domain/index.ts";
import { fold, type Gazetteer, type RegionMention } from "../../text/index.ts";
import { type Intent, intentOf, type Operation, operationOf } from "./intent.ts";
import { type Slot, slotsOf } from "./slots.ts";

export interface UnderstoodQuestion {
  /** The question as typed, control characters removed. */
  raw: string;
  /** Simplified, half-width, lower case. */
  folded: string;
  regions: RegionMention[];
  slots: Slot[];
  intent: Intent;
  operation: Operation;
}

/** A province by its one character at the start; 粤省事, 皖事通 and the like are names of apps. */
const ABBREVIATED =
  /^[冀豫鄂湘粤皖赣闽浙沪渝黔滇鲁](?!省事|商通|快办|里办|政通|事通|服通|汇办|系列|智助|盾|政|易|惠|菜|江|北|南|东|西|水)/;

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Removes control and direction marks and folds runs of whitespace. */
export function cleanQuestion(question: string): string {
  return question.replace(CONTROL, "").replace(/\s+/g, " ").trim();
}

/**
 * Understands a question.
 * @param known regions that the index has reports of; they win where a name is ambiguous
 * @param context measure words taken over from the conversation
 */
export function understand(
  question: string,
  gazetteer: Gazetteer,
  known: Region[],
  options: { context?: string; homeRegion?: Region } = {},
): UnderstoodQuestion {
  const raw = cleanQuestion(question);
  const folded = fold(raw).text;
  const regions = gazetteer.findRegions(folded, { known });
  const abbreviated = regions.length === 0 ? ABBREVIATED.exec(folded)?.[0] : undefined;
  const province = abbreviated ? gazetteer.regionOfAbbreviation(abbreviated) : undefined;
  if (abbreviated && province) {
    regions.push({ start: 0, end: 1, text: abbreviated, candidates: [province], weak: false });
  }
  if (regions.length === 0 && options.homeRegion && /我[省市区县州镇]|本[市区县]|咱们/.test(folded)) {
    regions.push({
      start: 0,
      end: 0,
      text: options.homeRegion.name,
      candidates: [options.homeRegion],
      weak: false,
    });
  }
  let blanked = folded;
  for (const { start, end } of regions) {
    blanked = blanked.slice(0, start) + " ".repeat(end - start) + blanked.slice(end);
  }
  // A place between two words must not glue them; several blanks are one.
  const text = (regions.length > 0 ? blanked.replace(/^[\s和与跟、]+/, "") : blanked)
    .replace(/[区县市省](?=的|有|的)/g, "")
    .replace(/\s{2,}/g, "、")
    .replace(/^、|(?<=[,?;])、/g, "");
  const intent = intentOf(folded, regions.length);
  return {
    raw,
    folded,
    regions,
    slots: slotsOf(text, options.context ?? "", intent === "compare"),
    intent,
    operation: operationOf(folded),
  };
}
