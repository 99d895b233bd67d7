import { describe, expect, it } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { createThesaurus, loadThesaurus, parseThesaurus } from "../../src/text/terms.ts";

const thesaurus = loadThesaurus();
const { relations, distinct, measures } = thesaurus.entries;

describe("the data file", () => {
  it("parses into several hundred groups", () => {
    expect(relations.length).toBeGreaterThan(350);
    expect(measures.length).toBeGreaterThan(50);
    expect(distinct.length).toBeGreaterThan(20);
  });

  it("keeps every word in at most three groups", () => {
    const uses = new Map<string, number>();
    for (const word of relations.flatMap(({ left, right }) => [...left, ...right])) {
      uses.set(word, (uses.get(word) ?? 0) + 1);
    }
    expect([...uses].filter(([, count]) => count > 3)).toEqual([]);
  });

  it("keeps every word in at most one group of synonyms, so that two groups never merge unseen", () => {
    const lines = new Map<string, number[]>();
    for (const { kind, left, right, line } of relations) {
      if (kind !== "=") continue;
      for (const word of [...left, ...right]) lines.set(word, [...(lines.get(word) ?? []), line]);
    }
    expect([...lines].filter(([, at]) => at.length > 1)).toEqual([]);
  });

  it("never expands a word to one declared distinct from it", () => {
    const confused = distinct.flatMap((row) =>
      row.flatMap((a) => row.filter((b) => a !== b && thesaurus.related(a, b) > 0).map((b) => `${a} ${b}`)),
    );
    expect(confused).toEqual([]);
  });

  it("never joins two distinct words through a shared synonym", () => {
    const closest = (word: string) => [
      word,
      ...thesaurus
        .expand(word)
        .filter((t) => t.weight === 0.9)
        .map((t) => t.word),
    ];
    const shared = distinct.flatMap((row) =>
      row.flatMap((a, i) =>
        row.slice(i + 1).filter((b) => closest(a).some((word) => closest(b).includes(word))),
      ),
    );
    expect(shared).toEqual([]);
  });

  it("holds only folded words: lower-case, half-width, without spaces", () => {
    const odd = [...thesaurus.words, ...measures, ...distinct.flat()].filter(
      (word) => word !== word.normalize("NFKC").toLowerCase() || /\s|[，。、；：“”（）]/.test(word),
    );
    expect(odd).toEqual([]);
  });

  it("does not make applications of different places stand for each other", () => {
    expect(thesaurus.related("粤省事", "皖事通")).toBe(0);
    expect(thesaurus.areDistinct("粤省事", "粤商通")).toBe(true);
  });
});

describe("related", () => {
  it("weighs synonyms the same both ways", () => {
    expect(thesaurus.related("经营主体", "市场主体")).toBe(0.9);
    expect(thesaurus.related("市场主体", "经营主体")).toBe(0.9);
    expect(thesaurus.related("gdp", "地区生产总值")).toBe(0.9);
  });

  it("leads from colloquial wording to a report's wording, never back", () => {
    expect(thesaurus.related("多了", "增加")).toBe(0.8);
    expect(thesaurus.related("增加", "多了")).toBe(0);
    // 工业经济总量 is no GDP, though GDP is what 经济总量 asks for.
    expect(thesaurus.related("经济总量", "gdp")).toBe(0.8);
    expect(thesaurus.related("gdp", "经济总量")).toBe(0);
  });

  it("weighs a broader word less, and does not relate its narrower words to each other", () => {
    expect(thesaurus.related("跨域通办", "省内通办")).toBe(0.5);
    expect(thesaurus.related("省内通办", "跨域通办")).toBe(0.5);
    expect(thesaurus.related("省内通办", "跨省通办")).toBe(0);
  });

  it("is 1 for the same word, known or not, and 0 for strangers", () => {
    expect(thesaurus.related("从未见过", "从未见过")).toBe(1);
    expect(thesaurus.related("从未见过", "办结率")).toBe(0);
  });

  it.each([
    ["办结率", "满意率"],
    ["受理量", "办结量"],
    ["生活补贴", "护理补贴"],
    ["网上可办率", "全程网办率"],
    ["人大代表建议", "政协提案"],
    ["办理时限", "申请材料"],
    ["增加", "减少"],
    ["新登记经营主体", "在册经营主体"],
  ])("keeps %s apart from %s", (a, b) => {
    expect(thesaurus.related(a, b)).toBe(0);
    expect(thesaurus.areDistinct(a, b)).toBe(true);
  });
});

