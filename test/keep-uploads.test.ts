import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepUploads, safeFileName } from "../src/keep-uploads.ts";

let dir: string;
let corpusDir: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "zhengwen-uploads-"));
  corpusDir = join(dir, "corpus");
  await mkdir(corpusDir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const uploads = () => keepUploads({ corpusDir, dataDir: join(dir, "data"), maxBytes: 1000 });
const bytes = (text: string) => new TextEncoder().encode(text);
const corpus = () => Object.fromEntries(readdirSync(corpusDir).map((name) => [name, read(name)]));
const read = (name: string) => readFileSync(join(corpusDir, name), "utf8");

describe("a received file", () => {
  it("gets its place in the corpus, once, also when it is asked for again after a restart", async () => {
    expect(await uploads().keep("a1", "../湛江.txt", bytes("一"))).toEqual({
      name: "湛江.txt",
      state: "new",
    });
    expect(await uploads().place("a1", "new")).toBe("湛江.txt");
    expect(await uploads().keep("a1", "../湛江.txt", bytes("一"))).toEqual({
      name: "湛江.txt",
      state: "placed",
    });
    expect(await uploads().place("a1", "new")).toBe("湛江.txt");
    expect(corpus()).toEqual({ "湛江.txt": "一" });
  });

  it("whose name is taken replaces the other or stands beside it", async () => {
    writeFileSync(join(corpusDir, "甲.txt"), "旧");
    expect((await uploads().keep("a1", "甲.txt", bytes("新"))).state).toBe("taken");
    await expect(uploads().place("a1", "new")).rejects.toThrow(/刚刚有了另一个/);
    expect(await uploads().place("a1", "version")).toBe("甲（2）.txt");
    await uploads().keep("a2", "甲.txt", bytes("更新"));
    expect(await uploads().place("a2", "replace")).toBe("甲.txt");
    expect(corpus()).toEqual({ "甲.txt": "更新", "甲（2）.txt": "新" });
  });

  it("that cannot be read leaves again, and the replaced one comes back", async () => {
    writeFileSync(join(corpusDir, "甲.txt"), "旧");
    await uploads().keep("a1", "甲.txt", bytes("坏"));
    await uploads().place("a1", "replace");
    expect(await uploads().takeBack("a1")).toBe(true);
    await uploads().keep("a2", "乙.txt", bytes("坏"));
    await uploads().place("a2", "new");
    expect(await uploads().takeBack("a2")).toBe(true);
    expect(corpus()).toEqual({ "甲.txt": "旧" });
    expect(readdirSync(join(dir, "data", "rejected"))).toEqual(["乙.txt", "甲.txt"]);
    expect(readdirSync(join(dir, "data", "uploads"))).toEqual([]);
  });

  it("that was there before is never taken out", async () => {
    writeFileSync(join(corpusDir, "甲.txt"), "同");
    expect((await uploads().keep("a1", "甲.txt", bytes("同"))).state).toBe("same");
    await uploads().place("a1", "new");
    expect(await uploads().takeBack("a1")).toBe(false);
    expect(corpus()).toEqual({ "甲.txt": "同" });
  });

  it("that is no longer kept is told so", async () => {
    await expect(uploads().place("ff", "new")).rejects.toThrow("这个文件已不在等待处理，请重新发送。");
    await expect(uploads().place("../x", "new")).rejects.toThrow("请重新发送");
  });
});

describe("safeFileName", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\报告\\湛江.docx", "湛江.docx"],
    [".env", "env"],
    ["~$湛江.docx", "湛江.docx"],
    ["a\u202etxt.exe", "atxt.exe"],
    ["甲:乙?.pdf", "甲_乙_.pdf"],
    ["  湛江 2022 . ", "湛江 2022"],
  ])("makes %j %j", (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  it("cuts a long name and keeps its ending, and refuses one without anything", () => {
    expect(safeFileName(`${"长".repeat(300)}.xlsx`)).toMatch(/^长{95}\.xlsx$/);
    expect(() => safeFileName("../..")).toThrow(/没有可用的名字/);
    expect(() => safeFileName("")).toThrow(/改名/);
  });
});
