/**
 * Figures that a report tells of others: the province, the nation, another county. And scopes: which level of the
 * region a figure is told for, and how far that goes.
 */
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/domain/index.ts";
import { entryOf } from "../support/ledger-fixture.ts";

async function booked(paragraph: string): Promise<Figure[]> {
  const text = `丽水市2025年政务服务工作总结\n一、主要工作开展情况\n${paragraph}\n`;
  const { figures } = await entryOf("丽水市2025年总结.txt", text);
  return figures.map(({ figure }) => figure);
}

describe("a figure belongs to the subject of its clause", () => {
  test.each<[string, [string, string][]]>([
    [
      "全省受理办件8600万件，同比增长4.1%，其中我市受理办件96万件。",
      [
        ["8600万件", "浙江省"],
        ["4.1%", "浙江省"],
        ["96万件", "丽水市"],
      ],
    ],
    ["全国居民人均可支配收入4.3万元。", [["4.3万元", "全国"]]],
    [
      "德清县窗口办件7200件，本市窗口办件8.1万件。",
      [
        ["7200件", "德清县"],
        ["8.1万件", "丽水市"],
      ],
    ],
    [
      "办件量居全省第2位，高于全省平均3.4个百分点。",
      [
        ["第2位", "丽水市"],
        ["3.4个百分点", "丽水市"],
      ],
    ],
    ["全省统一受理平台上线事项1900项。", [["1900项", "丽水市"]]],
    ["新增全国重点实验室6家。", [["6家", "丽水市"]]],
    ["浙江政务服务网丽水站上线事项1700项。", [["1700项", "丽水市"]]],
    ["与德清县通办事项58项。", [["58项", "丽水市"]]],
    [
      "青田县办件量居全市第1位，青田县办件占全省1.2%。",
      [
        ["第1位", "青田县"],
        ["1.2%", "青田县"],
      ],
    ],
    // A sentence that opens with one place speaks of it until it names another, or the whole.
    ["青田县侨乡建设创造“丽水速度”，新建智慧大厅46座。", [["46座", "青田县"]]],
    ["青田县面貌日新；新建智慧大厅46座。", [["46座", "丽水市"]]],
    ["青田县面貌日新，全市新建智慧大厅46座。", [["46座", "丽水市"]]],
    ["青田县面貌日新，与缙云县同步推进，新建智慧大厅46座。", [["46座", "丽水市"]]],
  ])("%s", async (paragraph, owners) => {
    expect((await booked(paragraph)).map((f) => [f.raw, f.region])).toEqual(owners);
  });

  test("and carries that region's code", async () => {
    const [province, own] = await booked("全省受理办件8600万件，全市受理办件96万件。");
    expect([province?.regionCode, own?.regionCode]).toEqual(["33", "3311"]);
  });
});

describe("a scope", () => {
  test.each<[string, string[]]>([
    ["全市网办率97.2%，其中市本级98.6%。", ["全市", "市本级"]],
    ["市本级和全市网上可办率分别为98.6%、97.2%。", ["市本级", "全市"]],
    ["市级事项310项，县级事项1240项。", ["市级", "县级"]],
    ["市本级许可事项420项，即办率93.1%。", ["市本级", "市本级"]],
    ["新建农村公路82公里，改造老旧小区31个。", ["农村", ""]],
    ["农村居民人均可支配收入3.1万元，增长6.2%。", ["农村 人均", "农村 人均"]],
    ["办件量居全省第2位。", [""]],
    ["完成“全省一单”事项140件。", [""]],
    ["全市第一产业增加值96亿元。", ["全市"]],
  ])("%s", async (paragraph, scopes) => {
    expect((await booked(paragraph)).map((f) => f.scope)).toEqual(scopes);
  });
});
