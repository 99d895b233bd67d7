/**
 * What a question asks: regions, measures one by one, the unit expected, intent and operation. Nothing is looked up.
 */
import { describe, expect, test } from "vitest";
import {
  askedStatus,
  asksUndone,
  bareUnit,
  cleanQuestion,
  expectedUnit,
  understand,
  unitFamily,
  unitFit,
} from "../../src/answer/understand/index.ts";
import { createGazetteer } from "../../src/text/index.ts";

const gazetteer = createGazetteer();
const asked = (question: string) => understand(question, gazetteer, []);

describe("measures", () => {
  test.each<[string, string[]]>([
    ["湛江有多少跨省通办事项", ["跨省通办事项"]],
    ["湛江2021年网上可办率是多少？", ["网上可办率"]],
    ["请问一下湛江的自助机有多少台呢", ["自助机"]],
    ["揭东区派发了多少工单，办结率多少", ["派发", "办结率"]],
    ["青田收了多少诉求，办结率满意率分别是多少", ["诉求", "办结率", "满意率"]],
    ["青田办结率、满意率分别是多少", ["办结率", "满意率"]],
  ])("of %s are %j", (question, words) => {
    const { slots } = asked(question);
    expect(slots).toHaveLength(words.length);
    slots.forEach((slot, i) => {
      expect(slot.own).toContain(words[i] ?? "");
    });
  });

  test("hold no region, period or question word", () => {
    for (const { own } of asked("湛江2021年网上可办率是多少，一共有多少项").slots) {
      expect(own).not.toMatch(/湛江|2021|多少|是/);
    }
  });

  test("after the first lean on the words before", () => {
    const [, second] = asked("青田12345热线收到多少诉求，办结率是多少").slots;
    expect(second?.own).toContain("办结率");
    expect(second?.context).toContain("热线");
  });

  test("keep the year that the first one named", () => {
    const { slots } = asked("青田2021年收了多少诉求，满意率是多少");
    expect(slots.map((slot) => slot.periods.map((p) => p.text).join())).toEqual(["2021年", "2021年"]);
  });
});

describe("regions", () => {
  test.each<[string, string[]]>([
    ["湛江有多少跨省通办事项", ["湛江市"]],
    ["湛江和揭东的办结率对比一下", ["湛江市", "揭东区"]],
    ["网上可办率是多少", []],
  ])("of %s are %j", (question, names) => {
    expect(asked(question).regions.map((r) => r.candidates[0]?.name)).toEqual(names);
  });

  test("are those of the chat's home for 我县", () => {
    const homeRegion = { code: "331122", name: "缙云县", level: "county" as const };
    const { regions } = understand("我县满意率是多少", gazetteer, [], { homeRegion });
    expect(regions.map((r) => r.candidates[0]?.name)).toEqual(["缙云县"]);
  });
});

const of = (unit: string) => ({ unit, clause: `办理多少${unit}`, role: "value" as const });

