/**
 * Recognised text in, the same without slips that cannot be anything else out. Never turns one digit
 * into another.
 */

const SPREAD =
  /(?<=[\p{Script=Han}，。、；：！？“”（）《》]) +(?=[\p{Script=Han}，。、；：！？“”（）《》])/gu;

/** Letters inside a run of digits become the digits they look like; spaces between Chinese characters go. */
export function tidyText(text: string): string {
  return text
    .replace(/(?<=\d[Oo]*)[Oo](?=[Oo]*\d)/g, "0")
    .replace(/(?<=\d[lI]*)[lI](?=[lI]*\d)/g, "1")
    .replace(SPREAD, "")
    .trim();
}
