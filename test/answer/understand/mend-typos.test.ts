/**
 * Wrong characters: which are put right, and above all which words are left alone.
 */
import { describe, expect, test } from "vitest";
import { mendTypos } from "../../../src/answer/understand/index.ts";
import { createGazetteer } from "../../../src/text/index.ts";

const gazetteer = createGazetteer();
const regionNames = ["青田县", "青田", "缙云县", "缙云", "桐庐县", "桐庐"];

function mend(question: string, used: string[] = []): { question: string; mends: string[] } {
  const mended = mendTypos(question, {
    regionNames,
    uses: (pair) => used.includes(pair),
    regionsIn: (text) => gazetteer.findRegions(text),
  });
  return { question: mended.question, mends: mended.mends.map((m) => `${m.typed}→${m.meant}`) };
}

describe("a wrong character", () => {
  test.each([
    ["青天县满意率多少", "青田县满意率多少", "青天县→青田县"],
    ["桐炉热线办结率", "桐庐热线办结率", "桐炉→桐庐"],
  ])("in the name of a region with reports is put right: %s", (question, right, told) => {
    expect(mend(question)).toEqual({ question: right, mends: [told] });
  });

  test.each([
    ["青田满意律", "青田满意率"],
    ["青田网上可班率多少", "青田网上可办率多少"],
    ["青田自住机几台", "青田自助机几台"],
    ["青田投拆多少件", "青田投诉多少件"],
    ["青田不动产登计多少件", "青田不动产登记多少件"],
  ])("in a term of the field is put right: %s", (question, right) => {
    expect(mend(question).question).toBe(right);
  });

  test("in two words of one question is put right in both", () => {
    expect(mend("青天县满意律").mends).toEqual(["青天县→青田县", "满意律→满意率"]);
  });
});

describe("left alone", () => {
  // 云县 in 晋云县 is a county of its own.
  test("is a real region's name, however near it is to a known one", () => {
    for (const question of ["清远市满意率", "桐乡市办结率", "晋云县办结率"]) {
      expect(mend(question)).toEqual({ question, mends: [] });
    }
  });

  test("is a word that a report uses", () => {
    expect(mend("青田满意律", ["意律"]).mends).toEqual([]);
  });

  test.each([
    "青田今年办了几件大事",
    "土地出让宗数多少",
    "哪家饭馆好吃",
    "二产占比从多少到多少",
    "窗口人员年龄多大",
    "青田机关事务管理得怎么样",
  ])("is an ordinary word: %s", (question) => {
    expect(mend(question)).toEqual({ question, mends: [] });
  });

  test("is a question as typed, when nothing is wrong with it", () => {
    expect(mend("青田縣滿意率").question).toBe("青田縣滿意率");
  });
});
