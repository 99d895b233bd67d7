/**
 * A figure taken out of its report is refused, though the report still tells figures with similar words; with its
 * sentence in place the same question is answered.
 */
import { describe, expect, test } from "vitest";
import { buildIndex, spoken } from "../support/index-fixture.ts";

const TITLE = "松阳县2024年政府工作总结\n一、2024年工作情况\n";

/** Sentence, question, and the figure that answers it. */
const MEASURES: [string, string, string][] = [
  ["全年城镇新增就业5210人。", "松阳城镇新增就业多少人", "5210人"],
  ["新增公办托位640个。", "松阳新增了多少公办托位", "640个"],
  ["全年新登记经营主体3185户。", "松阳新登记经营主体多少", "3185户"],
  ["居民消费价格上涨0.4%。", "松阳居民消费价格涨了多少", "0.4%"],
  ["社会消费品零售总额增长6.2%。", "松阳社会消费品零售总额增速", "6.2%"],
  ["城乡低保标准提高到每月1120元。", "松阳低保标准多少钱", "1120元"],
  ["政务服务大厅进驻部门38个。", "松阳政务服务大厅进驻多少个部门", "38个"],
  ["政务服务热线受理诉求21360件。", "松阳热线受理了多少诉求", "21360件"],
];

describe("a figure taken out of its report", () => {
  test.each(MEASURES)("%s", async (sentence, question, figure) => {
    const all = MEASURES.map(([s]) => s);
    const whole = await buildIndex({ "松阳县2024.txt": `${TITLE}${all.join("\n")}\n` });
    const without = await buildIndex({
      "松阳县2024.txt": `${TITLE}${all.filter((s) => s !== sentence).join("\n")}\n`,
    });
    try {
      expect(spoken((await whole.assistant.ask({ question })).figures)[0]).toBe(figure);
      const refused = await without.assistant.ask({ question });
      expect(refused.text).toContain("没有找到");
      expect(refused).toMatchObject({ kind: "refusal", refusal: { reason: "no_figure" }, figures: [] });
    } finally {
      await whole.close();
      await without.close();
    }
  });
});

describe("a refusal for want of the figure", () => {
  test("names what the report tells of the same subject, as not the one asked for", async () => {
    const index = await buildIndex({
      "松阳县2024.txt": `${TITLE}政务服务热线受理诉求21360件，热线诉求办结率99.1%。\n`,
    });
    const answer = await index.assistant.ask({ question: "松阳热线诉求回访率多少" });
    expect(answer).toMatchObject({ kind: "refusal", refusal: { reason: "no_figure" }, figures: [] });
    expect(answer.text).toMatch(/没有找到“热线诉求回访率”.*不是所问的数.*办结率99\.1%\[1\]/);
    expect(answer.refusal?.nearest?.[0]).toMatchObject({ value: 99.1, unit: "%", citation: 1 });
    expect(answer.citations[0]?.quote).toContain("办结率99.1%");
    await index.close();
  });

  test("does not repeat the numbers of a report's title, which stand in no quote", async () => {
    const index = await buildIndex({
      "松阳12345第3期.txt":
        "松阳县12345热线2024年第3期（总第27期）\n一、运行情况\n2024年3月热线共受理诉求1936件。\n",
    });
    const answer = await index.assistant.ask({ question: "松阳养老床位有多少张" });
    expect(answer.kind).toBe("refusal");
    expect(answer.text).not.toMatch(/12345|27/);
    expect(answer.text).toContain("松阳县的报告里没有找到“养老床位");
    await index.close();
  });
});
