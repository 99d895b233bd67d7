/**
 * Lists are told whole: paragraphs that a sentence in a colon announces, lines numbered one after the other, and who
 * was named where a comparison of numbers finds none.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex({
    "遂昌县2024.txt": `遂昌县2024年公共资源交易情况
全年完成公共资源交易170宗，交易总额25.8亿元。从交易类别看，公共资源交易呈现“两升一降”的态势：
林权交易额大幅上升。成交林权项目15宗，金额1.2亿元。
工程建设交易额略有上升。成交工程项目48个，金额21亿元。
政府采购交易额明显下降。成交采购项目107个，金额3.6亿元。
一、热线情况
市民反映的诉求主要集中在以下方面:
1.反映梅园小区停水问题;
2.反映广场噪声扰民问题;
3.咨询社保卡补办手续。
6月份综合考评前三的乡镇为石练镇、大柘镇、新路湾镇。
`,
  });
});
afterAll(() => index.close());

describe("a list", () => {
  test("that a colon announces is told with its paragraphs", async () => {
    const { text, kind } = await index.assistant.ask({ question: "遂昌公共资源交易两升一降是哪几样" });
    expect(kind).toBe("list");
    for (const row of ["林权交易额大幅上升", "工程建设交易额略有上升", "政府采购交易额明显下降"])
      expect(text).toContain(row);
  });

  test("of numbered lines is told whole", async () => {
    const { text } = await index.assistant.ask({ question: "遂昌市民反映了哪些诉求" });
    for (const row of ["梅园小区停水", "广场噪声扰民", "社保卡补办"]) expect(text).toContain(row);
  });

  test("of names answers who came first", async () => {
    const { text } = await index.assistant.ask({ question: "遂昌6月综合考评排前三的乡镇是谁" });
    expect(text).toContain("石练镇、大柘镇、新路湾镇");
  });
});

describe("总共 in a chat", () => {
  test("after one figure asks for the total that the report tells", async () => {
    const chat = await buildIndex({
      "遂昌县2024.txt":
        "遂昌县2024年政务服务总结\n一、工作情况\n上线“跨省通办”事项426项，累计办理11420件。\n",
    });
    const conversation = "a";
    await chat.assistant.ask({ conversation, question: "遂昌跨省通办上线了多少事项" });
    const { figures } = await chat.assistant.ask({ conversation, question: "那总共办了多少件" });
    expect(figures[0]).toMatchObject({ value: 11420, unit: "件" });
    await chat.close();
  });
});
