/**
 * Folds a text for matching: traditional characters to simplified, full-width to half-width, capitals to small.
 * In: any text. Out: a text of the same length, in which every offset is the original's. Quotes never use folded text.
 */
import { Converter } from "opencc-js/t2cn";

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;
const SPACE = 0x20;
const SPACES = [0x00a0, 0x2002, 0x2003, 0x2009, 0x202f, 0x3000];
const HAN_BLOCKS = [
  [0x2e80, 0x2fdf],
  [0x3400, 0x9fff],
  [0xf900, 0xfaff],
] as const;

// Regions outside Taiwan write 着 for the particle; 著 stays where it is a word of its own.
const PARTICLE = /(?<![显顯编編原名土卓论論专專巨昭拙遗遺合译譯力])著(?![作名述称稱有录錄者书書])/g;

let cachedTable: Uint16Array | undefined;

/**
 * Folds `text`. Characters are folded one by one, so that a part of a text folds as it does inside the whole,
 * and every offset stays what it was: a character whose simplified form takes another length is kept.
 */
export function fold(text: string): string {
  return mapUnits(text, foldingTable()).replace(PARTICLE, "着");
}

function mapUnits(text: string, table: Uint16Array): string {
  const parts: string[] = [];
  const size = 8192;
  for (let from = 0; from < text.length; from += size) {
    const units = new Uint16Array(Math.min(size, text.length - from));
    for (let i = 0; i < units.length; i += 1) {
      const unit = text.charCodeAt(from + i);
      units[i] = table[unit] ?? unit;
    }
    parts.push(String.fromCharCode(...units));
  }
  return parts.join("");
}

function foldingTable(): Uint16Array {
  cachedTable ??= buildTable();
  return cachedTable;
}

function buildTable(): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  for (const [original, simplified] of simplifiedForms()) table[original] = simplified;
  for (let unit = FULL_WIDTH_FIRST; unit <= FULL_WIDTH_LAST; unit += 1) table[unit] = unit - FULL_WIDTH_SHIFT;
  for (const unit of SPACES) table[unit] = SPACE;
  for (let unit = 0; unit < table.length; unit += 1) {
    // 薴 gives 苧, which is itself the traditional form of 苎: follow it, so that folding twice changes nothing.
    const once = table[unit] ?? unit;
    const folded = table[once] ?? once;
    table[unit] = folded;
    if (folded >= 0x41 && folded <= 0x5a) table[unit] = folded + 0x20;
  }
  return table;
}

/** Each Han character by itself: whole phrases would rewrite text that is simplified already (一坏 to 一坯). */
function simplifiedForms(): [number, number][] {
  const characters: string[] = [];
  for (const [first, last] of HAN_BLOCKS) {
    for (let unit = first; unit <= last; unit += 1) characters.push(String.fromCharCode(unit));
  }
  const simplified = Converter({ from: "t", to: "cn" })(characters.join("\n")).split("\n");
  return characters.flatMap((character, index) => {
    const form = simplified[index] ?? character;
    const pair: [number, number] = [character.charCodeAt(0), form.charCodeAt(0)];
    return form.length === 1 && form !== character ? [pair] : [];
  });
}
