/**
 * npm run -s feedback -- [--out FILE] [--limit 1000]: readers' feedback as questions for evaluate, one JSON line each,
 * for a person to fill in what the right answer would be.
 */
import { writeFileSync } from "node:fs";
import { UserError } from "../src/domain/index.ts";
import { feedbackQuestions, openRecords } from "../src/records/index.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

await runCommand(async () => {
  const { values } = readArguments({ out: { type: "string" }, limit: { type: "string", default: "1000" } });
  const limit = Number(values.limit);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new UserError("--limit 应为正整数。");
  const { dataDir, auditDays } = settings();
  const records = openRecords({ folder: dataDir, auditDays });
  try {
    const lines = feedbackQuestions(records.feedback.list({ limit, offset: 0 }));
    if (values.out === undefined) process.stdout.write(lines);
    else writeFileSync(values.out, lines);
    const count = lines.split("\n").length - 1;
    const where = values.out === undefined ? "" : `，写在 ${values.out}`;
    progress(`读者反馈 ${count} 条${where}。请逐条填上 figures 里的正确数字，再用 npm run evaluate 打分。`);
    return 0;
  } finally {
    records.close();
  }
});
