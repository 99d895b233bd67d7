/**
 * What code computes from the operands of a comparison: the number, its unit, the words around it, its operands.
 */
import { describe, expect, test } from "vitest";
import { compute, type Row } from "../../src/answer/compute.ts";
import type { Operation } from "../../src/answer/understand/index.ts";

const NAMES = ["青田县", "缙云县", "松阳县", "庆元县"];

/** Rows in order, at positions 0, 1, 2… of the answer. */
function rows(...figures: [number | null, string][]): Row[] {
  return figures.map(([value, unit], i) => ({ name: NAMES[i] ?? "", figure: { value, unit }, position: i }));
}

describe("computes", () => {
  test.each<[string, Operation, Row[], string, [number, string]]>([
    [
      "a difference of counts",
      "difference",
      rows([214, "项"], [76, "项"]),
      "相差138项，青田县较多",
      [138, "项"],
    ],
    [
      "a difference across 万 in the finer unit",
      "difference",
      rows([31500, "件"], [4.8, "万件"]),
      "相差16500件，缙云县较多",
      [16500, "件"],
    ],
    [
      "a difference across 万 and 亿",
      "difference",
      rows([1.2, "亿元"], [3500, "万元"]),
      "相差8500万元，青田县较多",
      [8500, "万元"],
    ],
    [
      "a difference of decimals without binary dust",
      "difference",
      rows([0.3, "亿元"], [0.1, "亿元"]),
      "相差0.2亿元，青田县较多",
      [0.2, "亿元"],
    ],
    [
      "a difference of shares in points",
      "difference",
      rows([97.4, "%"], [98.6, "%"]),
      "相差1.2个百分点，缙云县较多",
      [1.2, "个百分点"],
    ],
    ["no difference", "difference", rows([50, "家"], [50, "家"]), "两者相同", [0, "家"]],
    ["how many times", "ratio", rows([4.8, "万件"], [12000, "件"]), "青田县约为缙云县的4倍", [4, "倍"]],
    [
      "a ratio rounded to two digits",
      "ratio",
      rows([100, "家"], [3, "家"]),
      "青田县约为缙云县的33.33倍",
      [33.33, "倍"],
    ],
    ["a ratio of 吨 to 斤", "ratio", rows([1, "吨"], [500, "斤"]), "青田县约为缙云县的4倍", [4, "倍"]],
    ["a share across 万", "share", rows([5000, "户"], [2, "万户"]), "青田县占缙云县的25%", [25, "%"]],
    ["a sum of two", "sum", rows([4.8, "万件"], [31500, "件"]), "合计79500件", [79500, "件"]],
    [
      "a sum of more than two",
      "sum",
      rows([1.5, "万人"], [2.25, "万人"], [0.25, "万人"], [1, "万人"]),
      "合计5万人",
      [5, "万人"],
    ],
    ["a sum of 吨 and 斤", "sum", rows([2, "吨"], [1000, "斤"]), "合计2.5吨", [2.5, "吨"]],
    [
      "the higher of two, with the difference",
      "max",
      rows([98.6, "%"], [97.4, "%"]),
      "青田县较高，相差1.2个百分点",
      [1.2, "个百分点"],
    ],
    [
      "the lower of two, with the difference",
      "min",
      rows([46, "个"], [132, "个"]),
      "青田县较低，相差86个",
      [86, "个"],
    ],
    ["neither of two equals", "max", rows([3, "个"], [3, "个"]), "两者相同", [0, "个"]],
  ])("%s", (_what, operation, operands, text, [value, unit]) => {
    const made = compute(operation, operands);
    expect(made?.text).toBe(text);
    expect(made?.figures[0]).toMatchObject({ value, unit, raw: `${value}${unit}`, citation: null });
    expect(made?.figures[0]?.derived?.operands).toEqual(operands.map((row) => row.position));
  });

  test("how far the ends of several are apart, naming both", () => {
    const made = compute("difference", rows([7, "家"], [9, "家"], [4, "家"]));
    expect(made?.text).toBe("最高的缙云县与最低的松阳县相差5家");
    expect(made?.figures[0]?.derived?.operands).toEqual([1, 2]);
  });

  test("a difference of 斤 and 吨, saying what was converted", () => {
    const made = compute("difference", rows([2, "吨"], [1000, "斤"]));
    expect(made?.text).toBe("缙云县合0.5吨，相差1.5吨，青田县较多");
    expect(made?.figures.map(({ value, unit, derived }) => [value, unit, derived])).toEqual([
      [1.5, "吨", { operation: "difference", operands: [0, 1] }],
      [0.5, "吨", { operation: "sum", operands: [1] }],
    ]);
  });

  test("operands at the places that they have in the answer", () => {
    const [a, b] = rows([8, "家"], [5, "家"]);
    if (!a || !b) throw new Error("rows");
    const made = compute("difference", [
      { ...a, position: 3 },
      { ...b, position: 5 },
    ]);
    expect(made?.figures[0]?.derived).toEqual({ operation: "difference", operands: [3, 5] });
  });

  test.each<[Operation, string]>([
    ["max", "青田县最高"],
    ["rank", "青田县最高"],
    ["min", "青田县最低"],
  ])("%s of more than two without a number of its own", (operation, text) => {
    expect(compute(operation, rows([9, "家"], [7, "家"], [5, "家"]))).toEqual({ text, figures: [] });
  });
});

describe("computes nothing", () => {
  test.each<[string, Operation, Row[]]>([
    ["from one operand", "difference", rows([214, "项"])],
    ["from none", "sum", rows()],
    ["for a list", "list", rows([214, "项"], [76, "项"])],
    ["from an operand without value", "difference", rows([214, "项"], [null, ""])],
    ["when a later operand has no value", "sum", rows([214, "项"], [76, "项"], [null, "项"])],
    ["from a count and a share", "difference", rows([214, "项"], [98.6, "%"])],
    ["from money and people", "ratio", rows([3, "万元"], [3, "万人"])],
    ["from mass and area", "sum", rows([3, "吨"], [3, "亩"])],
    ["from days and money", "max", rows([3, "天"], [30, "元"])],
  ])("%s", (_what, operation, operands) => {
    expect(compute(operation, operands)).toBeNull();
  });

  test.each<[string, Row[]]>([
    ["weeks and days", rows([3, "天"], [2, "周"])],
    ["hours and minutes", rows([1, "小时"], [40, "分钟"])],
    ["亩 and 公顷", rows([10, "亩"], [1, "公顷"])],
    ["kilometres and metres", rows([1, "公里"], [800, "米"])],
    ["data of different sizes", rows([1, "TB"], [800, "GB"])],
  ])("from %s, which it does not convert", (_what, operands) => {
    expect(compute("difference", operands)).toBeNull();
  });
  test.each<[string, Row[]]>([["a share of nothing", rows([3, "家"], [0, "家"])]])(
    "for %s",
    (_what, operands) => {
      expect(compute("share", operands)).toBeNull();
      expect(compute("ratio", operands)).toBeNull();
    },
  );
});
