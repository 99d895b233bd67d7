import { describe, expect, it } from "vitest";
import { type ChoiceAction, createChoiceStore } from "../../../src/channels/telegram/choice-store.ts";

const ask = (question: string): ChoiceAction => ({ kind: "ask", question });

describe("createChoiceStore", () => {
  it("gives back the action behind data of at most 64 bytes", () => {
    const store = createChoiceStore();
    const data = store.keep(ask("很长的问题".repeat(100)));
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(store.find(data)).toEqual(ask("很长的问题".repeat(100)));
  });

  it("forgets the oldest action above its bound", () => {
    const store = createChoiceStore({ maxEntries: 2 });
    const kept = ["一", "二", "三"].map((question) => store.keep(ask(question)));
    expect(kept.map((data) => store.find(data))).toEqual([undefined, ask("二"), ask("三")]);
  });

  it("forgets an action when its time is over", () => {
    let now = 0;
    const store = createChoiceStore({ lifetimeMs: 1000, now: () => now });
    const data = store.keep(ask("一"));
    now = 999;
    expect(store.find(data)).toEqual(ask("一"));
    now = 1000;
    expect(store.find(data)).toBeUndefined();
  });
});
