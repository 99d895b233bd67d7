import { describe, expect, it } from "vitest";
import { createChoiceStore } from "../../../src/channels/telegram/choice-store.ts";

describe("createChoiceStore", () => {
  it("forgets the oldest question above its bound", () => {
    const store = createChoiceStore({ maxEntries: 2 });
    const [first, second, third] = [store.keep("一"), store.keep("二"), store.keep("三")];
    expect([first, second, third].map((data) => store.find(data))).toEqual([undefined, "二", "三"]);
  });

  it("forgets a question when its time is over", () => {
    let now = 0;
    const store = createChoiceStore({ lifetimeMs: 1000, now: () => now });
    const data = store.keep("一");
    now = 999;
    expect(store.find(data)).toBe("一");
    now = 1000;
    expect(store.find(data)).toBeUndefined();
  });
});
