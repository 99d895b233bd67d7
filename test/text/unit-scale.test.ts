import { describe, expect, test } from "vitest";
import { scaleOf, withoutScale } from "../../src/text/index.ts";

describe("the scale of a unit", () => {
  test.each([
    ["万人", 1e4, "人"],
    ["万亿元", 1e12, "元"],
    ["千万元", 1e7, "元"],
    ["万千瓦", 1e7, "瓦"],
    ["百户", 1e2, "户"],
    ["百分点", 1, "百分点"],
    ["个百分点", 1, "个百分点"],
    ["件", 1, "件"],
    ["", 1, ""],
  ])("of %s is %d, and %s is what it counts", (unit, scale, bare) => {
    expect(scaleOf(unit)).toBe(scale);
    expect(withoutScale(unit)).toBe(bare);
  });
});
