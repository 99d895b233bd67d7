/**
 * npm run -s ask -- [--index DIR] QUESTION, or --json with JSON lines on stdin. --explain shows why.
 */
import { createInterface } from "node:readline";
import { z } from "zod";
import { createAssistantFromConfig } from "../src/assistant.ts";
import { renderAnswer, terminalWords } from "../src/channels/cli/index.ts";
import { type AskInput, UserError } from "../src/domain/index.ts";
import { explainText } from "../src/evaluate/index.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

const lineSchema = z.object({
  id: z.string().optional(),
  conversation: z.string().optional(),
  question: z.string(),
});

await runCommand(async () => {
  const { values, positionals } = readArguments({
    index: { type: "string" },
    corpus: { type: "string" },
    json: { type: "boolean" },
    explain: { type: "boolean" },
  });
  const question = positionals.join(" ").trim();
  if (!values.json && question === "") {
    throw new UserError("请在命令后面写上问题，例如：npm run -s ask -- 湛江有多少跨省通办事项");
  }
  const { assistant, close } = await createAssistantFromConfig(settings(values), { onProgress: progress });
  try {
    if (!values.json) {
      const words = process.stdout.isTTY ? terminalWords(process.stdout) : undefined;
      const { answer, trace } = await assistant.explain({
        question,
        ...(words ? { onText: words.show } : {}),
      });
      const rendered = renderAnswer(answer, { color: words !== undefined });
      if (words) words.end(rendered);
      else process.stdout.write(`${rendered}\n`);
      if (values.explain) process.stdout.write(`\n${explainText(trace)}\n`);
      return 0;
    }
    let failed = false;
    let row = 0;
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      row++;
      if (line.trim() === "") continue;
      const input = parseLine(line);
      if (!input) {
        failed = true;
        process.stderr.write(
          `第 ${row} 行不是 {id?, conversation?, question} 形式的 JSON（各项都是文字），已跳过。\n`,
        );
        continue;
      }
      process.stdout.write(`${JSON.stringify(await assistant.ask(input))}\n`);
    }
    return failed ? 1 : 0;
  } finally {
    await close();
  }
});

function parseLine(line: string): AskInput | null {
  try {
    const { id, conversation, question } = lineSchema.parse(JSON.parse(line));
    return {
      question,
      ...(id === undefined ? {} : { id }),
      ...(conversation === undefined ? {} : { conversation }),
    };
  } catch {
    return null;
  }
}
