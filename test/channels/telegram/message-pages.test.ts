import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerBlocks } from "../../../src/channels/telegram/answer-message.ts";
import { type Block, run, tableBlock, textBlock } from "../../../src/channels/telegram/message-blocks.ts";
import {
  escapeHtml,
  maxCaptionChars,
  maxMessageChars,
  messagePages,
  oneMessage,
} from "../../../src/channels/telegram/message-pages.ts";
import { checkText } from "../../support/telegram-markup.ts";
import { sampleAnswer, sampleCitation } from "../sample-answer.ts";

const hostile = fc.string({
  unit: fc.constantFrom(
    "<",
    "&",
    "b",
    ">",
    "字",
    "𠮷",
    "\ud800",
    "\n",
    '"',
    "</b>",
    "&lt;",
    "\u202e",
    "1️⃣",
    " ",
    "110项",
    "。",
  ),
  maxLength: 4000,
  size: "max",
});

/** What Telegram shows of each page; throws for what it would refuse. */
function accepted(blocks: Block[]): string[] {
  return messagePages(blocks).map(({ html, plain }) => {
    expect(checkText(html, "HTML", maxMessageChars, "message")).toBe(plain);
    expect(html.match(/<(?!\/)/g)?.length ?? 0).toBeLessThanOrEqual(100);
    return plain;
  });
}

describe("messagePages", () => {
  it("gives pages that Telegram takes, whatever report and question say, and loses no text", () => {
    fc.assert(
      fc.property(hostile, fc.array(hostile, { maxLength: 6 }), hostile, (text, quotes, note) => {
        const citations = quotes.map((quote, i) =>
          sampleCitation({ n: i + 1, quote, title: quote.slice(0, 80) }),
        );
        const answer = sampleAnswer({ text, citations, notes: [note.slice(0, 200)] });
        const blocks = answerBlocks(answer, { asked: note.slice(0, 1000), isRecognised: () => true });
        const shown = accepted(blocks).join("");
        const meant = blocks.flatMap(({ runs }) => runs.map((part) => part.text)).join("");
        const bare = (one: string) => one.replace(/[\s\u00a0\ufeff]/g, "");
        expect(bare(shown)).toBe(bare(meant) === "" ? "（没有可显示的内容）" : bare(meant));
      }),
      { numRuns: 60 },
    );
  });

  it("keeps a block whole where it fits in a page and cuts a longer one at a line's end", () => {
    const pages = messagePages([textBlock("一".repeat(60)), textBlock("二".repeat(60))], { maxChars: 100 });
    expect(pages.map(({ plain }) => plain)).toEqual(["一".repeat(60), "二".repeat(60)]);
    const [first] = messagePages([textBlock(`${"三".repeat(80)}\n${"四".repeat(60)}`)], { maxChars: 100 });
    expect(first?.plain).toBe("三".repeat(80));
  });

  it("keeps the markup of a block that goes over pages, also with more pieces than Telegram marks", () => {
    const runs = Array.from({ length: 300 }, (_, i) => run(`${i} `, i % 2 ? "b" : "i"));
    const pages = accepted([{ kind: "folded", runs }, tableBlock("甲  1\n乙  2")]);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.join(" ").match(/\d+/g)).toHaveLength(302);
  });

  it("never breaks inside a character of two units", () => {
    expect(accepted([textBlock("𠮷".repeat(5000))]).every((page) => !/\p{Cs}/u.test(page))).toBe(true);
  });
});

describe("oneMessage", () => {
  it("fits into a caption, cut with an ellipsis", () => {
    const { html } = oneMessage(
      [textBlock(run("标题", "b")), textBlock("<长>".repeat(1000))],
      maxCaptionChars,
    );
    const shown = checkText(html, "HTML", maxCaptionChars, "caption");
    expect(shown.length).toBeGreaterThan(500);
    expect(shown.endsWith("…")).toBe(true);
  });
});

describe("escapeHtml", () => {
  it("replaces each character of meaning once", () => {
    expect(escapeHtml('&lt;<a b="c">')).toBe("&amp;lt;&lt;a b=&quot;c&quot;&gt;");
  });
});
