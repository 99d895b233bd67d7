import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerMessage, escapeHtml, maxMessageChars } from "../../../src/channels/telegram/answer-message.ts";
import { sampleAnswer, sampleCitation } from "../sample-answer.ts";

/** What Telegram counts: the text after its markup is read. */
function shownText(html: string): string {
  return html
    .replace(/<\/?(?:b|blockquote|blockquote expandable)>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}

describe("answerMessage", () => {
  it("folds a long citation and leaves a short one open", () => {
    const answer = sampleAnswer({
      citations: [sampleCitation(), sampleCitation({ n: 2, quote: "长".repeat(200) })],
    });
    const { html } = answerMessage(answer);
    expect(html.match(/<blockquote>/g)).toHaveLength(1);
    expect(html.match(/<blockquote expandable>/g)).toHaveLength(1);
  });

  it("leaves whole citations out from the end and says how many", () => {
    const citations = Array.from({ length: 20 }, (_, i) =>
      sampleCitation({ n: i + 1, quote: "句".repeat(500) }),
    );
    const { html, plain } = answerMessage(sampleAnswer({ citations }));
    const shown = html.match(/<blockquote expandable>/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(3);
    expect(plain).toContain(`另有 ${20 - shown} 条出处`);
    expect(plain).toContain("[1] ");
    expect(plain.length).toBeLessThanOrEqual(maxMessageChars);
  });

  it("keeps a text of any kind within Telegram's limit, its markup closed, the plain form the same text", () => {
    const anyText = fc.string({
      unit: fc.constantFrom("<", "&", "b", ">", "字", "𠮷", "\n", '"'),
      maxLength: 6000,
      size: "max",
    });
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 12 }), (text, quotes) => {
        const citations = quotes.map((quote, i) =>
          sampleCitation({ n: i + 1, quote, title: quote.slice(0, 80) }),
        );
        const { html, plain } = answerMessage(sampleAnswer({ text, citations }));
        expect(plain.length).toBeLessThanOrEqual(maxMessageChars);
        expect(shownText(html)).toBe(plain);
        expect(html.match(/<blockquote/g)?.length).toBe(html.match(/<\/blockquote>/g)?.length);
      }),
      { numRuns: 50 },
    );
  });

  it("says so where the answer itself is too long", () => {
    expect(answerMessage(sampleAnswer({ text: "行\n".repeat(4000) })).plain).toContain(
      "回答过长，请缩小问题范围",
    );
  });
});

describe("escapeHtml", () => {
  it("replaces each character of meaning once", () => {
    expect(escapeHtml('&lt;<a b="c">')).toBe("&amp;lt;&lt;a b=&quot;c&quot;&gt;");
  });
});
