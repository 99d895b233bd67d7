/**
 * What is no question about reports at all, and what only sounds so.
 */
import { describe, expect, test } from "vitest";
import { isForeign, isOffTopic } from "../../src/answer/topic.ts";
import { slotsOf } from "../../src/answer/understand/slots.ts";

describe("off topic", () => {
  test.each([
    "缙云哪家烧饼好吃",
    "青田哪里好玩",
    "推荐几家饭店",
    "你们是不是收了钱才办事",
    "你们这群人就知道糊弄",
    "你们太差劲了",
  ])("is %s", (question) => {
    expect(isOffTopic(question)).toBe(true);
  });

  test.each([
    "青田政府收了多少钱",
    "你们县生活垃圾分类覆盖率多少",
    "收费窗口有几个",
    "青田滚动开发的项目多少个",
    "哪家医院评上三甲了",
    "青田旅游收入多少",
    "你们办了多少件",
  ])("is not %s", (question) => {
    expect(isOffTopic(question)).toBe(false);
  });
});

describe("foreign to the reports", () => {
  const unknown = () => false;

  test("is what holds no word of the field or of a report", () => {
    expect(isForeign(slotsOf("红烧肉热量高不高"), unknown)).toBe(true);
  });

  test("is nothing that asks for a number, uses a term of the field or a word of a report", () => {
    expect(isForeign(slotsOf("红烧肉多少钱"), unknown)).toBe(false);
    expect(isForeign(slotsOf("自助机坏了咋办"), unknown)).toBe(false);
    expect(isForeign(slotsOf("红烧肉热量高不高"), (word) => word === "热量")).toBe(false);
  });
});
