import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/text/fold.ts";

describe("fold", () => {
  it.each([
    ["東莞市政務服務數據管理局", "东莞市政务服务数据管理局"],
    ["跨省通辦事項２，０００個", "跨省通办事项2,000个"],
    ["满意率９９．９％；（附件）：！？", "满意率99.9%;(附件):!?"],
    ["GDP　ＶＣＰＵ", "gdp vcpu"],
    ["隨著時間，著力推進", "随着时间,着力推进"],
  ])("folds %s", (original, folded) => {
    expect(fold(original)).toBe(folded);
  });

  it.each(["着力提升服务，之后在村里干实事", "“一网通办”。《办法》、‘窗口’", "一坏一好", "著作权、显著成效"])(
    "leaves simplified text as it is apart from width: %s",
    (text) => {
      expect(fold(text)).toBe(text.replaceAll("，", ","));
    },
  );

  it("folds a part of a text as inside the whole", () => {
    const text = "乾隆年間，餘額與麵條";
    expect(fold(text).slice(2, 6)).toBe(fold(text.slice(2, 6)));
  });

  it("keeps every offset, whatever the text", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.constant("勣壗𠮷務"),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(fold(text).length).toBe(text.length);
      }),
    );
  });

  it("changes nothing when folding twice", () => {
    const han = fc.array(fc.integer({ min: 0x4e00, max: 0x9fff }).map((unit) => String.fromCharCode(unit)));
    fc.assert(
      fc.property(han, (characters) => {
        const once = fold(characters.join(""));
        expect(fold(once)).toBe(once);
      }),
    );
  });

  // 薴 became 苧 and only the second time 苎: the one character whose simplified form is traditional as well.
  it("folds every single character for good the first time", () => {
    const unstable: string[] = [];
    for (let unit = 0; unit < 0x10000; unit += 1) {
      const once = fold(String.fromCharCode(unit));
      if (fold(once) !== once) unstable.push(once);
    }
    expect(unstable).toEqual([]);
    expect(fold("薴")).toBe("苎");
  });

  it("folds a long text at once", () => {
    const text = "政務服務事項辦理，".repeat(20_000);
    expect(fold(text)).toBe("政务服务事项办理,".repeat(20_000));
  });
});
