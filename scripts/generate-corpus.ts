/**
 * npm run -s generate-corpus -- --out DIR [--reports 20000] [--seed 1]: writes made-up reports into DIR/corpus and
 * questions with known answers into DIR/questions.jsonl. The same seed gives the same files.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../src/domain/index.ts";
import { readArguments, runCommand } from "./command.ts";
import { writeCorpus } from "./generated-corpus/index.ts";

await runCommand(async () => {
  const { values } = readArguments({
    out: { type: "string" },
    reports: { type: "string" },
    seed: { type: "string" },
  });
  if (!values.out) throw new UserError("请用 --out 指明写到哪个文件夹。");
  const reports = wholeNumber("--reports", values.reports ?? "20000", 1, 20_000);
  const seed = wholeNumber("--seed", values.seed ?? "1", 0, 1_000_000);
  mkdirSync(values.out, { recursive: true });
  const started = performance.now();
  const questions = writeCorpus(join(values.out, "corpus"), reports, seed);
  const lines = questions.map((question, i) => JSON.stringify({ id: `g${i + 1}`, ...question }));
  writeFileSync(join(values.out, "questions.jsonl"), `${lines.join("\n")}\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `写好 ${reports} 份报告、${questions.length} 个问题（${seconds} 秒）：${values.out}\n`,
  );
  return 0;
});

function wholeNumber(name: string, given: string, low: number, high: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new UserError(`${name} 要是 ${low} 到 ${high} 的整数，现在是“${given}”。`);
}
