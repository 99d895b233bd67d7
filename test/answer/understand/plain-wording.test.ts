/**
 * Questions as typed on a phone: what is only manner goes, what is asked stays.
 */
import { describe, expect, test } from "vitest";
import { inOrder } from "../../../src/answer/understand/in-order.ts";
import { plainWording } from "../../../src/answer/understand/plain-wording.ts";
import { understand } from "../../../src/answer/understand/understand.ts";
import { createGazetteer, fold } from "../../../src/text/index.ts";

const gazetteer = createGazetteer();
const plain = (question: string) => plainWording(fold(question));
const ordered = (question: string) => {
  const text = plain(question);
  return inOrder(text, gazetteer.findRegions(text));
};

describe("manners around a question go", () => {
  test.each([
    ["请问青田县办结率多少，谢谢啦", "青田县办结率多少"],
    ["能不能告诉我青田县办结率多少，急", "青田县办结率多少"],
    ["你好😊 青田县办结率是多少来着🙏", "青田县办结率是多少"],
    ["诶 青田县热线接了多少电话呀", "青田县热线接了多少电话"],
    ["有人知道青田县办结率多少吗", "青田县办结率多少吗"],
    ["青田县新增停车位到底多少个", "青田县新增停车位多少个"],
    ["青田县有数据吗", "青田县"],
    ["青田县和缙云县谁GDP增得快", "青田县和缙云县谁gdp增速快"],
    ["青田县和缙云县哪个收入涨得更慢", "青田县和缙云县哪个收入增速慢"],
    ["青田县12345接了多少件", "青田县12345受理多少件"],
    ["青田县12345比去年同期多接了几件", "青田县12345比去年同期增加了几件"],
    ["青田县办一件事能少交几份材料", "青田县办一件事材料减少几份"],
    ["青田县热线里城管的占多少", "城管占青田县热线的多少"],
  ])("%s", (typed, wording) => {
    expect(plain(typed)).toBe(wording);
  });
});

describe("what only looks like manners stays", () => {
  test.each([
    "谢谢",
    "你好",
    "还有吗",
    "还有多少没办",
    "查处案件多少起",
    "能办多少事",
    "说说青田县的做法",
    "看病报销多少",
  ])("%s", (typed) => {
    expect(plain(typed)).toBe(typed);
  });
});

describe("a blank before a question word", () => {
  test("joins it to its measure", () => {
    expect(plain("青田县热线接了 多少电话")).toBe("青田县热线接了多少电话");
  });
  test("parts two questions", () => {
    expect(plain("大厅进驻多少部门 多少事项")).toBe("大厅进驻多少部门 多少事项");
  });
});

describe("other forms", () => {
  test.each([
    ["二二年办件量", "22年办件量"],
    ["25年度缴费多少", "25年缴费多少"],
    ["2023那年开了多少会", "2023年开了多少会"],
    ["财政收入多少以及涨了多少", "财政收入多少,涨了多少"],
    ["公众号和微博各一共多少条", "公众号和微博各多少条"],
    ["多少件啊青田县一个月办", "青田县一个月办多少件"],
    ["从多少家到多少家", "从多少家到多少家"],
    ["热线四年总共接了多少", "热线四年来总共接了多少"],
    ["到四月开工多少", "到4月开工多少"],
    ["接了多少电话 24年呢", "接了多少电话,24年呢"],
  ])("%s", (typed, wording) => {
    expect(plain(typed)).toBe(wording);
  });
});

describe("place and time named last", () => {
  test.each([
    ["办件量多少啊青田县的", "青田县办件量多少"],
    ["青田县办件量 22年", "22年 青田县办件量"],
    ["会议开了多少次 就2023那年", "2023年 会议开了多少次"],
    ["互办多少项跟青田县", "互办多少项跟青田县"],
    ["办了多少件代表建议青田县", "青田县办了多少件代表建议"],
    ["多少企业搬去了青田县", "多少企业搬去了青田县"],
    ["去年多少，今年呢", "去年多少,今年呢"],
  ])("%s", (typed, wording) => {
    expect(ordered(typed)).toBe(wording);
  });
});

describe("read as a whole", () => {
  const slots = (question: string) => understand(question, gazetteer, []).slots.map((slot) => slot.own);
  test.each([
    ["青田县长信箱收了几封信", ["县长信箱收 信"]],
    ["青田县那边办件量多少", ["办件量"]],
    ["青田县跨省通办轮到他们县的有多少项", ["跨省通办"]],
    ["青田县有多少人", ["常住人口"]],
    ["青田县大厅进驻多少部门", ["大厅进驻 部门"]],
    ["青田县有多少项目", ["项目"]],
  ])("%s", (question, measures) => {
    expect(slots(question)).toEqual(measures);
  });
  test.each(["青田县热线21年和24年比多了多少", "青田县财政收入16年到21年涨了多少"])(
    "%s compares",
    (question) => {
      expect(understand(question, gazetteer, []).intent).toBe("compare");
    },
  );
  test("a place whose name holds a numeral claims nothing", () => {
    expect(understand("三元区财政收入？", gazetteer, []).claims.numbers).toEqual([]);
  });
});
