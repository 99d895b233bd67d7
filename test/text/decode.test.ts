import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decode, type Encoding, isBinary } from "../../src/text/decode.ts";

const SIMPLIFIED = "全市可办事项共120项，网上可办率98.5%，群众满意率保持在较高水平。";
const TRADITIONAL = "本市政務服務事項共計三百項，其中可網上辦理的佔九成以上，群眾滿意。";

function bytesOf(text: string, encoding: string, addBOM = false): Uint8Array {
  return new Uint8Array(iconv.encode(text, encoding, { addBOM }));
}

describe("decode", () => {
  it.each<[Encoding, string]>([
    ["utf-8", SIMPLIFIED],
    ["gb18030", SIMPLIFIED],
    ["utf-16le", SIMPLIFIED],
    ["utf-16be", SIMPLIFIED],
    ["utf-8", TRADITIONAL],
    ["gb18030", TRADITIONAL],
    ["big5", TRADITIONAL],
    ["utf-16le", TRADITIONAL],
    ["utf-16be", TRADITIONAL],
    ["utf-8", "你好，政务服务"],
    ["gb18030", "你好，政务服务"],
    ["big5", "你好，政務服務"],
    ["utf-16le", "你好，政务服务"],
    ["utf-16be", "你好，政务服务"],
    ["gb18030", "联通"],
    ["utf-8", "plain ascii 123"],
    ["utf-8", "“5180” ①②③"],
    ["utf-16le", "2021\r\n办件量 12\r\n"],
    ["utf-16be", "a,b\n1,2\n"],
  ])("reads %s without a mark: %s", (encoding, text) => {
    expect(decode(bytesOf(text, encoding))).toEqual({ text, encoding, warnings: [] });
  });

  it.each<Encoding>(["utf-8", "utf-16le", "utf-16be"])("strips the byte-order mark of %s", (encoding) => {
    expect(decode(bytesOf(SIMPLIFIED, encoding, true))).toEqual({ text: SIMPLIFIED, encoding, warnings: [] });
  });

  it("reads an empty file as empty text", () => {
    expect(decode(new Uint8Array()).text).toBe("");
  });

  const page = (charset: string) =>
    `<html><head><meta charset="${charset}"></head><body>${SIMPLIFIED}</body></html>`;

  it("takes the declared charset of a web page", () => {
    const html = page("gb2312");
    expect(decode(bytesOf(html, "gb18030"), { html: true })).toEqual({
      text: html,
      encoding: "gb18030",
      warnings: [],
    });
  });

  it.each([
    ["gbk", "utf-8"],
    ["utf-8", "gb18030"],
    ["big5", "gb18030"],
  ])("does not believe a page that says %s and is %s", (said, real) => {
    const html = page(said);
    const decoded = decode(bytesOf(html, real), { html: true });
    expect(decoded.text).toBe(html);
    expect(decoded.encoding).toBe(real);
    expect(decoded.warnings.join()).toContain("与内容不符");
  });

  it("reads damaged UTF-8 as UTF-8 and warns", () => {
    const bytes = bytesOf(SIMPLIFIED, "utf-8");
    bytes[1] = 0x41;
    const decoded = decode(bytes);
    expect(decoded.encoding).toBe("utf-8");
    expect(decoded.text.endsWith(SIMPLIFIED.slice(1))).toBe(true);
    expect(decoded.warnings.join()).toContain("处字符无法按 utf-8 识别");
  });
});

describe("isBinary", () => {
  it.each([
    ["PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
    ["ZIP", [0x50, 0x4b, 0x03, 0x04]],
    ["PNG", [0x89, 0x50, 0x4e, 0x47]],
    ["JPEG", [0xff, 0xd8, 0xff, 0xe0]],
    ["OLE", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
    ["GZIP", [0x1f, 0x8b, 0x08]],
    ["NUL bytes", [0x41, 0, 0, 0, 0x42, 0, 0, 0x43, 0]],
  ])("knows %s", (_, bytes) => {
    expect(isBinary(Uint8Array.from(bytes))).toBe(true);
  });

  it.each(["utf-8", "gb18030", "utf-16le", "utf-16be"])("takes %s for text", (encoding) => {
    expect(isBinary(bytesOf(SIMPLIFIED, encoding))).toBe(false);
    expect(isBinary(bytesOf(SIMPLIFIED, encoding, encoding !== "gb18030"))).toBe(false);
  });
});
