import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { terminalWords } from "../../../src/channels/cli/index.ts";

/** A terminal so many columns wide, and what was written to it. */
function terminal(columns: number) {
  const written: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { written, words: terminalWords(Object.assign(output, { columns, isTTY: true })) };
}

const UP = (rows: number) => `\u001b[${rows}A`;
const START = "\u001b[1G";
const CLEAR_DOWN = "\u001b[0J";

describe("terminalWords", () => {
  it("writes on what is new, and at the end what is missing", () => {
    const { written, words } = terminal(80);
    words.show("青田县2022年");
    words.show("青田县2022年办结率为98.6%[1]");
    words.end("青田县2022年办结率为98.6%[1]。\n\n[1] 出处");
    expect(written).toEqual(["青田县2022年", "办结率为98.6%[1]", "。\n\n[1] 出处\n"]);
  });

  it("writes a whole answer at once where nothing came before", () => {
    const { written, words } = terminal(80);
    words.end("没有找到。");
    expect(written).toEqual(["没有找到。\n"]);
  });

  it("takes back every row of what turns out another answer", () => {
    const { written, words } = terminal(10);
    // Five wide characters fill a row: 12 characters of width 24 take three rows.
    words.show("一二三四五六七八九十甲乙");
    words.end("别的回答");
    expect(written.slice(1)).toEqual([UP(2), START, CLEAR_DOWN, "别的回答\n"]);
  });

  it("stays in its row where only one was written", () => {
    const { written, words } = terminal(80);
    words.show("甲市");
    words.show("乙市");
    expect(written).toEqual(["甲市", START, CLEAR_DOWN, "乙市"]);
  });

  it("keeps control characters away from the terminal", () => {
    const { written, words } = terminal(80);
    words.show("甲\u001b[2J市");
    expect(written.join("")).not.toContain("\u001b");
  });
});
