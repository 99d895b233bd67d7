/**
 * Reads a number written in Chinese characters. In: the characters of one numeral, nothing around them.
 * Out: its value. Vague numerals (两三, 十七八) are not numbers here.
 */

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  "○": 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const TENS: Record<string, number> = { 廿: 20, 卅: 30 };
const SMALL_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The value of a Chinese numeral such as 二十二, 一百零五, 三千五, 二〇二六 or 九十八点五; null when it is none. */
export function parseChineseNumeral(numeral: string): number | null {
  const point = numeral.indexOf("点");
  if (point < 0) return parseInteger(numeral);
  const whole = parseInteger(numeral.slice(0, point));
  const decimals = [...numeral.slice(point + 1)].map((character) => DIGITS[character]);
  if (whole === null || decimals.length === 0 || decimals.includes(undefined)) return null;
  return Number(`${whole}.${decimals.join("")}`);
}

function parseInteger(numeral: string): number | null {
  const characters = [...numeral];
  if (characters.length === 0) return null;
  if (characters.every((character) => character in DIGITS)) return parseDigits(characters);
  return parseSections(numeral);
}

/** Digit by digit, as in 二〇二六. Two or three digits without a zero (三五) are an approximation. */
function parseDigits(characters: string[]): number | null {
  const digits = characters.map((character) => DIGITS[character] ?? 0);
  if (digits.length > 15) return null;
  if (digits.length > 1 && digits.length < 4 && !digits.includes(0)) return null;
  return Number(digits.join(""));
}

function parseSections(numeral: string): number | null {
  const yi = numeral.lastIndexOf("亿");
  if (yi >= 0) return joinSection(numeral, yi, 100_000_000);
  const wan = numeral.lastIndexOf("万");
  if (wan >= 0) return joinSection(numeral, wan, 10_000);
  return parseBelowTenThousand(numeral);
}

function joinSection(numeral: string, at: number, scale: number): number | null {
  const head = at === 0 ? 1 : parseSections(numeral.slice(0, at));
  if (head === null || head === 0) return null;
  const rest = numeral.slice(at + 1);
  if (rest === "") return head * scale;
  // 三万五 means 35,000: a lone last digit counts in the next lower unit.
  const lone = [...rest].length === 1 ? DIGITS[rest] : undefined;
  const tail = lone !== undefined && lone > 0 ? (lone * scale) / 10 : parseSections(rest);
  return tail === null || tail >= scale ? null : head * scale + tail;
}

function parseBelowTenThousand(part: string): number | null {
  let total = 0;
  let pending: number | null = null;
  let lastUnit = 10_000;
  let zeroBefore = false;
  for (const character of part) {
    const digit = DIGITS[character];
    const unit = SMALL_UNITS[character];
    const tens = TENS[character];
    if (digit !== undefined) {
      if (pending !== null && pending !== 0) return null;
      zeroBefore ||= digit === 0;
      pending = digit;
    } else if (unit !== undefined) {
      if (unit >= lastUnit || (pending === null && unit !== 10 && total !== 0)) return null;
      // 一百零十 is written, if rarely; its zero stands for no thousands or hundreds.
      total += (pending === null || pending === 0 ? 1 : pending) * unit;
      pending = null;
      zeroBefore = false;
      lastUnit = unit;
    } else if (tens !== undefined) {
      if (pending !== null || lastUnit <= 10) return null;
      total += tens;
      lastUnit = 10;
    } else return null;
  }
  if (pending === null) return total;
  if (lastUnit === 10_000 || lastUnit === 10 || zeroBefore) return total + pending;
  return total + (pending * lastUnit) / 10;
}
