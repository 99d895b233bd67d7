/**
 * Table files as programs export them: delimiters, quotes, encodings, and which files stay plain text.
 */
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { csvReader } from "../../src/ingest/readers/csv.ts";
import { DEFAULT_LIMITS, quietContext } from "../../src/ingest/readers/index.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, file = "表.csv") => csvReader.read(bytes(text), file, quietContext);

describe("a table file", () => {
  it("becomes rows with tabs and figures with their headings", async () => {
    const {
      text,
      tables = [],
      title,
    } = await read('云溪县2024年热线统计,,\r\n类别,单位,2024年\r\n咨询,万件,"1,234.5"\r\n投诉,件,30\r\n');
    expect(title).toBe("云溪县2024年热线统计");
    expect(text).toBe("云溪县2024年热线统计\n\n类别\t单位\t2024年\n咨询\t万件\t1,234.5\n投诉\t件\t30");
    expect(tables.map((c) => [text.slice(c.start, c.end), c.rowHeading, c.columnHeading, c.caption])).toEqual(
      [
        ["1,234.5", "咨询", "2024年（万件）", "云溪县2024年热线统计"],
        ["30", "投诉", "2024年（件）", "云溪县2024年热线统计"],
      ],
    );
  });

  it("spreads a heading over the columns beside it, as a csv cannot merge", async () => {
    const { tables = [] } = await read("事项,办件量,,满意率\n,上年,本年,\n社保,1,2,99%\n");
    expect(tables.map((c) => c.columnHeading)).toEqual(["办件量 上年", "办件量 本年", "满意率"]);
  });

  it("may quote delimiters, quotes and line breaks", async () => {
    const { text } = await read('事项,说明,数量\n"甲,乙","称""一次办""\n即办",3\n高"效"办,丙,4\n');
    expect(text).toBe('事项\t说明\t数量\n甲,乙\t称"一次办" 即办\t3\n高"效"办\t丙\t4');
  });

  it("keeps the rows that a quote without its mate would swallow, and tells its line", async () => {
    const swallowing = '事项,说明,数量\n社保,"即办,3\n医保,"现场办",4\n住房,丙,5\n';
    const { text, warnings } = await read(swallowing);
    expect(text).toBe('事项\t说明\t数量\n社保\t"即办\t3\n医保\t现场办\t4\n住房\t丙\t5');
    expect(warnings).toEqual([expect.stringMatching(/^“表\.csv”第 2 行的引号没有配对/)]);
    expect((await read('事项,数量\r\n甲,3\r\n"乙,4\r\n')).warnings).toEqual([
      expect.stringContaining("第 3 行"),
    ]);
    const many = `事项,数量\n${Array.from({ length: 9 }, (_, i) => `"项${i},${i}\n`).join("")}`;
    expect((await read(many)).warnings).toEqual([expect.stringContaining("第 2、3、4、5、6 行等 9 处")]);
  });

  it("says nothing of quotes that pair, or that stand inside a cell", async () => {
    const sound = '事项,说明,数量\n"甲,乙","称""一次办""\n即办" ,3\n高"效"办,"一次办"改革,4\n';
    expect((await read(sound)).warnings).toEqual([]);
  });

  it("survives a quote that never closes", async () => {
    expect((await read('事项,数量\n甲,3\n"乙,4\n')).text).toContain('"乙\t4');
  });

  it.each([["\t"], [";"], ["，"]])("may be parted by %j", async (delimiter) => {
    const { text } = await read("事项,数量\n甲,3\n乙,4\n".replaceAll(",", delimiter));
    expect(text).toBe("事项\t数量\n甲\t3\n乙\t4");
  });

  it("may be in GBK or UTF-16", async () => {
    const source = "事项名称,办件数量\n不动产登记,3\n社会保障卡申领,4\n";
    for (const encoded of [iconv.encode(source, "gbk"), iconv.encode(source, "utf-16le", { addBOM: true })]) {
      expect(csvReader.accepts(encoded, "a.CSV")).toBe(true);
      expect((await csvReader.read(encoded, "a.csv", quietContext)).text).toContain("社会保障卡申领\t4");
    }
  });

  it("is taken by its name and only when one delimiter parts its lines alike", () => {
    expect(csvReader.accepts(bytes("事项,数量\n甲,3\n"), "a.csv")).toBe(true);
    expect(csvReader.accepts(bytes("事项,数量\n甲,3\n"), "a.txt")).toBe(false);
    expect(csvReader.accepts(bytes("全年办件三千件。\n其中线上,占一半。\n再无其他。\n"), "a.csv")).toBe(
      false,
    );
    expect(csvReader.accepts(new Uint8Array([0, 1, 2, 0, 3]), "a.csv")).toBe(false);
  });

  it("past the limit of cells is refused", async () => {
    const context = { ...quietContext, limits: { ...DEFAULT_LIMITS, cells: 10 } };
    await expect(csvReader.read(bytes("a,b\n".repeat(20)), "大.csv", context)).rejects.toThrow(
      /“大\.csv”的单元格多于 10 个/,
    );
  });
});
