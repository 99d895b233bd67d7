/**
 * A folder of reports against what an index knows of it.
 */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { checkCorpus } from "../../src/ingest/check-corpus.ts";
import { contentHash } from "../../src/ingest/read-report.ts";

let corpus: string;
beforeEach(() => {
  corpus = mkdtempSync(join(tmpdir(), "zhengwen-corpus-"));
  onTestFinished(() => rmSync(corpus, { recursive: true, force: true }));
});

const put = (file: string, text: string) => writeFileSync(join(corpus, file), text);
const indexed = (file: string, text: string, overrides = "") => ({
  sourceFile: file,
  contentHash: contentHash(new TextEncoder().encode(text), overrides),
});
const check = (known: Parameters<typeof checkCorpus>[0]["indexed"], maxFileBytes = 1000) =>
  checkCorpus({ corpus, maxFileBytes, indexed: known });

async function wrong(...args: Parameters<typeof check>): Promise<string[]> {
  return (await check(...args)).filter(({ ok }) => !ok).map(({ message }) => message);
}

describe("checkCorpus", () => {
  test("finds nothing wrong when the index holds every file as it is", async () => {
    put("甲.txt", "甲市总结");
    put("乙.txt", "乙市总结");
    put("乙.txt.meta.json", '{"region":"乙市"}');
    const known = [indexed("甲.txt", "甲市总结"), indexed("乙.txt", "乙市总结", '{"region":"乙市"}')];
    const findings = await check(known);
    expect(findings.map(({ check: name, ok }) => [name, ok])).toEqual([
      ["corpus.folder", true],
      ["corpus.files", true],
      ["corpus.index", true],
    ]);
  });

  test("tells new, changed and removed files apart", async () => {
    put("新.txt", "新市总结");
    put("改.txt", "改市总结二");
    expect(await wrong([indexed("改.txt", "改市总结"), indexed("走.txt", "走市总结")])).toEqual([
      "1 个文件是新加的，还没有读：新.txt；1 个文件改过，还没有重读：改.txt；1 个文件已经删除，索引里还有：走.txt",
    ]);
  });

  test("counts a file that two states of it were read from as changed", async () => {
    put("甲.zip", "packed");
    expect(await wrong([indexed("甲.zip", "packed"), indexed("甲.zip", "older")])).toEqual([
      expect.stringContaining("1 个文件改过，还没有重读：甲.zip"),
    ]);
  });

  test("names files that cannot be read, each with its reason", async () => {
    put("好.txt", "好市总结");
    put("空.txt", "");
    put("大.txt", "大".repeat(500));
    put("坏.txt", "坏市总结");
    put("坏.txt.meta.json", "{");
    symlinkSync("nowhere", join(corpus, "断.txt"));
    const [message = ""] = await wrong(null);
    expect(message).toMatch(/^4 个文件没法读取/);
    for (const why of [
      /空\.txt（是空文件）/,
      /大\.txt（超过大小上限/,
      /坏\.txt（.*JSON/,
      /断\.txt（这个链接/,
    ]) {
      expect(message).toMatch(why);
    }
  });

  test("tells a missing or empty folder with the fix, and compares nothing", async () => {
    expect(await check([])).toMatchObject([
      { check: "corpus.folder", ok: false, message: expect.stringContaining("没有可读的报告") },
    ]);
    corpus = join(corpus, "nowhere");
    const [finding, ...more] = await check([]);
    expect(finding).toMatchObject({ check: "corpus.folder", ok: false });
    expect(finding?.message).toContain("找不到报告文件夹");
    expect(finding?.fix).toContain("ZHENGWEN_CORPUS");
    expect(more).toEqual([]);
  });
});