describe("areDistinct", () => {
  it("reaches the synonyms of declared words", () => {
    expect(thesaurus.areDistinct("好评率", "按时办结率")).toBe(true);
  });

  it("is false for synonyms and for words that nobody declared", () => {
    expect(thesaurus.areDistinct("满意度", "满意率")).toBe(false);
    expect(thesaurus.areDistinct("满意度", "充电桩")).toBe(false);
  });
});

describe("expand", () => {
  it("gives the nearest words first, without the word itself", () => {
    const expanded = thesaurus.expand("跨域通办");
    expect(expanded.map((term) => term.word)).not.toContain("跨域通办");
    expect(expanded.map((term) => term.weight)).toEqual(
      expanded.map((term) => term.weight).sort((a, b) => b - a),
    );
    expect(expanded).toContainEqual({ word: "跨省通办", weight: 0.5 });
  });

  it("is empty for an unknown word", () => {
    expect(thesaurus.expand("从未见过")).toEqual([]);
  });
});

describe("find", () => {
  it("gives the longest terms with spans that fit the text", () => {
    const text = "去年GDP和城镇居民人均可支配收入";
    const found = thesaurus.find(text);
    expect(found.map((match) => match.term)).toEqual(["gdp", "城镇居民人均可支配收入"]);
    for (const { start, end, term } of found) expect(text.slice(start, end).toLowerCase()).toBe(term);
  });

  it("finds colloquial wording", () => {
    expect(thesaurus.find("县里去年能办多少事").map((match) => match.term)).toContain("能办多少事");
  });

  it("does not cut a Latin term out of a longer word", () => {
    expect(thesaurus.find("rapid")).toEqual([]);
    expect(thesaurus.find("开放api接口").map((match) => match.term)).toContain("api");
  });

  it("is empty for an empty text", () => {
    expect(thesaurus.find("")).toEqual([]);
  });
});

describe("measures", () => {
  it("holds the heads of measures", () => {
    expect(thesaurus.measures.has("办结率")).toBe(true);
    expect(thesaurus.measures.has("金额")).toBe(true);
    expect(thesaurus.measures.has("推进")).toBe(false);
  });
});

describe("parseThesaurus", () => {
  it("reads the three relations, comments and sections", () => {
    const read = parseThesaurus(
      "# 注释\n甲乙 = 丙丁 | ABC\n子丑 > 寅卯\n\nmeasures:\n率 | 额\ndistinct:\n甲乙 | 子丑\n",
    );
    expect(read.relations).toEqual([
      { kind: "=", left: ["甲乙"], right: ["丙丁", "abc"], line: 2 },
      { kind: ">", left: ["子丑"], right: ["寅卯"], line: 3 },
    ]);
    expect(read.measures).toEqual(["率", "额"]);
    expect(createThesaurus(read).areDistinct("丙丁", "子丑")).toBe(true);
  });

  it.each([
    ["甲乙 丙丁", /第 2 行.*缺少/],
    ["甲乙 = 丙丁 > 戊己", /第 2 行.*不止一个/],
    ["甲乙 = 丙丁 | ", /第 2 行.*空着/],
    ["= 丙丁", /第 2 行.*空着/],
    ["甲 乙 = 丙丁", /第 2 行.*空格/],
    ["甲乙 = 丙丁 | 甲乙", /第 2 行.*两次/],
    ["甲乙 = 丙", /第 2 行.*一个字/],
    ["others:", /第 2 行.*没有“others”/],
    ["distinct:\n甲乙", /第 3 行.*两个词/],
  ])("refuses the malformed line %j with its number", (line, message) => {
    const read = () => parseThesaurus(`# 第一行\n${line}`);
    expect(read).toThrow(UserError);
    expect(read).toThrow(message);
  });
});
