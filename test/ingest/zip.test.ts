/**
 * Archives as people hand them in, and as somebody would build them to do harm: what is unpacked, what is refused.
 */
import { strToU8, zipSync } from "fflate";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, quietContext, type ReadContext } from "../../src/ingest/readers/index.ts";
import { checkZip, isArchive, unpackZip } from "../../src/ingest/readers/zip.ts";

const MEGABYTE = 1024 * 1024;
const text = strToU8("全年办件二十万件。");
const small: ReadContext = { ...quietContext, limits: { ...DEFAULT_LIMITS, unpackedBytes: MEGABYTE } };

describe("unpacking an archive", () => {
  it("gives the files with their folders, packed or stored", async () => {
    const zip = zipSync({ "报告/甲县.txt": text, "乙县.txt": [text, { level: 0 }], "空/": new Uint8Array() });
    const members = await unpackZip(zip, "a.zip", quietContext);
    expect(members.map((m) => m.path)).toEqual(["报告/甲县.txt", "乙县.txt"]);
    expect(members.map((m) => new TextDecoder().decode(m.bytes))).toEqual(
      Array(2).fill("全年办件二十万件。"),
    );
  });

  it("reads names that Chinese Windows wrote in GBK", async () => {
    const zip = renamed(zipSync({ "xxxxxxxx.txt": text }), iconv.encode("年度总结.txt", "gbk"));
    expect((await unpackZip(zip, "a.zip", quietContext))[0]?.path).toBe("年度总结.txt");
  });

  it("reads names in UTF-8 that carry no flag, as macOS writes them", async () => {
    const zip = renamed(zipSync({ "xxxxxxxxxxxx.txt": text }), Buffer.from("年度总结.txt"));
    expect((await unpackZip(zip, "a.zip", quietContext))[0]?.path).toBe("年度总结.txt");
  });

  it("leaves out what programs leave behind and keeps a packed archive packed", async () => {
    const inner = zipSync({ "b.txt": text });
    const zip = zipSync({
      "__MACOSX/._a.txt": text,
      ".DS_Store": text,
      "x/Thumbs.db": text,
      "x/~$a.docx": text,
      ".git/config": text,
      "里层.zip": inner,
      "./a.txt": text,
    });
    const members = await unpackZip(zip, "a.zip", quietContext);
    expect(members.map((m) => m.path)).toEqual(["里层.zip", "a.txt"]);
    expect([...(members[0]?.bytes ?? [])]).toEqual([...inner]);
  });

  it.each([["../../etc/x.txt"], ["a/../../x.txt"], ["/etc/x.txt"], ["C:\\x.txt"], ["..\\x.txt"]])(
    "refuses a path that leads out: %s",
    async (path) => {
      await expect(unpackZip(zipSync({ [path]: text }), "坏.zip", quietContext)).rejects.toThrow(
        /“坏\.zip”里有指向外面的路径/,
      );
    },
  );

  it("leaves out a link to another file", async () => {
    const zip = zipSync({ "a.txt": [text, { os: 3, attrs: 0o120777 << 16 }], "b.txt": text });
    expect((await unpackZip(zip, "a.zip", quietContext)).map((m) => m.path)).toEqual(["b.txt"]);
  });
});

