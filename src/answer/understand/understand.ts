/**
 * A question in, what it asks out: regions, periods, measures (slots), intent. Nothing is looked up here.
 */
import type { Region } from "../../domain/index.ts";
import { fold, type Gazetteer, type RegionMention } from "../../text/index.ts";
import { type Claims, claimsOf } from "./claims.ts";
import { inOrder } from "./in-order.ts";
import { type Intent, intentOf, type Operation, operationOf } from "./intent.ts";
import { knownRegions, regionsByName } from "./known-regions.ts";
import { plainWording } from "./plain-wording.ts";
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
  /** What the question claims instead of asking. */
  claims: Claims;
}

/** A province by its one character at the start; 粤省事, 皖事通 and the like are names of apps. */
const ABBREVIATED =
  /^[冀豫鄂湘粤皖赣闽浙沪渝黔滇鲁](?!省事|商通|快办|里办|政通|事通|服通|汇办|系列|智助|盾|政|易|惠|菜|江|北|南|东|西|水)/;

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** 川渝甘, 京津: provinces by one character each; taken only when all of them have reports. */
const SEVERAL = /^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘陇青宁]{2,4}(?!$)/;

/** 四川天津河北黑龙江 lists provinces; 天津+河北 is no 河北区 when both have reports of their own. */
function splitNeighbours(
  mentions: RegionMention[],
  gazetteer: Gazetteer,
  known: readonly Region[],
): RegionMention[] {
  const all = knownRegions(known);
  return mentions.flatMap((mention) => {
    if (mention.candidates.some((c) => all.reachInto(c))) return [mention];
    const byName = regionsByName(known, gazetteer);
    // 湛江镇街: no 湛江镇 that a report knows, but 湛江.
    const prefix = [mention.text, mention.text.slice(0, -1)]
      .flatMap((name) => byName.get(name) ?? [])
      .filter(
        ({ region, name }) =>
          name.length >= 2 &&
          gazetteer.shortNames(region).includes(name) &&
          !mention.candidates.some((c) => c.code.startsWith(region.code)),
      )
      .sort((a, b) => a.at - b.at)[0];
    if (prefix && /[镇乡]$/.test(mention.text)) {
      const end = mention.start + prefix.name.length;
      return [{ start: mention.start, end, text: prefix.name, candidates: [prefix.region], weak: false }];
    }
    for (let cut = 2; cut <= mention.text.length - 2; cut++) {
      const parts = [mention.text.slice(0, cut), mention.text.slice(cut)].map(
        (text) => byName.get(text)?.[0]?.region,
      );
      const [a, b] = parts;
      if (!a || !b || a.code === b.code) continue;
      const middle = mention.start + cut;
      return [
        { start: mention.start, end: middle, text: mention.text.slice(0, cut), candidates: [a], weak: false },
        { start: middle, end: mention.end, text: mention.text.slice(cut), candidates: [b], weak: false },
      ];
    }
    return [mention];
  });
}

/** 湛江那边, 湛江他们: words that only point at the place named. */
const THERE =
  /^(?:(?:他们|人家)?(?:[这那](?:边|儿|里|(?:一?块|一片)(?!地|钱|牌)儿?)|[这那]个?地方)|(?:他们|人家)(?![区县市省镇乡的])|当地(?!人|居民|群众|企业))(?:的)?/;

/** 兴文有多少人: a region's people, where nothing else is named, are its population. */
function asPopulation(slot: Slot): Slot {
  return /^[\s、]*(?:一共|总共|现在)?有(?:多少|几)万?人口?$/.test(slot.asked)
    ? { ...slot, own: "常住人口" }
    : slot;
}

/** Removes control and direction marks and folds runs of whitespace. */
export function cleanQuestion(question: string): string {
  return question.replace(CONTROL, "").replace(/\s+/g, " ").trim();
}

/**
 * Understands a question.
 * @param known regions that the index has reports of; they win where a name is ambiguous
 */
export function understand(
  question: string,
  gazetteer: Gazetteer,
  known: readonly Region[],
  options: { homeRegion?: Region } = {},
): UnderstoodQuestion {
  const raw = cleanQuestion(question);
  // 22和23年: both are years.
  const claims = claimsOf(plainWording(fold(raw)));
  const regionsIn = (text: string) =>
    splitNeighbours(gazetteer.findRegions(text, { known }), gazetteer, known);
  const years = claims.asked.replace(
    /(?<![\d.])([12]\d)(?=[和与、跟到至](?:[12]\d年|20[12]\d(?!\d)))/g,
    "$1年",
  );
  const folded = inOrder(years, regionsIn(years));
  const regions = regionsIn(folded);
  const several = SEVERAL.exec(folded)?.[0] ?? "";
  if (several) {
    const provinces = [...several].flatMap((c, i) => {
      const region = gazetteer.regionOfAbbreviation(c);
      return region ? [{ start: i, end: i + 1, text: c, candidates: [region], weak: false }] : [];
    });
    if (
      provinces.length === several.length &&
      provinces.every((p) => p.candidates.some((c) => knownRegions(known).has(c)))
    ) {
      regions.splice(0, regions.length, ...provinces, ...regions.filter((r) => r.start >= several.length));
    }
  }
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
  for (const { start, end, text } of regions) {
    // 湛江市本级 is 湛江's 市本级.
    const level =
      /[省市县区]$/.test(text) && /^(?:本级|级|直|长(?=信箱|热线|留言|专线|接待))/.test(folded.slice(end))
        ? 1
        : 0;
    const until = end - level + (level ? 0 : (THERE.exec(folded.slice(end))?.[0].length ?? 0));
    blanked = blanked.slice(0, start) + " ".repeat(until - start) + blanked.slice(until);
  }
  // A place between two words must not glue them; several blanks are one.
  const text = (regions.length > 0 ? blanked.replace(/^[\s和与跟、]+/, "") : blanked)
    .replace(/(?<=^|\s)[区县市省](?=的|有)/g, "")
    .replace(/\s{2,}/g, "、")
    .replace(/^、|(?<=[,?;])、/g, "");
  const claimsOrder = claims.order !== null && regions.length >= 2;
  const intent = claimsOrder ? "compare" : intentOf(folded, regions.length);
  const operation = operationOf(folded);
  const slots = slotsOf(text, intent !== "compare" ? null : regions.length >= 2 ? "regions" : "within");
  return {
    raw,
    folded,
    regions,
    slots: regions.length === 1 ? slots.map(asPopulation) : slots,
    intent,
    operation: claimsOrder && operation === "list" ? "max" : operation,
    claims,
  };
}
