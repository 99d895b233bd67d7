/**
 * Headings that open plans, and those that look back, also where both words stand in one.
 */
import { expect, test } from "vitest";
import { isPlanHeading } from "../../src/text/index.ts";

test.each<[string, boolean]>([
  ["2023年上半年国民经济和社会发展计划执行情况", false],
  ["2022年预算执行情况", false],
  ["主要目标完成情况", false],
  ["“十四五”规划实施评估", false],
  ["关于2023年计划执行情况与2024年计划草案的报告", false],
  ["2024年国民经济和社会发展计划草案", true],
  ["2024年预算安排", true],
  ["2023年下半年重点工作", true],
  ["下半年工作打算", true],
  ["下一步工作措施", true],
])("%s: %s", (heading, plan) => {
  expect(isPlanHeading(heading, 2023)).toBe(plan);
});