describe("an archive built to do harm", () => {
  it("is refused when it says that it holds too much", async () => {
    const bomb = zipSync({ "a.txt": new Uint8Array(3 * MEGABYTE) });
    expect(bomb.length).toBeLessThan(5000);
    await expect(checkZip(bomb, "弹.zip", small)).rejects.toThrow(/“弹\.zip”解压后超过上限 1\.0 MB/);
    await expect(unpackZip(bomb, "弹.zip", small)).rejects.toThrow(/ZHENGWEN_MAX_UNPACKED_MB/);
  });

  it("is refused when many members share one piece of packed data", async () => {
    const zip = zipSync({ "a.txt": new Uint8Array(MEGABYTE / 2), "b.txt": text, "c.txt": text });
    const shared = Buffer.from(zip);
    const [first, second, third] = centralEntries(shared);
    for (const other of [second, third])
      shared.copy(shared, Number(other) + 16, Number(first) + 16, Number(first) + 28);
    for (const other of [second, third])
      shared.copy(shared, Number(other) + 42, Number(first) + 42, Number(first) + 46);
    await expect(checkZip(shared, "a.zip", small)).rejects.toThrow(/解压后超过上限/);
  });

  it("is stopped when more comes out than its directory says", async () => {
    const lying = Buffer.from(zipSync({ "a.txt": new Uint8Array(20 * MEGABYTE) }, { level: 1 }));
    const [at = 0] = centralEntries(lying);
    lying.writeUInt32LE(10, at + 24);
    let seen = 0;
    const check = checkZip(lying, "a.zip", quietContext, (_, piece) => {
      seen += piece.length;
    });
    await expect(check).rejects.toThrow(/“a\.zip”已损坏/);
    expect(seen).toBe(0);
  });

  it("is refused with a password, cut short, or with its directory hidden", async () => {
    const zip = zipSync({ "a.txt": text, "b.txt": text });
    const locked = Buffer.from(zip);
    for (const at of centralEntries(locked)) locked.writeUInt16LE(1, at + 8);
    await expect(unpackZip(locked, "a.zip", quietContext)).rejects.toThrow(/设了密码/);
    await expect(unpackZip(zip.subarray(0, 60), "a.zip", quietContext)).rejects.toThrow(/已损坏或没有传完整/);
    const hiding = Buffer.from(zip);
    hiding.writeUInt16LE(1, hiding.lastIndexOf("PK\x05\x06") + 10);
    await expect(checkZip(hiding, "a.zip", quietContext)).rejects.toThrow(/已损坏/);
  });

  it("is refused when its packed data are garbage", async () => {
    const zip = Buffer.from(zipSync({ "a.txt": strToU8("政务服务".repeat(200)) }));
    zip.fill(0xff, 40, 60);
    await expect(checkZip(zip, "a.zip", quietContext)).rejects.toThrow(/“a\.zip”已损坏/);
  });

  it("is refused with thousands of members", async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`${i}.txt`, text])));
    await expect(checkZip(many, "a.zip", quietContext)).rejects.toThrow(/多于 2000 个/);
  });
});

describe("a plain archive", () => {
  it("is told from the documents that are zips inside", () => {
    const types = strToU8("<Types/>");
    expect(isArchive(zipSync({ "a.txt": text }))).toBe(true);
    expect(isArchive(zipSync({ "word/a.txt": text }))).toBe(true);
    expect(isArchive(zipSync({}))).toBe(true);
    expect(isArchive(zipSync({ "a.txt": text }).subarray(0, 60))).toBe(true);
    expect(isArchive(zipSync({ "[Content_Types].xml": types, "word/document.xml": types }))).toBe(false);
    expect(
      isArchive(zipSync({ "[Content_Types].xml": types, "xl/workbook.xml": types }).subarray(0, 90)),
    ).toBe(false);
    expect(isArchive(zipSync({ "OFD.xml": types, "Doc_0/Document.xml": types }))).toBe(false);
    expect(isArchive(strToU8("PK 不是压缩包"))).toBe(false);
  });
});

/** Puts another name of the same length into the local header and the directory, and clears the UTF-8 flag. */
function renamed(zip: Uint8Array, name: Uint8Array): Buffer {
  const result = Buffer.from(zip);
  const [at = 0] = centralEntries(result);
  expect(name.length).toBe(result.readUInt16LE(at + 28));
  result.set(name, 30);
  result.set(name, at + 46);
  result.writeUInt16LE(0, 6);
  result.writeUInt16LE(0, at + 8);
  return result;
}

/** Offsets of the directory's entries. */
function centralEntries(zip: Buffer): number[] {
  const found: number[] = [];
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4)) found.push(at);
  return found;
}
