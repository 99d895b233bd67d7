import fc from "fast-check";
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

  it.each([
    ["iso-8859-1", "gb18030"],
    ["gb_2312-80", "gb18030"],
    ["x-unknown", "utf-8"],
  ])("reads a page that says %s and is %s without a word", (said, real) => {
    const html = page(said);
    expect(decode(bytesOf(html, real), { html: true })).toEqual({ text: html, encoding: real, warnings: [] });
  });

  it.each(["utf-8", "gb18030", "big5"] as const)(
    "reads a file of %s that was cut off in a character",
    (encoding) => {
      const text = (encoding === "big5" ? TRADITIONAL : SIMPLIFIED).repeat(3);
      const bytes = bytesOf(text, encoding);
      const decoded = decode(bytes.subarray(0, bytes.length - 4));
      expect(decoded.encoding).toBe(encoding);
      expect(decoded.text.startsWith(text.slice(0, -6))).toBe(true);
    },
  );

  it("reads damaged UTF-8 as UTF-8", () => {
    const bytes = bytesOf(SIMPLIFIED, "utf-8");
    bytes[1] = 0x41;
    const decoded = decode(bytes);
    expect(decoded.encoding).toBe("utf-8");
    expect(decoded.text.endsWith(SIMPLIFIED.slice(1))).toBe(true);
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

describe("decode on short texts", () => {
  const simplified =
    "全县新增农家书屋十二间，借阅图书3400册次；旱厕改造验收合格2817座。冬季清雪出动机械52台，人员730人，城区停车泊位新划1080个。" +
    "茶叶采摘季民宿入住率升到八成五；渔港码头清淤完工，泊位由40个增至65个。孤儿助学金每生每年一万元，连发四年。种粮大户领到补贴每亩135元，" +
    "水表更换2.4万只，抄表不再入户。蓝莓种植园滴灌调试成功，节水近三成；柑橘黄龙病防控培训六期，果农参训千余人。古树名木挂牌，银杏11株。" +
    "警务室搬进夜市，半年调解纠纷43起，公厕补灯64盏；骨灰撒海两批，参加家庭八十七户。医保药店取消不必要限额，投诉下降四成。";
  const traditional =
    "全縣新增農家書屋十二間，借閱圖書3400冊次；旱廁改造驗收合格2817座。冬季清雪出動機械52臺，人員730人，城區停車泊位新劃1080個。" +
    "茶葉採摘季民宿入住率升到八成五；漁港碼頭清淤完工，泊位由40個增至65個。孤兒助學金每生每年一萬元，連發四年。種糧大戶領到補貼每畝135元，" +
    "水錶更換2.4萬只，抄錶不再入戶。藍莓種植園滴灌調試成功，節水近三成；柑橘黃龍病防控培訓六期，果農參訓千餘人。古樹名木掛牌，銀杏11株。" +
    "警務室搬進夜市，半年調解糾紛43起，公廁補燈64盞；骨灰撒海兩批，參加家庭八十七戶。醫保藥店取消不必要限額，投訴下降四成。";

  it.each<[string, Encoding, string]>([
    ["simplified", "utf-8", simplified],
    ["simplified", "gb18030", simplified],
    ["simplified", "utf-16le", simplified],
    ["simplified", "utf-16be", simplified],
    ["traditional", "utf-8", traditional],
    ["traditional", "gb18030", traditional],
    ["traditional", "big5", traditional],
    ["traditional", "utf-16le", traditional],
    ["traditional", "utf-16be", traditional],
  ])("is right for any 20 to 60 characters of %s text in %s", (_, encoding, source) => {
    const part = fc
      .tuple(fc.nat(source.length - 60), fc.integer({ min: 20, max: 60 }))
      .map(([start, length]) => source.slice(start, start + length));
    fc.assert(
      fc.property(part, (text) => {
        expect(decode(bytesOf(text, encoding)).text).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
