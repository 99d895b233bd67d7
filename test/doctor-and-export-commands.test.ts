/**
 * The commands doctor and export as a person runs them: what goes to stdout, files and exit codes.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mend } from "../src/doctor.ts";
import { temporaryWorkspace, writeReports } from "./support/index-fixture.ts";
import { runCommand } from "./support/run-command.ts";

let workspace: Awaited<ReturnType<typeof temporaryWorkspace>>;
let folders: string[];
beforeAll(async () => {
  workspace = await temporaryWorkspace();
  const { corpusDir, indexDir } = workspace.config;
  folders = ["--corpus", corpusDir, "--index", indexDir];
  await writeReports(corpusDir, {
    "青田县2022年总结.txt":
      "青田县政务服务中心2022年工作总结\n一、主要工作\n全年办件25.6万件，网上可办率97.05%。\n",
  });
  await mend(workspace.config);
});
afterAll(() => workspace.remove());

describe("doctor", () => {
  test("prints one line per check and ends with 0 when nothing is wrong", async () => {
    const { code, stdout } = await runCommand("doctor", folders);
    expect(stdout).toMatch(/^✓ 设置都有效\n(?:✓ .+\n)+查了 \d+ 项，都没有问题。\n$/);
    expect(code).toBe(0);
  });

  test("ends with 1 and the fix for what is wrong, as JSON too", async () => {
    const { code, stdout } = await runCommand("doctor", [...folders, "--json"], {
      env: { ZHENGWEN_PORT: "many" },
    });
    const { ok, findings } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(findings[0]).toEqual({
      check: "settings",
      ok: false,
      message: expect.stringContaining("ZHENGWEN_PORT"),
      fix: expect.stringContaining(".env"),
    });
    expect(code).toBe(1);
  });

  test("--mend brings the index up to date and says what was done", async () => {
    await writeReports(workspace.config.corpusDir, {
      "安吉县2021年总结.txt": "安吉县2021年政务服务工作总结\n一、主要工作\n全年受理热线工单3206件。\n",
    });
    const { code, stdout } = await runCommand("doctor", [...folders, "--mend"]);
    expect(stdout).toMatch(/^已经做了：\n- 更新了索引：新增 1\n\n✓/);
    expect(code).toBe(0);
  });
});

describe("export", () => {
  test("gives JSON lines on stdout and nothing else there", async () => {
    const { code, stdout, stderr } = await runCommand("export", [...folders, "--region", "青田"]);
    const rows = stdout.trimEnd().split("\n");
    expect(rows.map((line) => JSON.parse(line).raw)).toEqual(["25.6万件", "97.05%"]);
    expect(stderr).toContain("导出了 2 个数字");
    expect(code).toBe(0);
  });

  test("takes the format from the file's name", async () => {
    for (const [name, head] of [
      ["数字.csv", "\uFEFF地区,时期"],
      ["数字.xlsx", "PK"],
    ] as const) {
      const out = join(workspace.dir, name);
      const { code } = await runCommand("export", [...folders, "--year", "2022", "--out", out]);
      expect(code).toBe(0);
      expect(readFileSync(out).toString("utf8").startsWith(head)).toBe(true);
    }
  });

  test.each([
    [["--format", "xlsx"], /--out 数字\.xlsx/],
    [["--format", "pdf"], /不认识导出格式“pdf”/],
    [["--out", "/nowhere/at/all.csv"], /\/nowhere\/at\/all\.csv 写不成/],
    [["--region", "三亚"], /现有报告的地区：/],
  ])("refuses %j with the fix", async (args, message) => {
    const { code, stderr } = await runCommand("export", [...folders, ...args]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});
