/**
 * What readers see in a chat, with the real assistant and library over reports of several regions and years.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLibrary } from "../../../src/answer/index.ts";
import { readerCommands } from "../../../src/channels/telegram/commands.ts";
import type { Library } from "../../../src/domain/index.ts";
import { NgramEmbedder } from "../../../src/models/index.ts";
import { LIBRARY_REPORTS } from "../../answer/library-corpus.ts";
import { buildIndex, type IndexFixture } from "../../support/index-fixture.ts";
import { ReaderChat } from "./reader-chat.ts";

let index: IndexFixture;
let library: Library;
let chat: ReaderChat;
const exported: unknown[] = [];
beforeAll(async () => {
  index = await buildIndex(LIBRARY_REPORTS);
  library = createLibrary({ store: index.store, embedder: new NgramEmbedder() });
});
afterAll(() => index.close());
beforeEach(() => {
  exported.length = 0;
  chat = new ReaderChat({
    assistant: index.assistant,
    library,
    exportXlsx: async (request) => {
      exported.push(request);
      return { name: `${request.label}.xlsx`, bytes: new Uint8Array([80, 75]) };
    },
  });
});

const labels = (message = chat.last()) => message.buttons.map(({ text }) => text);
const isPng = (bytes: Uint8Array) => String.fromCharCode(...bytes.slice(1, 4)) === "PNG";

describe("原文", () => {
  it("shows the paragraph with its neighbours, the quote underlined and the figure bold", async () => {
    await chat.say("青田县2022年办结率是多少");
    expect(chat.last().source).toContain("<b>98.6%</b>");
    await chat.press("原文");
    const { text, source } = chat.last();
    expect(text).toContain("政务服务事项网上可办率为95.2%。");
    expect(text).toContain("全县实名注册用户达到27.5万人。");
    expect(source).toContain("<u><b>98.6%</b></u>");
    expect(source.replace(/<\/?[bu]>/g, "")).toContain(
      "县12345热线共收到群众诉求4.8万件，办结率为98.6%，满意率为97.2%。",
    );
  });

  it("switches between citations in the same message", async () => {
    await chat.say("青田县2021年和2022年网上可办率对比");
    await chat.press("原文");
    const count = chat.shown().length;
    expect(chat.last().text).toMatch(/^\[1\]/);
    await chat.press("[2]");
    expect(chat.shown()).toHaveLength(count);
    expect(chat.last().text).toMatch(/^\[2\]/);
  });
});

describe("换年份/地区", () => {
  it("offers the years and regions of the ledger, each asking its question", async () => {
    await chat.say("青田县2022年网上可办率是多少");
    await chat.press("换年份/地区");
    expect(labels().some((label) => label.includes("2021"))).toBe(true);
    expect(labels().some((label) => label.includes("丽水"))).toBe(true);
    await chat.press(/2021/);
    expect(chat.last().source).toContain("<b>91.7%</b>");
    expect(chat.last().text).toMatch(/^问：青田县2021/);
  });

  it("says so when there is nothing else", async () => {
    const [only = ["", ""]] = Object.entries(LIBRARY_REPORTS).filter(([file]) =>
      file.startsWith("青田县2022"),
    );
    const single = await buildIndex({ [only[0]]: only[1] });
    try {
      const lonely = new ReaderChat({
        assistant: single.assistant,
        library: createLibrary({ store: single.store, embedder: new NgramEmbedder() }),
      });
      await lonely.say("青田县2022年网上可办率是多少");
      expect(await lonely.press("换年份/地区")).toMatchObject({
        text: expect.stringContaining("没有其他年份或地区"),
      });
      expect(await lonely.press("对比")).toMatchObject({
        text: expect.stringContaining("没有其他年份或地区"),
      });
      expect(lonely.shown()).toHaveLength(1);
    } finally {
      await single.close();
    }
  });
});

describe("对比", () => {
  it("gives a table with its sources and a chart", async () => {
    await chat.say("青田县2022年网上可办率是多少");
    await chat.press("对比");
    const [table, picture] = chat.shown().slice(-2);
    expect(table?.source).toMatch(/<pre>[^<]*95\.2%[^<]*<\/pre>/);
    expect(table?.source).toContain("91.7%");
    expect(table?.source).toContain("<blockquote expandable><b>出处（按行）");
    expect(picture?.kind).toBe("photo");
    expect(isPng(chat.files().at(-1)?.bytes ?? new Uint8Array())).toBe(true);
  });
});

describe("/compare", () => {
  it("compares regions, with a chart", async () => {
    await chat.say("/compare 青田 缙云 12345办结率");
    const [answer, picture] = chat.shown().slice(-2);
    expect(answer?.text).toContain("98.6%");
    expect(answer?.text).toContain("97.4%");
    expect(picture?.kind).toBe("photo");
  });

  it("explains itself without words", async () => {
    await chat.say("/compare");
    expect(chat.last().text).toContain("/compare 湛江 揭东 12345办结率");
  });
});

describe("/figures", () => {
  it("shows key figures with sources, and as a picture", async () => {
    await chat.say("/figures 青田 2022");
    const { source, text } = chat.last();
    expect(text).toMatch(/^青田县2022年主要数字/);
    expect(source).toContain("<b>98.6%</b>");
    expect(source).toContain("<blockquote expandable><b>出处</b>\n[1][2][3] 青田县");
    await chat.press("发成图片");
    expect(chat.last().kind).toBe("photo");
    expect(chat.last().text).toContain("青田县政务服务中心2022年工作总结");
    expect(chat.files().at(-1)?.name).toBe("青田县2022年主要数字.png");
  });

  it("offers the other years and the region's workbook by buttons", async () => {
    await chat.say("/figures 青田2022年");
    expect(labels()).toEqual(["发成图片", "导出表格", "2021年", "2020年"]);
    await chat.press("2021年");
    expect(chat.last().source).toContain("<b>96.1%</b>");
  });

  it("asks for the region when none is named, and offers what there is for an unknown one or year", async () => {
    await chat.say("/figures");
    expect(labels()).toContain("丽水市");
    await chat.press("缙云县");
    expect(chat.last().text).toMatch(/^缙云县2022年主要数字/);
    await chat.say("/figures 火星 2022");
    expect(chat.last().text).toMatch(/^没有收录“火星”的报告/);
    await chat.say("/figures 青田 1999");
    expect(chat.last().text).toContain("青田县1999年的报告里没有可列的数字");
    expect(labels()).toContain("2022年");
  });
});

describe("/reports", () => {
  it("lists every report by region, with buttons for key figures", async () => {
    await chat.say("/reports");
    let text = chat.last().text;
    while (labels().some((label) => label.startsWith("下一页"))) {
      await chat.press(/^下一页/);
      text += chat.last().text;
    }
    expect(chat.shown()).toHaveLength(1);
    for (const { title } of library.reports()) expect(text).toContain(title);
    await chat.say("/reports 青田");
    expect(chat.last().text).toMatch(/^共收录 3 份报告\n\n青田县\n· 青田县政务服务中心2022年/);
    await chat.press("青田县主要数字");
    expect(chat.last().text).toMatch(/^青田县2022年主要数字/);
  });
});

describe("/export", () => {
  it("sends the workbook of a region and year", async () => {
    await chat.say("/export 青田 2022");
    expect(chat.last()).toMatchObject({ kind: "document", text: "青田县2022年的数字，每行附原句和出处。" });
    expect(chat.files().at(-1)?.name).toBe("青田县2022年.xlsx");
    const [code] = library.findRegions("青田").map((region) => region.code);
    expect(exported).toEqual([{ regionCodes: [code], year: 2022, label: "青田县2022年" }]);
  });

  it("says so where it is not available", async () => {
    const without = new ReaderChat({ assistant: index.assistant, library });
    await without.say("/export 青田");
    expect(without.last().text).toBe("这里没有开通导出。请管理员在电脑上运行 npm run export。");
  });
});

describe("inline mode", () => {
  it("offers figures with label and source, the message with its quote", async () => {
    const [first] = await chat.inline("青田2022年网上可办率");
    expect(first).toMatchObject({ type: "article" });
    expect(first?.title).toMatch(/^95\.2%/);
    expect(first?.description).toContain("《青田县政务服务中心2022年工作总结》");
    expect(JSON.stringify(first?.input_message_content)).toContain("<b>95.2%</b>");
    expect(chat.calls.at(-1)?.payload).toMatchObject({ cache_time: 30, is_personal: true });
  });

  it("suggests for an empty query, and says so where nothing is found", async () => {
    expect((await chat.inline("")).length).toBeGreaterThan(1);
    const [only, ...more] = await chat.inline("北京2022年网上可办率");
    expect(only).toMatchObject({ title: "报告里没有查到" });
    expect(more.length).toBeLessThan(5);
  });
});

describe("/start and /help", () => {
  it("offers questions that can be answered", async () => {
    await chat.say("/start");
    expect(labels().length).toBeGreaterThan(1);
    await chat.press(labels()[0] ?? "");
    expect(labels()).toContain("原文");
  });

  it("lists every command", async () => {
    await chat.say("/help");
    for (const { command } of readerCommands) expect(chat.last().text).toContain(`/${command}`);
  });
});
