import { describe, expect, it } from "vitest";
import { reportBlocks } from "../../../src/channels/web/report-blocks.ts";

const plain = (text: string, outline: { title: string; level: number; start: number }[] = []) =>
  reportBlocks({ text, outline, pageStarts: [], figures: [] });
const words = (blocks: ReturnType<typeof reportBlocks>) =>
  blocks.map((block) =>
    "pieces" in block ? block.pieces.map(({ text }) => text).join("") : `p${block.number}`,
  );

describe("reportBlocks", () => {
  it("closes a line break inside a sentence and keeps those between paragraphs", () => {
    const text =
      "本年共受理业务一千件,涉及各县(市、\n区)政府。\n另办结九百件。\n\n尾声一句没有标点的文字写得比较长一些\n\n又一段";
    expect(words(plain(text))).toEqual([
      "本年共受理业务一千件,涉及各县(市、区)政府。",
      "另办结九百件。",
      "尾声一句没有标点的文字写得比较长一些",
      "又一段",
    ]);
  });

  it("does not join what begins with a number of its own", () => {
    const text = "这一行很长而且没有句号结尾因为它是标题式的\n（二）下一项内容。";
    expect(words(plain(text))).toHaveLength(2);
  });

  it("shows a heading apart, and a heading that runs on as the strong beginning of its paragraph", () => {
    const text = "一、总体情况\n(一)网上办理。全年网上办理一百件,比上年增加十件。\n";
    const outline = [
      { title: "一、总体情况", level: 1, start: 0 },
      { title: "(一)网上办理", level: 2, start: 7 },
    ];
    const blocks = plain(text, outline);
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph"]);
    expect(blocks[1]).toMatchObject({ start: 7, isHeading: true });
    expect(blocks[1] && "pieces" in blocks[1] ? blocks[1].pieces[0] : null).toMatchObject({
      text: "(一)网上办理。",
      lead: true,
    });
  });

  it("marks a citation over several lines and the figures inside it", () => {
    const text = "共办理10件,其中\n急件3件。";
    const figures = [
      { start: 3, end: 6 },
      { start: 12, end: 14 },
    ];
    const blocks = reportBlocks({ text, outline: [], pageStarts: [], figures }, { start: 0, end: 15 });
    const pieces = blocks.flatMap((block) => ("pieces" in block ? block.pieces : []));
    expect(pieces.every(({ cited }) => cited)).toBe(true);
    expect(pieces.filter(({ figure }) => figure).map(({ text }) => text)).toEqual(["10件", "3件"]);
  });

  it("sets front matter and table rows apart and drops the marks of a markdown heading", () => {
    const text = "---\ntitle: 甲\n---\n# 标题\n项目\t数量\n";
    const blocks = plain(text, [{ title: "标题", level: 1, start: text.indexOf("# 标题") }]);
    expect(blocks.map(({ kind }) => kind)).toEqual(["meta", "meta", "meta", "heading", "row"]);
    expect(words(blocks)[3]).toBe("标题");
  });

  it("keeps every character of the text", () => {
    const text = "甲乙,\r\n丙丁。\r\n戊\ufffd己";
    expect(words(plain(text)).join("")).toBe(text.replace(/[\r\n]/g, ""));
  });
});
