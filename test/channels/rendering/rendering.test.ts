import { describe, expect, it } from "vitest";
import { citationLabel, shownQuote, visibleText } from "../../../src/channels/rendering/index.ts";
import { sampleCitation } from "../sample-answer.ts";

describe("visibleText", () => {
  it("drops control, zero-width and direction-changing characters and keeps line breaks", () => {
    expect(visibleText("一\u001b[31m二\u0000\r\n三\u202e四\u200b\t五")).toBe("一[31m二\n三四 五");
  });
});

describe("shownQuote", () => {
  it("shows a quote of the longest allowed length whole", () => {
    expect(shownQuote("字".repeat(400), 400)).toBe("字".repeat(400));
  });

  it("cuts a longer one and says so, never inside a surrogate pair", () => {
    const cut = shownQuote(`${"字".repeat(399)}𠮷${"尾".repeat(10)}`, 400);
    expect(cut).toBe(`${"字".repeat(399)}…（原文较长，只显示开头）`);
  });
});

describe("citationLabel", () => {
  it("gives the page after the file and the file where the title is missing", () => {
    expect(citationLabel(sampleCitation({ title: "", page: 3 }))).toEqual({
      title: "reports/jia-2021.txt",
      section: "二、主要工作 > （三）跨域通办",
      period: "2021",
      place: "reports/jia-2021.txt 第3页",
    });
  });
});
