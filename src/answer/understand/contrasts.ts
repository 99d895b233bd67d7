/**
 * Words that exclude each other: a follow-up 农村的呢 after 城市低保 asks for 农村低保, and 市本级和全市网上可办率
 * sets two figures of one measure side by side.
 */

/** Which part of the region is counted. */
const LEVELS = /全省|全市|全县|全区|[省市县区]?本级|[省市县区](?:级|直)(?!以[上下])|镇街|镇级/;

const CONTRASTS: readonly RegExp[] = [
  /城市|城镇|农村|乡村/,
  /进口|出口/,
  /线上|线下/,
  /国有|民营|外资/,
  /政府投资|社会投资/,
  /生活补贴|护理补贴/,
  LEVELS,
  /企业|个人/,
  /男性|女性/,
];

/** The measure with the word that a follow-up sets against it; null when it is no such follow-up. */
export function opposed(own: string, measure: string): string | null {
  const word = own.replace(/的|呢|\s/g, "");
  const contrast = CONTRASTS.find((words) => words.exec(word)?.[0] === word);
  if (!contrast || measure.includes(word)) return null;
  if (contrast.test(measure)) return measure.replace(contrast, word);
  // 市本级的呢: a measure without a level is the whole region's.
  return contrast === LEVELS ? `${word} ${measure}` : null;
}

/** True for a word that only tells one side of a contrast. */
export function isContrast(own: string): boolean {
  return CONTRASTS.some((words) => words.exec(own)?.[0] === own);
}

/** Two sides of one measure. */
export interface Contrast {
  /** The words that tell the sides apart: 市本级, 全市. */
  sides: [string, string];
  /** The measure of each side, with its word. */
  measures: [string, string];
}

/** The two sides that a question sets against each other: 城镇和农村低保标准; null when it names no contrast. */
export function contrastOf(asked: string): Contrast | null {
  for (const words of CONTRASTS) {
    const side = `(${words.source})`;
    const match = new RegExp(
      `^(.*?)${side}(?:的)?(.{0,12}?)(?:[和与跟及比、]|还是|对比|相比)?${side}(?:的)?(.*)$`,
    ).exec(asked);
    const [, lead = "", a = "", between = "", b = "", rest = ""] = match ?? [];
    if (!match || a === b) continue;
    const tail = ASKS_FIRST.test(rest) ? rest.replace(ASKS_FIRST, "").trim() : rest.replace(ASKED, "").trim();
    const measure = tail.length >= 2 ? tail : between;
    return {
      sides: [a, b],
      measures: [`${lead}${a}${between || measure}`, `${lead}${b}${measure}`],
    };
  }
  return null;
}

/** 各多少事项: asked before the measure. */
const ASKS_FIRST = /^(?:各|分别)(?:自|有|是)?(?:多少|几)[个项件]?(?=\p{Script=Han}{2})/u;

/** What is asked of two sides, behind their measure. */
const ASKED =
  /(?:比|相比|对比|之间|分别|各自?|哪个|谁|相?差|[高低多少大小快慢](?:多少|几|出|了)|(?:是|有|为)?多少|几).*$/;

/** True when a figure is counted for another level than the words name: 市本级 for 全市. */
export function contradictsLevel(asked: string, scope: string): boolean {
  const whole = /全[省市县区]/;
  const level = /[省市县区](?:本级|级|直)/;
  if (whole.test(asked) && !level.test(asked)) return level.test(scope) && !whole.test(scope);
  return /[省市县区]本级/.test(asked) && !whole.test(asked) && whole.test(scope) && !level.test(scope);
}

/** True when the words ask for 进口 or 出口 alone and what is told names only 进出口, which is both. */
export function tellsBothWays(asked: string, told: string): boolean {
  const ways = asked.replaceAll("进出口", " ").match(/进口|出口/g) ?? [];
  const named = told.replaceAll("进出口", " ");
  return named !== told && ways.length > 0 && !ways.some((way) => named.includes(way));
}

/** Words that tell the same side. */
const SAME_SIDE: readonly string[][] = [
  ["城市", "城镇"],
  ["农村", "乡村"],
];

/** True when words that a figure stands in tell the given side; 全市 is told by naming no level. */
export function tellsSide(side: string, told: { scope: string; clause: string }): boolean {
  // 进出口 is neither.
  const words = `${told.scope} ${told.clause}`.replaceAll("进出口", " ");
  if (/^全/.test(side)) return !/本级|[市县区]级|[省市县区]直/.test(words);
  const level = /^(.?)(?:本级|级|直)$/.exec(side)?.[1];
  if (level !== undefined) return new RegExp(`${level || "[省市县区]"}(?:本级|级|直)`).test(words);
  return (SAME_SIDE.find((same) => same.includes(side)) ?? [side]).some((word) => words.includes(word));
}
