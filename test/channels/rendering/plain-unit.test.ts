import { describe, expect, it } from "vitest";
import { plainUnit, scaledValue } from "../../../src/channels/rendering/index.ts";

describe("figures on one scale", () => {
  it("multiply out 万 and 亿 and keep the unit behind them", () => {
    expect(plainUnit("万件")).toBe("件");
    expect(plainUnit("千万元")).toBe("元");
    expect(scaledValue({ value: 2, unit: "亿元" })).toBe(2e8);
    expect(scaledValue({ value: 2, unit: "千万元" })).toBe(2e7);
    expect(scaledValue({ value: null, unit: "万件" })).toBeNull();
  });

  it("leave units alone that only begin with 千", () => {
    expect(plainUnit("千瓦")).toBe("千瓦");
    expect(scaledValue({ value: 5, unit: "千瓦" })).toBe(5);
  });
});
