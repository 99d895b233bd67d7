import { describe, expect, it } from "vitest";
import { firstChars, wholeCharacters } from "../../../src/channels/rendering/index.ts";

describe("characters of two units", () => {
  it("are not cut in half", () => {
    expect(firstChars("办𠮷事", 2)).toBe("办");
    expect(firstChars("办𠮷事", 3)).toBe("办𠮷");
    expect(firstChars("办事", 9)).toBe("办事");
  });

  it("are replaced where one half is missing", () => {
    expect(wholeCharacters("办\ud842事𠮷")).toBe("办\ufffd事𠮷");
  });
});
