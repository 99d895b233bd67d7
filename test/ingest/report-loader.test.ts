/** Report files of every format as LangChain documents: one per passage, with its place. */
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ReportLoader } from "../../src/ingest/index.ts";
import type { FileFailure } from "../../src/store/index.ts";
import { temporaryWorkspace, writeReports } from "../support/index-fixture.ts";

const TEXT =
  "青田县政务服务中心2022年工作总结\n\n一、热线工作\n热线全年收到群众诉求4.8万件，办结率为98.6%。\n";
const TABLE = "地区,办件量（万件）\n新昌县,6.4\n嵊州市,5.2\n";

let workspace: Awaited<ReturnType<typeof temporaryWorkspace>>;
let folder: string;

beforeAll(async () => {
  workspace = await temporaryWorkspace();
  folder = workspace.config.corpusDir;
  await writeReports(folder, {
    "青田.txt": TEXT,
    "2023年办件.csv": TABLE,
    "2023年办件.csv.meta.json": JSON.stringify({ region: "绍兴市", title: "办件统计" }),
    "打包.zip": zipSync({ "内/青田.md": new TextEncoder().encode(`# ${TEXT}`) }),
  });
});

afterAll(() => workspace.remove());

test("gives each passage of a file with region, period, title, section and verbatim offsets", async () => {
  const documents = await new ReportLoader(join(folder, "青田.txt")).load();
  const document = documents.find((d) => d.pageContent.includes("4.8万件"));
  expect(document?.metadata).toMatchObject({
    file: "青田.txt",
    title: "青田县政务服务中心2022年工作总结",
    region: "青田县",
    period: "2022",
    section: expect.stringContaining("热线工作"),
  });
  const { start, end } = document?.metadata ?? {};
  expect(TEXT.slice(start, end)).toBe(document?.pageContent);
});

test("reads a whole folder: tables, archives and what describes a file", async () => {
  const documents = await new ReportLoader(folder).load();
  const files = [...new Set(documents.map(({ metadata }) => metadata.file))];
  expect(files.sort()).toEqual(["2023年办件.csv", "打包.zip/内/青田.md", "青田.txt"]);
  const table = documents.find(({ metadata }) => metadata.file === "2023年办件.csv");
  expect(table?.metadata).toMatchObject({ region: "绍兴市", title: "办件统计" });
});

test("stops at a file that cannot be read, or tells of it and goes on", async () => {
  await writeReports(folder, { "空.txt": "" });
  await expect(new ReportLoader(folder).load()).rejects.toThrow("空.txt");
  const failures: FileFailure[] = [];
  const documents = await new ReportLoader(folder, { onFailure: (failure) => failures.push(failure) }).load();
  expect(failures).toEqual([{ file: "空.txt", error: expect.stringContaining("是空的") }]);
  expect(documents.length).toBeGreaterThan(2);
});

test("keeps to its limits and says what is not there", async () => {
  const loader = new ReportLoader(join(folder, "青田.txt"), { limits: { fileBytes: 10 } });
  await expect(loader.load()).rejects.toThrow("青田.txt");
  await expect(new ReportLoader(join(folder, "没有.txt")).load()).rejects.toThrow("找不到文件或文件夹");
});
