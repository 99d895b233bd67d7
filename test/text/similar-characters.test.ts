import { describe, expect, it } from "vitest";
import { areSimilar } from "../../src/text/index.ts";

describe("areSimilar", () => {
  it.each([
    ["度", "渡"],
    ["律", "率"],
    ["班", "办"],
    ["制", "智"],
    ["经", "进"],
  ])("is true for %s and %s, which sound alike", (a, b) => {
    expect(areSimilar(a, b)).toBe(true);
    expect(areSimilar(b, a)).toBe(true);
  });

  it.each([
    ["拆", "诉"],
    ["己", "已"],
    ["末", "未"],
  ])("is true for %s and %s, which look alike", (a, b) => {
    expect(areSimilar(a, b)).toBe(true);
  });

  it("is false for a character and itself, and for strangers", () => {
    expect(areSimilar("办", "办")).toBe(false);
    expect(areSimilar("办", "满")).toBe(false);
  });
});
