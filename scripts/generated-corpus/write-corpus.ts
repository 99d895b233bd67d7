/**
 * A folder, a number of reports and a seed in; the reports on the disk and questions with known answers out.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KnownAnswer } from "./made-up-report.ts";
import { makeCorpus } from "./make-corpus.ts";
import { createRandom } from "./random.ts";

/** Questions of a corpus. */
const QUESTIONS = 500;

/** Writes the corpus and gives 500 questions (or one for each report of a small corpus), spread over its reports. */
export function writeCorpus(folder: string, reports: number, seed: number): KnownAnswer[] {
  const random = createRandom(seed + 1);
  const made = new Set<string>();
  const questions: KnownAnswer[] = [];
  let written = 0;
  for (const { file, text, answers } of makeCorpus(reports, seed)) {
    const path = join(folder, file);
    const parent = dirname(path);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(path, text);
    written++;
    const due = Math.floor((written * QUESTIONS) / reports);
    const asked = random.shuffled(answers).slice(0, due - questions.length);
    questions.push(...asked);
  }
  return questions;
}
