/** The steps of the build that are the project's own; the whole of it is examined by `npm run check:package`. */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

test("a build begins by taking the last one away", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const [first = "", ...rest] = scripts.build.split(" && ");
  expect(rest.join()).toContain("tsc -p tsconfig.build.json");
  const [node, script = ""] = first.split(" ");
  expect(node).toBe("node");
  const folder = mkdtempSync(join(tmpdir(), "zhengwen-build-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["scripts", "dist", "src"]) mkdirSync(join(folder, name));
  copyFileSync(script, join(folder, script));
  for (const name of ["dist", "src"]) writeFileSync(join(folder, name, "old.js"), "");
  for (let times = 0; times < 2; times++) execFileSync(process.execPath, [join(folder, script)]);
  expect([existsSync(join(folder, "dist")), existsSync(join(folder, "src", "old.js"))]).toEqual([
    false,
    true,
  ]);
});
