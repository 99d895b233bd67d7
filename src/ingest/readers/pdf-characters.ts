/**
 * Characters as PDFs give them in, the ones that people write out: radicals and compatibility forms that fonts
 * put in a character's place are mapped to the character, everything else stays as it is.
 */

/** Kangxi and other radicals, compatibility ideographs, Latin ligatures. */
const STAND_INS = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]|\ud87e[\udc00-\ude1f]/g;
/**
 * Radicals with the character that fonts mean by them, where Unicode maps them to nothing or,
 * as with ⼾ and ⾭, to a form that simplified Chinese does not write.
 */
const RADICALS =
  "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⼾户⾭青";
const MEANT = new Map(
  [...RADICALS].flatMap((radical, i, all) =>
    i % 2 === 0 ? [[radical, all[i + 1] ?? radical] as const] : [],
  ),
);
/** Private use, unmapped and control characters: nobody can tell what they show. */
const UNREADABLE = /[\ue000-\uf8ff\ufffd\u0001-\u0008\u000e-\u001f]|[\udb80-\udbff][\udc00-\udfff]/gu;

/** The text with stand-in characters replaced, soft hyphens and zero-width marks removed. */
export function plainCharacters(text: string): string {
  return text
    .replace(STAND_INS, (char) => MEANT.get(char) ?? char.normalize("NFKC"))
    .replace(/[\0\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\t\n\r\f\v\u00a0]/g, " ");
}

/** How many characters of the text cannot be read. */
export function unreadableCount(text: string): number {
  return text.match(UNREADABLE)?.length ?? 0;
}

/** How many characters of the text show something. */
export function visibleCount(text: string): number {
  return text.replace(/\s/g, "").length;
}
