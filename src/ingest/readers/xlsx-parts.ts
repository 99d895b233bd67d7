/**
 * The XML of a workbook's shared strings and styles in, the same parts out with nothing but what tells a cell's value.
 * Read by their tags in one pass: a parser would build whatever is nested inside them.
 */
import { MAX_CELL_CHARS } from "./xlsx-sieve.ts";

/** The namespace of sheets, strings and styles, as an attribute. */
export const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** Built-in formats of Chinese Excel that files use without spelling them out. */
const CHINESE_FORMATS: readonly [number, string][] = [
  [27, 'yyyy"年"m"月"'],
  [28, 'm"月"d"日"'],
  [31, 'yyyy"年"m"月"d"日"'],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"'],
];

/** The strings without their fonts and reading aids; `count` is called with the number of strings and may throw. */
export function slimStrings(xml: string, count: (strings: number) => void): string {
  const strings: string[] = [];
  let [text, inText, aids] = ["", false, 0];
  for (const [token, name, end] of xml.matchAll(/<(\/?\w+)[^<>]*?(\/?)>|[^<]+/g)) {
    if (name === undefined) text += inText && aids === 0 && text.length < MAX_CELL_CHARS ? token : "";
    else if (name === "si") text = "";
    else if (name === "t") inText = end === "";
    else if (name === "/t") inText = false;
    else if (name === "rPh" && end === "") aids++;
    else if (name === "/rPh") aids--;
    if (name === "/si" || (name === "si" && end !== "")) {
      strings.push(`<si><t xml:space="preserve">${text}</t></si>`);
      count(strings.length);
    }
  }
  return strings.length === 0 ? "" : `<sst ${MAIN}>${strings.join("")}</sst>`;
}

/** Number formats are all that tells how a value is shown; fonts, fills and borders are left behind. */
export function slimStyles(styles: string[], formats: string[]): string {
  const known = CHINESE_FORMATS.map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', "&quot;")}"/>`,
  );
  const own = formats.map((attributes) => `<numFmt ${attributes.replace(/\/$/, "")}/>`);
  const cells = styles.map((attributes) => `<xf numFmtId="${attribute(attributes, "numFmtId") ?? 0}"/>`);
  return `<styleSheet ${MAIN}><numFmts>${[...known, ...own].join("")}</numFmts><cellXfs>${cells.join("")}</cellXfs></styleSheet>`;
}

/** The part of the styles that cells point into. */
export function cellStyles(styles: string): string {
  const start = styles.indexOf("<cellXfs");
  return start < 0 ? "" : styles.slice(start, styles.indexOf("</cellXfs>", start));
}

/** The attributes of each element of that name. */
export function tagsOf(xml: string, name: string): string[] {
  const tag = new RegExp(`<(?:\\w+:)?${name}\\s((?:[^<>"]|"[^"<]*")*)>`, "g");
  return [...xml.matchAll(tag)].map((match) => match[1] ?? "");
}

/** The value of an attribute, given as a pattern of its name. */
export function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}
