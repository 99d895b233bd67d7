import { describe, expect, it } from "vitest";
import { markedQuote, numeralParts } from "../../../src/channels/web/numerals.ts";

describe("numeralParts", () => {
  it.each([
    ["超过670.7万人", ["超过", "670.7", "万人"]],
    ["1，976项", ["", "1，976", "项"]],
    ["百分之九十", ["", "百分之九十", ""]],
  ])("cuts %s without changing a character", (raw, expected) => {
    const { before, numeral, after } = numeralParts(raw, { value: 1, unit: "" });
    expect([before, numeral, after]).toEqual(expected);
  });

  it("falls back to value and unit for a derived figure without source characters", () => {
    expect(numeralParts("", { value: 771, unit: "项" })).toEqual({ before: "", numeral: "771", after: "项" });
  });
});

describe("markedQuote", () => {
  it("does not find a figure inside a longer number", () => {
    expect(markedQuote("共110项，其中10项", ["10项"])).toEqual([
      { text: "共110项，其中", marked: false },
      { text: "10项", marked: true },
    ]);
  });

  it("keeps the quote whole for overlapping, missing and empty figures", () => {
    const parts = markedQuote("办结率99.97%，满意率99.85%", ["99.97%", "7%", "", "无", "99.97"]);
    expect(parts.map((part) => part.text).join("")).toBe("办结率99.97%，满意率99.85%");
    expect(parts.filter((part) => part.marked)).toEqual([{ text: "99.97%", marked: true }]);
  });
});
