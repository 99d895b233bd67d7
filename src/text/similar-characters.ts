/**
 * Which characters are taken for each other: those that sound alike (度, 渡) by pinyin without tones, those that look
 * alike (拆, 诉) by data/similar-characters.txt. In: two simplified characters. Says nothing of words.
 */
import { createRequire } from "node:module";
import { readDataLines } from "./divisions.ts";

type Pinyin = typeof import("pinyin-pro");

// Loading takes a tenth of a second and 8 MB, and few questions hold an unknown word.
let pinyinPro: Pinyin | undefined;
let groups: Map<string, string[]> | undefined;

/** True for two different characters that are easily typed for each other. */
export function areSimilar(a: string, b: string): boolean {
  return a !== b && (looksAlike(a, b) || soundsAlike(a, b));
}

function looksAlike(a: string, b: string): boolean {
  if (!groups) {
    groups = new Map();
    for (const line of readDataLines("similar-characters.txt")) {
      for (const c of line) groups.set(c, [...(groups.get(c) ?? []), line]);
    }
  }
  return (groups.get(a) ?? []).some((line) => line.includes(b));
}

function soundsAlike(a: string, b: string): boolean {
  const [x, y] = [readings(a), readings(b)];
  return x.some((reading) => y.includes(reading));
}

/** All readings, with the sounds folded that many speakers do not tell apart: zh and z, ing and in. */
function readings(character: string): string[] {
  pinyinPro ??= createRequire(import.meta.url)("pinyin-pro") as Pinyin;
  return pinyinPro
    .pinyin(character, { toneType: "none", type: "array", multiple: true })
    .map((reading) => reading.replace(/^([zcs])h/, "$1").replace(/([ie]n)g$/, "$1"));
}
