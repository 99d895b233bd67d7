/**
 * A number and a spreadsheet's number format in, the number as the sheet shows it out: 0.95 as 95%, 12345 as 1.2万.
 * Where a format needs what plain text cannot show (colours, fractions, widths) the plain number comes out.
 */

/** Digits that a cell without a format shows. */
const GENERAL_DIGITS = 10;
const CONDITION = /\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]/;

/** The number as shown; `format` is the format code, undefined or General for none. */
export function formatNumber(value: number, format: string | undefined): string {
  if (!Number.isFinite(value)) return "";
  const section = format === undefined ? null : sectionFor(value, format);
  const code = section === null ? "" : bareCode(section);
  if (section === null || code === "" || /General|@|\/|E[+-]/i.test(code)) return general(value);
  const shown = fill(Math.abs(value), code).trim();
  if (value >= 0 || !/[1-9]/.test(shown)) return shown;
  // (1,234) and red digits mean a negative number to accountants only.
  return `-${shown.replace(/^[（(](.*)[)）]$/, "$1").replace(/^[-−]/, "")}`;
}

/** A date of a cell as shown: with 年月日 where the format writes them, else 2025-03-31. */
export function formatDate(date: Date, format: string): string {
  const chinese = /[年月日]/.test(format);
  const code = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, "").toLowerCase();
  const [year = "", month = "", day = "", hour = "", minute = ""] = date.toISOString().match(/\d+/g) ?? [];
  const time = /h/.test(code) ? `${hour}:${minute}` : "";
  const withMonth = /h/.test(code) ? /[yd]/.test(code) : /m/.test(code);
  const parts = [
    /y/.test(code) ? (chinese ? `${year}年` : year) : "",
    withMonth ? (chinese ? `${Number(month)}月` : month) : "",
    /d/.test(code) ? (chinese ? `${Number(day)}日` : day) : "",
  ].filter((part) => part !== "");
  return [parts.join(chinese ? "" : "-"), time].filter((part) => part !== "").join(" ");
}

/** The part of the format for this number: positive;negative;zero, or the first whose [condition] holds. */
function sectionFor(value: number, format: string): string {
  const sections = format.match(/(?:"[^"]*"|\\.|!.|\[[^\]]*\]|[^;])+/g) ?? [format];
  const [first = "", second, third] = sections;
  if (sections.some((section) => CONDITION.test(section))) {
    return sections.find((section) => holds(value, section)) ?? sections.at(-1) ?? first;
  }
  if (value < 0 && second !== undefined) return second;
  return value === 0 && third !== undefined ? third : first;
}

function holds(value: number, section: string): boolean {
  const [, sign, bound] = CONDITION.exec(section) ?? [];
  if (!sign) return true;
  const difference = value - Number(bound);
  if (sign === "<>") return difference !== 0;
  return (
    (difference < 0 && sign[0] === "<") ||
    (difference > 0 && sign[0] === ">") ||
    (difference === 0 && sign.endsWith("="))
  );
}

/** The code without colours, currency, padding and fill; literal characters are marked with a backslash. */
function bareCode(section: string): string {
  return section
    .replace(/\[[^\]]*\]/g, "")
    .replace(/"([^"]*)"/g, (_, text: string) => [...text].map((c) => `\\${c}`).join(""))
    .replace(/!(.)/g, "\\$1")
    .replace(/[_*]./g, "")
    .replace(/[¥￥$]/g, "");
}

/** Puts the digits into the places of the code. */
function fill(value: number, code: string): string {
  const tokens: string[] = code.match(/\\.|[^\\]/g) ?? [];
  const isPlace = (token: string) => /^[0#?]$/.test(token);
  const lastPlace = tokens.findLastIndex(isPlace);
  let point = tokens.indexOf(".");
  if (point < 0) point = lastPlace + 1;
  const percent = tokens.includes("%") ? 100 : tokens.includes("‰") ? 1000 : 1;
  const scale = tokens.slice(lastPlace + 1).filter((token) => token === ",").length;
  const places = tokens.slice(point + 1).filter(isPlace);
  const least = places.filter((token) => token === "0").length;
  const fixed = toFixed((value * percent) / 1000 ** scale, places.length);
  const [whole = "0", decimals = ""] = fixed.split(".");
  const grouped =
    tokens
      .slice(0, point)
      .join("")
      .match(/[0#?],+[0#?]/) !== null;
  const before = fillWhole(tokens.slice(0, point), whole, grouped);
  let rest = decimals;
  while (rest.length > least && rest.endsWith("0")) rest = rest.slice(0, -1);
  const after = tokens
    .slice(point + (tokens[point] === "." ? 1 : 0))
    .filter((token) => !isPlace(token) && token !== ",")
    .map(literal)
    .join("");
  return before + (rest === "" ? "" : `.${rest}`) + after;
}

/** From right to left: each place takes a digit, the leftmost one all that are left. */
function fillWhole(tokens: string[], whole: string, grouped: boolean): string {
  const digits = whole === "0" ? [] : [...whole];
  let taken = 0;
  let shown = "";
  const put = (digit: string) => {
    if (grouped && taken > 0 && taken % 3 === 0) shown = `,${shown}`;
    shown = digit + shown;
    taken++;
  };
  const firstPlace = tokens.findIndex((token) => /^[0#?]$/.test(token));
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i] ?? "";
    if (/^[0#?]$/.test(token)) {
      const digit = digits.pop();
      if (digit !== undefined || token === "0") put(digit ?? "0");
      if (i === firstPlace) while (digits.length > 0) put(digits.pop() ?? "");
    } else if (token !== ",") {
      shown = literal(token) + shown;
    }
  }
  return shown;
}

function literal(token: string): string {
  return token.startsWith("\\") ? token.slice(1) : token;
}

/** Rounds as people do: 1.005 is stored a little below and still shows 1.01. */
function toFixed(value: number, decimals: number): string {
  const plain = Number(value.toPrecision(15));
  const shifted = Number(`${plain}e${decimals}`);
  return Number.isFinite(shifted) && shifted < 1e15
    ? Number(`${Math.round(shifted)}e-${decimals}`).toFixed(decimals)
    : plain.toFixed(decimals);
}

function general(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const whole = String(Math.trunc(Math.abs(value))).length;
  return String(Number(value.toFixed(Math.max(2, GENERAL_DIGITS - whole))));
}
