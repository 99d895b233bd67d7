/**
 * The doc reader on small Word 97 files that make-doc.ts builds, whole, locked and damaged.
 */
import { describe, expect, test } from "vitest";
import type { ExtractedText } from "../../src/domain/index.ts";
import { docReader } from "../../src/ingest/readers/doc.ts";
import { quietContext } from "../../src/ingest/readers/limits.ts";
import { cellsOf } from "../support/cells.ts";
import { type DocBlock, type DocOptions, makeDoc, makeOle } from "../support/make-doc.ts";
import { refusalOf } from "../support/refusal.ts";

function read(bytes: Uint8Array): Promise<ExtractedText> {
  return docReader.read(bytes, "老报告.doc", quietContext);
}

function readMade(blocks: DocBlock[], options: DocOptions = {}): Promise<ExtractedText> {
  return read(makeDoc(blocks, options));
}

function refusal(bytes: Uint8Array): Promise<string> {
  return refusalOf(read(bytes));
}

/** The file with one number of its head or sector table overwritten. */
function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeInt32LE(value, at);
  return copy;
}

/** Where an offset of the WordDocument stream stands in a file of makeDoc: after head, sector table and folder. */
const MAIN = 3 * 512;

describe("the text of a doc file", () => {
  test("is one line per paragraph as written, quotation marks and dashes included", async () => {
    const extracted = await readMade([
      "云岭县2009年政务服务报告",
      "一、总体情况",
      "全年办件“6123”件——比上年\u000b多12%。",
      "",
      "二、打算",
    ]);
    expect(extracted.text).toBe(
      "云岭县2009年政务服务报告\n\n一、总体情况\n\n全年办件“6123”件——比上年\n\n多12%。\n\n二、打算",
    );
    expect(extracted.tables).toEqual([]);
  });

  test("holds what fields show and not their codes, nor control characters", async () => {
    const extracted = await readMade([
      'A\x13 HYPERLINK "http://x.cn" \x14政务网\x15B\x01\x02\x08C',
      "第\x13 PAGE \x149\x15页 e\x1fmail x\x1ey",
    ]);
    expect(extracted.text).toBe("A政务网BC\n\n第9页 email x-y");
  });

  test("leaves out the page header and deleted revisions, and puts footnotes last", async () => {
    const extracted = await readMade(["办件", { deleted: "5000" }, "5200件。"], {
      header: "云岭县内部资料第77期",
      footnotes: "数据来自系统。",
    });
    expect(extracted.text).toBe("办件\n\n5200件。\n\n数据来自系统。");
  });
});

describe("tables of a doc file", () => {
  test("give figure cells their headings and caption, cells of several paragraphs put together", async () => {
    const extracted = await readMade([
      "表1 办件统计",
      "单位：件",
      {
        rows: [
          ["部门", "受理\n数量", "办结\n率"],
          ["人社局", "1,204", "99.1%"],
          ["住建局", "356", "97%"],
        ],
      },
      "以上为全年数。",
    ]);
    expect(extracted.text).toBe(
      "表1 办件统计\n\n单位：件\n\n部门\t受理数量\t办结率\n人社局\t1,204\t99.1%\n住建局\t356\t97%\n\n以上为全年数。",
    );
    const caption = "表1 办件统计 单位：件";
    expect(cellsOf(extracted)).toEqual([
      ["1,204", "人社局", "受理数量", caption],
      ["99.1%", "人社局", "办结率", caption],
      ["356", "住建局", "受理数量", caption],
      ["97%", "住建局", "办结率", caption],
    ]);
  });

  test("carry a tall cell's label down, and give no heading that a merged cell leaves in doubt", async () => {
    const extracted = await readMade([
      {
        rows: [
          ["年度办件表（件）"],
          ["区域", "办件"],
          ["区域", "线上", "窗口"],
          ["城区", "30", "12"],
          ["", "28", "11"],
          ["合计", "81"],
        ],
      },
    ]);
    const caption = "年度办件表（件）";
    expect(extracted.text).toContain("合计\t81");
    expect(cellsOf(extracted)).toEqual([
      ["30", "城区", "线上", caption],
      ["12", "城区", "窗口", caption],
      ["28", "城区", "线上", caption],
      ["11", "城区", "窗口", caption],
    ]);
  });
});

describe("which files are taken", () => {
  test("goes by the streams inside, whatever the name", () => {
    expect(docReader.accepts(makeDoc(["正文。"]), "报告.txt")).toBe(true);
    expect(docReader.accepts(makeOle({ Workbook: Buffer.alloc(10) }), "报告.doc")).toBe(false);
    expect(docReader.accepts(Buffer.from("WordDocument"), "报告.doc")).toBe(false);
  });

  test("a file with a password says so", async () => {
    expect(await refusal(makeDoc(["正文。"], { encrypted: true }))).toMatch(/老报告\.doc.*设了打开密码/);
    const docx = makeOle({ EncryptedPackage: Buffer.alloc(10), EncryptionInfo: Buffer.alloc(10) });
    expect(docReader.accepts(docx, "报告.docx")).toBe(true);
    expect(await refusal(docx)).toMatch(/设了打开密码/);
  });
});

describe("damaged and hostile doc files", () => {
  const doc = makeDoc(["办件12件。".repeat(300)]);

  test("cut short anywhere are refused", async () => {
    for (const length of [100, 600, 1200, 2000, doc.length - 5000]) {
      expect(await refusal(doc.subarray(0, length))).toMatch(/老报告\.doc.*已损坏/);
    }
  });

  test("whose sectors run in a circle are refused", async () => {
    expect(await refusal(patched(doc, 512 + 4 * 4, 3))).toMatch(/已损坏/);
    expect(await refusal(patched(doc, 512 + 4 * 1, 1))).toMatch(/已损坏/);
  });

  test("whose folder links one entry twice are refused", async () => {
    expect(await refusal(patched(doc, 1024 + 128 + 68, 2))).toMatch(/已损坏/);
  });

  test("that claim sizes beyond the file are refused", async () => {
    expect(await refusal(patched(doc, 44, 0x7fffffff))).toMatch(/已损坏/);
    expect(await refusal(patched(doc, 28, 0x001efffe))).toMatch(/已损坏/);
    expect(await refusal(patched(doc, MAIN + 0x1a2, 0x7fffffff))).toMatch(/已损坏/);
    expect(await refusal(patched(doc, MAIN + 0x106, 0x7fffffff))).toMatch(/内容太多/);
  });

  test("with fields nested without end are refused", async () => {
    expect(await refusal(makeDoc(["\x13".repeat(5000)]))).toMatch(/已损坏/);
  });

  test("of an older Word, and without any text, are told apart", async () => {
    const old = Buffer.from(doc);
    old.writeUInt16LE(0x65, MAIN + 2);
    expect(await refusal(old)).toMatch(/老报告\.doc.*早于 Word 97/);
    expect(await refusal(makeDoc([" "]))).toMatch(/没有文字/);
  });
});
