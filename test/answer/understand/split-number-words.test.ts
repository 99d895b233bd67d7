/**
 * Two questions in one breath, without a mark between them.
 */
import { describe, expect, test } from "vitest";
import { splitAsked } from "../../../src/answer/understand/split-asked.ts";
import { splitNumberWords } from "../../../src/answer/understand/split-number-words.ts";

describe("two question words without a mark", () => {
  test.each([
    ["办了多少业务办结率多少", ["办了多少业务", "办结率多少"]],
    ["财政收入多少涨了几个点", ["财政收入多少", "涨了几个点"]],
    ["贸易总额多少亿增速多少", ["贸易总额多少亿", "增速多少"]],
    ["研发强度今年目标多少现在多少", ["研发强度今年目标多少", "现在多少"]],
    ["花了多少钱人均多挣多少", ["花了多少钱", "人均多挣多少"]],
    ["服务多少人办了多少业务", ["服务多少人", "办了多少业务"]],
    ["巡查发现多少隐患认领了多少", ["巡查发现多少隐患", "认领了多少"]],
    ["被复议几件打官司几件", ["被复议几件", "打官司几件"]],
    ["实施了多少个项目投资多少钱", ["实施了多少个项目", "投资多少钱"]],
    ["新谋划项目多少个总投资多少", ["新谋划项目多少个", "总投资多少"]],
    ["新登记了多少经营主体总量多少", ["新登记了多少经营主体", "总量多少"]],
    ["续建几所改扩建几所", ["续建几所", "改扩建几所"]],
    ["评审了多少项目核减多少钱", ["评审了多少项目", "核减多少钱"]],
    ["修多少条路几座桥", ["修多少条路", "几座桥"]],
  ])("%s", (part, parts) => {
    expect(splitNumberWords(part)).toEqual(parts);
  });
});

describe("a measure behind the last question word", () => {
  test.each([
    ["农民收入上半年多少增幅", ["农民收入上半年多少", "增幅"]],
    ["办了多少许可满意率呢", ["办了多少许可", "满意率呢"]],
    ["生产总值多少省里排第几", ["生产总值多少", "省里排第几"]],
    ["经济总量到多少万亿了人均呢", ["经济总量到多少万亿了", "人均呢"]],
  ])("%s", (part, parts) => {
    expect(splitNumberWords(part)).toEqual(parts);
  });
});

describe("one question", () => {
  test.each(["从多少家到多少家", "由多少家整合成多少家", "监测到多少起安全事件", "有多少网上可办事项"])(
    "%s",
    (part) => {
      expect(splitNumberWords(part)).toEqual([part]);
    },
  );
});

describe("what 各 tells apart", () => {
  test.each([
    ["部门动态镇街动态各几条", ["部门动态几条", "镇街动态几条"]],
    ["存款贷款余额各多少", ["存款余额多少", "贷款余额多少"]],
    ["座席,话务员各多少", ["座席多少", "话务员多少"]],
    ["公众号和微博各发了多少条", ["公众号发了多少条", "微博发了多少条"]],
  ])("%s", (text, parts) => {
    expect(splitAsked(text, false)).toEqual(parts);
  });
});
