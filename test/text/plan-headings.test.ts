/**
 * Headings that open plans, and those that look back, also where both words stand in one.
 */
import { expect, test } from "vitest";
import { isPlanHeading, isPlanTitle } from "../../src/text/index.ts";

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

test.each<[string, boolean]>([
  ["青田县2025年主要预期目标和重点工作（摘登）", true],
  ["青田县2025年工作安排", true],
  ["青田县2025年目标任务", true],
  ["青田县2024年目标任务完成情况", false],
  ["青田县2024年工作总结及2025年工作安排", false],
  ["青田县2024年重点工作进展", false],
])("the title %s is of a plan: %s", (title, plan) => {
  expect(isPlanTitle(title)).toBe(plan);
});
