/**
 * Whose number it is inside the region: the whole or one level of it, a place inside it, or a pair with a partner.
 */
import { containsRegion, type Region } from "../../domain/index.ts";
import type { RegionMention } from "../../text/index.ts";

const SCOPE =
  /全省|全市|全县|全区|全镇|全国|全球|市本级|省本级|县本级|区本级|省级|市级|县级|区级|镇级|市直|县直|区直|省直|全域|城镇|农村|城乡|年均|每年|日均|月均|人均|平均/g;

/** 全市 市本级 区级 年均 … named in the figure's own words, joined by a space. */
export function scopeOf(clause: string): string {
  return [...new Set(clause.match(SCOPE) ?? [])].join(" ");
}

export interface FigurePlaces {
  places: Region[];
  partner: string;
}

/**
 * Places of one figure from the region mentions in its own words.
 * @param mentions region mentions of the piece, or of the piece that it depends on
 */
export function placesOf(mentions: RegionMention[], home: Region | null, piece: string): FigurePlaces {
  const places: Region[] = [];
  const partners: string[] = [];
  for (const mention of mentions) {
    const inside = home ? mention.candidates.find((c) => containsRegion(home, c)) : undefined;
    if (inside) {
      if (home && inside.code !== home.code && !mention.weak) places.push(inside);
    } else if (home && !mention.weak && !mention.candidates.some((c) => containsRegion(c, home))) {
      partners.push(mention.candidates[0]?.name ?? mention.text);
    }
  }
  return { places, partner: /与|和|同|对接|协作|互办|互认|通办|跨/.test(piece) ? partners.join("、") : "" };
}
