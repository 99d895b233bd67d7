/**
 * Refreshing a corpus in which one report stands twice: which one is used, what is told of the other, and what a
 * report that leaves takes with it.
 */
import excel from "exceljs";
import { describe, expect, test } from "vitest";
import { A, B, workspace } from "../support/corpus-workspace.ts";

const TOWNS = ["东源", "西溪", "南浦", "北山", "中和", "上林", "下坝", "前进"];

interface TableOptions {
  /** False where no program computed the formulas. */
  computed: boolean;
  /** Where the formulas stand: in a column of every row, or in the last row only. */
  formulas: "column" | "row";
  /** Another value of the first town. */
  first?: number;
}

/** A workbook of one table. */
async function table({ computed, formulas, first = 1200 }: TableOptions): Promise<Uint8Array> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet("办件");
  const sum = (formula: string, result: number) =>
    computed ? { formula, result } : ({ formula } as excel.CellFormulaValue);
  sheet.addRow(["青田县2023年各镇政务服务办件情况统计表"]);
  sheet.addRow(["乡镇名称", "窗口受理办件量（件）", "网上受理办件量（件）", "办件量合计（件）"]);
  const [windows, onlines] = [
    TOWNS.map((_, i) => (i === 0 ? first : 1200 + i * 31)),
    TOWNS.map((_, i) => 4100 + i * 57),
  ];
  TOWNS.forEach((town, i) => {
    const [window = 0, online = 0] = [windows[i], onlines[i]];
    const total = formulas === "column" ? sum(`B${i + 3}+C${i + 3}`, window + online) : window + online;
    sheet.addRow([`${town}镇便民服务中心`, window, online, total]);
  });
  const all = windows.reduce((a, b) => a + b);
  sheet.addRow(["全县合计", formulas === "row" ? sum("SUM(B3:B10)", all) : all]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe("a copy", () => {
  test("is told once, with the file that stands", async () => {
    const w = await workspace({ "a.txt": A, "b.txt": B });
    await w.refresh();
    await w.write({ "a（副本）.txt": A });
    const told = { file: "a（副本）.txt", warning: "与“a.txt”内容相同，不重复使用，按“a.txt”回答。" };
    expect((await w.refresh()).warnings).toEqual([told]);
    expect((await w.refresh()).warnings).toEqual([]);
  });

  test("takes no figures with it, nor does the original while the copy stays", async () => {
    const w = await workspace({ "a.txt": A, "a（副本）.txt": A, "a（另存）.txt": A, "b.txt": B });
    await w.refresh();
    for (const file of ["a（副本）.txt", "a.txt"]) {
      await w.remove(file);
      expect(await w.refresh()).toMatchObject({ removed: 1, figureChanges: [] });
    }
    await w.remove("a（另存）.txt");
    expect((await w.refresh()).figureChanges).toMatchObject([
      { file: "a（另存）.txt", kind: "removed", changes: [{ kind: "gone" }, { kind: "gone" }] },
    ]);
  });

  test("that leaves together with its original is told of once", async () => {
    const w = await workspace({ "a.txt": A, "a（副本）.txt": A, "b.txt": B });
    await w.refresh();
    await w.remove("a.txt");
    await w.remove("a（副本）.txt");
    expect((await w.refresh()).figureChanges.map(({ file }) => file)).toEqual(["a.txt"]);
  });
});

describe("a workbook whose formulas have no results", () => {
  test.each(["column", "row"] as const)(
    "never takes the place of the complete one, whatever its name says: formulas in a %s",
    async (formulas) => {
      const w = await workspace({
        "办件.xlsx": await table({ computed: true, formulas }),
        "办件（修订）v2.xlsx": await table({ computed: false, formulas }),
      });
      const { warnings } = await w.refresh();
      expect(
        await w.read((store) => store.reports().map(({ file, twin }) => [file, twin?.kind ?? null])),
      ).toEqual([
        ["办件.xlsx", null],
        ["办件（修订）v2.xlsx", "copy"],
      ]);
      expect(warnings.map(({ file, warning }) => [file, warning])).toEqual([
        ["办件（修订）v2.xlsx", expect.stringContaining("个公式没有保存结果")],
        ["办件（修订）v2.xlsx", "与“办件.xlsx”内容相同，只是缺了一些数值，不重复使用，按“办件.xlsx”回答。"],
      ]);
    },
  );

  test.each([
    ["办件（修订）.xlsx", "办件.xlsx"],
    ["办件2.xlsx", "办件2.xlsx"],
  ])("but with a value of its own is a version: %s", async (file, aside) => {
    const formulas = "row";
    const w = await workspace({
      "办件.xlsx": await table({ computed: true, formulas }),
      [file]: await table({ computed: false, formulas, first: 1201 }),
    });
    await w.refresh();
    const reports = await w.read((store) => store.reports().filter(({ twin }) => twin !== null));
    expect(reports.map((report) => [report.file, report.twin?.kind])).toEqual([[aside, "older-version"]]);
  });
});
