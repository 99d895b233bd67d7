/**
 * Second half of `npm run check:package`: is dist/ a package? In a folder of its own, where it is installed as a link,
 * a plain Node program asks it and the compiler reads its types; the packing list holds what it needs and no more.
 * Too slow for a unit test, so that .ci/run calls it after the build.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "zhengwen-package-"));

const consumer = `
import { type Answer, findFigures, openZhengwen, ReportLoader, type Zhengwen } from "zhengwen";

const open: Zhengwen = await openZhengwen({ index: "index", corpus: "corpus" });
const answer: Answer = await open.ask("湛江有多少跨省通办事项");
const { figures } = await findFigures(open.assistant, { measure: "网上可办率", region: "湛江市" });
const documents = await new ReportLoader("corpus").load();
const vector: number[] = await open.embeddings.embedQuery(answer.text);
const [first] = figures;
// @ts-expect-error the types are real ones, not any
const wrong: string = first?.value;
console.log(documents.length, vector.length, wrong, (await open.retriever({ limit: 2 }).invoke("热线")).length);
await open.close();
`;
const config = {
  compilerOptions: {
    module: "NodeNext",
    target: "ES2022",
    lib: ["ES2023"],
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  files: ["consumer.ts"],
};

function run(command, args, options = {}) {
  return execFileSync(command, args, { encoding: "utf8", cwd: project, ...options });
}

function expectThat(holds, message) {
  if (!holds) throw new Error(message);
  console.log(`✓ ${message}`);
}

try {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules", "zhengwen"), "junction");
  cpSync(join(root, "corpus"), join(project, "corpus"), { recursive: true });
  copyFileSync(join(root, "examples", "ask.mjs"), join(project, "ask.mjs"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(project, "consumer.ts"), consumer);

  const env = { ...process.env, EXAMPLE_EMBEDDER: "ngrams", NODE_OPTIONS: "" };
  const told = run(process.execPath, ["ask.mjs"], { env });
  expectThat(told.includes("110项") && told.includes("881项"), "examples/ask.mjs 用 dist/ 回答了示例问题");

  run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "."], {
    stdio: "inherit",
  });
  expectThat(true, "类型声明可以用");

  const [packed] = JSON.parse(run("npm", ["pack", "--dry-run", "--json"], { cwd: root }));
  const files = packed.files.map(({ path }) => path);
  const strange = files.filter((path) => !/^(?:dist\/|package\.json$|README|LICENSE)/.test(path));
  expectThat(
    files.includes("dist/index.d.ts") && files.some((path) => /^dist\/text\/data\//.test(path)),
    "包里有类型和词表",
  );
  expectThat(strange.length === 0, `包里没有多余的文件${strange.slice(0, 5).join("、")}`);
} finally {
  rmSync(project, { recursive: true, force: true });
}