describe("the unit expected", () => {
  test.each<[string, string, string]>([
    ["注册了多少户", "count", "户"],
    ["跨省通办事项有多少项", "count", "项"],
    ["政务服务自助机多少台", "count", "台"],
    ["网上可办率是多少", "percent", ""],
    ["百分之多少能网上办", "percent", ""],
    ["核减多少钱", "money", ""],
    ["培训了多少人次", "person", "人次"],
    ["审批压缩到几天", "duration", ""],
    ["排名第几", "rank", ""],
    ["拦截了多少次攻击", "times", "次"],
    ["是前一年的几倍", "multiple", ""],
  ])("of %s is %s %s", (text, family, word) => {
    const expected = expectedUnit(text);
    expect(expected.families).toContain(family);
    if (word) expect(expected.word).toBe(word);
  });

  test("is open where the words say nothing", () => {
    expect(expectedUnit("数据归集")).toEqual({ families: [], word: "", explicit: false });
  });

  test.each<[string, string, string]>([
    ["万人", "人", "person"],
    ["亿元", "元", "money"],
    ["%", "%", "percent"],
    ["个百分点", "个百分点", "percent"],
    ["百分点", "百分点", "percent"],
    ["万条", "条", "count"],
    ["工作日", "工作日", "duration"],
    ["", "", "none"],
  ])("of a figure in %s is %s of the family %s", (unit, bare, family) => {
    expect(bareUnit(unit)).toBe(bare);
    expect(unitFamily(unit)).toBe(family);
  });

  test("fits its own measure word best and contradicts another family", () => {
    const households = expectedUnit("注册了多少户");
    expect(unitFit(households, of("万户"))).toBe(1);
    expect(unitFit(households, of("户"))).toBeGreaterThan(unitFit(households, of("项")));
    expect(unitFit(households, of("%"))).toBeLessThan(0);
    expect(unitFit(expectedUnit("网上可办率是多少"), of("%"))).toBeGreaterThan(0);
    expect(unitFit(expectedUnit("核减多少钱"), of("%"))).toBe(-1);
  });

  test.each([
    ["网上可办的有多少事项", "%", "件"],
    ["化解了多少矛盾纠纷", "%", "件"],
    ["粮食总产量", "%", "万吨"],
    ["死亡人数降了多少", "小时", "%"],
    ["结了多少利息", "名", "亿元"],
  ])("of %s is not %s but %s", (text, wrong, right) => {
    const expected = expectedUnit(text);
    expect(unitFit(expected, of(wrong))).toBeLessThan(unitFit(expected, of(right)));
  });
});

describe("plan or result", () => {
  test.each<[string, "plan" | "actual" | null]>([
    ["2022年目标是多少", "plan"],
    ["明年打算建多少个", "plan"],
    ["实际完成多少", "actual"],
    ["不要目标，已完成多少", "actual"],
    ["满意率是多少", null],
  ])("%s asks for %s", (text, status) => {
    expect(askedStatus(text)).toBe(status);
  });
});

describe("what is not done yet", () => {
  test.each(["还有多少没办完", "未办结的有多少件", "尚未处理的诉求", "在办件有多少", "还有多少在办"])(
    "is asked by %s",
    (asked) => expect(asksUndone(asked)).toBe(true),
  );
  test.each(["有没有办结", "在办事大厅办了多少件", "现在办结了多少", "没办法网办的事项", "办结多少件"])(
    "is not asked by %s",
    (asked) => expect(asksUndone(asked)).toBe(false),
  );
});

describe("intent and operation", () => {
  test.each<[string, string]>([
    ["湛江有多少跨省通办事项", "lookup"],
    ["湛江网上可办率", "lookup"],
    ["湛江和哪些市签了跨省通办协议", "narrative"],
    ["蓬江在普法方面有什么不足", "narrative"],
    ["湛江和揭东的办结率对比一下", "compare"],
    ["哪个市的网上可办率最高", "compare"],
    ["现在有哪些报告", "coverage"],
    ["能查哪些地区", "coverage"],
  ])("of %s is %s", (question, intent) => {
    expect(asked(question).intent).toBe(intent);
  });

  test.each<[string, string]>([
    ["湛江和揭东的办结率相差多少", "difference"],
    ["湛江的诉求是揭东的几倍", "ratio"],
    ["湛江和揭东的工单合计多少", "sum"],
    ["哪个市的网上可办率最高", "max"],
    ["哪个市的满意率最低", "min"],
    ["各市网上可办率排名", "rank"],
  ])("of %s is %s", (question, operation) => {
    expect(asked(question).operation).toBe(operation);
  });
});

describe("a question as typed", () => {
  test.each([
    ["control characters", "湛江\u0000满意率\u0007", "湛江满意率"],
    ["direction marks", "湛江\u202e满意率\u200b", "湛江满意率"],
    ["runs of blanks", "  湛江　\n 满意率  ", "湛江 满意率"],
  ])("loses %s", (_what, typed, clean) => {
    expect(cleanQuestion(typed)).toBe(clean);
  });

  test("is understood alike in traditional characters and full-width forms", () => {
    const [a, b] = [asked("湛江２０２１年網上可辦率是多少？"), asked("湛江2021年网上可办率是多少?")];
    expect(a.slots.map((s) => s.own)).toEqual(b.slots.map((s) => s.own));
    expect(a.regions.map((r) => r.candidates[0]?.code)).toEqual(b.regions.map((r) => r.candidates[0]?.code));
  });
});
