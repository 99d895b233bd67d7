/**
 * npm run -s doctor -- [--index DIR] [--corpus DIR] [--json] [--mend]: what is wrong with settings, reports, model and
 * index, one line per check; --mend mends what can be mended and looks again. Exit code 1 when something stays wrong.
 */
import { existsSync } from "node:fs";
import { examine, examineSettings, mend } from "../src/doctor.ts";
import { type Finding, UserError } from "../src/domain/index.ts";
import { progress, readArguments, runCommand } from "./command.ts";

await runCommand(async () => {
  const { values } = readArguments({
    index: { type: "string" },
    corpus: { type: "string" },
    json: { type: "boolean" },
    mend: { type: "boolean" },
  });
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { config: given, findings: settings } = examineSettings(process.env);
  const config = {
    ...given,
    ...(values.corpus === undefined ? {} : { corpusDir: values.corpus }),
    ...(values.index === undefined ? {} : { indexDir: values.index }),
  };
  const hooks = { onProgress: (message: string) => progress(message) };
  let findings = await examine(config, hooks);
  const mended: string[] = [];
  if (values.mend && findings.some(({ ok }) => !ok)) {
    try {
      mended.push(...(await mend(config, hooks)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      progress(error.message);
    }
    findings = await examine(config, hooks);
  }
  const all = [...settings, ...findings];
  const sound = all.every(({ ok }) => ok);
  const result = values.json
    ? `${JSON.stringify({ ok: sound, findings: all, mended })}\n`
    : render(all, mended, values.mend ?? false);
  process.stdout.write(result);
  return sound ? 0 : 1;
});

function render(findings: Finding[], mended: string[], mending: boolean): string {
  const lines = findings.map(({ ok, message, fix }) =>
    ok ? `✓ ${message}` : `✗ ${message}。${fix ? `办法：${fix}。` : ""}`,
  );
  const wrong = findings.filter(({ ok }) => !ok).length;
  const hint = mending ? "上面有 ✗ 的，请按“办法”处理。" : "加 --mend 可以自动修好索引里的问题。";
  const summary =
    wrong === 0
      ? `查了 ${findings.length} 项，都没有问题。`
      : `查了 ${findings.length} 项，${wrong} 项有问题。${hint}`;
  const done = mended.length > 0 ? ["", "已经做了：", ...mended.map((line) => `- ${line}`), ""] : [];
  return `${[...done, ...lines, summary].join("\n").trimStart()}\n`;
}
