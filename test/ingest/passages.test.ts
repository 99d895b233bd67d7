/**
 * Passages of texts in our own words: what becomes one, where long ones are cut, and that offsets hold.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExtractedText } from "../../src/domain/index.ts";
import { outline } from "../../src/ingest/outline/outline.ts";
import { cutPassages, MAX_PARAGRAPH_CHARS, MAX_PART_CHARS } from "../../src/ingest/outline/passages.ts";
import { chooseReader, quietContext } from "../../src/ingest/readers/index.ts";

const SENTENCE = "全区持续完善窗口服务机制，企业和群众办事更加方便。";

function cut(text: string, extracted: Partial<ExtractedText> = {}) {
  const whole: ExtractedText = { text, headings: [], meta: {}, warnings: [], ...extracted };
  const passages = cutPassages(text, whole, outline(text, whole), "r1");
  return passages.map((p) => ({ ...p, text: text.slice(p.start, p.end) }));
}

describe("what becomes a passage", () => {
  test("paragraphs do, under their headings, with ids that count; headings, titles and signatures do not", () => {
    const text = `某区年度报告\n一、进展\n  （一）做好审批。完成审批80件。${SENTENCE}\n${SENTENCE}\n某区政务局\n2022年1月5日`;
    expect(cut(text)).toMatchObject([
      {
        id: "r1#0",
        ordinal: 0,
        reportId: "r1",
        text: `（一）做好审批。完成审批80件。${SENTENCE}`,
        headings: ["一、进展", "（一）做好审批"],
      },
      { id: "r1#1", ordinal: 1, text: SENTENCE, headings: ["一、进展", "（一）做好审批"] },
    ]);
  });

  test("front matter and page furniture do not", () => {
    const matter = "---\ntitle: 某报告\n---\n";
    const text = `${matter}下载\n打印\n【字号：\n来源：某日报\n时间：2024-02-03\n浏览：3321\n${SENTENCE}`;
    expect(cut(text, { bodyStart: matter.length }).map((p) => p.text)).toEqual([SENTENCE]);
  });

  test("a heading that states a figure does, and so does a short line with one", () => {
    const text = `一、建成便民点210处\n${SENTENCE}\n补助标准：600元\n各位来宾：`;
    expect(cut(text).map((p) => p.text)).toEqual(["一、建成便民点210处", SENTENCE, "补助标准：600元"]);
  });

  test("wrapped lines are one passage", () => {
    const line = "全区政务服务大厅去年一共受理了各类申请七万多件比前年明显增加并且";
    const text = `${line}\n${line}\n得到好评。\n\n${SENTENCE}`;
    expect(cut(text).map((p) => p.text)).toEqual([`${line}\n${line}\n得到好评。`, SENTENCE]);
  });

  test("rows of a table are grouped", async () => {
    const page = `<html><body><div><p>${SENTENCE}${SENTENCE}</p><table><tr><th>单位</th><th>件数</th></tr>
      <tr><td>甲局</td><td>12</td></tr><tr><td>乙局</td><td>34</td></tr></table><p>${SENTENCE}</p></div></body></html>`;
    const bytes = new TextEncoder().encode(page);
    const extracted = await chooseReader(bytes, "a.html").read(bytes, "a.html", quietContext);
    expect(cut(extracted.text, extracted).map((p) => p.text)).toEqual([
      SENTENCE + SENTENCE,
      "单位\t件数\n甲局\t12\n乙局\t34",
      SENTENCE,
    ]);
  });
});

describe("very long paragraphs", () => {
  test("are cut at sentence ends into parts that lose nothing", () => {
    const text = SENTENCE.repeat(60);
    const passages = cut(text);
    expect(passages.map((p) => p.text).join("")).toBe(text);
    for (const p of passages) {
      expect(p.text.length).toBeLessThanOrEqual(MAX_PART_CHARS);
      expect(p.text.endsWith("。")).toBe(true);
    }
  });

  test("are cut before a 一是 where there is one, so that parts and headings fall together", () => {
    const text = `一是抓培训。${SENTENCE.repeat(12)}二是抓考核。${SENTENCE.repeat(12)}三是抓宣传。${SENTENCE.repeat(12)}`;
    const passages = cut(text);
    expect(passages.map((p) => p.text.slice(0, 5))).toEqual(["一是抓培训", "二是抓考核", "三是抓宣传"]);
    expect(passages.map((p) => p.headings)).toEqual([["一是抓培训"], ["二是抓考核"], ["三是抓宣传"]]);
  });

  test("stay whole up to the limit", () => {
    const text = SENTENCE.repeat(Math.floor(MAX_PARAGRAPH_CHARS / SENTENCE.length));
    expect(cut(text)).toHaveLength(1);
  });
});

test("gives the page of a paged text", () => {
  const text = `${SENTENCE}\n\n${SENTENCE}\n\n${SENTENCE}`;
  const second = text.indexOf(SENTENCE, 1);
  expect(cut(text, { pageStarts: [0, second] }).map((p) => p.page)).toEqual([1, 2, 2]);
});

test("passages never overlap, run in order and have no white space at their ends", () => {
  const piece = fc.constantFrom(
    SENTENCE,
    "一、标题",
    "（二）做实。",
    "一是",
    "\n",
    "\n\n",
    " ",
    "\t",
    "12件",
    "|a|b|",
    "来源：",
    "？",
    "——",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const p of cut(text)) {
        expect(p.start).toBeGreaterThanOrEqual(last);
        expect(p.end).toBeGreaterThan(p.start);
        expect(p.text.trim()).toBe(p.text);
        last = p.end;
      }
    }),
    { numRuns: 200 },
  );
});
