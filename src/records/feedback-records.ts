/**
 * Feedback kept with question, answer and evidence. Rows in the database in, feedback out.
 */
import type Database from "better-sqlite3";
import type { Answer, Citation } from "../domain/index.ts";
import type { Feedback, FeedbackRecords } from "./records.ts";

interface Row {
  id: number;
  at: string;
  chat: string;
  question: string;
  answer: string;
  evidence: string;
  note: string;
}

const MAX_KEPT = 10_000;
const MAX_CHARS = 4000;

/** The feedback of a database; `now` in milliseconds. */
export function feedbackRecords(db: Database.Database, now: () => number): FeedbackRecords {
  const insert = db.prepare(
    "INSERT INTO feedback (at, chat, question, answer, evidence, note) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const trim = db.prepare("DELETE FROM feedback WHERE id <= ?");
  const select = db.prepare<[number, number], Row>(
    "SELECT * FROM feedback ORDER BY id DESC LIMIT ? OFFSET ?",
  );
  const counted = db.prepare<[], number>("SELECT count(*) FROM feedback").pluck();
  return {
    add: db.transaction(({ chat, question, answer, evidence = answer.citations, note = "" }) => {
      const { lastInsertRowid } = insert.run(
        new Date(now()).toISOString(),
        chat,
        question.slice(0, MAX_CHARS),
        JSON.stringify(answer),
        JSON.stringify(evidence),
        note.slice(0, MAX_CHARS),
      );
      trim.run(Number(lastInsertRowid) - MAX_KEPT);
      return Number(lastInsertRowid);
    }),
    list: ({ limit, offset }) => select.all(limit, offset).map(feedbackOf),
    count: () => counted.get() ?? 0,
  };
}

function feedbackOf(row: Row): Feedback {
  // Written by `add` alone.
  const answer = JSON.parse(row.answer) as Answer;
  const evidence = JSON.parse(row.evidence) as Citation[];
  return { ...row, answer, evidence };
}
