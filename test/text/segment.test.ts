import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentWords, segment, terms } from "../../src/text/segment.ts";
import { loadThesaurus } from "../../src/text/terms.ts";

const userDictionary = readFileSync("src/text/data/user-dictionary.txt", "utf8").trimEnd().split("\n");

describe("the user dictionary", () => {
  it("has a word, a frequency and a tag on every line, each word once", () => {
    expect(userDictionary.filter((line) => !/^\p{Script=Han}{2,} [1-9]\d* [a-z]+$/u.test(line))).toEqual([]);
    const words = userDictionary.map((line) => line.split(" ")[0]);
    expect(new Set(words).size).toBe(words.length);
  });

  it("holds no word of the thesaurus, which segment knows already", () => {
    const known = loadThesaurus().words;
    expect(userDictionary.map((line) => line.split(" ")[0] ?? "").filter((word) => known.has(word))).toEqual(
      [],
    );
  });

  it("keeps each of its words whole", () => {
    const words = userDictionary.map((line) => line.split(" ")[0] ?? "");
    expect(words.filter((word) => segment(word).length !== 1)).toEqual([]);
  });
});

describe("segment", () => {
  it.each(["粤省事", "一件事", "网上可办率", "跨省通办", "一网通办", "办结率", "好差评", "首席数据官"])(
    "keeps %s whole inside a sentence",
    (word) => {
      expect(segment(`全市${word}工作进展，${word}如何？`).filter((token) => token === word)).toHaveLength(2);
    },
  );

  it("does not take the start of a common word for a term of the field", () => {
    expect(segment("移动办公和视频办理")).toEqual(["移动", "办公", "和", "视频", "办理"]);
  });

  it("keeps numbers whole, without thousands separators, full-width or not", () => {
    expect(segment("增加1,976.5亿元")).toContain("1976.5");
    expect(segment("增加１，９７６．５亿元")).toEqual(segment("增加1,976.5亿元"));
    expect(segment("分别为12,34,5")).toEqual(expect.arrayContaining(["12", "34", "5"]));
  });

  it("lower-cases Latin words and keeps their inner marks", () => {
    expect(segment("GDP、PM2.5和R&D经费")).toEqual(["gdp", "pm2.5", "和", "r&d", "经费"]);
  });

  it("cuts the same words out of a question as out of a report", () => {
    const report = segment("截至年底，全县政务服务事项网上可办率达98.6%，在甲平台注册用户12万人。");
    const question = segment("政务服务事项网上可办率和注册用户");
    expect(question.filter((word) => word !== "和").every((word) => report.includes(word))).toBe(true);
  });

  it("gives no empty word and no punctuation, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."办结率一件事 ,.，。%&（）＋5６aＢ\n𠮷") }),
        (text) => {
          expect(segment(text).every((word) => /[\p{L}\p{N}]/u.test(word) && !/\s/.test(word))).toBe(true);
          expect(segment(text)).toEqual(segment(text));
        },
      ),
      { numRuns: 60 },
    );
    expect(segment(" ，。\n")).toEqual([]);
  });
});

describe("terms", () => {
  it("gives characters, neighbouring pairs, whole Latin words and whole numbers", () => {
    expect(terms("办结率99.5%，GDP 1,200亿元")).toEqual([
      ..."办结率",
      ...["办结", "结率"],
      "99.5",
      "gdp",
      "1200",
      ..."亿元",
      "亿元",
    ]);
  });

  it("makes no pair across punctuation or a number", () => {
    expect(terms("建成，投用")).not.toContain("成投");
    expect(terms("共3项")).toEqual(["共", "3", "项"]);
  });

  it("keeps a rare character beyond the basic plane in one piece", () => {
    expect(terms("𠮷林")).toEqual(["𠮷", "林", "𠮷林"]);
  });

  it("does not load the word dictionary", () => {
    const script = `import { terms } from "./src/text/segment.ts";
      terms("办结率是多少");
      const { createRequire } = await import("node:module");
      const loaded = Object.keys(createRequire(process.cwd() + "/x.js").cache);
      console.log(loaded.filter((file) => file.includes("nodejieba")).length);`;
    const output = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
    expect(output.toString().trim()).toBe("0");
  });
});

describe("contentWords", () => {
  it.each([
    ["请问一下，去年的办结率是多少？", ["去年", "办结率"]],
    ["各部门分别受理了多少件投诉呢", ["部门", "受理", "投诉"]],
    ["有哪些事项可以跨省通办", ["事项", "跨省通办"]],
    ["满意率怎么样", ["满意率"]],
    ["给了几万元补贴", ["补贴"]],
  ])("drops the question words of %s", (question, words) => {
    expect(contentWords(question)).toEqual(words);
  });

  it("keeps a classifier that does not follow a question word", () => {
    expect(contentWords("下放12项权限")).toEqual(["下放", "12", "项", "权限"]);
  });

  it("is empty for a question that names nothing", () => {
    expect(contentWords("有多少？")).toEqual([]);
    expect(contentWords("")).toEqual([]);
  });
});
