/**
 * A string in, its words or its ranking terms out, the same for a report and for a question.
 * `segment` and `contentWords` use nodejieba, loaded on first use; `terms` never loads it.
 * Words of the field come from data/user-dictionary.txt (a word, its frequency, its tag per line;
 * for proper names and words without synonyms) and from the thesaurus.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../domain/index.ts";
import { loadThesaurus } from "./terms.ts";

/** Changes when the same text may be cut differently, so that an index knows that it is stale. */
export const SEGMENTER_VERSION = "4";

type Jieba = typeof import("nodejieba");

const USER_DICTIONARY = fileURLToPath(new URL("./data/user-dictionary.txt", import.meta.url));

/** Longer thesaurus entries are left to be cut into their parts: 城镇/居民/人均/可支配收入. */
const MAX_WORD_CHARS = 6;

// High enough to keep 一件事 whole, low enough not to cut 移动办公 into 移动办/公.
const WORD_FREQUENCY = 200;

const HAN = /\p{Script=Han}/u;
const PIECES =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[.&](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;

let jieba: Jieba | undefined;

/** Words in reading order, lower-case, without punctuation; a number is one word without separators (1976.5). */
export function segment(text: string): string[] {
  const words: string[] = [];
  for (const piece of pieces(text)) {
    if (!HAN.test(piece)) words.push(piece);
    else {
      jieba ??= loadJieba();
      words.push(...jieba.cut(piece, true));
    }
  }
  return words;
}

/** Words of the dictionary in reading order; what it does not know is cut into single characters. */
export function segmentKnown(text: string): string[] {
  jieba ??= loadJieba();
  return jieba.cut(text, false);
}

/** True for a word of the whole dictionary, rare ones too. Reads the file (5 MB) anew: meant for few words. */
export function isWord(word: string): boolean {
  const { DEFAULT_DICT }: Record<"DEFAULT_DICT", string> = createRequire(import.meta.url)("nodejieba");
  return readFileSync(DEFAULT_DICT, "utf8").includes(`\n${word} `);
}

/**
 * Terms for ranking: every Han character, every pair of neighbours, whole Latin words and whole numbers.
 * First ranks on the five reports' questions: 81.6 % against 75.5 % with words.
 */
export function terms(text: string): string[] {
  const found: string[] = [];
  for (const piece of pieces(text)) {
    if (!HAN.test(piece)) {
      found.push(piece);
      continue;
    }
    const characters = [...piece];
    found.push(...characters);
    for (let i = 1; i < characters.length; i++) found.push(`${characters[i - 1]}${characters[i]}`);
  }
  return found;
}

/** The words of `segment` that say what is asked: no stop words, question words or the classifier after 多少. */
export function contentWords(text: string): string[] {
  let counting = false;
  return segment(text).filter((word) => {
    const afterCount = counting;
    counting = /^(?:多少|几|哪几)$/.test(word);
    if (STOP_WORDS.has(word) || QUESTION_COUNT.test(word)) return false;
    return !(afterCount && CLASSIFIERS.has(word));
  });
}

function pieces(text: string): string[] {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").match(PIECES) ?? [];
}

/**
 * The dictionary of nodejieba is cut to its words of frequency 10 and more: loading takes 0.3 s and 105 MB
 * instead of 0.75 s and 250 MB (nodejieba reads it twice). What it loses are long compounds, cut into parts.
 */
function loadJieba(): Jieba {
  const nodejieba: Jieba & Record<"DEFAULT_DICT", string> = createRequire(import.meta.url)("nodejieba");
  const common = readFileSync(nodejieba.DEFAULT_DICT, "utf8").match(/^\S+ \d{2,} .*$/gm) ?? [];
  const own = fieldWords();
  for (const line of common) own.delete(line.slice(0, line.indexOf(" ")));
  const dictionary = [...common, ...[...own].map((word) => `${word} ${WORD_FREQUENCY} n`)].join("\n");
  const folder = temporaryFolder();
  try {
    const dict = join(folder, "dict.utf8");
    // Only keyword extraction reads the frequencies of documents, and nothing here extracts keywords.
    const idfDict = join(folder, "idf.utf8");
    writeFileSync(dict, `${dictionary}\n`);
    writeFileSync(idfDict, "政务 10\n");
    nodejieba.load({ dict, idfDict, userDict: USER_DICTIONARY });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return nodejieba;
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "zhengwen-dict-"));
  } catch (cause) {
    throw new UserError(`分词词典要写入临时目录 ${tmpdir()}，但写不进去。请把 TMPDIR 设为可写的目录。`, {
      cause,
    });
  }
}

// Colloquial wording (the left of >) is a phrase, not a word: 能办多少事.
function fieldWords(): Set<string> {
  const words = new Set<string>();
  for (const { kind, left, right } of loadThesaurus().entries.relations) {
    for (const word of kind === ">" ? right : [...left, ...right]) {
      if (word.length <= MAX_WORD_CHARS && /^\p{Script=Han}+$/u.test(word)) words.add(word);
    }
  }
  return words;
}

const QUESTION_COUNT = /^(?:多少|几|哪)[十百千万亿]*[个项件家户人名位次类种条座所处套台年月天倍成元]?$/;

const CLASSIFIERS: ReadonlySet<string> = new Set(
  "个 项 件 家 户 人 名 位 次 类 种 条 座 所 处 套 台 场 批 份 张 部 间 亩 吨 倍 天 年 月 元 万 亿 万元 亿元 万人 万户 万件 人次 万人次 公里 平方米 万亩 万吨 亿斤 美元 亿美元 小时 分钟 工作日".split(
    " ",
  ),
);

/** Grammar words, polite words and question words, which never say what is measured. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `的 地 得 了 着 过 是 有 没有 没 在 和 与 及 以及 或 或者 跟 同 把 被 让 给 对 对于 关于 为 为了 从 由 到 向 往 于 以 之 其 该 此 这 那
  这个 那个 这些 那些 这里 那里 就 都 也 还 又 再 才 只 很 太 最 更 比较 已 已经 曾 正在 将 会 能 可以 可 能够 要 应 应该 需要 想 想要
  我 你 您 他 她 它 我们 你们 他们 咱 咱们 大家 自己 请 请问 麻烦 帮 帮忙 帮我 告诉 告诉我 给我 查 查查 查询 查一下 看 看看 看一下 说 说说 说一下
  讲讲 介绍 介绍一下 列 列出 列举 想知道 知道 了解 一下 一下子 谢谢 你好 您好 吗 呢 吧 啊 呀 嘛 哦 么 哪 哪个 哪些 哪里 哪儿 哪一 哪几 哪年
  哪家 谁 什么 什么样 啥 怎么 怎么样 怎样 如何 咋 咋样 为什么 为何 多少 几 几个 几项 几件 几家 几户 多 多大 多高 多长 多久 多长时间 何时 何
  是多少 有多少 是否 是不是 有没有 能否 可否 分别 各 各自 各有 各是 每 一共 总共 共 共有 大概 大约 到底 究竟 具体 情况 方面 时候 其中 里 里面 中 上 下
  的话 所 而 且 并 并且 但 但是 如果 因为 所以 那么 这么 个 等 等等 即 则 若 均 较 约`.split(/\s+/),
);
